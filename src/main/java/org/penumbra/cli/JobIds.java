package org.penumbra.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of jobs: they sort by time and do not meet. */
final class JobIds {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private JobIds() {
    }

    static String at(Instant instant) {
        return TIME.format(instant) + "-%08x".formatted(ThreadLocalRandom.current().nextInt());
    }
}
