package org.penumbra.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Line through the median of all pairwise slopes, with the confidence interval of Sen (1968), "Estimates of the
 * regression coefficient based on Kendall's tau", JASA 63; the variance of Kendall's S counts ties in both variables.
 *
 * @param slope median of the slopes of all pairs with different x, in the unit of y per unit of x
 * @param intercept median of y − slope·x, in the unit of y
 * @param lower lower end of the confidence interval of the slope; −∞ where the points are too few to bound it
 * @param upper upper end; +∞ where the points are too few
 */
public record TheilSen(double slope, double intercept, double lower, double upper) {

    /**
     * Fits the line; time and memory grow with the square of the number of points (500 points: 125 000 slopes).
     *
     * @param x abscissae, finite, at least two different ones, any order
     * @param y ordinates, finite, as many
     * @param confidence probability that the interval holds the slope, 0 to 1 (both excluded), for example 0.95
     */
    public static TheilSen fit(double[] x, double[] y, double confidence) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " abscissae do not fit " + y.length + " ordinates");
        }
        double[] slopes = slopes(x, y);
        if (slopes.length == 0) {
            throw new IllegalArgumentException("a slope needs points at two different abscissae");
        }
        double slope = Median.of(slopes);
        double[] levels = IntStream.range(0, x.length).mapToDouble(i -> y[i] - slope * x[i]).toArray();
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
        double width = z * Math.sqrt(kendallVariance(x, y));
        int below = (int) Math.floor((slopes.length - width) / 2) - 1;
        boolean bounded = below >= 0;
        return new TheilSen(slope, Median.of(levels), bounded ? slopes[below] : Double.NEGATIVE_INFINITY,
                bounded ? slopes[slopes.length - 1 - below] : Double.POSITIVE_INFINITY);
    }

    private static double[] slopes(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes[n++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        double[] sorted = Arrays.copyOf(slopes, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Variance of S under no dependence, Kendall (1970), "Rank correlation methods", eq. 4.3. */
    private static double kendallVariance(double[] x, double[] y) {
        double n = x.length;
        Ties u = Ties.of(x);
        Ties v = Ties.of(y);
        double variance = (n * (n - 1) * (2 * n + 5) - u.weighted - v.weighted) / 18 + u.pairs * v.pairs / (2 * n * (n - 1));
        return n < 3 ? variance : variance + u.triples * v.triples / (9 * n * (n - 1) * (n - 2));
    }

    /** Sums over groups of t equal values: t(t − 1), t(t − 1)(t − 2), t(t − 1)(2t + 5). */
    private record Ties(double pairs, double triples, double weighted) {
        static Ties of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double pairs = 0;
            double triples = 0;
            double weighted = 0;
            for (int from = 0, to; from < sorted.length; from = to) {
                to = from + 1;
                while (to < sorted.length && sorted[to] == sorted[from]) {
                    to++;
                }
                double t = to - from;
                pairs += t * (t - 1);
                triples += t * (t - 1) * (t - 2);
                weighted += t * (t - 1) * (2 * t + 5);
            }
            return new Ties(pairs, triples, weighted);
        }
    }
}
