package org.penumbra.geometry;

import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.RotationConvention;
import org.apache.commons.math3.geometry.euclidean.threed.RotationOrder;

/**
 * Precession of the Earth's equator and of the ecliptic, IAU 2006 (Capitaine, Wallace and Chapront 2003, "Expressions for
 * IAU 2000 precession quantities", A&amp;A 412, eqs. 37, 39, 40). Nutation, below 0.006°, is not part of it.
 */
final class Precession {
    private static final double ARCSECOND = Math.toRadians(1.0 / 3600);

    private Precession() {
    }

    /**
     * Rotation that takes a vector's coordinates in the mean equator and equinox of date to those of J2000.
     *
     * @param t Julian centuries TT since J2000.0, |t| ≤ 2
     */
    static Rotation toJ2000(double t) {
        double zeta = ARCSECOND * (2.650545 + t * (2306.083227 + t * (0.2988499 + t * 0.01801828)));
        double z = ARCSECOND * (-2.650545 + t * (2306.077181 + t * (1.0927348 + t * 0.01826837)));
        double theta = ARCSECOND * t * (2004.191903 - t * (0.4294934 + t * 0.04182264));
        return new Rotation(RotationOrder.ZYZ, RotationConvention.VECTOR_OPERATOR, zeta, -theta, z).revert();
    }

    /** Mean obliquity of the ecliptic in rad, at t as in {@link #toJ2000}. */
    static double obliquity(double t) {
        return ARCSECOND * (84381.406 - t * (46.836769 + t * 0.0001831));
    }
}
