package org.penumbra.measure;

/**
 * Moments of raw counts X, from sums of stored counts on one side of the knee or on both: X is linear in the stored count on
 * either side. Sides are combined after Pébay 2008 ("Formulas for robust, one-pass parallel computation of covariances and
 * arbitrary-order statistical moments", SAND2008-6212).
 *
 * @param n samples
 * @param mean mean in LSB
 * @param second sum of squared distances from the mean in LSB²
 * @param third sum of cubed distances from the mean in LSB³
 */
record RawCountMoments(int n, double mean, double second, double third) {

    /**
     * Of the samples on one side.
     *
     * @param pivot X of the pivot in LSB if the law of this side held there
     * @param slope dX/dY' of this side
     * @param sums Σd, Σd², Σd³ of n stored counts about the pivot, from index {@code at} on
     */
    static RawCountMoments of(int n, double pivot, double slope, double[] sums, int at) {
        if (n == 0) {
            return new RawCountMoments(0, Double.NaN, 0, 0);
        }
        double shift = sums[at] / n;
        double second = Math.max(0, sums[at + 1] - shift * sums[at]);
        double third = sums[at + 2] - 3 * shift * sums[at + 1] + 2 * n * shift * shift * shift;
        return new RawCountMoments(n, pivot + slope * shift, slope * slope * second, slope * slope * slope * third);
    }

    RawCountMoments with(RawCountMoments other) {
        if (other.n == 0) {
            return this;
        }
        if (n == 0) {
            return other;
        }
        double all = (double) n + other.n;
        double step = other.mean - mean;
        return new RawCountMoments(n + other.n, mean + step * other.n / all,
                second + other.second + step * step * n * other.n / all,
                third + other.third + step * step * step * n * other.n * (n - other.n) / (all * all)
                        + 3 * step * (n * other.second - other.n * second) / all);
    }

    /** Standard deviation, n − 1. */
    double deviation() {
        return n < 2 ? Double.NaN : Math.sqrt(second / (n - 1));
    }

    double thirdCentral() {
        return n == 0 ? Double.NaN : third / n;
    }
}
