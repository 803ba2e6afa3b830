package org.penumbra.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.RotationConvention;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SunEphemerisTest {

    /** Values of IAU SOFA: epv00, light time 499.004784 s/AU, aberration by the Earth's barycentric velocity. */
    @ParameterizedTest
    @CsvSource({
        "2015-07-04T18:00:00Z, -0.211882302, 0.896662735, 0.388718189, 1.01667382",
        "2018-01-03T06:00:00Z, 0.217321042, -0.895570108, -0.388234138, 0.98328426",
        "2020-08-16T12:02:28Z, -0.806865896, 0.541998082, 0.234958520, 1.01256193",
        "2022-03-20T15:33:00Z, 0.999985652, -0.004913127, -0.002134564, 0.99582333",
        "2026-11-22T00:00:00Z, -0.510377271, -0.789012621, -0.342014803, 0.98779716",
        "2031-09-23T12:00:00Z, -0.999995486, 0.002753402, 0.001202677, 1.00356892",
        "2039-02-10T03:00:00Z, 0.773482935, -0.581536373, -0.252070617, 0.98664167"})
    void the_Sun_is_within_5e_4_degrees_and_2_4e_6_AU_of_the_IAU_standards(Instant gps, double x, double y, double z, double distance) {
        SunEphemeris.Sun sun = SunEphemeris.at(gps);
        assertThat(Math.toDegrees(Vector3D.angle(sun.direction(), new Vector3D(x, y, z)))).isLessThan(5e-4);
        assertThat(sun.distance()).isCloseTo(distance, within(2.4e-6));
        assertThat(sun.direction().getNorm()).isCloseTo(1, within(1e-12));
    }

    /** Meeus, "Astronomical Algorithms", example 25.b, with the nutation Δψ = +15.908″ that our frame leaves out. */
    @Test
    void the_Sun_of_1992_October_13_is_that_of_the_worked_example() {
        Instant gps = Instant.parse("1992-10-13T00:00:00Z").minusNanos(51_184_000_000L);
        double t = TerrestrialTime.centuries(gps);
        assertThat(t).isCloseTo(-0.072183436, within(1e-9));
        SunEphemeris.Sun sun = SunEphemeris.at(gps);
        Rotation toEclipticOfDate = new Rotation(Vector3D.PLUS_I, -Precession.obliquity(t), RotationConvention.VECTOR_OPERATOR);
        Vector3D ofDate = toEclipticOfDate.applyTo(Precession.toJ2000(t).applyInverseTo(sun.direction()));
        double apparent = Math.toDegrees(ofDate.getAlpha()) + 360 + 15.908 / 3600;
        // 199°54′21.818″; 1.8″ is what the terms below 1e-6 rad amount to at most
        assertThat(apparent).isCloseTo(199 + 54 / 60.0 + 21.818 / 3600, within(1.8 / 3600));
        assertThat(Math.toDegrees(ofDate.getDelta())).isCloseTo(0.72 / 3600, within(1.0 / 3600));
        assertThat(sun.distance()).isCloseTo(0.99760775, within(2.4e-6));
    }

    /** Product metadata: U = 1.0342 on 1 January 2024, 0.9746 on 17 August 2020 (DOMAIN A.4). */
    @ParameterizedTest
    @CsvSource({"2024-01-01T10:24:49Z, 1.03410745089651", "2020-08-17T00:03:09Z, 0.974555886350691", "2021-07-13T03:21:09Z, 0.967460252711035"})
    void the_irradiance_factor_is_that_of_real_metadata_within_their_own_approximation(Instant gps, double metadata) {
        // the metadata follow a circle-like approximation, 0.08 % off in August; a wrong date or exponent shows as percents
        assertThat(SunEphemeris.at(gps).irradianceFactor()).isCloseTo(metadata, within(1e-3));
    }
}
