package org.penumbra.geometry;

import java.time.Duration;
import java.time.Instant;

/**
 * When the lines of one (band, detector) began to integrate (METHODS 3).
 *
 * @param referenceTime GPS time of the reference line, held as {@link LeapSeconds} says
 * @param referenceLine 1-based number of that line, in lines of the band
 * @param period time from line to line of the band in ms: the shortest line period times 1, 2 or 6 for MSI
 */
public record LineTimes(Instant referenceTime, double referenceLine, double period) {

    /** GPS time of a line counted from 0 at the start of the datastrip. */
    public Instant at(long line) {
        return referenceTime.plus(Duration.ofNanos(Math.round((line + 1 - referenceLine) * period * 1e6)));
    }
}
