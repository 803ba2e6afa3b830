package org.penumbra.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScalesTest {

    @ParameterizedTest
    @CsvSource({"1980-01-06T00:00:00Z, 0", "1999-01-01T00:00:00Z, 13", "2015-06-30T23:59:59Z, 16", "2015-07-01T00:00:00Z, 17",
        "2016-12-31T23:59:59Z, 17", "2017-01-01T00:00:00Z, 18", "2026-11-22T00:00:00Z, 18"})
    void GPS_is_ahead_of_UTC_by_the_seconds_of_Bulletin_C(Instant utc, int seconds) {
        assertThat(LeapSeconds.gpsMinusUtc(utc)).isEqualTo(seconds);
        assertThat(LeapSeconds.gps(utc)).isEqualTo(utc.plusSeconds(seconds));
        assertThat(LeapSeconds.utc(LeapSeconds.gps(utc))).isEqualTo(utc);
    }

    @Test
    void the_time_correlation_of_a_real_datastrip_is_met() {
        assertThat(LeapSeconds.utc(Instant.parse("2020-08-16T12:02:09Z"))).isEqualTo(Instant.parse("2020-08-16T12:01:51Z"));
    }

    @Test
    void J2000_is_noon_of_1_January_2000_in_terrestrial_time() {
        Instant gps = Instant.parse("2000-01-01T12:00:00Z").minusNanos(51_184_000_000L);
        assertThat(TerrestrialTime.centuries(gps)).isEqualTo(0);
        assertThat(TerrestrialTime.centuries(gps.plusSeconds(36_525L * 86_400))).isCloseTo(1, within(1e-15));
    }

    @Test
    void a_line_begins_its_integration_at_reference_time_plus_its_periods() {
        // a 20 m band: twice the 10 m period; line 10 is the 11th, 8 lines after line 3 counted from 1
        LineTimes times = new LineTimes(Instant.parse("2020-08-16T12:02:39.113923Z"), 3, 2 * 1.565873622);
        assertThat(times.at(2)).isEqualTo(times.referenceTime());
        assertThat(times.at(10)).isEqualTo(times.referenceTime().plusNanos(25_053_978));
    }
}
