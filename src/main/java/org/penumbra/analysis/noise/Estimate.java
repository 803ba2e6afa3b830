package org.penumbra.analysis.noise;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * A number of a band from those of its columns.
 *
 * @param value in the unit of the columns; NaN without any
 * @param uncertainty standard uncertainty from the scatter of the columns, in the same unit; NaN where there is none
 * @param columns columns behind it
 */
public record Estimate(double value, double uncertainty, int columns) {
    /** Standard deviation of the median of a normal population in units of that of its mean, √(π/2). */
    private static final double OF_MEDIAN = Math.sqrt(Math.PI / 2);

    /** A number that was not measured here and has no stated uncertainty. */
    static Estimate given(double value) {
        return new Estimate(value, Double.NaN, 0);
    }

    /** The median; values that are not finite are left out. */
    static Estimate median(double[] values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        return new Estimate(Median.of(known), OF_MEDIAN * MedianAbsoluteDeviation.scale(known, 0) / Math.sqrt(known.length), known.length);
    }

    /** The root of the mean square of those that are left when a share of the smallest and of the largest is taken off; values that are not finite are left out. */
    static Estimate trimmed(double[] values, double share) {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int off = (int) (share * sorted.length);
        double[] squares = Arrays.stream(sorted, off, sorted.length - off).map(value -> value * value).toArray();
        double root = Math.sqrt(StatUtils.mean(squares));
        return new Estimate(root, Math.sqrt(StatUtils.variance(squares) / squares.length) / (2 * root), squares.length);
    }

    /** The same at level 1B sampling, where so many columns are averaged and the number falls by a divisor. */
    Estimate divided(double divisor) {
        return new Estimate(value / divisor, uncertainty / divisor, columns);
    }

    /** The same, a negative value set to 0 (METHODS 0). */
    Estimate positive() {
        return new Estimate(Math.max(0, value), uncertainty, columns);
    }
}
