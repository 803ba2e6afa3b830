package org.penumbra.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrbitTest {
    private static final Instant START = Instant.parse("2026-01-05T13:02:21.024Z");

    @ParameterizedTest
    @CsvSource({"140", "125", "60", "75"})
    void the_sun_stands_where_the_scenario_wants_it(double zenith) {
        // the phase of the orbit is found in steps of a tenth of a degree
        assertThat(new Orbit("S2A", START, zenith, false).sun(START).zenith()).isCloseTo(zenith, within(0.1));
    }

    @Test
    void the_z_axis_points_to_the_geocentre_and_the_x_axis_along_the_velocity() {
        Orbit.State state = new Orbit("S2A", START, 140, false).at(START.plusSeconds(7));
        assertThat(Vector3D.angle(state.toJ2000().applyTo(Vector3D.PLUS_K), state.inertialPosition().negate())).isCloseTo(0, within(1e-7));
        assertThat(Vector3D.angle(state.toJ2000().applyTo(Vector3D.PLUS_I), state.inertialVelocity())).isCloseTo(0, within(1e-7));
    }

    @Test
    void earth_fixed_velocity_is_the_rate_of_earth_fixed_position() {
        Orbit orbit = new Orbit("S2A", START, 140, false);
        Vector3D before = orbit.at(START.minusMillis(500)).position();
        Vector3D after = orbit.at(START.plusMillis(500)).position();
        // the third derivative of a circle of 7164 km at 1.04 mrad/s over 0.5 s, /24: 0.3 mm/s; Earth's turn alike
        assertThat(after.subtract(before).distance(orbit.at(START).velocity())).isLessThan(1e-3);
    }

    @Test
    void the_node_keeps_its_local_time_through_the_year() {
        for (int month = 0; month < 12; month++) {
            Instant day = START.plus(Duration.ofDays(30L * month));
            Orbit orbit = new Orbit("S2A", day, 100, false);
            // mean local time of a crossing: longitude of the ascending node in hours plus UTC
            Instant crossing = day;
            while (!(orbit.at(crossing).position().getZ() < 0 && orbit.at(crossing.plusSeconds(1)).position().getZ() >= 0)) {
                crossing = crossing.plusSeconds(1);
            }
            double hours = Duration.between(crossing.truncatedTo(ChronoUnit.DAYS), crossing).toMillis() / 3.6e6;
            double local = (hours + Math.toDegrees(orbit.at(crossing).position().getAlpha()) / 15 + 48) % 24;
            assertThat(local).isCloseTo(22.5, within(0.01));
        }
    }
}
