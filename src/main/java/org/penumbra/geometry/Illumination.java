package org.penumbra.geometry;

import java.time.Instant;
import java.util.function.Function;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.penumbra.finding.Refusal;

/** How the Sun shines on the diffuser during a datastrip (METHODS 3). */
public final class Illumination {
    private final AttitudeSeries attitudes;
    private final Rotation spacecraftToDiffuser;
    private final Function<Instant, SunEphemeris.Sun> ephemeris;

    /**
     * @param attitudes of the datastrip
     * @param spacecraftToDiffuser rotation of spacecraft-frame vectors into the diffuser frame, whose z is the diffuser normal
     */
    public Illumination(AttitudeSeries attitudes, UnitQuaternion spacecraftToDiffuser) {
        this(attitudes, spacecraftToDiffuser, SunEphemeris::at);
    }

    /** @param ephemeris where the Sun is at a GPS time, instead of {@link SunEphemeris} */
    public Illumination(AttitudeSeries attitudes, UnitQuaternion spacecraftToDiffuser, Function<Instant, SunEphemeris.Sun> ephemeris) {
        this.attitudes = attitudes;
        this.spacecraftToDiffuser = spacecraftToDiffuser.rotation();
        this.ephemeris = ephemeris;
    }

    /**
     * Cosine of the angle between Sun and diffuser normal.
     *
     * @param gps GPS time
     * @return 0 to 1, 0 excluded
     * @throws Refusal GEOMETRY-102 where the attitude does not cover the time, GEOMETRY-103 where the Sun is behind
     */
    public double cosine(Instant gps) {
        Vector3D inSpacecraft = attitudes.at(gps).applyInverseTo(ephemeris.apply(gps).direction());
        double cosine = spacecraftToDiffuser.applyTo(inSpacecraft).getZ();
        if (cosine <= 0) {
            throw new Refusal(GeometryCode.SUN_BEHIND_DIFFUSER, gps, Math.toDegrees(Math.acos(Math.max(-1, cosine))));
        }
        return cosine;
    }
}
