package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.finding.Refusal;
import org.penumbra.history.History;
import org.penumbra.history.JobSettings;
import org.penumbra.history.Mail;
import org.penumbra.history.Outbox;
import org.penumbra.history.Store;
import org.penumbra.report.Letter;

/** Mails against a real SMTP conversation. */
class SendMailTest {
    private static final String ID = "P.r1.all@penumbra";
    @TempDir
    Path temporary;
    private Store store;
    private Outbox outbox;
    private GreenMail server;

    @BeforeEach
    void mailWaits() throws IOException {
        store = Store.open(Store.h2(temporary), "penumbra", "");
        outbox = new Outbox(store, new JobSettings(60, 2, 0, 0));
        mail(ID, "ada@localhost", "2026-11", temporary.resolve("outbox/mail.eml"));
    }

    private void mail(String id, String recipients, String period, Path file) throws IOException {
        Letter.plain(id, "penumbra@localhost", List.of(recipients.split(",")),
                "[penumbra] S2A night-ocean 2026-11-20 ALARM: Größe", "text\n", Instant.EPOCH).write(file);
        new History(store).done("test", "S2A", period, List.of(new Mail("<" + id + ">", recipients, "subject", file)));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
        store.close();
    }

    private static Properties smtp(int port, String security, String user, String password) {
        Properties properties = new Properties();
        List.of("host=localhost", "port=" + port, "security=" + security, "user=" + user, "password=" + password, "timeout=2000", "trust=localhost")
                .forEach(line -> properties.setProperty("penumbra.smtp." + line.substring(0, line.indexOf('=')),
                        line.substring(line.indexOf('=') + 1)));
        return properties;
    }

    private void send(Properties properties) throws IOException {
        new SendMail(outbox, new SmtpServer(properties)).process(null);
    }

    /** A server on a free port. */
    private int serve(String protocol) {
        server = new GreenMail(new ServerSetup(0, "localhost", protocol));
        server.start();
        return protocol.equals(ServerSetup.PROTOCOL_SMTPS) ? server.getSmtps().getPort() : server.getSmtp().getPort();
    }

    @Test
    void a_mail_arrives_once_under_its_Message_ID_and_its_file_is_gone() throws Exception {
        int port = serve(ServerSetup.PROTOCOL_SMTP);
        send(smtp(port, "none", "", ""));
        send(smtp(port, "none", "", ""));
        assertThat(server.getReceivedMessages()).singleElement().satisfies(message -> {
            assertThat(message.getMessageID()).isEqualTo("<" + ID + ">");
            assertThat(message.getSubject()).endsWith("ALARM: Größe");
        });
        assertThat(outbox.waiting()).isEmpty();
        assertThat(temporary.resolve("outbox/mail.eml")).doesNotExist();
    }

    @Test
    void a_mail_arrives_over_TLS_with_a_user_and_password() throws Exception {
        int port = serve(ServerSetup.PROTOCOL_SMTPS);
        server.setUser("penumbra@localhost", "penumbra", "secret");
        send(smtp(port, "tls", "penumbra", "secret"));
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "tls ", " Tls"})
    void tls_is_understood_however_it_is_written(String security) throws Exception {
        int port = serve(ServerSetup.PROTOCOL_SMTPS);
        send(smtp(port, security, "", ""));
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"StartTLS", "starttls "})
    void with_starttls_nothing_is_sent_to_a_server_that_does_not_offer_it(String security) throws Exception {
        send(smtp(serve(ServerSetup.PROTOCOL_SMTP), security, "", ""));
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(outbox.waiting()).singleElement().satisfies(entry -> assertThat(entry.message()).contains("STARTTLS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl", "start tls", "true", ""})
    void a_security_that_is_none_of_the_three_is_refused_as_MAIL_102_and_nothing_is_sent(String security) {
        refused(smtp(25, security, "penumbra", "secret"), "penumbra.smtp.security is '" + security + "' and must be none, starttls or tls.");
    }

    @ParameterizedTest
    @CsvSource({"port, smtp", "port, 0", "port, 65536", "port, ''", "timeout, 2 s", "timeout, 0", "timeout, -1"})
    void a_number_that_is_none_is_refused_as_MAIL_102_by_its_name(String key, String said) {
        Properties properties = smtp(25, "none", "penumbra", "secret");
        properties.setProperty("penumbra.smtp." + key, said);
        refused(properties, "penumbra.smtp." + key + " is '" + said + "' and must be a whole number from 1 to ");
    }

    private static void refused(Properties properties, String sentence) {
        assertThatThrownBy(() -> new SmtpServer(properties)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code().code()).isEqualTo("MAIL-102");
            assertThat(refusal.getMessage()).startsWith(sentence).doesNotContain("secret");
        });
    }

    @Test
    void a_wrong_password_leaves_the_mail_waiting_and_its_fate_known() throws Exception {
        int port = serve(ServerSetup.PROTOCOL_SMTP);
        server.setUser("penumbra@localhost", "penumbra", "secret");
        send(smtp(port, "none", "penumbra", "wrong"));
        assertThat(outbox.waiting()).singleElement().satisfies(entry -> assertThat(entry.fateUnknown()).isFalse());
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_mail_waits_while_the_server_is_down_and_arrives_when_it_is_up() throws Exception {
        send(smtp(closedPort(), "none", "", ""));
        assertThat(outbox.waiting()).singleElement().satisfies(entry -> assertThat(entry.fateUnknown()).isFalse());
        send(smtp(serve(ServerSetup.PROTOCOL_SMTP), "none", "", ""));
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void a_mail_whose_fate_is_unknown_is_sent_again_marked_under_the_same_Message_ID() throws Exception {
        try (ServerSocket dropping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> takeDataAndHangUp(dropping));
            send(smtp(dropping.getLocalPort(), "none", "", ""));
            served.join();
        }
        assertThat(outbox.waiting()).singleElement().satisfies(entry -> assertThat(entry.fateUnknown()).as(entry.message()).isTrue());
        send(smtp(serve(ServerSetup.PROTOCOL_SMTP), "none", "", ""));
        MimeMessage again = server.getReceivedMessages()[0];
        assertThat(again.getMessageID()).isEqualTo("<" + ID + ">");
        assertThat(again.getHeader("X-Penumbra-Repeated")).isNotNull();
        assertThat(again.getSubject()).endsWith("(sent again)");
    }

    @Test
    void a_mail_whose_file_is_gone_was_certainly_not_sent_and_the_next_one_is() throws Exception {
        Files.delete(temporary.resolve("outbox/mail.eml"));
        mail("Q.r1.all@penumbra", "ada@localhost", "2026-12", temporary.resolve("outbox/next.eml"));
        Properties properties = smtp(serve(ServerSetup.PROTOCOL_SMTP), "none", "", "");
        send(properties);
        send(properties);
        assertThat(server.getReceivedMessages()).singleElement()
                .satisfies(message -> assertThat(message.getMessageID()).isEqualTo("<Q.r1.all@penumbra>"));
        assertThat(outbox.waiting()).singleElement().satisfies(entry -> {
            assertThat(entry.messageId()).isEqualTo("<" + ID + ">");
            assertThat(entry.fateUnknown()).isFalse();
            assertThat(entry.message()).endsWith("mail.eml is not there");
        });
    }

    @Test
    void an_operator_is_told_of_a_mail_whose_file_is_gone_as_MAIL_205() throws Exception {
        Files.delete(temporary.resolve("outbox/mail.eml"));
        try (Said said = new Said()) {
            send(smtp(serve(ServerSetup.PROTOCOL_SMTP), "none", "", ""));
            assertThat(said.count("MAIL-205")).isEqualTo(1);
            said.requirePlainWords();
        }
    }

    @Test
    void an_address_that_is_refused_is_named_with_the_answer_as_MAIL_206_and_not_said_to_have_been_sent_to() throws Exception {
        mail("Q.r1.all@penumbra", "bob@localhost,bad@localhost", "2026-12", temporary.resolve("outbox/next.eml"));
        MailServer.Manner manner = new MailServer.Manner() {
            @Override
            public boolean answers(String line) {
                return true;
            }

            @Override
            public String answer(String line) {
                return line.contains("<bad@") ? "550 no such user" : "250 good";
            }
        };
        try (MailServer strict = new MailServer(0, manner); Said said = new Said()) {
            send(smtp(strict.port(), "none", "", ""));
            assertThat(said.count("MAIL-206 The mail <Q.r1.all@penumbra> was sent, but not to all: bad@localhost: 550 no such user.")).isEqualTo(1);
            assertThat(said.count("250 good")).isZero();
            assertThat(strict.received()).hasSize(2);
        }
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void without_a_server_the_mail_is_a_file_in_the_outbox() throws Exception {
        Properties none = smtp(25, "none", "", "");
        none.setProperty("penumbra.smtp.host", "");
        send(none);
        assertThat(outbox.waiting()).isEmpty();
        assertThat(Files.readString(temporary.resolve("outbox/mail.eml"))).contains("Message-ID: <" + ID + ">");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void takeDataAndHangUp(ServerSocket server) {
        try (Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            answer(socket, "220 here");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data) {
                    if (line.equals(".")) {
                        return;
                    }
                } else {
                    data = line.startsWith("DATA");
                    answer(socket, data ? "354 go on" : "250 good");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
