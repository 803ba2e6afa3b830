package org.penumbra.report.drawing;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is to be seen of a line that has more samples than its panel has pixels: the lowest and the highest of each bin, so that no extreme is lost.
 * Axis of each array: bin; NaN in {@code low} and {@code high} where a bin has no value.
 *
 * @param x middle of the bin
 * @param low lowest value in it
 * @param high highest value in it
 */
record Envelope(double[] x, double[] low, double[] high) {

    /**
     * Bins of (nearly) equal numbers of samples.
     *
     * @param x ascending abscissae
     * @param y values, NaN for gaps
     * @param bins number of bins, at most one per sample
     */
    static Envelope of(double[] x, double[] y, int bins) {
        int[] first = IntStream.rangeClosed(0, bins).map(bin -> (int) ((long) bin * y.length / bins)).toArray();
        double[] middle = IntStream.range(0, bins).mapToDouble(bin -> (x[first[bin]] + x[first[bin + 1] - 1]) / 2).toArray();
        double[] low = new double[bins];
        double[] high = new double[bins];
        Arrays.fill(low, Double.NaN);
        Arrays.fill(high, Double.NaN);
        for (int bin = 0; bin < bins; bin++) {
            for (int i = first[bin]; i < first[bin + 1]; i++) {
                if (!(y[i] >= low[bin]) && !Double.isNaN(y[i])) {
                    low[bin] = y[i];
                }
                if (!(y[i] <= high[bin]) && !Double.isNaN(y[i])) {
                    high[bin] = y[i];
                }
            }
        }
        return new Envelope(middle, low, high);
    }
}
