package org.penumbra.analysis.striping;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * The seams of a product held against one another (METHODS 8): parallax, clouds and adjacency leave steps in all bands alike.
 *
 * @param seams every seam, bands in the order of their id, then detectors
 * @param sceneNoise robust scale over seams and bands of the steps, the median of each band taken off; NaN with fewer than {@value #FEWEST} seams
 * @param medians median change over the seams of a band
 */
record Steps(List<Seam> seams, double sceneNoise, Map<Band, Double> medians) {
    /** Fewer seams do not tell what the scene does. */
    static final int FEWEST = 5;

    static Steps of(List<Seam> seams) {
        Map<Band, Double> medians = seams.stream().collect(Collectors.groupingBy(Seam::band,
                Collectors.collectingAndThen(Collectors.toList(), ofBand -> Median.of(ofBand.stream().mapToDouble(Seam::change).toArray()))));
        double[] off = seams.stream().mapToDouble(seam -> seam.change() - medians.get(seam.band())).filter(Double::isFinite).toArray();
        return new Steps(List.copyOf(seams), off.length < FEWEST ? Double.NaN : MedianAbsoluteDeviation.scale(off, 0), medians);
    }

    /** How far a seam lies off the others of its band, fraction of 1. */
    double deviation(Seam seam) {
        return seam.change() - medians.get(seam.band());
    }

    /** What |deviation| must exceed to be significant. */
    double limit(Seam seam, StripingSettings settings) {
        return settings.stepSignificance() * Math.hypot(sceneNoise, Math.hypot(seam.u(), seam.reference().uncertainty()));
    }

    boolean significant(Seam seam, StripingSettings settings) {
        return Math.abs(deviation(seam)) > limit(seam, settings);
    }

    /** What |deviation| must exceed to be an alarm. */
    double alarmLimit(Seam seam, StripingSettings settings) {
        return Math.max(settings.stepAlarm(), limit(seam, settings));
    }

    /** Whether a seam is off by so much, and the other bands at its detectors are not: that is the instrument. */
    boolean alarms(Seam seam, StripingSettings settings) {
        double deviation = Math.abs(deviation(seam));
        return deviation > alarmLimit(seam, settings) && Math.abs(otherBands(seam)) < settings.otherBands() * deviation;
    }

    /** Median deviation of the other bands between the same two detectors; NaN where none was acquired. */
    double otherBands(Seam seam) {
        return Median.of(seams.stream().filter(other -> other.detector() == seam.detector() && !other.band().equals(seam.band()))
                .mapToDouble(this::deviation).toArray());
    }
}
