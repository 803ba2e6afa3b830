package org.penumbra.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sub-satellite point of Earth-fixed positions (WGS 84). */
class GroundTrackTest {
    private static final Instant TIME = Instant.parse("2026-01-05T13:02:21Z");

    @ParameterizedTest
    @CsvSource({"0, 0, 786000", "45.3, -17.25, 786000", "-61.7, 179.99, 801000", "83.9, -120, 786000", "-0.001, 90, 0"})
    void a_position_above_an_ellipsoidal_point_lies_over_it(double latitude, double longitude, double height) {
        GroundTrack.Point point = new GroundTrack(Map.of(TIME, above(latitude, longitude, height))).at(TIME).orElseThrow();
        // a centimetre; one step of Bowring's leaves out the fourth power of the eccentricity times the height
        assertThat(point.latitude()).isCloseTo(latitude, within(1e-7));
        assertThat(point.longitude()).isCloseTo(longitude, within(1e-8));
    }

    @Test
    void between_two_positions_it_lies_between_their_points() {
        GroundTrack track = new GroundTrack(Map.of(TIME, above(10, 20, 786_000), TIME.plusSeconds(10), above(10.6, 19.8, 786_000)));
        GroundTrack.Point middle = track.at(TIME.plusSeconds(5)).orElseThrow();
        // half of 0.6° along a chord is half of it along the arc, to the third power of its 0.005 rad
        assertThat(middle.latitude()).isCloseTo(10.3, within(1e-4));
        assertThat(middle.longitude()).isCloseTo(19.9, within(1e-3));
    }

    @Test
    void nothing_is_said_outside_the_positions_or_in_a_long_gap() {
        GroundTrack track = new GroundTrack(Map.of(TIME, above(10, 20, 786_000), TIME.plusSeconds(61), above(14, 19, 786_000)));
        assertThat(track.at(TIME.minusMillis(1))).isEmpty();
        assertThat(track.at(TIME.plusSeconds(30))).isEmpty();
        assertThat(track.at(TIME.plusSeconds(62))).isEmpty();
        assertThat(new GroundTrack(Map.of()).at(TIME)).isEmpty();
    }

    @Test
    void it_is_written_with_its_hemispheres() {
        assertThat(new GroundTrack.Point(-12.345, 5.5)).hasToString("12.35° S 5.50° E");
        assertThat(new GroundTrack.Point(12.3, -170)).hasToString("12.30° N 170.00° W");
    }

    /** Earth-fixed coordinates of a geodetic point, as NIMA TR8350.2 defines it. */
    private static Vector3D above(double latitude, double longitude, double height) {
        double a = 6_378_137;
        double e2 = 6.69437999014e-3;
        double sine = Math.sin(Math.toRadians(latitude));
        double normal = a / Math.sqrt(1 - e2 * sine * sine);
        double fromAxis = (normal + height) * Math.cos(Math.toRadians(latitude));
        return new Vector3D(fromAxis * Math.cos(Math.toRadians(longitude)), fromAxis * Math.sin(Math.toRadians(longitude)),
                (normal * (1 - e2) + height) * sine);
    }
}
