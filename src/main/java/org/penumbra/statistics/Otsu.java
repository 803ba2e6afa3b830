package org.penumbra.statistics;

import java.util.Arrays;

/**
 * Best split of values into two levels, the one that explains most of their variance (Otsu 1979, "A threshold selection
 * method from gray-level histograms", IEEE Trans. SMC 9); the test for random telegraph pixels (METHODS 6).
 *
 * @param low mean of the lower level
 * @param high mean of the upper level
 * @param occupancy fraction of the values in the upper level, 0 to 1
 * @param explained fraction of the variance that lies between the levels, 0 to 1
 */
public record Otsu(double low, double high, double occupancy, double explained) {

    /**
     * Splits the values between two different ones.
     *
     * @param values finite, at least one
     * @param rarest smallest fraction of the values that a level may hold, 0 to 0.5
     * @return explained = 0 and both levels at the mean where no split is possible
     */
    public static Otsu split(double[] values, double rarest) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double mean = Arrays.stream(sorted).sum() / n;
        double total = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
        Otsu best = new Otsu(mean, mean, 0, 0);
        double below = 0;
        for (int lower = 1; lower < n; lower++) {
            below += sorted[lower - 1] - mean;
            int upper = n - lower;
            if (sorted[lower] > sorted[lower - 1] && Math.min(lower, upper) >= rarest * n) {
                double explained = below * below * n / ((double) lower * upper * total);
                if (explained > best.explained) {
                    best = new Otsu(mean + below / lower, mean - below / upper, (double) upper / n, explained);
                }
            }
        }
        return best;
    }

    /** Distance of the two levels, ≥ 0. */
    public double gap() {
        return high - low;
    }
}
