package org.penumbra.analysis.dark;

import java.util.Arrays;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.MedianAbsoluteDeviation;
import org.penumbra.statistics.RunningMedian;

/**
 * Pixels whose dark lies far above that of their neighbours in the same line of cycle (METHODS 6, HOT).
 * Axis of arrays over pixels: column · n + (line of cycle − 1).
 *
 * @param mean DS in LSB, per pixel
 * @param excess DS above the local median in LSB, per pixel; NaN in columns that do not image
 * @param limits excess above which a pixel is hot, in LSB, by line of cycle − 1
 * @param rule what was asked for
 */
public record HotPixels(double[] mean, double[] excess, double[] limits, Rule rule) {

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
        for (int j = 0; j < n; j++) {
            int line = j;
            double[] level = new double[imaging.length];
            Arrays.setAll(level, column -> pixels.mean()[column * n + line]);
            double[] local = RunningMedian.of(level, imaging, rule.window());
            double[] above = new double[level.length];
            Arrays.setAll(above, column -> imaging[column] ? level[column] - local[column] : Double.NaN);
            for (int column = 0; column < above.length; column++) {
                excess[column * n + line] = above[column];
            }
            limits[j] = Math.max(rule.excess(), rule.scales() * MedianAbsoluteDeviation.scale(above, MedianAbsoluteDeviation.QUANTISATION_FLOOR));
        }
        return new HotPixels(pixels.mean(), excess, limits, rule);
    }

    /** Whether a pixel is hot. */
    public boolean holds(int pixel) {
        return excess[pixel] > limits[pixel % limits.length] || mean[pixel] > rule.highest() && excess[pixel] > rule.excess();
    }
}
