package org.penumbra.statistics;

/**
 * Sums of real numbers about a pivot with the rounding errors carried along (Neumaier 1974, "Rundungsfehleranalyse
 * einiger Verfahren zur Summation endlicher Summen", ZAMM 54); for rasters of floating-point samples.
 *
 * <p>The result depends on the order of the samples in its last digits: samples are added and parts merged in a fixed
 * order. Take the first sample as pivot: deviations from it are then nearly free of rounding. Integers belong in
 * {@link IntegerMoments}, which is exact.
 */
public final class CompensatedMoments {
    private final double pivot;
    private final Sum deviations = new Sum();
    private final Sum squares = new Sum();
    private long n;

    /** @param pivot finite; a value near the mean, for example the first sample */
    public CompensatedMoments(double pivot) {
        this.pivot = requireFinite(pivot);
    }

    /** Adds one sample, finite. */
    public void add(double x) {
        double d = requireFinite(x) - pivot;
        deviations.add(d);
        squares.add(d * d);
        n++;
    }

    /** Adds the samples of another set, which has the same pivot. */
    public void add(CompensatedMoments other) {
        if (other.pivot != pivot) {
            throw new IllegalArgumentException("moments about " + pivot + " and about " + other.pivot + " do not merge");
        }
        deviations.add(other.deviations);
        squares.add(other.squares);
        n += other.n;
    }

    public long n() {
        return n;
    }

    /** Mean; NaN where there is no sample. */
    public double mean() {
        return n == 0 ? Double.NaN : pivot + deviations.value() / n;
    }

    /** Sample variance, divisor n − 1; NaN for fewer than two samples. */
    public double variance() {
        if (n < 2) {
            return Double.NaN;
        }
        double sum = deviations.value();
        return Math.max(0, squares.value() - sum * (sum / n)) / (n - 1);
    }

    /** Sample standard deviation, divisor n − 1; NaN for fewer than two samples. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    private static double requireFinite(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("a sample must be a finite number, not " + x);
        }
        return x;
    }

    private static final class Sum {
        private double sum;
        private double lost;

        void add(double x) {
            double next = sum + x;
            lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }

        void add(Sum other) {
            add(other.sum);
            add(other.lost);
        }

        double value() {
            return sum + lost;
        }
    }
}
