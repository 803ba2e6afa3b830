package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

class RobustScaleTest {

    private static double sortedMedian(double... values) {
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Real darks: few different values, some columns left out. */
    private static double[] quantised(Random random, int n) {
        return random.doubles(n).map(u -> u < 0.1 ? Double.NaN : Math.rint(460 + 5 * (u - 0.5))).toArray();
    }

    @Test
    void the_median_is_that_of_sorting() {
        Random random = new Random(1);
        for (int n = 0; n < 300; n++) {
            double[] smooth = random.doubles(n, -1, 1).toArray();
            double[] coarse = quantised(random, n);
            assertThat(Median.of(smooth)).isEqualTo((Double) sortedMedian(smooth));
            assertThat(Median.of(coarse)).isEqualTo((Double) sortedMedian(coarse));
        }
    }

    @Test
    void the_median_of_sorted_reversed_and_equal_values_is_found() {
        double[] rising = new double[10_000];
        Arrays.setAll(rising, i -> i);
        double[] falling = Arrays.stream(rising).map(value -> -value).toArray();
        assertThat(Median.of(rising)).isEqualTo(4999.5);
        assertThat(Median.of(falling)).isEqualTo(-4999.5);
        assertThat(Median.of(new double[5000])).isZero();
    }

    @Test
    void the_median_of_an_even_number_of_integers_is_the_mean_of_the_middle_ones() {
        assertThat(Median.of(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Median.of(3, 1, 2)).isEqualTo(2);
    }

    @Test
    void the_median_leaves_its_argument_as_it_was() {
        double[] values = {3, 1, 2};
        Median.of(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void the_deviation_of_a_quantised_dark_does_not_fall_below_its_floor() {
        double[] quiet = new double[1000];
        Arrays.fill(quiet, 460);
        assertThat(MedianAbsoluteDeviation.of(quiet, 460)).isZero();
        assertThat(MedianAbsoluteDeviation.scale(quiet, MedianAbsoluteDeviation.QUANTISATION_FLOOR)).isEqualTo(1 / Math.sqrt(12));
    }

    @Test
    void the_scale_of_a_normal_population_is_its_standard_deviation_despite_outliers() {
        Random random = new Random(2);
        double[] values = random.doubles(20_000).map(u -> u < 0.01 ? 1e6 : 3 * random.nextGaussian()).toArray();
        // efficiency 0.37: standard error 3·1.17/√n = 0.025; 1 % of outliers on one side raise it by 2 %
        assertThat(MedianAbsoluteDeviation.scale(values, 0)).isBetween(3 - 4 * 0.025, 3 * 1.02 + 4 * 0.025);
    }

    @Test
    void the_running_median_is_that_of_sorting_each_window() {
        Random random = new Random(3);
        for (int window : new int[] {1, 3, 21, 101}) {
            for (int n : new int[] {0, 1, 7, 50, 400}) {
                double[] values = quantised(random, n);
                double[] expected = new double[n];
                for (int i = 0; i < n; i++) {
                    expected[i] = sortedMedian(Arrays.copyOfRange(values, Math.max(0, i - window / 2), Math.min(n, i + window / 2 + 1)));
                }
                assertThat(RunningMedian.of(values, window)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_defective_first_column_is_compared_with_its_neighbours() {
        double[] row = new double[2592];
        Arrays.fill(row, 460);
        row[0] = 900;
        assertThat(RunningMedian.of(row, 101)[0]).isEqualTo(460);
    }

    @Test
    void the_bias_of_rounding_is_that_of_a_simulation() {
        // σ = 0.25: mean of rounded normal values against the true mean, over the phases of one count
        double sigma = 0.25;
        Random random = new Random(4);
        int phases = 40;
        int samples = 20_000;
        double squares = 0;
        double noise = 0;
        for (int phase = 0; phase < phases; phase++) {
            double mean = (phase + 0.5) / phases;
            SummaryStatistics counts = new SummaryStatistics();
            for (int i = 0; i < samples; i++) {
                counts.addValue(Math.round(mean + sigma * random.nextGaussian()));
            }
            squares += Math.pow(counts.getMean() - mean, 2) / phases;
            noise += counts.getVariance() / phases;
        }
        double statistical = 0.4 / Math.sqrt(samples);
        assertThat(Math.sqrt(squares)).isBetween(QuantisationBias.rms(noise) - 3 * statistical, QuantisationBias.rms(noise) + 3 * statistical);
    }

    @Test
    void two_planted_levels_are_split_where_they_are() {
        Random random = new Random(5);
        double[] values = new double[1000];
        Arrays.setAll(values, i -> (i % 10 < 3 ? 464 : 460) + 0.3 * random.nextGaussian());
        Otsu split = Otsu.split(values, 0.05);
        assertThat(split.occupancy()).isEqualTo(0.3);
        // explained = between / (between + within) = 0.21·16/(0.21·16 + 0.09) = 0.974
        assertThat(split.explained()).isBetween(0.96, 0.985);
        assertThat(split.gap()).isBetween(3.9, 4.1);
    }

    @Test
    void a_rare_level_and_a_single_level_are_not_split() {
        double[] values = new double[1000];
        assertThat(Otsu.split(values, 0.05).explained()).isZero();
        Arrays.fill(values, 0, 49, 10);
        assertThat(Otsu.split(values, 0.05).explained()).isZero();
    }

    @Test
    void normal_noise_is_explained_to_two_thirds_by_the_best_split() {
        // a normal population: the split at the mean explains 2/π
        Random random = new Random(7);
        double[] values = random.doubles(20_000).map(u -> random.nextGaussian()).toArray();
        assertThat(Otsu.split(values, 0.05).explained()).isBetween(2 / Math.PI - 0.02, 2 / Math.PI + 0.02);
    }
}
