package org.penumbra.analysis.sensitivity;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Propagation of distributions (JCGM 101:2008): independent normal inputs drawn at random and carried through the chain.
 *
 * <p>Draws are independent, from one generator for each set, so that a set is the same on any number of threads. The first-order indices
 * are Saltelli's (2010, Comput. Phys. Commun. 181, table 2, eq. b), whose error shrinks with the index.
 *
 * @param mean mean of the draws, in the unit of the chain
 * @param std their standard deviation
 * @param lower 2.5th percentile
 * @param upper 97.5th percentile
 * @param samples draws
 * @param indices share of the variance that each input causes by itself
 * @param indexErrors standard errors of the indices
 */
record MonteCarlo(double mean, double std, double lower, double upper, int samples, double[] indices, double[] indexErrors) {

    /**
     * @param chain function of the errors of the inputs, in standard uncertainties
     * @param inputs number of inputs
     * @param draws 2 or more
     * @param seed what the draws start from
     * @param set number of the set of draws: sets of one seed are independent
     */
    static MonteCarlo of(ToDoubleFunction<double[]> chain, int inputs, int draws, long seed, int set) {
        double[] values = new double[draws];
        double[] others = new double[draws];
        double[][] exchanged = new double[inputs][draws];
        RandomGenerator random = new Well19937c(new int[] {(int) (seed >>> Integer.SIZE), (int) seed, set});
        double[] one = new double[inputs];
        double[] other = new double[inputs];
        for (int draw = 0; draw < draws; draw++) {
            Arrays.setAll(one, input -> random.nextGaussian());
            Arrays.setAll(other, input -> random.nextGaussian());
            values[draw] = chain.applyAsDouble(one);
            others[draw] = chain.applyAsDouble(other);
            for (int input = 0; input < inputs; input++) {
                double kept = one[input];
                one[input] = other[input];
                exchanged[input][draw] = chain.applyAsDouble(one);
                one[input] = kept;
            }
        }
        double mean = StatUtils.mean(values);
        double variance = StatUtils.variance(values, mean);
        double[] indices = new double[inputs];
        double[] errors = new double[inputs];
        for (int input = 0; input < inputs; input++) {
            double[] terms = new double[draws];
            double[] with = exchanged[input];
            Arrays.setAll(terms, draw -> (others[draw] - mean) * (with[draw] - values[draw]) / variance);
            indices[input] = StatUtils.mean(terms);
            errors[input] = Math.sqrt(StatUtils.variance(terms) / draws);
        }
        Percentile percentile = new Percentile();
        percentile.setData(values);
        return new MonteCarlo(mean, Math.sqrt(variance), percentile.evaluate(2.5), percentile.evaluate(97.5), draws, indices, errors);
    }

    /** Standard deviations agree when they differ by less than three times what so many draws are uncertain by. */
    double agreement() {
        return 3 / Math.sqrt(2.0 * samples);
    }
}
