package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final int DRAWS = 2000;
    private static final int COLUMNS = 500;
    private static final double U = 4e-4;
    /** Five standard deviations of the standard deviation of so many draws. */
    private static final double SCATTER = 5 / Math.sqrt(2.0 * DRAWS);

    @Test
    void the_uncertainty_of_a_variance_is_what_the_same_columns_measured_again_scatter_by() {
        for (double pattern : new double[] {0, 2e-4, 1e-3}) {
            Spread[] all = measured(pattern);
            double scatter = Math.sqrt(StatUtils.variance(Arrays.stream(all).mapToDouble(Spread::variance).toArray()));
            double told = Arrays.stream(all).mapToDouble(Spread::varianceUncertainty).average().orElseThrow();
            // below the noise a negative variance counts as 0: with 0.4 of its uncertainty too much on the average,
            // 4·0.4·N·√(2/500)·N of 2·N², 5 %, and half of it
            assertThat(told / scatter).as("pattern %s", pattern).isCloseTo(1, within(SCATTER + (pattern == 0 ? 0.03 : 0)));
        }
    }

    @Test
    void the_uncertainty_of_a_spread_above_the_noise_is_what_spreads_scatter_by() {
        Spread[] all = measured(1e-3);
        double scatter = Math.sqrt(StatUtils.variance(Arrays.stream(all).mapToDouble(Spread::value).toArray()));
        double told = Arrays.stream(all).mapToDouble(Spread::uncertainty).average().orElseThrow();
        // the root is curved: a quarter of u(V)/V, 1 % here
        assertThat(told / scatter).isCloseTo(1, within(SCATTER + 0.01));
    }

    @Test
    void a_spread_below_the_noise_is_0_and_has_a_bound() {
        Spread spread = Spread.of(0.9e-6, 1e-6, 50);
        assertThat(spread.value()).isZero();
        assertThat(spread.variance()).isCloseTo(-1e-7, within(1e-20));
        assertThat(spread.uncertainty()).isCloseTo(Math.sqrt(1e-6 * Math.sqrt(2.0 / 50)), within(1e-12));
    }

    @Test
    void the_quadratic_mean_leaves_out_what_is_not_known() {
        Spread mean = Spread.mean(List.of(new Spread(1, 0.3), Spread.NONE, new Spread(3, 0.4)));
        assertThat(mean.variance()).isEqualTo(2);
        assertThat(mean.varianceUncertainty()).isCloseTo(0.25, within(1e-15));
        assertThat(Spread.mean(List.of(Spread.NONE)).value()).isNaN();
    }

    @Test
    void the_bound_of_a_part_below_the_noise_stays_in_the_sum() {
        Spread sum = new Spread(0, 6.4e-9).plus(new Spread(1e-8, 2e-10));
        assertThat(sum.value()).isCloseTo(1e-4, within(1e-12));
        assertThat(sum.uncertainty()).isCloseTo(Math.sqrt(1e-8 + 6.4e-9) - 1e-4, within(1e-7));
    }

    @Test
    void one_value_has_no_spread() {
        assertThat(Spread.of(0, 1, 1).value()).isNaN();
    }

    @Test
    void in_a_larger_unit_the_spread_and_its_uncertainty_are_smaller() {
        Spread spread = Spread.of(5, 1, 100);
        assertThat(spread.divided(10).value()).isCloseTo(spread.value() / 10, within(1e-15));
        assertThat(spread.divided(10).uncertainty()).isCloseTo(spread.uncertainty() / 10, within(1e-15));
    }

    /** The same pattern with other noise, again and again. */
    private static Spread[] measured(double pattern) {
        Random random = new Random(3);
        double[] truth = random.doubles(COLUMNS).map(each -> pattern * Math.sqrt(12) * (each - 0.5)).toArray();
        return IntStream.range(0, DRAWS).mapToObj(draw -> {
            double[] values = Arrays.stream(truth).map(each -> each + U * random.nextGaussian()).toArray();
            return Spread.of(StatUtils.variance(values), U * U, COLUMNS);
        }).toArray(Spread[]::new);
    }
}
