package org.penumbra.analysis;

import java.util.Map;
import java.util.Optional;
import org.penumbra.instrument.BandDetector;

/** What one analysis computed. */
public interface Result {

    /**
     * What goes into {@code report.json} under {@code analyses.<id>} (FORMATS 4): records, maps, lists and numbers.
     * A value that cannot be given is a {@link Missing} with its reason, or NaN where there is no more to say than "not available".
     */
    Object summary();

    /** Scalars kept for series over time, by name such as {@code dark-signal/B01/noise}, in the units of the report; finite. */
    default Map<String, Double> values() {
        return Map.of();
    }

    /** What the calibration product ends in as far as this analysis can tell (METHODS 9); empty where it decides nothing. */
    default Optional<Decision> decision() {
        return Optional.empty();
    }

    /** What the acquisition shows of single pixels, to be kept with it. */
    default Evidence evidence() {
        return Evidence.NONE;
    }

    /** Columns that this analysis adds to {@code pixels.parquet} for one (band, detector), if any. */
    default Optional<PixelComparison> pixels(BandDetector bandDetector) {
        return Optional.empty();
    }

    /**
     * Per-pixel values held against a reference.
     * Axis of each array: column · n + (line of cycle − 1); NaN where there is none.
     *
     * @param u standard uncertainty of the mean in LSB
     * @param reference the value in force, in the unit of the analysis
     * @param change measured minus reference
     */
    record PixelComparison(double[] u, double[] reference, double[] change) {
    }
}
