package org.penumbra.geometry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The two values of a series in time that lie about an instant.
 *
 * @param before value at the instant or before it
 * @param after value at the instant or after it
 * @param fraction of the way from the one to the other, 0 to 1
 */
record Bracket<T>(T before, T after, double fraction) {

    /** Empty outside the series, or between two values that lie farther apart than the longest gap. */
    static <T> Optional<Bracket<T>> of(NavigableMap<Instant, T> series, Instant time, Duration longestGap) {
        Map.Entry<Instant, T> before = series.floorEntry(time);
        Map.Entry<Instant, T> after = series.ceilingEntry(time);
        if (before == null || after == null || Duration.between(before.getKey(), after.getKey()).compareTo(longestGap) > 0) {
            return Optional.empty();
        }
        double gap = TerrestrialTime.seconds(Duration.between(before.getKey(), after.getKey()));
        double fraction = gap == 0 ? 0 : TerrestrialTime.seconds(Duration.between(before.getKey(), time)) / gap;
        return Optional.of(new Bracket<>(before.getValue(), after.getValue(), fraction));
    }
}
