package org.penumbra.geometry;

import java.time.Duration;
import java.time.Instant;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.RotationConvention;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;

/**
 * Rotation from the Earth-fixed frame to the mean equator and equinox of J2000: Earth rotation angle and sidereal time
 * (Capitaine, Wallace and Chapront 2003, eq. 42; IERS Conventions 2010, eq. 5.15), then precession.
 *
 * <p>Nutation (below 0.006°) and polar motion (below 0.0002°) are left out: this places the spacecraft over the Earth;
 * the illumination of the diffuser does not depend on it.
 */
public final class EarthRotation {
    private static final Instant J2000 = Instant.parse("2000-01-01T12:00:00Z");

    private EarthRotation() {
    }

    /**
     * The rotation at a GPS time (held as {@link LeapSeconds} says).
     *
     * @param ut1MinusUtc in s, |ut1MinusUtc| < 1; neglecting it turns the Earth by up to 0.004°
     */
    public static Rotation toJ2000(Instant gps, double ut1MinusUtc) {
        double t = TerrestrialTime.centuries(gps);
        double days = (TerrestrialTime.seconds(Duration.between(J2000, LeapSeconds.utc(gps))) + ut1MinusUtc) / 86_400;
        double turns = 0.7790572732640 + 0.00273781191135448 * days + days % 1;
        double arcseconds = 0.014506 + t * (4612.15739966 + t * (1.39667721 - t * 0.00009344));
        double siderealTime = 2 * Math.PI * (turns % 1) + Math.toRadians(arcseconds / 3600);
        Rotation spin = new Rotation(Vector3D.PLUS_K, siderealTime, RotationConvention.VECTOR_OPERATOR);
        return Precession.toJ2000(t).compose(spin, RotationConvention.VECTOR_OPERATOR);
    }
}
