package org.penumbra.report;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.penumbra.delivery.WholeFile;

/**
 * A mail before it is sent.
 *
 * @param messageId {@code Message-ID} without its angle brackets
 * @param from address of the sender
 * @param to addresses of the recipients
 * @param subject subject line
 * @param text the plain text
 * @param html the same as a page, or empty where the text is enough
 * @param figures images that the page refers to as {@code cid:<name>}
 * @param attachment a file that goes with it
 * @param date UTC
 */
public record Letter(String messageId, String from, List<String> to, String subject, String text, Optional<String> html,
                     Map<String, Path> figures, Optional<Path> attachment, Instant date) {

    /** A letter of plain text. */
    public static Letter plain(String messageId, String from, List<String> to, String subject, String text, Instant date) {
        return new Letter(messageId, from, to, subject, text, Optional.empty(), Map.of(), Optional.empty(), date);
    }

    /** The same with a page beside its text. */
    public Letter with(String page) {
        return new Letter(messageId, from, to, subject, text, Optional.of(page), figures, attachment, date);
    }

    /** Writes the whole message (RFC 5322, {@code .eml}); one that is there is replaced. */
    public void write(Path file) {
        WholeFile.write(file, out -> {
            try {
                message().writeTo(out);
            } catch (MessagingException e) {
                throw new IOException("the mail '%s' cannot be written: %s".formatted(subject, e.getMessage()), e);
            }
        });
    }

    private MimeMessage message() throws MessagingException, IOException {
        MimeMessage message = new Identified(messageId);
        message.setFrom(new InternetAddress(from));
        message.setRecipients(Message.RecipientType.TO, String.join(",", to));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(date));
        // no machine answers to a machine
        message.setHeader("Auto-Submitted", "auto-generated");
        if (html.isEmpty() && attachment.isEmpty()) {
            message.setText(text, StandardCharsets.UTF_8.name());
        } else {
            message.setContent(parts());
        }
        message.saveChanges();
        return message;
    }

    private MimeMultipart parts() throws MessagingException, IOException {
        MimeMultipart mixed = new MimeMultipart("mixed");
        MimeMultipart alternatives = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        alternatives.addBodyPart(plain);
        if (html.isPresent()) {
            alternatives.addBodyPart(holding(page(html.get())));
        }
        mixed.addBodyPart(holding(alternatives));
        if (attachment.isPresent()) {
            MimeBodyPart file = new MimeBodyPart();
            file.attachFile(attachment.get().toFile(), "application/pdf", "base64");
            mixed.addBodyPart(file);
        }
        return mixed;
    }

    private MimeMultipart page(String content) throws MessagingException, IOException {
        MimeMultipart related = new MimeMultipart("related");
        MimeBodyPart page = new MimeBodyPart();
        page.setText(content, StandardCharsets.UTF_8.name(), "html");
        related.addBodyPart(page);
        for (Map.Entry<String, Path> figure : figures.entrySet()) {
            MimeBodyPart image = new MimeBodyPart();
            image.attachFile(figure.getValue().toFile(), "image/png", "base64");
            image.setContentID("<" + figure.getKey() + ">");
            image.setDisposition("inline");
            related.addBodyPart(image);
        }
        return related;
    }

    private static MimeBodyPart holding(MimeMultipart parts) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(parts);
        return part;
    }

    /** A message that keeps the id it was given. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
