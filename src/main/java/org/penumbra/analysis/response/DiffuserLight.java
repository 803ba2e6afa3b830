package org.penumbra.analysis.response;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.penumbra.calibration.AbsoluteGains;
import org.penumbra.calibration.Diffuser;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/** The radiance L_diff of the diffuser in the Sun (METHODS 3), in W.m-2.sr-1.µm-1. */
final class DiffuserLight {
    private final Diffuser diffuser;
    private final Sunlight sunlight;
    private final AbsoluteGains gains;

    /** @param gains whose solar irradiance is taken */
    DiffuserLight(Diffuser diffuser, Sunlight sunlight, AbsoluteGains gains) {
        this.diffuser = diffuser;
        this.sunlight = sunlight;
        this.gains = gains;
    }

    /**
     * The light on one (band, detector).
     *
     * @param radiance mean over the kept lines of each pixel; axis: column · n + (line of cycle − 1)
     * @param step see {@link ResponseInputs#illuminationStep()}
     */
    record Light(double[] radiance, double step) {
    }

    Light on(LitDetector detector, LitCounts counts, ResponseOptions options) {
        BandDetector id = detector.id();
        Diffuser flat = truncated(id.band(), options.brfOrder());
        int n = counts.linesPerCycle();
        int first = detector.firstLine(counts);
        double[] lines = lines(flat, id, first, detector.endLine(counts), options.sunAngleOffset());
        double[] segments = segments(detector, counts, lines);
        double[] common = new double[n];
        for (int j = 0; j < n; j++) {
            common[j] = counts.overLines(segments, j);
        }
        double[] field = field(flat, id, counts.columns());
        double[] radiance = new double[counts.samples().length];
        for (int pixel = 0; pixel < radiance.length; pixel++) {
            int column = pixel / n;
            radiance[pixel] = field[column] * (counts.keptOfColumn().containsKey(column) ? counts.overKeptLines(segments, pixel) : common[pixel % n]);
        }
        return new Light(radiance, step(lines, n));
    }

    /** Radiance in the middle of the field on consecutive lines. */
    private double[] lines(Diffuser flat, BandDetector id, int first, int end, double angleOffset) {
        String band = id.band().name();
        double scale = gains.solarIrradiance(id.band()) * sunlight.irradianceFactor() * flat.surface(band).straylight() / Math.PI;
        double[] radiance = new double[end - first];
        for (int line = 0; line < radiance.length; line++) {
            double angle = sunlight.incidence(id, first + line) + angleOffset;
            radiance[line] = scale * Math.cos(angle) * flat.brf(band, angle, 0);
        }
        return radiance;
    }

    /** Mean over the kept lines of each segment and line of cycle, axis as {@link LitCounts#keptLines()}. */
    private static double[] segments(LitDetector detector, LitCounts counts, double[] radiance) {
        int n = counts.linesPerCycle();
        int first = detector.firstLine(counts);
        double[] mean = new double[counts.keptLines().length];
        int[] lines = new int[mean.length];
        int segment = 0;
        for (int line = 0; line < radiance.length; line++) {
            while (first + line >= detector.firstLines()[counts.firstSegment() + segment + 1]) {
                segment++;
            }
            if (detector.kept(first + line)) {
                int at = segment * n + line % n;
                mean[at] += radiance[line];
                lines[at]++;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= lines[i];
        }
        return mean;
    }

    /** Mean of (L(l+n) − L(l))²/2 relative to the square of the mean. */
    private static double step(double[] radiance, int n) {
        if (radiance.length <= n) {
            return 0;
        }
        double squares = 0;
        for (int line = n; line < radiance.length; line++) {
            squares += (radiance[line] - radiance[line - n]) * (radiance[line] - radiance[line - n]);
        }
        double level = Arrays.stream(radiance).sum() / radiance.length;
        return squares / (radiance.length - n) / 2 / (level * level);
    }

    /** How the radiance varies over the field, relative to its middle; axis: column. */
    private static double[] field(Diffuser flat, BandDetector id, int columns) {
        double reference = Math.toRadians(flat.referenceIncidenceDeg());
        String band = id.band().name();
        double middle = flat.brf(band, reference, 0);
        double[] field = new double[columns];
        Arrays.setAll(field, column -> flat.brf(band, reference, Diffuser.fieldCoordinate(id.detector(), column, columns)) / middle);
        return field;
    }

    /** The diffuser of one band with no higher powers than the given one. */
    private Diffuser truncated(Band band, int order) {
        Diffuser.Surface surface = diffuser.surface(band.name());
        List<Double> incidence = IntStream.range(0, 2).mapToObj(power -> power < order ? surface.incidence().get(power) : 0.0).toList();
        List<Double> field = IntStream.range(0, 2).mapToObj(power -> power < order ? surface.field().get(power) : 0.0).toList();
        return new Diffuser(diffuser.unit(), diffuser.spacecraftToDiffuser(), diffuser.referenceIncidenceDeg(), new TreeMap<>(Map.of(band.name(),
                new Diffuser.Surface(surface.reflectance(), incidence, field, surface.straylight(), surface.reflectanceUncertainty()))));
    }
}
