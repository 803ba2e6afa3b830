package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;
import org.penumbra.statistics.RunningMedian;

/**
 * Pixels whose dark lies far above that of their neighbours in the same line of cycle, or leaves too little of the dynamic range
 * (METHODS 6, HOT).
 * Axis of arrays over pixels: column · n + (line of cycle − 1).
 *
 * @param mean DS in LSB, per pixel
 * @param excess DS above the local median in LSB, per pixel; NaN in columns that do not image
 * @param limits excess above which a pixel is hot, in LSB, by line of cycle − 1
 * @param usual median DS of the detector in LSB, by line of cycle − 1
 * @param rule what was asked for
 */
public record HotPixels(double[] mean, double[] excess, double[] limits, double[] usual, Rule rule) {

    /**
     * When a pixel is hot.
     *
     * @param window columns of the local median
     * @param excess above the local median that does no harm, in LSB
     * @param scales robust scales of the excesses that a hot pixel lies above the local median
     * @param highest level in LSB above which too little of the dynamic range is left
     */
    public record Rule(int window, double excess, double scales, double highest) {
    }

    /** @param imaging columns that are looked at and that make the local median */
    public static HotPixels of(PixelStatistics pixels, boolean[] imaging, Rule rule) {
        int n = pixels.linesPerCycle();
        double[] excess = new double[pixels.mean().length];
        double[] limits = new double[n];
        double[] usual = new double[n];
        for (int j = 0; j < n; j++) {
            int line = j;
            double[] level = new double[imaging.length];
            Arrays.setAll(level, column -> pixels.mean()[column * n + line]);
            usual[j] = Median.of(IntStream.range(0, level.length).filter(column -> imaging[column]).mapToDouble(column -> level[column])
                    .filter(Double::isFinite).toArray());
            double[] local = RunningMedian.of(level, imaging, rule.window());
            double[] above = new double[level.length];
            Arrays.setAll(above, column -> imaging[column] ? level[column] - local[column] : Double.NaN);
            for (int column = 0; column < above.length; column++) {
                excess[column * n + line] = above[column];
            }
            limits[j] = Math.max(rule.excess(), rule.scales() * MedianAbsoluteDeviation.scale(above, MedianAbsoluteDeviation.QUANTISATION_FLOOR));
        }
        return new HotPixels(pixels.mean(), excess, limits, usual, rule);
    }

    /**
     * Whether an imaging pixel is hot: it stands out of its neighbours, or leaves too little of the dynamic range. A detector whose median leaves
     * too little is made like that, or failed as a whole: that is no fault of its pixels.
     */
    public boolean holds(int pixel) {
        return standsOut(pixel) || mean[pixel] > rule.highest() && usual[pixel % usual.length] <= rule.highest();
    }

    /** Whether a pixel is hot against its neighbours, on which light would fall as well. */
    public boolean standsOut(int pixel) {
        return excess[pixel] > limits[pixel % limits.length];
    }
}
