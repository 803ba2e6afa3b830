package org.penumbra.statistics;

/** Median of the absolute deviations from the median, a measure of spread that half of the values cannot upset. */
public final class MedianAbsoluteDeviation {
    /** Standard deviation of a normal population in units of its median absolute deviation (1/Φ⁻¹(3/4)). */
    public static final double NORMAL = 1.4826;

    /** Standard deviation that rounding to integers gives, 1/√12 LSB: no robust scale of counts falls below it (METHODS 0). */
    public static final double QUANTISATION_FLOOR = 1 / Math.sqrt(12);

    private MedianAbsoluteDeviation() {
    }

    /** Median of |value − centre| over the values that are not NaN; NaN where there is none. */
    public static double of(double[] values, double centre) {
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = Math.abs(values[i] - centre);
        }
        return Median.of(deviations);
    }

    /**
     * Robust standard deviation: 1.4826 times the median absolute deviation from the median, never below the floor.
     *
     * @param values NaN is ignored
     * @param floor smallest result, ≥ 0, in the unit of the values; {@link #QUANTISATION_FLOOR} for counts in LSB
     */
    public static double scale(double[] values, double floor) {
        return Math.max(NORMAL * of(values, Median.of(values)), floor);
    }
}
