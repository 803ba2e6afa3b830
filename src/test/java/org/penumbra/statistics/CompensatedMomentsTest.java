package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompensatedMomentsTest {
    /** The data 10⁷ + 0.1 themselves are known as doubles to 8 digits of their spread only. */
    private static final Map<String, Double> DIGITS = Map.of("NumAcc3.dat", 9.0, "NumAcc4.dat", 8.0);

    private static CompensatedMoments of(double[] values, int from, int to, double pivot) {
        CompensatedMoments moments = new CompensatedMoments(pivot);
        for (int i = from; i < to; i++) {
            moments.add(values[i]);
        }
        return moments;
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.statistics.NistUnivariate#names")
    void mean_has_14_and_standard_deviation_13_digits_on_NIST_sets(String name) {
        NistUnivariate certified = NistUnivariate.read(name);
        double[] values = certified.values().stream().mapToDouble(Number::doubleValue).toArray();
        for (int cut : new int[] {0, 1, values.length / 3, values.length}) {
            CompensatedMoments moments = of(values, 0, cut, values[0]);
            moments.add(of(values, cut, values.length, values[0]));
            assertThat(moments.n()).isEqualTo(values.length);
            assertThat(NistUnivariate.logRelativeError(moments.mean(), certified.mean())).isGreaterThanOrEqualTo(14);
            assertThat(NistUnivariate.logRelativeError(moments.standardDeviation(), certified.standardDeviation()))
                    .isGreaterThanOrEqualTo(DIGITS.getOrDefault(name, 13.0));
        }
    }

    @Test
    void small_samples_are_not_lost_beside_large_ones() {
        double[] values = new double[10_001];
        values[0] = 1e16;
        Arrays.fill(values, 1, values.length, 1);
        assertThat(of(values, 0, values.length, 0).mean() * values.length).isEqualTo(1e16 + 10_000);
    }

    @Test
    void a_sample_that_is_no_number_is_an_error() {
        assertThatThrownBy(() -> new CompensatedMoments(0).add(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
