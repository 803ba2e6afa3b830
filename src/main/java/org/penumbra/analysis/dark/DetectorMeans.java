package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.penumbra.statistics.Median;

/**
 * What is taken over the columns of a detector (METHODS 0 and 2).
 *
 * @param level mean dark over the good columns, in LSB
 * @param levelUncertainty its standard uncertainty in LSB
 * @param change mean change over the good columns, in LSB, blind part included
 * @param noise median line-to-line noise over the good columns, in LSB
 * @param maxAbsChange largest absolute change of an imaging pixel, in LSB
 * @param dsnuVariance signed variance of the dark signal non-uniformity that the reference leaves over, in LSB²: the spread of the
 *     changes of pixels within their limit, noise removed (METHODS 2)
 * @param beyond columns with a pixel that moved by more than its limit against the detector
 */
record DetectorMeans(double level, double levelUncertainty, double change, double noise, double maxAbsChange, double dsnuVariance, int beyond) {

    /** Arrays as in {@link DetectorDark}. */
    static DetectorMeans of(double[] mean, double[] change, double medianChange, DarkUncertainty uncertainty, double[] noise, boolean[] imaging,
                            boolean[] good, DarkSettings settings) {
        int n = mean.length / imaging.length;
        boolean[] goodPixels = DetectorDark.pixels(good, n);
        boolean[] beyond = DetectorDark.where(mean.length, i -> imaging[i / n]
                && Math.abs(change[i] - medianChange) > DetectorDark.limit(uncertainty.ofDark()[i], settings));
        boolean[] within = DetectorDark.where(mean.length, i -> imaging[i / n] && !beyond[i] && Double.isFinite(change[i]));
        double[] u = DetectorDark.finite(goodPixels, uncertainty.ofDark());
        double spread = StatUtils.variance(DetectorDark.finite(within, change));
        double ofNoise = Arrays.stream(DetectorDark.finite(within, uncertainty.ofChange())).map(value -> value * value).average().orElse(Double.NaN);
        return new DetectorMeans(DetectorDark.mean(goodPixels, mean), Math.sqrt(StatUtils.sumSq(u)) / u.length, DetectorDark.mean(goodPixels, change),
                Median.of(DetectorDark.finite(good, noise)),
                Arrays.stream(DetectorDark.finite(DetectorDark.pixels(imaging, n), change)).map(Math::abs).max().orElse(Double.NaN), spread - ofNoise,
                (int) IntStream.range(0, imaging.length).filter(column -> IntStream.range(column * n, (column + 1) * n).anyMatch(i -> beyond[i])).count());
    }
}
