package org.penumbra.analysis.defect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;

/** What the counts of a column show by themselves, in the dark as in the light: the top of the scale, or always the same (METHODS 6). */
final class CountSigns {
    private final BandDetector id;
    private final PixelStatistics pixels;
    private final double detectorNoise;
    private final DefectSettings settings;

    /** @param noise line-to-line noise in LSB; axis: column */
    CountSigns(BandDetector id, PixelStatistics pixels, boolean[] imaging, double[] noise, DefectSettings settings) {
        this.id = id;
        this.pixels = pixels;
        this.settings = settings;
        detectorNoise = Median.of(IntStream.range(0, noise.length).filter(column -> imaging[column]).mapToDouble(column -> noise[column]).toArray());
    }

    /** Kinds that cannot be seen: healthy pixels of a quiet detector show one count for long. */
    List<String> unseen() {
        return detectorNoise >= settings.stuckNoise() ? List.of() : List.of(DefectClass.STUCK.name());
    }

    /** The sign of a column, if it shows one. */
    Optional<Sign> of(int column) {
        double share = Columns.saturated(pixels, column);
        if (share > settings.saturated()) {
            return Optional.of(sign(column, DefectClass.SATURATED, Map.of("share", share, "limit", settings.saturated())));
        }
        if (unseen().isEmpty() && pixels.stuck(column, settings.stuckSamples())) {
            return Optional.of(sign(column, DefectClass.STUCK, Map.of("count", pixels.min()[column * pixels.linesPerCycle()],
                    "samples", (double) pixels.columnCount(column), "detectorNoise", detectorNoise)));
        }
        return Optional.empty();
    }

    private Sign sign(int column, DefectClass kind, Map<String, Double> values) {
        return new Sign(id.label(), column, 0, kind.name(), values);
    }
}
