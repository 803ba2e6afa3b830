package org.penumbra.geometry;

import java.time.Instant;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.RotationConvention;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;

/**
 * Where the Sun is seen from the Earth: the theory VSOP87 (Bretagnon and Francou 1988, A&amp;A 202), the terms of Meeus,
 * "Astronomical Algorithms", 2nd ed., appendix III, above 1·10⁻⁶ rad (distance: all of them), planetary perturbations included.
 *
 * <p>Against IAU SOFA (epv00, light time and aberration) the direction is within 0.0005° and the distance within
 * 2.4·10⁻⁶ AU from 2010 to 2040: 0.0015 % of the cosine at 60° of incidence, 0.0005 % of 1/d². The observer is the centre
 * of the Earth: from an orbit of 7160 km the parallax is at most 0.0028° and the aberration of the orbital velocity
 * 0.0014°, together at most 0.013 % of the cosine at 60°, the same each time at the same place of the orbit.
 * (Orekit's Sun without data files is good to 0.01° only, and its time scales need files.)
 */
public final class SunEphemeris {
    private static final double ARCSECOND = Math.toRadians(1.0 / 3600);
    /** From the dynamical ecliptic of VSOP87 to that of the FK5 (Meeus, eq. 32.3; the part in latitude is below 0.04″). */
    private static final double FK5 = -0.09033 * ARCSECOND;
    /** Aberration at 1 AU (Meeus, eq. 25.10). */
    private static final double ABERRATION = -20.4898 * ARCSECOND;

    // Rows A, B, C of A·cos(B + C·τ): A in 10⁻⁸ rad or AU, B in rad, C in rad per thousand Julian years; τ from J2000.0.

    /** Heliocentric longitude of the Earth: terms of τ⁰, τ¹ … */
    private static final double[][][] LONGITUDE = {
        {
            {175347046, 0, 0}, {3341656, 4.6692568, 6283.07585}, {34894, 4.6261, 12566.1517}, {3497, 2.7441, 5753.3849},
            {3418, 2.8289, 3.5231}, {3136, 3.6277, 77713.7715}, {2676, 4.4181, 7860.4194}, {2343, 6.1352, 3930.2097},
            {1324, 0.7425, 11506.7698}, {1273, 2.0371, 529.691}, {1199, 1.1096, 1577.3435}, {990, 5.233, 5884.927},
            {902, 2.045, 26.298}, {857, 3.508, 398.149}, {780, 1.179, 5223.694}, {753, 2.533, 5507.553}, {505, 4.583, 18849.228},
            {492, 4.205, 775.523}, {357, 2.92, 0.067}, {317, 5.849, 11790.629}, {284, 1.899, 796.298}, {271, 0.315, 10977.079},
            {243, 0.345, 5486.778}, {206, 4.806, 2544.314}, {205, 1.869, 5573.143}, {202, 2.458, 6069.777}, {156, 0.833, 213.299},
            {132, 3.411, 2942.463}, {126, 1.083, 20.775}, {115, 0.645, 0.98}, {103, 0.636, 4694.003}, {102, 0.976, 15720.839},
            {102, 4.267, 7.114}
        },
        {
            {628331966747.0, 0, 0}, {206059, 2.678235, 6283.07585}, {4303, 2.6351, 12566.1517}, {425, 1.59, 3.523},
            {119, 5.796, 26.298}, {109, 2.966, 1577.344}
        },
        {
            {52919, 0, 0}, {8720, 1.0721, 6283.0758}, {309, 0.867, 12566.152}
        },
        {
            {289, 5.844, 6283.076}
        },
        {
            {114, 3.142, 0}
        }
    };

    /** Heliocentric latitude of the Earth. */
    private static final double[][][] LATITUDE = {
        {
            {280, 3.199, 84334.662}, {102, 5.422, 5507.553}, {80, 3.88, 5223.69}
        }
    };

    /** Distance of the Earth from the Sun. */
    private static final double[][][] RADIUS = {
        {
            {100013989, 0, 0}, {1670700, 3.0984635, 6283.07585}, {13956, 3.05525, 12566.1517}, {3084, 5.1985, 77713.7715},
            {1628, 1.1739, 5753.3849}, {1576, 2.8469, 7860.4194}, {925, 5.453, 11506.77}, {542, 4.564, 3930.21},
            {472, 3.661, 5884.927}, {346, 0.964, 5507.553}, {329, 5.9, 5223.694}, {307, 0.299, 5573.143}, {243, 4.273, 11790.629},
            {212, 5.847, 1577.344}, {186, 5.022, 10977.079}, {175, 3.012, 18849.228}, {110, 5.055, 5486.778}, {98, 0.89, 6069.78},
            {86, 5.69, 15720.84}, {86, 1.27, 161000.69}, {65, 0.27, 17260.15}, {63, 0.92, 529.69}, {57, 2.01, 83996.85},
            {56, 5.24, 71430.7}, {49, 3.25, 2544.31}, {47, 2.58, 775.52}, {45, 5.54, 9437.76}, {43, 6.01, 6275.96},
            {39, 5.36, 4694}, {38, 2.39, 8827.39}, {37, 0.83, 19651.05}, {37, 4.9, 12139.55}, {36, 1.67, 12036.46},
            {35, 1.84, 2942.46}, {33, 0.24, 7084.9}, {32, 0.18, 5088.63}, {32, 1.78, 398.15}, {28, 1.21, 6286.6},
            {28, 1.9, 6279.55}, {26, 4.59, 10447.39}
        },
        {
            {103019, 1.10749, 6283.07585}, {1721, 1.0644, 12566.1517}, {702, 3.142, 0}, {32, 1.02, 18849.23}, {31, 2.84, 5507.55},
            {25, 1.32, 5223.69}
        },
        {
            {4359, 5.7846, 6283.0758}, {124, 5.579, 12566.152}, {12, 3.14, 0}
        },
        {
            {145, 4.273, 6283.076}
        }
    };

    private SunEphemeris() {
    }

    /**
     * The Sun at one instant.
     *
     * @param direction unit vector from the Earth to the Sun, aberration included, in the mean equator and equinox of J2000
     * @param distance Earth–Sun distance in AU
     */
    public record Sun(Vector3D direction, double distance) {

        /** U = 1/d², by which the solar irradiance at the Earth exceeds that at 1 AU. */
        public double irradianceFactor() {
            return 1 / (distance * distance);
        }
    }

    /** The Sun at a GPS time (held as {@link LeapSeconds} says), 1900 to 2100. */
    public static Sun at(Instant gps) {
        double t = TerrestrialTime.centuries(gps);
        double distance = series(RADIUS, t / 10);
        double longitude = Math.PI + series(LONGITUDE, t / 10) + FK5 + ABERRATION / distance;
        double latitude = -series(LATITUDE, t / 10);
        Rotation equatorOfDate = new Rotation(Vector3D.PLUS_I, Precession.obliquity(t), RotationConvention.VECTOR_OPERATOR);
        Vector3D ofDate = equatorOfDate.applyTo(new Vector3D(longitude, latitude));
        return new Sun(Precession.toJ2000(t).applyTo(ofDate), distance);
    }

    private static double series(double[][][] powers, double tau) {
        double value = 0;
        for (int power = powers.length - 1; power >= 0; power--) {
            double sum = 0;
            for (double[] term : powers[power]) {
                sum += term[0] * Math.cos(term[1] + term[2] * tau);
            }
            value = value * tau + sum;
        }
        return value * 1e-8;
    }
}
