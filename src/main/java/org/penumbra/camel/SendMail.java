package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.finding.Refusal;
import org.penumbra.history.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code send-mail}: sends the mails of the outbox that are due; without a server a mail is sent when its file lies in {@code outbox/}. */
final class SendMail implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(SendMail.class);

    private final Outbox outbox;
    private final SmtpServer server;

    SendMail(Outbox outbox, SmtpServer server) {
        this.outbox = outbox;
        this.server = server;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        // each once in a turn, also where a failed one is due again at once
        int waiting = outbox.waiting().size();
        for (int turn = 0; turn < waiting; turn++) {
            Optional<Outbox.Entry> entry = outbox.next();
            if (entry.isEmpty()) {
                return;
            }
            if (server.configured()) {
                send(entry.get());
            } else {
                outbox.sent(entry.get().messageId());
                LOG.info("mail '{}' is {}", entry.get().subject(), entry.get().content());
            }
        }
    }

    private void send(Outbox.Entry entry) throws IOException {
        SmtpServer.Attempt attempt;
        try {
            attempt = server.send(entry);
        } catch (IOException e) {
            // nothing was said to the server yet; the other mails have their files
            outbox.failed(entry.messageId(), Failure.words(e));
            warn(new Refusal(MailCode.UNREADABLE, List.of(), e, entry.messageId(), Failure.words(e)));
            return;
        }
        switch (attempt.fate()) {
            case SENT -> {
                outbox.sent(entry.messageId());
                Files.deleteIfExists(entry.content());
                if (attempt.reason() == null) {
                    LOG.info("mail '{}' was sent to {}", entry.subject(), entry.recipients());
                } else {
                    warn(new Refusal(MailCode.PARTLY_REFUSED, entry.messageId(), attempt.reason()));
                }
            }
            case NOT_SENT -> {
                outbox.failed(entry.messageId(), attempt.reason());
                warn(new Refusal(MailCode.NOT_SENT, entry.messageId(), attempt.reason()));
            }
            case UNKNOWN -> {
                outbox.unknown(entry.messageId(), attempt.reason());
                warn(new Refusal(MailCode.FATE_UNKNOWN, entry.messageId(), attempt.reason()));
            }
        }
    }

    private static void warn(Refusal finding) {
        LOG.warn(Failure.line(finding));
    }
}
