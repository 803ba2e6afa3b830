package org.penumbra.history;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One product on its way, from the claim of its delivery, or the request to process it again, to the archive or the quarantine.
 *
 * @param id time-ordered, fit for a directory name
 * @param state how far it has come
 * @param source where the delivery was found
 * @param place where it lies since it was claimed, or null before; the entry of the measurement archive that a product is processed again from
 * @param productId id of the product, or null while it is not known
 * @param identity SHA-256 of the product (DESIGN 4), lower-case hexadecimal, or null until it is opened
 * @param revision 1-based revision of the product, or null until it is opened
 * @param attempts failures so far
 * @param nextAttempt when to try again after a failure, or null when it does not wait
 * @param owner node that works on it
 * @param code code of the refusal, or null
 * @param message what the last failure or refusal said, or null
 * @param created when the delivery was found
 * @param changed when the row changed last
 */
public record Job(String id, JobState state, Path source, Path place, String productId, String identity, Integer revision,
                  int attempts, Instant nextAttempt, String owner, String code, String message, Instant created, Instant changed) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final AtomicLong LAST = new AtomicLong();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new id: UTC milliseconds, ascending within a process even when the clock is set back, and a random part that tells nodes apart. */
    public static String newId() {
        long now = System.currentTimeMillis();
        long time = LAST.updateAndGet(last -> Math.max(last + 1, now));
        return "%s-%08x".formatted(TIME.format(Instant.ofEpochMilli(time)), RANDOM.nextInt());
    }
}
