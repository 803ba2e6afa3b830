package org.penumbra.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.RotationConvention;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Refusal;

class IlluminationTest {
    private static final Instant START = Instant.parse("2026-06-21T10:00:00Z");
    private static final UnitQuaternion NONE = new UnitQuaternion(0, 0, 0, 1);

    /** v' = q·v·q* for the rotation by an angle about an axis. */
    private static UnitQuaternion about(Vector3D axis, double degrees) {
        Vector3D unit = axis.normalize();
        double sine = Math.sin(Math.toRadians(degrees) / 2);
        return new UnitQuaternion(unit.getX() * sine, unit.getY() * sine, unit.getZ() * sine, Math.cos(Math.toRadians(degrees) / 2));
    }

    private static AttitudeSeries constant(UnitQuaternion attitude, int seconds) {
        return new AttitudeSeries(List.of(new AttitudeSeries.Attitude(START, attitude),
                new AttitudeSeries.Attitude(START.plusSeconds(seconds), attitude)));
    }

    /** The attitude that has the Sun at an angle from the spacecraft's +Z. */
    private static UnitQuaternion sunAt(double degrees) {
        Vector3D sun = SunEphemeris.at(START).direction();
        Vector3D wanted = new Vector3D(Math.sin(Math.toRadians(degrees)), 0, Math.cos(Math.toRadians(degrees)));
        Rotation rotation = new Rotation(wanted, sun);
        Vector3D axis = rotation.getAxis(RotationConvention.VECTOR_OPERATOR);
        return about(axis, Math.toDegrees(rotation.getAngle()));
    }

    private static void refused(FindingCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void a_quaternion_turns_vectors_with_its_scalar_last() {
        // 90° about z takes x to y
        Vector3D turned = new UnitQuaternion(0, 0, Math.sqrt(0.5), Math.sqrt(0.5)).rotation().applyTo(Vector3D.PLUS_I);
        assertThat(turned.distance(Vector3D.PLUS_J)).isLessThan(1e-15);
    }

    @Test
    void the_cosine_is_that_of_the_planted_incidence() {
        Illumination illumination = new Illumination(constant(sunAt(60), 10), NONE);
        assertThat(illumination.cosine(START)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void the_diffuser_rotation_takes_spacecraft_vectors_into_its_frame() {
        // Sun at 60° from +Z towards +X; a rotation of −40° about y takes it to 20° from the diffuser's normal
        Illumination illumination = new Illumination(constant(sunAt(60), 10), about(Vector3D.PLUS_J, -40));
        assertThat(illumination.cosine(START)).isCloseTo(Math.cos(Math.toRadians(20)), within(1e-12));
    }

    @Test
    void the_cosine_follows_a_turning_spacecraft() {
        // turning 1° in 10 s about the spacecraft's y: the incidence falls at 0.1°/s from 60°
        Rotation first = sunAt(60).rotation();
        Rotation last = first.compose(about(Vector3D.PLUS_J, 1).rotation(), RotationConvention.VECTOR_OPERATOR);
        UnitQuaternion end = new UnitQuaternion(-last.getQ1(), -last.getQ2(), -last.getQ3(), last.getQ0());
        AttitudeSeries turning = new AttitudeSeries(List.of(new AttitudeSeries.Attitude(START, sunAt(60)),
                new AttitudeSeries.Attitude(START.plusSeconds(10), end)));
        Illumination illumination = new Illumination(turning, NONE);
        // the Sun itself moves by 1.2e-5 °/s at most
        assertThat(Math.toDegrees(Math.acos(illumination.cosine(START)))).isCloseTo(60, within(1e-9));
        assertThat(Math.toDegrees(Math.acos(illumination.cosine(START.plusSeconds(5))))).isCloseTo(59.5, within(1.2e-4));
        assertThat(Math.toDegrees(Math.acos(illumination.cosine(START.plusSeconds(10))))).isCloseTo(59, within(1.2e-4));
    }

    @Test
    void a_quaternion_and_its_negative_are_the_same_attitude_in_between() {
        UnitQuaternion a = about(Vector3D.PLUS_K, 10);
        UnitQuaternion b = about(Vector3D.PLUS_K, 20);
        UnitQuaternion negative = new UnitQuaternion(-b.q1(), -b.q2(), -b.q3(), -b.q4());
        assertThat(Rotation.distance(a.towards(negative, 0.5).rotation(), about(Vector3D.PLUS_K, 15).rotation())).isLessThan(1e-12);
        assertThat(Rotation.distance(a.towards(b, 0.25).rotation(), about(Vector3D.PLUS_K, 12.5).rotation())).isLessThan(1e-12);
    }

    @Test
    void missing_attitudes_are_refused_as_GEOMETRY_101() {
        refused(GeometryCode.ATTITUDE_MISSING, () -> new AttitudeSeries(List.of()));
        refused(GeometryCode.ATTITUDE_MISSING, () -> new AttitudeSeries(List.of(new AttitudeSeries.Attitude(START, NONE))));
    }

    @Test
    void a_line_outside_the_attitudes_is_refused_as_GEOMETRY_102() {
        Illumination illumination = new Illumination(constant(sunAt(60), 10), NONE);
        refused(GeometryCode.ATTITUDE_NOT_COVERING, () -> illumination.cosine(START.minusMillis(1)));
        refused(GeometryCode.ATTITUDE_NOT_COVERING, () -> illumination.cosine(START.plusSeconds(10).plusMillis(1)));
    }

    @Test
    void a_long_gap_in_the_attitudes_is_refused_as_GEOMETRY_102() {
        Illumination illumination = new Illumination(constant(sunAt(60), 11), NONE);
        refused(GeometryCode.ATTITUDE_NOT_COVERING, () -> illumination.cosine(START.plusSeconds(5)));
    }

    @Test
    void a_Sun_behind_the_diffuser_is_refused_as_GEOMETRY_103() {
        refused(GeometryCode.SUN_BEHIND_DIFFUSER, () -> new Illumination(constant(sunAt(91), 10), NONE).cosine(START));
    }

    @Test
    void a_quaternion_that_is_not_of_length_1_is_refused_as_GEOMETRY_104() {
        refused(GeometryCode.NOT_A_ROTATION, () -> new UnitQuaternion(0, 0, 0, 0.9));
        refused(GeometryCode.NOT_A_ROTATION, () -> new UnitQuaternion(0, 0, 0, Double.NaN));
    }

    @Test
    void attitudes_that_run_back_in_time_are_refused_as_GEOMETRY_105() {
        refused(GeometryCode.ATTITUDES_OUT_OF_ORDER, () -> new AttitudeSeries(List.of(
                new AttitudeSeries.Attitude(START, NONE), new AttitudeSeries.Attitude(START.minusSeconds(1), NONE))));
    }
}
