package org.penumbra.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A number of a detector or band from those of its columns or pixels.
 *
 * @param value in their unit; NaN without any
 * @param uncertainty standard uncertainty in the same unit; NaN where there is none
 * @param count how many are behind it
 */
public record Estimate(double value, double uncertainty, int count) {
    /** Standard deviation of the median of a normal population in units of that of its mean, √(π/2). */
    private static final double OF_MEDIAN = Math.sqrt(Math.PI / 2);

    /** A number that was not measured here and has no stated uncertainty. */
    public static Estimate given(double value) {
        return new Estimate(value, Double.NaN, 0);
    }

    /**
     * The mean, its uncertainty from those of the values; values that are not finite are left out.
     *
     * @param uncertainties standard uncertainties of the values, independent of each other; one that is not known is as the others
     */
    public static Estimate mean(double[] values, double[] uncertainties) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        int sure = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                sum += values[i];
                count++;
                if (Double.isFinite(uncertainties[i])) {
                    squares += uncertainties[i] * uncertainties[i];
                    sure++;
                }
            }
        }
        return new Estimate(count == 0 ? Double.NaN : sum / count, Math.sqrt(squares / sure / count), count);
    }

    /** The mean of numbers that are independent of each other; those that are not finite are left out. */
    public static Estimate mean(List<Estimate> estimates) {
        Estimate mean = mean(estimates.stream().mapToDouble(Estimate::value).toArray(),
                estimates.stream().mapToDouble(Estimate::uncertainty).toArray());
        return new Estimate(mean.value, mean.uncertainty, estimates.stream().mapToInt(Estimate::count).sum());
    }

    /** The median, its uncertainty from the scatter of the values; values that are not finite are left out. */
    public static Estimate median(double[] values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        double scatter = known.length < 2 ? Double.NaN : MedianAbsoluteDeviation.scale(known, 0);
        return new Estimate(Median.of(known), OF_MEDIAN * scatter / Math.sqrt(known.length), known.length);
    }

    /**
     * The root of the mean square of those that are left when a share of the smallest and of the largest is taken off, its uncertainty from
     * their scatter; values that are not finite are left out.
     */
    public static Estimate trimmed(double[] values, double share) {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int off = (int) (share * sorted.length);
        double[] squares = Arrays.stream(sorted, off, sorted.length - off).map(value -> value * value).toArray();
        double root = Math.sqrt(StatUtils.mean(squares));
        return new Estimate(root, Math.sqrt(StatUtils.variance(squares) / squares.length) / (2 * root), squares.length);
    }

    /** The same in a unit so many times as large. */
    public Estimate divided(double divisor) {
        return new Estimate(value / divisor, uncertainty / divisor, count);
    }

    /** The same, a negative value set to 0 (METHODS 0). */
    public Estimate positive() {
        return new Estimate(Math.max(0, value), uncertainty, count);
    }
}
