package org.penumbra.statistics;

/**
 * Rank test for one change of level (Pettitt 1979, "A non-parametric approach to the change-point problem", Appl. Stat.
 * 28). Shown beside {@link ChangePoint}, it never decides (METHODS 5).
 *
 * @param index index of the first value after the change
 * @param statistic largest |Σ sign(later − earlier)| over all splits
 * @param p approximate significance 2·exp(−6K²/(n³ + n²)), at most 1
 */
public record Pettitt(int index, double statistic, double p) {

    /** Tests a series of at least two values in the order of time. */
    public static Pettitt of(double... values) {
        int n = values.length;
        if (n < 2) {
            throw new IllegalArgumentException("a change of level needs at least two values");
        }
        int index = 1;
        double largest = -1;
        double u = 0;
        for (int i = 0; i < n - 1; i++) {
            for (double other : values) {
                u += Math.signum(other - values[i]);
            }
            if (Math.abs(u) > largest) {
                largest = Math.abs(u);
                index = i + 1;
            }
        }
        double cubed = (double) n * n * n + (double) n * n;
        return new Pettitt(index, largest, Math.min(1, 2 * Math.exp(-6 * largest * largest / cubed)));
    }
}
