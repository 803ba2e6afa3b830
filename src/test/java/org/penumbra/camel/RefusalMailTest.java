package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.DeliveryCode;
import org.penumbra.finding.Refusal;
import org.penumbra.history.History;
import org.penumbra.history.Store;
import org.penumbra.report.Reason;

/** An operator drops a delivery and walks away: where it is refused he is told. */
class RefusalMailTest {
    private static final String JOB = "20260105T130221000-1234abcd";

    @TempDir
    Path temporary;
    @AutoClose
    private final Said said = new Said();
    @AutoClose
    private Home home;

    @BeforeEach
    void home() throws Exception {
        home = new Home(temporary);
    }

    @Test
    void the_operator_is_told_which_delivery_was_refused_why_what_to_do_and_where_it_is() throws Exception {
        home.dropBroken(Home.product(0));
        home.start();
        said.await("refused: DELIVERY-110", 1);
        assertThat(home.mails()).hasSize(1);
        MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(Files.readAllBytes(home.mails().get(0))));
        String name = Home.product(0).getFileName().toString();
        assertThat(mail.getSubject()).isEqualTo("[penumbra] REFUSED DELIVERY-110: " + name);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@localhost");
        String job = Home.names(home.rooms().quarantine()).get(0);
        assertThat(mail.getContent().toString()).startsWith(name).contains(DeliveryCode.FILES_MISSING.action(), "quarantine replay " + job);
    }

    @Test
    void a_refusal_that_is_repeated_after_a_kill_is_told_once() throws Exception {
        try (Store store = Service.openStore(home.rooms())) {
            mailing(store).refused(JOB, reason(1));
            Files.delete(home.mails().get(0));
            mailing(store).refused(JOB, reason(1));
        }
        assertThat(home.mails()).isEmpty();
    }

    @Test
    void of_many_missing_files_the_mail_names_20_and_says_how_many_more_there_are() {
        assertThat(reason(2000).text()).contains("image 19.jp2", "and 1980 more").doesNotContain("image 20.jp2");
    }

    private Mailing mailing(Store store) {
        return new Mailing(new History(store), Subscriptions.read(home.rooms().configuration()), home.rooms().outbox(), 0, Clock.systemUTC());
    }

    private static Reason reason(int missing) {
        List<String> names = IntStream.range(0, missing).mapToObj("image %d.jp2"::formatted).toList();
        return Reason.of(new Refusal(DeliveryCode.FILES_MISSING, names, null, missing, "X.SAFE", names.get(0)), "X.SAFE", Instant.EPOCH);
    }
}
