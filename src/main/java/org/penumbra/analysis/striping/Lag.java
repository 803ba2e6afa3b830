package org.penumbra.analysis.striping;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * By how many lines one detector sees the ground later than its neighbour: where the correlation of their line profiles is
 * largest, slow variation taken off first (METHODS 8).
 *
 * @param lines lines of the band; 0 where no peak is significant
 * @param correlation at the peak, −1 to 1
 * @param significant whether the peak stands out of the correlations at all lags
 */
record Lag(int lines, double correlation, boolean significant) {
    private static final int SHORTEST_PROFILE = 24;
    private static final double HIGHEST = 1 - 1e-9;

    /**
     * @param one a value per line; NaN where a line is lost
     * @param other that of the neighbour; its line {@code l + lag} sees the ground of line {@code l}
     * @param largest largest lag looked at, in lines
     * @param smoothing lines of the running mean that is taken off
     * @param peak robust scales by which the largest correlation must exceed the median one
     */
    static Lag of(double[] one, double[] other, int largest, int smoothing, double peak) {
        int length = Math.min(one.length, other.length);
        int most = Math.min(largest, length / 3);
        if (length < SHORTEST_PROFILE) {
            return new Lag(0, Double.NaN, false);
        }
        double[] a = detailed(one, length, smoothing);
        double[] b = detailed(other, length, smoothing);
        double[] correlations = new double[2 * most + 1];
        for (int lag = -most; lag <= most; lag++) {
            correlations[lag + most] = correlation(a, b, lag);
        }
        int best = 0;
        for (int i = 1; i < correlations.length; i++) {
            best = correlations[i] > correlations[best] ? i : best;
        }
        // Fisher's transform: the correlations of smooth profiles spread so much that r itself could never stand out
        double[] z = Arrays.stream(correlations).map(r -> FastMath.atanh(Math.max(-HIGHEST, Math.min(HIGHEST, r)))).toArray();
        boolean significant = z[best] > Median.of(z) + peak * MedianAbsoluteDeviation.scale(z, 0);
        return new Lag(significant ? best - most : 0, correlations[best], significant);
    }

    private static double correlation(double[] a, double[] b, int lag) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int l = Math.max(0, -lag); l < Math.min(a.length, b.length - lag); l++) {
            ab += a[l] * b[l + lag];
            aa += a[l] * a[l];
            bb += b[l + lag] * b[l + lag];
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    /** The middle of a profile minus its running mean; 0 where a line is lost. */
    private static double[] detailed(double[] profile, int length, int smoothing) {
        double[] values = Arrays.copyOf(profile, length);
        double[] sums = new double[length + 1];
        int[] counts = new int[length + 1];
        for (int l = 0; l < length; l++) {
            boolean known = Double.isFinite(values[l]);
            sums[l + 1] = sums[l] + (known ? values[l] : 0);
            counts[l + 1] = counts[l] + (known ? 1 : 0);
        }
        for (int l = 0; l < length; l++) {
            int from = Math.max(0, l - smoothing / 2);
            int to = Math.min(length, l + smoothing / 2 + 1);
            int known = counts[to] - counts[from];
            values[l] = Double.isFinite(values[l]) && known > 0 ? values[l] - (sums[to] - sums[from]) / known : 0;
        }
        return values;
    }
}
