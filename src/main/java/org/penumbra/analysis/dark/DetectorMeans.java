package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.Spread;

/**
 * What is taken over the columns of a detector (METHODS 0 and 2), in LSB.
 *
 * @param level mean dark over the good pixels
 * @param change mean change over the good pixels, blind part included
 * @param noise median line-to-line noise over the good columns
 * @param maxAbsChange largest absolute change of an imaging pixel
 * @param dsnu dark signal non-uniformity that the reference leaves over: the spread of the changes of pixels within their limit, noise removed
 * @param beyond columns with a pixel that moved by more than its limit against the detector
 */
record DetectorMeans(Estimate level, Estimate change, Estimate noise, double maxAbsChange, Spread dsnu, int beyond) {

    /** Arrays as in {@link DetectorDark}. */
    static DetectorMeans of(double[] mean, double[] change, double medianChange, DarkUncertainty uncertainty, double[] noise, boolean[] imaging,
                            boolean[] good, DarkSettings settings) {
        int n = mean.length / imaging.length;
        boolean[] goodPixels = DetectorDark.pixels(good, n);
        boolean[] beyond = DetectorDark.where(mean.length, i -> imaging[i / n]
                && Math.abs(change[i] - medianChange) > DetectorDark.limit(uncertainty.ofDark()[i], settings));
        boolean[] within = DetectorDark.where(mean.length, i -> imaging[i / n] && !beyond[i] && Double.isFinite(change[i]));
        double[] changes = DetectorDark.finite(within, change);
        double ofNoise = Arrays.stream(DetectorDark.finite(within, uncertainty.ofChange())).map(value -> value * value).average().orElse(Double.NaN);
        return new DetectorMeans(Estimate.mean(DetectorDark.only(goodPixels, mean), uncertainty.ofDark()),
                Estimate.mean(DetectorDark.only(goodPixels, change), uncertainty.ofChange()), Estimate.median(DetectorDark.only(good, noise)),
                Arrays.stream(DetectorDark.finite(DetectorDark.pixels(imaging, n), change)).map(Math::abs).max().orElse(Double.NaN),
                Spread.of(StatUtils.variance(changes), ofNoise, changes.length),
                (int) IntStream.range(0, imaging.length)
                        .filter(column -> IntStream.range(column * n, (column + 1) * n).anyMatch(i -> beyond[i])).count());
    }
}
