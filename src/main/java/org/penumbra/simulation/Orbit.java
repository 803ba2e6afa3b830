package org.penumbra.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.RotationConvention;
import org.apache.commons.math3.geometry.euclidean.threed.RotationOrder;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.apache.commons.math3.util.MathUtils;
import org.penumbra.finding.Refusal;
import org.penumbra.geometry.SunEphemeris;

/**
 * A circular sun-synchronous orbit like that of Sentinel-2: 786 km high, inclined by 98.62°, descending node at 10:30 mean local time,
 * flown with the Z axis of the spacecraft to the geocentre and the X axis along the velocity.
 *
 * <p>Good enough for metadata to be plausible and consistent in themselves; it is no orbit of a real day. UT1 is taken as UTC.
 */
final class Orbit {
    private static final double EARTH_RADIUS = 6378.137e3;
    private static final double RADIUS = EARTH_RADIUS + 786e3;
    /** rad/s, from GM = 3.986004418e14 m³/s². */
    private static final double RATE = Math.sqrt(3.986004418e14 / (RADIUS * RADIUS * RADIUS));
    private static final double EARTH_RATE = 7.292115e-5;
    /** rad/s: the node turns with the mean Sun. */
    private static final double NODE_RATE = Math.toRadians(0.98564736629) / 86_400;
    private static final double INCLINATION = Math.toRadians(98.62);
    private static final double ASCENDING_NODE_HOURS = 22.5;
    private static final double TOLERANCE = Math.toRadians(1);
    private static final Instant J2000 = Instant.parse("2000-01-01T12:00:00Z");

    private final Instant epoch;
    private final double argument;

    /**
     * The orbit that has the Sun at this zenith angle below the spacecraft at the epoch.
     *
     * @param unit for the message
     * @param epoch UTC
     * @param sunZenith degrees, 0 to 180
     * @param sunAhead whether only places with the Sun ahead are taken, as for the diffuser
     * @throws Refusal SIMULATION-105 when no place of the orbit has the Sun there
     */
    Orbit(String unit, Instant epoch, double sunZenith, boolean sunAhead) {
        this.epoch = epoch;
        double nearest = 0;
        for (double candidate = 0; candidate < MathUtils.TWO_PI; candidate += TOLERANCE / 10) {
            if ((!sunAhead || ahead(epoch, candidate))
                    && (sunAhead && !ahead(epoch, nearest) || miss(epoch, candidate, sunZenith) < miss(epoch, nearest, sunZenith))) {
                nearest = candidate;
            }
        }
        if (miss(epoch, nearest, sunZenith) > TOLERANCE) {
            throw new Refusal(SimulationCode.NO_SUCH_SUN, unit, sunZenith, Math.toDegrees(sunZenith(epoch, position(epoch, nearest, node(epoch)))));
        }
        argument = nearest;
    }

    /**
     * Where the spacecraft is and where it looks.
     *
     * @param position Earth-fixed, in m
     * @param velocity Earth-fixed, in m/s
     * @param inertialPosition J2000, in m
     * @param inertialVelocity J2000, in m/s
     * @param toJ2000 takes spacecraft vectors to J2000
     */
    record State(Vector3D position, Vector3D velocity, Vector3D inertialPosition, Vector3D inertialVelocity, Rotation toJ2000) {
    }

    /** Angles of a direction seen from the ground, in degrees: zenith 0 to 180, azimuth from north over east 0 to 360. */
    record Angles(double zenith, double azimuth) {
    }

    /** State at a time, UTC. */
    State at(Instant utc) {
        double u = argument + RATE * seconds(epoch, utc);
        Vector3D position = position(utc, u, node(utc));
        Vector3D velocity = new Vector3D(RATE, position(utc, u + Math.PI / 2, node(utc)),
                NODE_RATE, Vector3D.crossProduct(Vector3D.PLUS_K, position));
        Vector3D down = position.negate().normalize();
        Vector3D across = Vector3D.crossProduct(velocity, position).normalize();
        // columns are the spacecraft axes in the frame of date
        Vector3D forward = Vector3D.crossProduct(across, down);
        Rotation toDate = new Rotation(Vector3D.PLUS_I, Vector3D.PLUS_K, forward, down);
        Rotation toEarth = new Rotation(Vector3D.PLUS_K, -siderealTime(utc), RotationConvention.VECTOR_OPERATOR);
        Vector3D fixed = toEarth.applyTo(position);
        Vector3D fixedVelocity = toEarth.applyTo(velocity).subtract(Vector3D.crossProduct(new Vector3D(0, 0, EARTH_RATE), fixed));
        Rotation dateToJ2000 = dateToJ2000(utc);
        return new State(fixed, fixedVelocity, dateToJ2000.applyTo(position), dateToJ2000.applyTo(velocity), dateToJ2000.applyTo(toDate));
    }

    /** Whether the spacecraft flies northward. */
    boolean ascending(Instant utc) {
        return Math.cos(argument + RATE * seconds(epoch, utc)) > 0;
    }

    /** Angle from the orbit's ascending node in rad, 0 to 2π. */
    double angle(Instant utc) {
        return MathUtils.normalizeAngle(argument + RATE * seconds(epoch, utc), Math.PI);
    }

    /** The Sun as seen from below the spacecraft. */
    Angles sun(Instant utc) {
        Vector3D up = position(utc, argument + RATE * seconds(epoch, utc), node(utc)).normalize();
        Vector3D east = Vector3D.crossProduct(Vector3D.PLUS_K, up).normalize();
        Vector3D north = Vector3D.crossProduct(up, east);
        Vector3D sun = sunDirection(utc);
        double azimuth = MathUtils.normalizeAngle(Math.atan2(sun.dotProduct(east), sun.dotProduct(north)), Math.PI);
        return new Angles(Math.toDegrees(Vector3D.angle(sun, up)), Math.toDegrees(azimuth));
    }

    /**
     * The Sun at a time: its direction in J2000 and its distance, both of the low-precision formulae of the Astronomical Almanac (0.01°, 0.0002 AU).
     */
    static SunEphemeris.Sun sunInJ2000(Instant utc) {
        double anomaly = Math.toRadians(357.528 + 0.9856003 * seconds(J2000, utc) / 86_400);
        double distance = 1.00014 - 0.01671 * Math.cos(anomaly) - 0.00014 * Math.cos(2 * anomaly);
        return new SunEphemeris.Sun(dateToJ2000(utc).applyTo(sunDirection(utc)), distance);
    }

    /**
     * A point of the ground beside the track, on a sphere.
     *
     * @param across distance from the track in m, positive to the right of the flight
     * @return geocentric latitude and longitude in degrees
     */
    double[] ground(Instant utc, double across) {
        State state = at(utc);
        Vector3D up = state.position().normalize();
        Vector3D right = Vector3D.crossProduct(state.velocity(), up).normalize();
        double angle = across / EARTH_RADIUS;
        Vector3D point = new Vector3D(Math.cos(angle), up, Math.sin(angle), right);
        return new double[] {Math.toDegrees(point.getDelta()), Math.toDegrees(point.getAlpha())};
    }

    private static boolean ahead(Instant utc, double u) {
        return sunDirection(utc).dotProduct(position(utc, u + Math.PI / 2, node(utc))) > 0;
    }

    private static double miss(Instant utc, double u, double wanted) {
        return Math.abs(sunZenith(utc, position(utc, u, node(utc))) - Math.toRadians(wanted));
    }

    private static double sunZenith(Instant utc, Vector3D position) {
        return Vector3D.angle(sunDirection(utc), position);
    }

    /** Position in the equator and equinox of date. */
    private static Vector3D position(Instant utc, double u, double node) {
        Rotation plane = new Rotation(RotationOrder.ZXZ, RotationConvention.VECTOR_OPERATOR, node, INCLINATION, u);
        return new Vector3D(RADIUS, plane.applyTo(Vector3D.PLUS_I));
    }

    /** Right ascension of the node: that of the mean Sun plus the local time of the node counted from noon. */
    private static double node(Instant utc) {
        double hours = seconds(utc.truncatedTo(ChronoUnit.DAYS), utc) / 3600;
        return siderealTime(utc) + Math.toRadians(15 * (ASCENDING_NODE_HOURS - hours));
    }

    /** Mean sidereal time of Greenwich in rad (Astronomical Almanac, section B, linear terms). */
    private static double siderealTime(Instant utc) {
        return Math.toRadians((280.46061837 + 360.98564736629 * seconds(J2000, utc) / 86_400) % 360);
    }

    /** Direction of the Sun in the equator and equinox of date (Astronomical Almanac, section C, low-precision formulae, 0.01°). */
    private static Vector3D sunDirection(Instant utc) {
        double days = seconds(J2000, utc) / 86_400;
        double anomaly = Math.toRadians(357.528 + 0.9856003 * days);
        double longitude = Math.toRadians(280.460 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.020 * Math.sin(2 * anomaly));
        double obliquity = Math.toRadians(23.439 - 4e-7 * days);
        return new Vector3D(Math.cos(longitude), Math.sin(longitude) * Math.cos(obliquity), Math.sin(longitude) * Math.sin(obliquity));
    }

    /** Precession from the mean equator and equinox of date to those of J2000 (Lieske 1977, first two orders). */
    private static Rotation dateToJ2000(Instant utc) {
        double t = seconds(J2000, utc) / 86_400 / 36_525;
        double zeta = Math.toRadians((2306.2181 * t + 0.30188 * t * t) / 3600);
        double z = Math.toRadians((2306.2181 * t + 1.09468 * t * t) / 3600);
        double theta = Math.toRadians((2004.3109 * t - 0.42665 * t * t) / 3600);
        return new Rotation(RotationOrder.ZYZ, RotationConvention.VECTOR_OPERATOR, -zeta, theta, -z);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() * 1e-9;
    }
}
