package org.penumbra.geometry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.penumbra.finding.Refusal;

/**
 * Attitude of the spacecraft over a datastrip, interpolated on the sphere.
 *
 * <p>Metadata give it at 10 Hz. Gaps of up to 10 s are bridged: over such a gap the interpolation is off by 0.002° in the
 * middle on a real strip. Beyond the first and last attitude nothing is extrapolated.
 */
public final class AttitudeSeries {
    private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

    private final NavigableMap<Instant, UnitQuaternion> attitudes = new TreeMap<>();

    /**
     * One attitude.
     *
     * @param gpsTime held as {@link LeapSeconds} says
     * @param spacecraftToJ2000 rotation of spacecraft-frame vectors to the mean equator and equinox of J2000
     */
    public record Attitude(Instant gpsTime, UnitQuaternion spacecraftToJ2000) {
    }

    /**
     * @param attitudes valid ones only, in the order of time
     * @throws Refusal GEOMETRY-101 for fewer than two, GEOMETRY-105 where time runs back
     */
    public AttitudeSeries(Collection<Attitude> attitudes) {
        for (Attitude attitude : attitudes) {
            if (!this.attitudes.isEmpty() && attitude.gpsTime().isBefore(this.attitudes.lastKey())) {
                throw new Refusal(GeometryCode.ATTITUDES_OUT_OF_ORDER, attitude.gpsTime(), this.attitudes.lastKey());
            }
            this.attitudes.put(attitude.gpsTime(), attitude.spacecraftToJ2000());
        }
        if (this.attitudes.size() < 2) {
            throw new Refusal(GeometryCode.ATTITUDE_MISSING, this.attitudes.size());
        }
    }

    /**
     * Rotation from the spacecraft frame to J2000 at a GPS time.
     *
     * @throws Refusal GEOMETRY-102 outside the attitudes or in a gap of more than 10 s
     */
    public Rotation at(Instant gps) {
        Bracket<UnitQuaternion> about = Bracket.of(attitudes, gps, LONGEST_GAP).orElseThrow(() -> new Refusal(GeometryCode.ATTITUDE_NOT_COVERING, gps,
                attitudes.firstKey(), attitudes.lastKey(), LONGEST_GAP.toSeconds()));
        return about.before().towards(about.after(), about.fraction()).rotation();
    }
}
