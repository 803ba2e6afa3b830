package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class SignificanceTest {

    @Test
    void the_false_discovery_rate_calls_what_the_definition_calls() {
        Random random = new Random(1);
        for (int run = 0; run < 300; run++) {
            int m = 1 + random.nextInt(60);
            double[] p = new double[m];
            for (int i = 0; i < m; i++) {
                p[i] = random.nextInt(8) == 0 ? Double.NaN : Math.rint(1000 * Math.pow(random.nextDouble(), 4)) / 1000;
            }
            assertThat(FalseDiscoveryRate.significant(p, 0.1)).isEqualTo(bruteForce(p, 0.1));
        }
    }

    private static boolean[] bruteForce(double[] p, double q) {
        int tested = 0;
        for (double value : p) {
            tested += Double.isNaN(value) ? 0 : 1;
        }
        boolean[] significant = new boolean[p.length];
        for (double limit : p) {
            int below = 0;
            for (double value : p) {
                below += value <= limit ? 1 : 0;
            }
            if (limit <= below * q / tested) {
                for (int i = 0; i < p.length; i++) {
                    significant[i] |= p[i] <= limit;
                }
            }
        }
        return significant;
    }

    @Test
    void among_planted_changes_at_most_the_rate_is_false() {
        Random random = new Random(2);
        int m = 264_384;
        double[] p = new double[m];
        for (int i = 0; i < m; i++) {
            p[i] = TwoSidedProbability.normal(random.nextGaussian() + (i < 500 ? 8 : 0));
        }
        boolean[] significant = FalseDiscoveryRate.significant(p, 0.01);
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < m; i++) {
            found += significant[i] && i < 500 ? 1 : 0;
            wrong += significant[i] && i >= 500 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(490);
        // expected 5 false ones, Poisson: 5 + 4·√5
        assertThat(wrong).isLessThanOrEqualTo(14);
    }

    @Test
    void nothing_is_significant_where_nothing_was_tested() {
        assertThat(FalseDiscoveryRate.significant(new double[] {Double.NaN}, 0.5)).containsExactly(false);
        assertThat(FalseDiscoveryRate.limit(new double[0], 0.5)).isEqualTo(-1);
    }

    @Test
    void the_normal_probability_is_that_of_the_tables_far_into_the_tail() {
        assertThat(TwoSidedProbability.normal(0)).isEqualTo(1);
        assertThat(TwoSidedProbability.normal(-1.959963984540054)).isCloseTo(0.05, within(1e-14));
        assertThat(TwoSidedProbability.normal(5) / 5.733031437583892e-7).isCloseTo(1, within(1e-12));
        assertThat(TwoSidedProbability.normal(10) / 1.5239706048321166e-23).isCloseTo(1, within(1e-11));
        NormalDistribution normal = new NormalDistribution();
        for (double z = -4; z < 4; z += 0.1) {
            assertThat(TwoSidedProbability.normal(z)).isCloseTo(2 * normal.cumulativeProbability(-Math.abs(z)), within(1e-14));
        }
    }

    @Test
    void the_Student_probability_is_that_of_the_distribution() {
        for (double dof : new double[] {1, 4, 30, 49.5}) {
            TDistribution student = new TDistribution(dof);
            for (double t = -6; t < 6; t += 0.5) {
                assertThat(TwoSidedProbability.student(t, dof)).isCloseTo(2 * student.cumulativeProbability(-Math.abs(t)), within(1e-12));
            }
        }
        assertThat(TwoSidedProbability.student(Double.NaN, 5)).isNaN();
    }
}
