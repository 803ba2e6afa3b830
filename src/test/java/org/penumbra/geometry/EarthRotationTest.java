package org.penumbra.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;

class EarthRotationTest {

    /** Rotation matrix of IAU SOFA from gmst06 and pmat06 at GPS 2020-08-16T12:02:28, UT1 − UTC = −0.27381 s. */
    @Test
    void the_Earth_is_turned_as_the_IAU_standards_turn_it() {
        Rotation earth = EarthRotation.toJ2000(Instant.parse("2020-08-16T12:02:28Z"), -0.27381);
        Vector3D greenwich = new Vector3D(-8.25308899e-01, 5.64679092e-01, 1.65639668e-03);
        Vector3D pole = new Vector3D(2.00379619e-03, -4.67968811e-06, 9.99997992e-01);
        // SOFA includes the bias of the frame, 0.023″ = 1.1e-7 rad
        assertThat(Vector3D.angle(earth.applyTo(Vector3D.PLUS_I), greenwich)).isLessThan(1.3e-7);
        assertThat(Vector3D.angle(earth.applyTo(Vector3D.PLUS_K), pole)).isLessThan(1.3e-7);
    }

    @Test
    void at_J2000_mean_equator_and_equinox_of_date_are_those_of_J2000() {
        assertThat(Rotation.distance(Precession.toJ2000(0), Rotation.IDENTITY)).isLessThan(1e-15);
    }
}
