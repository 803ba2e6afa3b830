package org.penumbra.statistics;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Cumulative sum of deviations from the mean: its extreme marks the likeliest change of level (Page 1954, "Continuous
 * inspection schemes", Biometrika 41). Shown beside {@link ChangePoint}, it never decides (METHODS 5).
 *
 * @param index index of the first value after the extreme
 * @param statistic |extreme|/(s·√n) with s the sample standard deviation; 1.36 is exceeded by chance in 5 % of long white
 *     series; 0 for a series without spread
 */
public record Cusum(int index, double statistic) {

    /** Sums a series of at least two values in the order of time. */
    public static Cusum of(double... values) {
        if (values.length < 2) {
            throw new IllegalArgumentException("a change of level needs at least two values");
        }
        double mean = StatUtils.mean(values);
        int index = 1;
        double extreme = -1;
        double sum = 0;
        for (int i = 0; i < values.length - 1; i++) {
            sum += values[i] - mean;
            if (Math.abs(sum) > extreme) {
                extreme = Math.abs(sum);
                index = i + 1;
            }
        }
        double scale = Math.sqrt(StatUtils.variance(values, mean) * values.length);
        return new Cusum(index, scale == 0 ? 0 : extreme / scale);
    }
}
