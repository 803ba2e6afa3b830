package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final int DRAWS = 2000;
    private static final int COLUMNS = 500;
    /** Five standard deviations of the standard deviation of so many draws. */
    private static final double SCATTER = 5 / Math.sqrt(2.0 * DRAWS);

    @Test
    void the_uncertainty_of_a_median_is_what_medians_scatter_by() {
        // √(π/2) holds for many columns: it is 0.3 % too large for 500
        holds(Estimate::median, 0.003);
    }

    @Test
    void the_uncertainty_of_a_trimmed_mean_is_what_trimmed_means_scatter_by() {
        // the square of what was trimmed, 2 % of the columns, is missing in its variance: 7 % of it, and 4 % of its root
        holds(values -> Estimate.trimmed(values, 0.01), 0.05);
    }

    @Test
    void values_that_are_not_finite_are_not_counted() {
        assertThat(Estimate.median(new double[] {1, Double.NaN, 3, 2})).satisfies(median -> {
            assertThat(median.value()).isEqualTo(2);
            assertThat(median.count()).isEqualTo(3);
        });
    }

    @Test
    void the_uncertainty_of_a_mean_is_what_means_of_values_of_unequal_noise_scatter_by() {
        double[] u = DoubleStream.iterate(0.01, each -> each * 1.005).limit(COLUMNS).toArray();
        Random random = new Random(2);
        holds(draw -> Estimate.mean(Arrays.stream(u).map(each -> 3 + each * random.nextGaussian()).toArray(), u), 0);
    }

    @Test
    void a_value_whose_uncertainty_is_not_known_is_as_sure_as_the_others() {
        Estimate mean = Estimate.mean(new double[] {1, 2, 3, Double.NaN}, new double[] {0.3, Double.NaN, 0.3, 0.3});
        assertThat(mean.value()).isEqualTo(2);
        assertThat(mean.uncertainty()).isCloseTo(0.3 / Math.sqrt(3), within(1e-15));
        assertThat(mean.count()).isEqualTo(3);
    }

    @Test
    void the_scatter_of_one_value_says_nothing() {
        assertThat(Estimate.median(new double[] {7}).uncertainty()).isNaN();
    }

    private static void holds(Function<double[], Estimate> estimate, double bias) {
        Random random = new Random(1);
        Estimate[] all = IntStream.range(0, DRAWS)
                .mapToObj(draw -> estimate.apply(DoubleStream.generate(() -> 0.4 + 0.02 * random.nextGaussian()).limit(COLUMNS).toArray()))
                .toArray(Estimate[]::new);
        double scatter = Math.sqrt(StatUtils.variance(Arrays.stream(all).mapToDouble(Estimate::value).toArray()));
        double told = Arrays.stream(all).mapToDouble(Estimate::uncertainty).average().orElseThrow();
        assertThat(told / scatter).isCloseTo(1, within(SCATTER + bias));
    }
}
