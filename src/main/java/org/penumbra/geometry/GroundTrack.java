package org.penumbra.geometry;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;

/** Where the spacecraft stood over the Earth: its Earth-fixed positions, straight between two that lie no more than a minute apart. */
public final class GroundTrack {
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);
    /** WGS 84 (NIMA TR8350.2, table 3.1): semi-major axis in m and flattening. */
    private static final double EQUATORIAL = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double POLAR = EQUATORIAL * (1 - FLATTENING);
    private static final double ECCENTRICITY2 = FLATTENING * (2 - FLATTENING);

    private final NavigableMap<Instant, Vector3D> positions;

    /** @param positions Earth-fixed, in m, by GPS time as {@link LeapSeconds} holds it */
    public GroundTrack(Map<Instant, Vector3D> positions) {
        this.positions = new TreeMap<>(positions);
    }

    /**
     * A point on the ground.
     *
     * @param latitude geodetic, in degrees, north positive
     * @param longitude in degrees, −180 to 180, east positive
     */
    public record Point(double latitude, double longitude) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f° %s %.2f° %s",
                    Math.abs(latitude), latitude < 0 ? "S" : "N", Math.abs(longitude), longitude < 0 ? "W" : "E");
        }

        /** Geodetic latitude after Bowring (1976, Survey Review 181): off by less than 10⁻⁷ degrees at the height of an orbit. */
        static Point below(Vector3D position) {
            double fromAxis = Math.hypot(position.getX(), position.getY());
            double parametric = Math.atan2(position.getZ() * EQUATORIAL, fromAxis * POLAR);
            double latitude = Math.atan2(position.getZ() + ECCENTRICITY2 / (1 - ECCENTRICITY2) * POLAR * Math.pow(Math.sin(parametric), 3),
                    fromAxis - ECCENTRICITY2 * EQUATORIAL * Math.pow(Math.cos(parametric), 3));
            return new Point(Math.toDegrees(latitude), Math.toDegrees(Math.atan2(position.getY(), position.getX())));
        }
    }

    /** The sub-satellite point at a GPS time; empty outside the positions, or between two that lie too far apart. */
    public Optional<Point> at(Instant gps) {
        return Bracket.of(positions, gps, LONGEST_GAP)
                .map(about -> Point.below(new Vector3D(1 - about.fraction(), about.before(), about.fraction(), about.after())));
    }
}
