package org.penumbra.geometry;

import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.penumbra.finding.Refusal;

/**
 * A rotation v' = q·v·q*, scalar part last as the metadata and the diffuser characterisation write it (METHODS 3, FORMATS 3).
 *
 * @param q1 x of the vector part
 * @param q2 y of the vector part
 * @param q3 z of the vector part
 * @param q4 scalar part
 */
public record UnitQuaternion(double q1, double q2, double q3, double q4) {
    /** Metadata write 15 digits; a wrong element or order of magnitude shows far above this. */
    private static final double TOLERANCE = 1e-3;

    public UnitQuaternion {
        double length = Math.sqrt(q1 * q1 + q2 * q2 + q3 * q3 + q4 * q4);
        if (!(Math.abs(length - 1) < TOLERANCE)) {
            throw new Refusal(GeometryCode.NOT_A_ROTATION, q1, q2, q3, q4, length);
        }
    }

    /** The same rotation for the library, which counts its quaternions the other way round. */
    Rotation rotation() {
        return new Rotation(q4, -q1, -q2, -q3, true);
    }

    /**
     * Rotation on the shortest way from this one to another, at constant rate (Shoemake 1985, "Animating rotation with
     * quaternion curves").
     *
     * @param fraction of the way, 0 to 1
     */
    UnitQuaternion towards(UnitQuaternion other, double fraction) {
        double dot = q1 * other.q1 + q2 * other.q2 + q3 * other.q3 + q4 * other.q4;
        double sign = dot < 0 ? -1 : 1;
        double angle = Math.acos(Math.min(1, Math.abs(dot)));
        double sine = Math.sin(angle);
        // below a millionth of a radian the arc is its chord
        double from = sine < 1e-6 ? 1 - fraction : Math.sin((1 - fraction) * angle) / sine;
        double to = sign * (sine < 1e-6 ? fraction : Math.sin(fraction * angle) / sine);
        return new UnitQuaternion(from * q1 + to * other.q1, from * q2 + to * other.q2, from * q3 + to * other.q3,
                from * q4 + to * other.q4);
    }
}
