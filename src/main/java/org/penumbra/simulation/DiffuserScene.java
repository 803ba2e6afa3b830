package org.penumbra.simulation;

import java.time.Instant;
import java.util.Map;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.penumbra.calibration.Diffuser;
import org.penumbra.geometry.LeapSeconds;
import org.penumbra.geometry.SunEphemeris.Sun;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Spacecraft;

/** The Sun on the diffuser (METHODS 3): attitude, times and Sun are those of the simulated orbit, straylight is added. */
final class DiffuserScene implements Scene {
    private final Spacecraft unit;
    private final StripMetadata metadata;
    private final Diffuser diffuser;
    private final Rotation toDiffuser;
    private final Map<String, Double> irradiance;

    /** @param sensingStart UTC, which decides the convention of the solar irradiance */
    DiffuserScene(Spacecraft unit, StripMetadata metadata, Instant sensingStart) {
        this.unit = unit;
        this.metadata = metadata;
        diffuser = SimulatedCalibration.diffuser(unit);
        var q = diffuser.spacecraftToDiffuser();
        // commons-math3 holds the conjugate of Hamilton's quaternion
        toDiffuser = new Rotation(q.get(3), -q.get(0), -q.get(1), -q.get(2), false);
        irradiance = SimulatedCalibration.irradiance(unit, sensingStart);
    }

    @Override
    public void light(BandDetector place, long line, double[] level) {
        String band = place.band().name();
        Instant utc = metadata.lineTime(place, line);
        Sun sun = SimulatedAcquisition.sun(LeapSeconds.gps(utc));
        Vector3D inSpacecraft = metadata.state(utc).toJ2000().applyInverseTo(sun.direction());
        double cosine = Math.max(0, toDiffuser.applyTo(inSpacecraft).getZ());
        Diffuser.Surface surface = diffuser.surface(band);
        double middle = unit.gain().get(band) * irradiance.get(band) * sun.irradianceFactor() * cosine * diffuser.brf(band, Math.acos(cosine), 0)
                * surface.straylight() / Math.PI;
        double first = surface.field().get(0);
        double second = surface.field().get(1);
        for (int column = 0; column < level.length; column++) {
            double x = Diffuser.fieldCoordinate(place.detector(), column, level.length);
            level[column] = middle * (1 + first * x + second * x * x);
        }
    }
}
