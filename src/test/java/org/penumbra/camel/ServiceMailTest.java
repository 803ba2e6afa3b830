package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.camel.MailServer.Manner;

/**
 * The service and a mail server that is slow, down, or gone in the middle of a conversation:
 * mails of one Message-ID, marked where they are sent again.
 */
@Tag("faults")
class ServiceMailTest {
    @TempDir
    Path temporary;
    @AutoClose
    private Home home;

    @BeforeEach
    void home() throws IOException {
        home = new Home(temporary);
        home.drop(Home.product(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA", "."})
    void a_kill_before_and_after_DATA_repeats_the_mail_marked_under_its_Message_ID(String line) throws Exception {
        AtomicReference<Process> victim = new AtomicReference<>();
        try (MailServer server = new MailServer(0, said -> !said.equals(line) || !kill(victim.getAndSet(null)))) {
            home.config("application.properties", MailServer.properties(server.port()));
            Process first = DyingService.start(home, "never");
            victim.set(first);
            first.inputReader().lines().forEach(said -> { });
            ServiceKilledTest.run(home, "never", "mail '");
            List<MimeMessage> received = server.received();
            assertThat(received).hasSize(line.equals(".") ? 2 : 1);
            assertThat(received.stream().map(ServiceMailTest::id).distinct()).hasSize(1);
            assertThat(marked(received.get(received.size() - 1))).isTrue();
        }
        home.requireEachOnce(1);
        assertThat(home.mails()).isEmpty();
    }

    private static boolean kill(Process process) {
        if (process == null) {
            return false;
        }
        process.destroyForcibly().onExit().join();
        return true;
    }

    /** The service in this process. */
    @Nested
    class Running {
        @AutoClose
        private final Said said = new Said();

        private void start(int port) throws Exception {
            home.config("application.properties", MailServer.properties(port));
            home.start();
        }

        private void stopAndLook(int products) throws IOException {
            home.stop();
            home.requireEachOnce(products);
            assertThat(home.mails()).isEmpty();
        }

        @Test
        void a_server_that_does_not_answer_holds_up_no_product_and_each_mail_arrives_once() throws Exception {
            CountDownLatch productsDone = new CountDownLatch(1);
            home.drop(Home.product(1));
            try (MailServer server = new MailServer(0, line -> productsDone.await(2, TimeUnit.MINUTES))) {
                start(server.port());
                said.await("is done", 2);
                said.await("MAIL-201", 1);
                productsDone.countDown();
                said.await("was sent to", 2);
                assertThat(server.received()).extracting(ServiceMailTest::id).doesNotHaveDuplicates().hasSize(2);
                assertThat(server.received()).noneMatch(ServiceMailTest::marked);
            }
            stopAndLook(2);
        }

        @Test
        void a_server_that_drops_the_connection_after_DATA_gets_the_mail_again_marked_under_its_Message_ID() throws Exception {
            AtomicBoolean dropped = new AtomicBoolean();
            try (MailServer server = new MailServer(0, line -> !line.equals(".") || dropped.getAndSet(true))) {
                start(server.port());
                said.await("was sent to", 1);
                assertThat(said.count("MAIL-202")).isEqualTo(1);
                assertThat(server.received().stream().map(ServiceMailTest::id).distinct()).hasSize(1);
                assertThat(server.received()).extracting(ServiceMailTest::marked).containsExactly(false, true);
            }
            stopAndLook(1);
        }

        @Test
        void a_server_that_is_down_gets_the_mail_once_when_it_is_up() throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            start(port);
            said.await("is done", 1);
            said.await("MAIL-201", 2);
            try (MailServer server = new MailServer(port, Manner.GOOD)) {
                said.await("was sent to", 1);
                assertThat(server.received()).singleElement().satisfies(mail -> assertThat(marked(mail)).isFalse());
            }
            stopAndLook(1);
        }
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean marked(MimeMessage message) {
        try {
            return message.getHeader("X-Penumbra-Repeated") != null;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
