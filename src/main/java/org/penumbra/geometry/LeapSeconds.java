package org.penumbra.geometry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Difference between GPS time and UTC (IERS Bulletin C; none has been announced after 2016).
 *
 * <p>A GPS time is held as the Instant whose UTC reading shows the same date and clock, as the metadata write it. The
 * second of a leap itself, which an Instant cannot express, counts with the following second.
 */
public final class LeapSeconds {
    /** Days from whose first second on GPS time is one more second ahead of UTC; the two agreed on 6 January 1980. */
    private static final List<Instant> STARTS = Stream.of("1981-07-01", "1982-07-01", "1983-07-01", "1985-07-01", "1988-01-01",
                    "1990-01-01", "1991-01-01", "1992-07-01", "1993-07-01", "1994-07-01", "1996-01-01", "1997-07-01",
                    "1999-01-01", "2006-01-01", "2009-01-01", "2012-07-01", "2015-07-01", "2017-01-01")
            .map(day -> LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant()).toList();

    private LeapSeconds() {
    }

    /** GPS − UTC in s, at a UTC instant from 1980 on. */
    public static int gpsMinusUtc(Instant utc) {
        return (int) STARTS.stream().filter(start -> !start.isAfter(utc)).count();
    }

    /** GPS time of a UTC instant from 1980 on. */
    public static Instant gps(Instant utc) {
        return utc.plusSeconds(gpsMinusUtc(utc));
    }

    /** UTC of a GPS time. */
    public static Instant utc(Instant gps) {
        int seconds = gpsMinusUtc(gps);
        // within the first seconds of a new offset the GPS clock is past midnight while UTC is not
        return gps.minusSeconds(gpsMinusUtc(gps.minusSeconds(seconds)));
    }
}
