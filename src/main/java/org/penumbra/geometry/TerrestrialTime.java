package org.penumbra.geometry;

import java.time.Duration;
import java.time.Instant;

/** Terrestrial Time, the uniform time of ephemerides and precession: GPS + 19 s (TAI) + 32.184 s. */
public final class TerrestrialTime {
    private static final Instant J2000 = Instant.parse("2000-01-01T12:00:00Z");
    private static final double MINUS_GPS = 19 + 32.184;
    private static final double CENTURY = 36_525.0 * 86_400;

    private TerrestrialTime() {
    }

    /** Julian centuries TT since J2000.0 at a GPS time (held as {@link LeapSeconds} says). */
    public static double centuries(Instant gps) {
        return (seconds(Duration.between(J2000, gps)) + MINUS_GPS) / CENTURY;
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() * 1e-9;
    }
}
