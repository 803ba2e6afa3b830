package org.penumbra.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;

/** Frames and their directions, proved on a real datastrip (METHODS 3). */
class RealAttitudeTest {
    private static final Instant GPS = Instant.parse("2020-08-16T12:02:28Z");
    /** {@code UT1_UTC} of the datastrip, s. */
    private static final double UT1_MINUS_UTC = -0.27381;

    @Test
    void the_inverse_attitude_takes_geocentric_nadir_to_plus_Z() throws Exception {
        SampleDatastrip sample = SampleDatastrip.read();
        for (Instant time : new Instant[] {GPS, GPS.plusSeconds(-10), GPS.plusSeconds(10)}) {
            Vector3D nadir = EarthRotation.toJ2000(time, UT1_MINUS_UTC).applyTo(sample.positions().get(time)).negate();
            Vector3D seen = sample.attitudes().at(time).applyInverseTo(nadir);
            assertThat(Math.toDegrees(Vector3D.angle(seen, Vector3D.PLUS_K))).isLessThan(0.02);
        }
    }

    @Test
    void the_inverse_attitude_takes_the_velocity_to_plus_X_but_for_the_yaw_steering() throws Exception {
        SampleDatastrip sample = SampleDatastrip.read();
        Rotation earth = EarthRotation.toJ2000(GPS, UT1_MINUS_UTC);
        Vector3D rotating = Vector3D.crossProduct(new Vector3D(0, 0, 7.292115e-5), sample.positions().get(GPS));
        Vector3D relative = sample.attitudes().at(GPS).applyInverseTo(earth.applyTo(sample.velocities().get(GPS)));
        Vector3D inertial = sample.attitudes().at(GPS).applyInverseTo(earth.applyTo(sample.velocities().get(GPS).add(rotating)));
        // the yaw steering turns +X from the inertial velocity to that over the ground
        assertThat(Math.toDegrees(Vector3D.angle(inertial, Vector3D.PLUS_I))).isLessThan(3.4);
        assertThat(Math.toDegrees(Vector3D.angle(relative, Vector3D.PLUS_I))).isLessThan(0.1);
    }

    @Test
    void the_geocentric_Sun_zenith_below_the_satellite_is_that_of_the_datastrip() throws Exception {
        SampleDatastrip sample = SampleDatastrip.read();
        Vector3D up = EarthRotation.toJ2000(GPS, UT1_MINUS_UTC).applyTo(sample.positions().get(GPS));
        assertThat(Math.toDegrees(Vector3D.angle(up, SunEphemeris.at(GPS).direction()))).isCloseTo(26.153, within(0.01));
    }

    @Test
    void an_attitude_bridging_10_s_is_within_3_millidegrees_of_the_real_one() throws Exception {
        AttitudeSeries real = SampleDatastrip.read().attitudes();
        UnitQuaternion before = quaternion(real.at(GPS));
        UnitQuaternion after = quaternion(real.at(GPS.plusSeconds(10)));
        Rotation interpolated = before.towards(after, 0.5).rotation();
        double error = Math.toDegrees(Rotation.distance(interpolated, real.at(GPS.plusSeconds(5))));
        // what the ephemeris may be off by as well (METHODS 3)
        assertThat(error).isLessThan(0.003);
    }

    private static UnitQuaternion quaternion(Rotation rotation) {
        return new UnitQuaternion(-rotation.getQ1(), -rotation.getQ2(), -rotation.getQ3(), rotation.getQ0());
    }
}
