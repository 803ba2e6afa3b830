package org.penumbra.statistics;

import java.util.Arrays;

/**
 * Significance among many tests: at most a fraction q of what is called is expected to be called by chance (Benjamini and
 * Hochberg 1995, "Controlling the false discovery rate", J. R. Stat. Soc. B 57).
 */
public final class FalseDiscoveryRate {
    private FalseDiscoveryRate() {
    }

    /**
     * Which tests are significant.
     *
     * @param p p value of each test, 0 to 1; NaN = not tested, neither counted nor significant
     * @param q false discovery rate, 0 to 1
     * @return in the order of p
     */
    public static boolean[] significant(double[] p, double q) {
        double limit = limit(p, q);
        boolean[] significant = new boolean[p.length];
        for (int i = 0; i < p.length; i++) {
            significant[i] = p[i] <= limit;
        }
        return significant;
    }

    /** The largest p value that is still significant; −1 where none is. Parameters as in {@link #significant}. */
    public static double limit(double[] p, double q) {
        double[] sorted = Arrays.stream(p).filter(value -> !Double.isNaN(value)).sorted().toArray();
        for (int rank = sorted.length; rank > 0; rank--) {
            if (sorted[rank - 1] <= rank * q / sorted.length) {
                return sorted[rank - 1];
            }
        }
        return -1;
    }
}
