package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerMomentsTest {

    private static IntegerMoments streamed(long pivot, long... values) {
        IntegerMoments moments = IntegerMoments.about(pivot);
        for (long value : values) {
            moments = moments.plus(value);
        }
        return moments;
    }

    /** Cuts at random places and merges the parts in random order. */
    private static IntegerMoments merged(Random random, long pivot, long... values) {
        int[] cuts = random.ints(random.nextInt(8), 0, values.length + 1).sorted().toArray();
        IntegerMoments total = IntegerMoments.about(pivot);
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : values.length;
            IntegerMoments part = streamed(pivot, Arrays.copyOfRange(values, from, to));
            total = random.nextBoolean() ? total.plus(part) : part.plus(total);
            from = to;
        }
        return total;
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.statistics.NistUnivariate#names")
    void mean_and_standard_deviation_have_14_digits_on_every_NIST_set(String name) {
        NistUnivariate certified = NistUnivariate.read(name);
        long[] values = certified.integers();
        double unit = Math.pow(10, certified.decimals());
        IntegerMoments moments = streamed(values[0], values);
        assertThat(NistUnivariate.logRelativeError(moments.mean() / unit, certified.mean())).isGreaterThanOrEqualTo(14);
        assertThat(NistUnivariate.logRelativeError(moments.standardDeviation() / unit, certified.standardDeviation()))
                .isGreaterThanOrEqualTo(14);
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.statistics.NistUnivariate#names")
    void any_split_of_a_NIST_set_merges_to_the_same_sums(String name) {
        NistUnivariate certified = NistUnivariate.read(name);
        long[] values = certified.integers();
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            assertThat(merged(random, values[0], values)).isEqualTo(streamed(values[0], values));
        }
    }

    @Test
    void any_split_of_counts_merges_bit_for_bit() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            long[] counts = random.longs(1 + random.nextInt(500), 0, 4096).toArray();
            assertThat(merged(random, 460, counts)).isEqualTo(streamed(460, counts));
        }
    }

    @Test
    void the_pivot_changes_no_digit_of_the_moments() {
        long[] counts = new Random(3).longs(1000, 400, 520).toArray();
        IntegerMoments near = streamed(460, counts);
        IntegerMoments far = streamed(0, counts);
        double ulps = 4 * Math.ulp(near.variance());
        assertThat(far.mean()).isCloseTo(near.mean(), within(2 * Math.ulp(near.mean())));
        assertThat(far.variance()).isCloseTo(near.variance(), within(ulps));
        assertThat(far.thirdCentralMoment()).isCloseTo(near.thirdCentralMoment(), within(4 * Math.ulp(near.thirdCentralMoment())));
    }

    @Test
    void moments_of_a_small_set_are_those_of_the_definition() {
        IntegerMoments moments = streamed(5, 1, 2, 6);
        // mean 3, deviations −2, −1, 3: squares 14, cubes 18
        assertThat(moments.mean()).isEqualTo(3);
        assertThat(moments.variance()).isEqualTo(7);
        assertThat(moments.secondCentralMoment()).isCloseTo(14.0 / 3, within(1e-15));
        assertThat(moments.thirdCentralMoment()).isEqualTo(6);
    }

    @Test
    void a_scatter_beyond_64_bits_is_still_exact() {
        // n·Σd² = 2·2·10^20 leaves a long; the variance of ±d is 2d²
        IntegerMoments moments = new IntegerMoments(0, 4_000_000_000L, 0, 4_000_000_000L * 2_000_000_000L, 0);
        assertThat(moments.secondCentralMoment()).isEqualTo(2_000_000_000.0);
    }

    @Test
    void a_sum_that_would_overflow_is_an_error() {
        assertThatThrownBy(() -> IntegerMoments.about(0).plus(3_000_000L)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void too_few_samples_have_no_mean_and_no_variance() {
        assertThat(IntegerMoments.about(0).mean()).isNaN();
        assertThat(IntegerMoments.about(0).plus(7).variance()).isNaN();
    }

    @Test
    void different_pivots_do_not_merge() {
        assertThatThrownBy(() -> IntegerMoments.about(0).plus(IntegerMoments.about(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
