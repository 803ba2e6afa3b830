package org.penumbra.camel;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.penumbra.finding.Refusal;
import org.penumbra.history.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mail server that {@code penumbra.smtp} in {@code application.properties} names. */
final class SmtpServer {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final String NAME = "penumbra.smtp.";

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final String protocol;
    private final Session session;

    /** How the conversation is kept from others; a user and a password must never go in plain text because a word was misspelt. */
    private enum Security {
        NONE, STARTTLS, TLS
    }

    /** What became of an attempt. */
    enum Fate {
        SENT, NOT_SENT,
        /** The connection ended after the message was on its way and before the server answered. */
        UNKNOWN
    }

    /**
     * One attempt.
     *
     * @param reason why it was not sent, or may not have been; of one that was sent, who was refused it, or null if nobody
     */
    record Attempt(Fate fate, String reason) {
    }

    /** @throws Refusal MAIL-102 when a property is not what it must be */
    SmtpServer(Properties properties) {
        host = properties.getProperty(NAME + "host");
        port = number(properties, "port", 65535);
        user = properties.getProperty(NAME + "user");
        password = properties.getProperty(NAME + "password");
        Security security = security(properties);
        protocol = security == Security.TLS ? "smtps" : "smtp";
        session = Session.getInstance(options(protocol, security, properties));
    }

    private static Security security(Properties properties) {
        String said = properties.getProperty(NAME + "security");
        return Stream.of(Security.values()).filter(security -> security.name().equalsIgnoreCase(said.strip())).findFirst()
                .orElseThrow(() -> new Refusal(MailCode.PROPERTY, "security", said, "none, starttls or tls"));
    }

    private static int number(Properties properties, String key, int largest) {
        String said = properties.getProperty(NAME + key);
        return ApplicationProperties.number(said, 1, largest)
                .orElseThrow(() -> new Refusal(MailCode.PROPERTY, key, said, "a whole number from 1 to " + largest));
    }

    private static Properties options(String protocol, Security security, Properties properties) {
        Properties options = new Properties();
        String mail = "mail." + protocol + ".";
        String timeout = Integer.toString(number(properties, "timeout", Integer.MAX_VALUE));
        options.setProperty(mail + "connectiontimeout", timeout);
        options.setProperty(mail + "timeout", timeout);
        options.setProperty(mail + "writetimeout", timeout);
        // one recipient who has moved away does not keep the mail from the others
        options.setProperty(mail + "sendpartial", "true");
        if (security == Security.STARTTLS) {
            options.setProperty(mail + "starttls.enable", "true");
            options.setProperty(mail + "starttls.required", "true");
        }
        String trust = properties.getProperty(NAME + "trust");
        options.setProperty(mail + "ssl.checkserveridentity", Boolean.toString(trust.isBlank()));
        if (!trust.isBlank()) {
            options.setProperty(mail + "ssl.trust", trust);
        }
        return options;
    }

    /** Whether a server is configured. */
    boolean configured() {
        return !host.isBlank();
    }

    /** Host and port. */
    String address() {
        return host + ":" + port;
    }

    /** Tries once. One whose earlier fate is unknown is marked. @throws IOException when the message cannot be read; it is not sent then */
    Attempt send(Outbox.Entry entry) throws IOException {
        try (InputStream in = Files.newInputStream(entry.content())) {
            MimeMessage message = new MimeMessage(session, in);
            if (entry.fateUnknown()) {
                message.setHeader("X-Penumbra-Repeated", "an earlier attempt may have arrived");
                message.setSubject(message.getSubject() + " (sent again)", StandardCharsets.UTF_8.name());
            }
            Transport transport = connect();
            Attempt attempt = send(transport, message);
            leave(transport);
            return attempt;
        } catch (MessagingException e) {
            return new Attempt(Fate.NOT_SENT, e.getMessage());
        }
    }

    /** Connects, signs in and takes leave. @throws Refusal MAIL-204 when that is not possible */
    void check() {
        try {
            leave(connect());
        } catch (MessagingException e) {
            throw new Refusal(MailCode.UNREACHABLE, List.of(), e, host, port, e.getMessage());
        }
    }

    private Transport connect() throws MessagingException {
        Transport transport = session.getTransport(protocol);
        transport.connect(host, port, user.isBlank() ? null : user, user.isBlank() ? null : password);
        return transport;
    }

    /** What goes wrong while taking leave says nothing about the mail. */
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the mail server did not take leave", e);
        }
    }

    private static Attempt send(Transport transport, Message message) throws MessagingException {
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Attempt(Fate.SENT, null);
        } catch (SendFailedException e) {
            if (e.getValidSentAddresses() != null && e.getValidSentAddresses().length > 0) {
                return new Attempt(Fate.SENT, answers(e));
            }
            return new Attempt(e instanceof SMTPSendFailedException answer && answer.getReturnCode() < 0 ? Fate.UNKNOWN : Fate.NOT_SENT, answers(e));
        } catch (MessagingException e) {
            return new Attempt(Fate.UNKNOWN, e.getMessage());
        }
    }

    /** What the server said to each address that it refused; to the message where it refused none. */
    private static String answers(SendFailedException failure) {
        String answers = Stream.iterate((Exception) failure, Objects::nonNull,
                each -> each instanceof MessagingException more ? more.getNextException() : null)
                .filter(SMTPAddressFailedException.class::isInstance).map(SMTPAddressFailedException.class::cast)
                .map(refused -> refused.getAddress() + ": " + refused.getMessage().strip().replaceAll("\\.$", "")).collect(Collectors.joining("; "));
        return answers.isEmpty() ? failure.getMessage() : answers;
    }
}
