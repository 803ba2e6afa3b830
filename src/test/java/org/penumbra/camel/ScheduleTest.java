package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.history.History;
import org.penumbra.history.Store;

/** What is due at a time: through the routes, with a clock that is stepped and a real mail server. */
class ScheduleTest {
    private static final Duration WEEK = Duration.ofDays(7);
    @TempDir
    Path temporary;
    @AutoClose
    private final Said said = new Said();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private Home home;
    private SteppedClock clock;

    @BeforeEach
    void home() throws IOException {
        server.start();
        home = new Home(temporary);
        home.config("service.yaml", "freeDisk: 0");
        home.config("application.properties", "penumbra.smtp.host = localhost", "penumbra.smtp.port = " + server.getSmtp().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        home.close();
        server.stop();
    }

    private void start() throws Exception {
        home.start(clock);
    }

    /** What Quartz does at its times. */
    private void due() throws IOException {
        try (ProducerTemplate template = home.service().camel().context().createProducerTemplate()) {
            template.sendBody("direct:due", null);
        }
    }

    private void restart() throws Exception {
        home.stop();
        start();
        due();
    }

    private void publish(int product) throws Exception {
        home.drop(Home.product(product));
        said.await("is done", product + 1);
    }

    private List<MimeMessage> mails(String subject) throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            if (mail.getSubject().startsWith("[penumbra] " + subject)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    /** Reports are published at the time of the store, which is the real one: the clock begins there. */
    private void inTheRealWeek() throws Exception {
        clock = new SteppedClock(Instant.now());
        start();
        due();
    }

    @Test
    void Quartz_makes_the_digest_of_a_week_that_is_over() throws Exception {
        home.config("application.properties", "penumbra.schedule = * * * * * ?");
        inTheRealWeek();
        clock.pass(WEEK);
        said.await("digest of ", 1);
        said.await("mail '[penumbra] week ", 1);
        assertThat(mails("week ")).hasSize(1);
    }

    @Test
    void a_digest_lists_products_verdicts_what_was_refused_and_the_last_product_of_each_unit_and_type() throws Exception {
        inTheRealWeek();
        publish(0);
        home.dropBroken(Home.product(1));
        said.await("refused: DELIVERY-110", 1);
        clock.pass(WEEK);
        due();
        said.await("mail '[penumbra] week ", 1);
        MimeMessage mail = mails("week ").get(0);
        assertThat(mail.getSubject()).endsWith(": 1 published, 1 refused");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@localhost");
        String id = Home.product(0).getFileName().toString().replace(".SAFE", "");
        assertThat(GreenMailUtil.getBody(mail).replace("=\r\n", ""))
                .contains(id, "1 OK", "DELIVERY-110", "S2A night-ocean  acquired 2026-01-05", "<html");
        Path page = Home.found(home.rooms().reports().resolve("digests"), "*.html").get(0);
        assertThat(page).content().contains(id).contains("/report.html\"").contains("DELIVERY-110").contains("2026-01-05");
    }

    @Test
    void the_week_before_the_first_start_has_no_digest() throws Exception {
        inTheRealWeek();
        clock.pass(WEEK);
        due();
        said.await("mail '[penumbra] week ", 1);
        assertThat(Home.found(home.rooms().reports().resolve("digests"), "*.html")).hasSize(1);
    }

    @Test
    void a_digest_is_made_once_also_across_restarts() throws Exception {
        inTheRealWeek();
        clock.pass(WEEK);
        due();
        due();
        restart();
        // what comes next is the digest of the next week
        clock.pass(WEEK);
        due();
        said.await("mail '[penumbra] week ", 2);
        assertThat(mails("week ")).extracting(MimeMessage::getMessageID).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void digests_of_weeks_in_which_nothing_ran_are_made_at_the_next_start() throws Exception {
        inTheRealWeek();
        home.stop();
        clock.pass(WEEK.multipliedBy(3));
        start();
        said.await("mail '[penumbra] week ", 3);
        assertThat(mails("week ")).extracting(MimeMessage::getSubject).doesNotHaveDuplicates();
    }

    @Test
    void two_nodes_make_one_digest() throws Exception {
        clock = new SteppedClock();
        try (Store store = Service.openStore(home.rooms())) {
            List<Digests> nodes = List.of(digests(store), digests(store));
            nodes.get(0).process(null);
            clock.pass(WEEK);
            nodes.parallelStream().forEach(node -> node.process(null));
            assertThat(home.mailsWaiting()).singleElement().satisfies(mail -> assertThat(mail.subject()).contains("week 2026-W47"));
        }
    }

    private Digests digests(Store store) {
        History history = new History(store);
        return new Digests(history, new Mailing(history, Subscriptions.read(home.rooms().configuration()), home.rooms().outbox(), 0, clock),
                home.rooms(), clock);
    }

    @Test
    void each_dark_acquisition_that_does_not_come_within_14_days_is_told_once_also_across_restarts() throws Exception {
        clock = new SteppedClock(Instant.parse("2026-01-05T13:00:00Z"));
        start();
        publish(0);
        clock.pass(Duration.ofDays(14));
        due();
        // less than 14 days after the acquisition at 13:02:21
        clock.pass(Duration.ofHours(1));
        due();
        due();
        restart();
        clock.pass(Duration.ofDays(13));
        due();
        said.await("mail '[penumbra] S2A night-ocean missing, due ", 1);
        assertThat(mails("S2A night-ocean missing")).extracting(MimeMessage::getSubject)
                .containsExactly("[penumbra] S2A night-ocean missing, due 2026-01-19");
        clock.pass(Duration.ofDays(1));
        due();
        said.await("mail '[penumbra] S2A night-ocean missing, due ", 2);
        assertThat(mails("S2A night-ocean missing")).extracting(MimeMessage::getSubject)
                .containsExactly("[penumbra] S2A night-ocean missing, due 2026-01-19", "[penumbra] S2A night-ocean missing, due 2026-02-02");
        assertThat(mails("S2A sun-diffuser")).isEmpty();
    }

    @Test
    void an_acquisition_that_comes_moves_the_calendar_on() throws Exception {
        clock = new SteppedClock(Instant.parse("2026-01-21T00:00:00Z"));
        start();
        publish(0);
        publish(1);
        due();
        clock.pass(Duration.ofDays(14));
        due();
        said.await("mail '[penumbra] S2A night-ocean missing, due ", 1);
        assertThat(mails("S2A night-ocean missing")).extracting(MimeMessage::getSubject)
                .containsExactly("[penumbra] S2A night-ocean missing, due 2026-02-03");
    }

    @Test
    void of_many_that_became_due_while_nothing_ran_only_the_last_is_told() throws Exception {
        clock = new SteppedClock(Instant.parse("2026-01-06T00:00:00Z"));
        start();
        publish(0);
        home.stop();
        clock.pass(Duration.ofDays(100));
        start();
        said.await("mail '[penumbra] S2A night-ocean missing, due 2026-04-13'", 1);
        due();
        assertThat(mails("S2A night-ocean missing")).singleElement()
                .satisfies(mail -> assertThat(GreenMailUtil.getBody(mail)).contains("SCHEDULE-101").contains("2026-01-05, 100 days ago"));
    }

    @Test
    void health_says_the_last_product_consumed_of_each_unit_and_type() throws Exception {
        clock = new SteppedClock();
        start();
        publish(0);
        HealthCheck.Result result = HealthCheckRegistry.get(home.service().camel().context()).getCheck("last-product").orElseThrow().call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails()).containsKey("last.product.consumed.S2A.night-ocean");
    }

    @Test
    void how_often_one_is_expected_is_a_setting() throws Exception {
        home.config("service.yaml", "freeDisk: 0", "darkEvery: 3");
        clock = new SteppedClock(Instant.parse("2026-01-06T00:00:00Z"));
        start();
        publish(0);
        clock.pass(Duration.ofDays(3));
        due();
        said.await("mail '[penumbra] S2A night-ocean missing, due 2026-01-08'", 1);
    }
}
