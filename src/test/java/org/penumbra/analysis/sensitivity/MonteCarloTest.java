package org.penumbra.analysis.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MonteCarloTest {
    private static final int DRAWS = 10_000;

    @Test
    void the_distribution_of_a_sum_is_that_of_theory() {
        MonteCarlo sum = MonteCarlo.of(x -> 5 + x[0] + 2 * x[1], 3, DRAWS, 1, 0);
        double std = Math.sqrt(5);
        assertThat(sum.mean()).isCloseTo(5, within(4 * std / Math.sqrt(DRAWS)));
        assertThat(sum.std()).isCloseTo(std, within(4 * std / Math.sqrt(2.0 * DRAWS)));
        // standard error of a percentile p: √(p(1 − p)/n)/density = 0.0267·std
        assertThat(sum.lower()).isCloseTo(5 - 1.95996 * std, within(4 * 0.0267 * std));
        assertThat(sum.upper()).isCloseTo(5 + 1.95996 * std, within(4 * 0.0267 * std));
    }

    @Test
    void the_first_order_indices_are_the_shares_of_the_variance() {
        MonteCarlo sum = MonteCarlo.of(x -> 5 + x[0] + 2 * x[1], 3, DRAWS, 2, 0);
        double[] truth = {0.2, 0.8, 0};
        for (int input = 0; input < truth.length; input++) {
            assertThat(sum.indices()[input]).isCloseTo(truth[input], within(4 * sum.indexErrors()[input]));
            assertThat(sum.indexErrors()[input]).isLessThan(0.02);
        }
    }

    @Test
    void what_two_inputs_cause_only_together_is_in_no_first_order_index() {
        MonteCarlo product = MonteCarlo.of(x -> x[0] * x[1], 2, DRAWS, 3, 0);
        assertThat(product.indices()[0]).isCloseTo(0, within(4 * product.indexErrors()[0]));
        assertThat(product.indices()[1]).isCloseTo(0, within(4 * product.indexErrors()[1]));
    }

    @Test
    void another_seed_or_set_gives_other_draws_and_the_same_the_same() {
        assertThat(MonteCarlo.of(x -> x[0], 1, 100, 4, 0).mean()).isEqualTo(MonteCarlo.of(x -> x[0], 1, 100, 4, 0).mean())
                .isNotEqualTo(MonteCarlo.of(x -> x[0], 1, 100, 5, 0).mean())
                .isNotEqualTo(MonteCarlo.of(x -> x[0], 1, 100, 4, 1).mean());
    }
}
