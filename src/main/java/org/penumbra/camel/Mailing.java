package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.history.History;
import org.penumbra.history.Mail;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.report.Letter;
import org.penumbra.report.Reason;
import org.penumbra.report.ReportMail;

/** Writes mails to {@code outbox/}, from where they are sent. A mail about the same thing has the same Message-ID and the same file. */
final class Mailing implements Mails {
    private final History history;
    private final Subscriptions subscriptions;
    private final Path outbox;
    private final long attachable;
    private final Clock clock;

    /** @param attachable size of a PDF in bytes up to which it is attached */
    Mailing(History history, Subscriptions subscriptions, Path outbox, long attachable, Clock clock) {
        this.history = history;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.attachable = attachable;
        this.clock = clock;
    }

    /** {@inheritDoc} One for each group whose subscription fits. */
    @Override
    public List<Mail> published(String job) {
        Optional<ProcessedProduct> product = history.product(job);
        return product.isEmpty() ? List.of() : of(product.get());
    }

    private List<Mail> of(ProcessedProduct product) {
        List<Mail> mails = new ArrayList<>();
        try {
            for (Subscriptions.Subscription subscription : subscriptions.subscriptions()) {
                if (subscription.fits(product)) {
                    String id = "%s.r%d.%s@penumbra".formatted(product.productId(), product.revision(), subscription.group());
                    mails.add(write(ReportMail.of(product.report(), attachable)
                            .letter(id, subscriptions.sender(), subscription.recipients(), clock.instant())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mails;
    }

    @Override
    public void refused(String job, Reason reason) {
        tellOnce("refused", "all", job, "[penumbra] REFUSED %s: %s".formatted(reason.code(), reason.delivery()),
                reason.text() + "%nIt is in quarantine/%1$s. A delivery there goes through again by  ./penumbra quarantine replay %1$s%n".formatted(job),
                Optional.empty());
    }

    /**
     * Tells the operator, if there is one, of something that is told once in each period: it is recorded with the mail, so that neither a
     * restart nor another node repeats it.
     *
     * @param period as in {@link History#done(String, String, String, List)}
     * @param page the text as a page, or empty where the text is enough
     * @return whether this was the first time
     */
    boolean tellOnce(String kind, String unit, String period, String subject, String text, Optional<String> page) {
        // before the mail is written: one that has been sent would lie in the outbox again
        return !history.isDone(kind, unit, period)
                && history.done(kind, unit, period, toOperator("%s.%s.%s".formatted(kind, unit, period), subject, text, page));
    }

    private List<Mail> toOperator(String id, String subject, String text, Optional<String> page) {
        if (subscriptions.operator().isEmpty()) {
            return List.of();
        }
        Letter letter = Letter.plain(id + ".operator@penumbra", subscriptions.sender(), subscriptions.operator(), subject, text, clock.instant());
        return List.of(write(page.map(letter::with).orElse(letter)));
    }

    private Mail write(Letter letter) {
        Path file = outbox.resolve(letter.messageId().replaceAll("[^A-Za-z0-9._-]", "_") + ".eml");
        letter.write(file);
        return new Mail("<" + letter.messageId() + ">", String.join(",", letter.to()), letter.subject(), file);
    }
}
