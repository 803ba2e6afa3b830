package org.penumbra.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Mails that wait, are being sent, or were sent. A message is offered once; it is offered again only after a failure, or when its
 * sender died with the message in hand: then it is marked, because it may have arrived.
 */
public final class Outbox {
    private final Store store;
    private final JobSettings settings;

    public Outbox(Store store, JobSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * A mail with what has become of it.
     *
     * @param messageId its {@code Message-ID}
     * @param recipients addresses separated by commas
     * @param subject subject line
     * @param content file that holds the whole message
     * @param state {@code PENDING}, {@code SENDING} or {@code SENT}
     * @param attempts attempts so far, the one in hand included
     * @param nextAttempt when it may be tried, or when its sender is taken for dead
     * @param fateUnknown whether an earlier attempt may have reached the recipients
     * @param message what the last failure said, or null
     * @param created when it was put into the outbox
     * @param sent when it was sent, or null
     */
    public record Entry(String messageId, String recipients, String subject, Path content, String state, int attempts,
                        Instant nextAttempt, boolean fateUnknown, String message, Instant created, Instant sent) {

        /** The message. */
        public Mail mail() {
            return new Mail(messageId, recipients, subject, content);
        }
    }

    /** The next mail that is due, now in the hand of the caller, who says {@link #sent}, {@link #failed} or {@link #unknown} within the lease. */
    public Optional<Entry> next() {
        return store.change(handle -> {
            String waits = "state <> 'SENT' and (" + settings.waited(Math.max(settings.longestBackOff(), settings.lease())) + ")";
            List<String> due = handle.createQuery("select message_id from mail where " + waits + " order by next_attempt, message_id")
                    .mapTo(String.class).list();
            for (String id : due) {
                int taken = handle.createUpdate("update mail set fate_unknown = fate_unknown or state = 'SENDING', state = 'SENDING',"
                                + " attempts = attempts + 1, next_attempt = current_timestamp + cast(:lease as int) * interval '1' second"
                                + " where message_id = :id and " + waits)
                        .bind("id", id).bind("lease", settings.lease()).execute();
                if (taken == 1) {
                    return find(handle, id);
                }
            }
            return Optional.empty();
        });
    }

    /** The server has taken it. */
    public void sent(String messageId) {
        store.write(handle -> handle.createUpdate("update mail set state = 'SENT', sent = current_timestamp, message = null where message_id = :id")
                .bind("id", messageId).execute());
    }

    /** It was certainly not sent; it is tried again later. */
    public void failed(String messageId, String message) {
        again(messageId, message, false);
    }

    /** It may have been sent; it is tried again later, marked. */
    public void unknown(String messageId, String message) {
        again(messageId, message, true);
    }

    private void again(String messageId, String message, boolean fateUnknown) {
        store.write(handle -> {
            int attempts = find(handle, messageId).map(Entry::attempts).orElse(1);
            handle.createUpdate("update mail set state = 'PENDING', message = :message, fate_unknown = fate_unknown or :unknown,"
                            + " next_attempt = current_timestamp + cast(:wait as int) * interval '1' second"
                            + " where message_id = :id and state = 'SENDING'")
                    .bind("id", messageId).bind("message", message).bind("unknown", fateUnknown).bind("wait", settings.wait(attempts)).execute();
        });
    }

    /** Every mail that was not sent, oldest first. */
    public List<Entry> waiting() {
        return store.read(handle -> handle.createQuery("select * from mail where state <> 'SENT' order by created, message_id")
                .mapTo(Entry.class).list());
    }

    /** The mail of that id. */
    public Optional<Entry> find(String messageId) {
        return store.read(handle -> find(handle, messageId));
    }

    private static Optional<Entry> find(Handle handle, String messageId) {
        return handle.createQuery("select * from mail where message_id = :id").bind("id", messageId).mapTo(Entry.class).findOne();
    }

    /** Adds mails; those that are there already stay as they are. */
    static void add(Handle handle, List<Mail> mails) {
        mails.forEach(mail -> handle.createUpdate("insert into mail (message_id, recipients, subject, content, state, next_attempt, created)"
                + " values (:messageId, :recipients, :subject, :content, 'PENDING', current_timestamp, current_timestamp) on conflict do nothing")
                .bindMethods(mail).execute());
    }
}
