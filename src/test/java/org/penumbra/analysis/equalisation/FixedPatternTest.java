package org.penumbra.analysis.equalisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class FixedPatternTest {
    private static final int COLUMNS = 2000;
    private static final int WINDOW = 100;

    @Test
    void a_planted_pattern_is_found_with_the_noise_taken_off() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[COLUMNS];
        Arrays.setAll(values, column -> 1 + 1e-3 * random.nextGaussian() + 4e-4 * random.nextGaussian());
        double[] u = new double[COLUMNS];
        Arrays.fill(u, 4e-4);
        double variance = FixedPattern.of(values, u, all(true), all(true), WINDOW).spread().variance();
        // the variance of a variance: 2/N, with half overlapping windows at most twice that
        assertThat(variance).isCloseTo(1e-6, within(4 * 1.16e-6 * Math.sqrt(4.0 / COLUMNS)));
    }

    @Test
    void the_uncertainty_of_a_pattern_is_what_the_same_columns_measured_again_scatter_by() {
        double[] truth = new SplittableRandom(7).doubles(COLUMNS).map(each -> 2e-3 * (each - 0.5)).toArray();
        double[] u = new double[COLUMNS];
        Arrays.fill(u, 4e-4);
        int draws = 500;
        SplittableRandom random = new SplittableRandom(8);
        FixedPattern[] all = IntStream.range(0, draws).mapToObj(draw -> FixedPattern.of(
                Arrays.stream(truth).map(each -> 1 + each + 4e-4 * random.nextGaussian()).toArray(), u, all(true), all(true), WINDOW))
                .toArray(FixedPattern[]::new);
        double scatter = Math.sqrt(StatUtils.variance(Arrays.stream(all).mapToDouble(pattern -> pattern.spread().value()).toArray()));
        double told = Arrays.stream(all).mapToDouble(pattern -> pattern.spread().uncertainty()).average().orElseThrow();
        // five standard deviations of a standard deviation; two of 100 columns go into the line
        assertThat(told / scatter).isCloseTo(1, within(5 / Math.sqrt(2.0 * draws) + 0.02));
    }

    @Test
    void noise_alone_gives_a_variance_about_zero_that_may_be_negative() {
        int negative = 0;
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = new double[COLUMNS];
            Arrays.setAll(values, column -> 1 + 4e-4 * random.nextGaussian());
            double[] u = new double[COLUMNS];
            Arrays.fill(u, 4e-4);
            negative += FixedPattern.of(values, u, all(true), all(true), WINDOW).spread().variance() < 0 ? 1 : 0;
        }
        // binomial with one half: 4 standard deviations of 3.2 about 20
        assertThat(negative).isBetween(8, 32);
    }

    @Test
    void a_line_over_the_detector_is_no_pattern() {
        double[] values = new double[COLUMNS];
        Arrays.setAll(values, column -> 1 + 1e-4 * column);
        FixedPattern pattern = FixedPattern.of(values, new double[COLUMNS], all(true), all(true), WINDOW);
        assertThat(pattern.spread().variance()).isCloseTo(0, within(1e-20));
        assertThat(pattern.largest()).isCloseTo(0, within(1e-10));
    }

    @Test
    void defective_columns_are_left_out_and_blind_ones_are_not_part_of_a_window() {
        double[] values = new double[COLUMNS];
        Arrays.fill(values, 1);
        values[0] = 50;
        values[700] = 0;
        boolean[] imaging = all(true);
        imaging[0] = false;
        boolean[] good = imaging.clone();
        good[700] = false;
        FixedPattern pattern = FixedPattern.of(values, new double[COLUMNS], imaging, good, WINDOW);
        assertThat(pattern.spread().variance()).isZero();
        assertThat(pattern.largest()).isZero();
    }

    @Test
    void windows_overlap_by_half_and_the_last_one_ends_with_the_last_column() {
        double[] centres = FixedPattern.of(new double[276], new double[276], new boolean[276], new boolean[276], WINDOW).centres();
        assertThat(centres).isEmpty();
        boolean[] imaging = new boolean[276];
        Arrays.fill(imaging, true);
        double[] values = new double[276];
        Arrays.fill(values, 1);
        assertThat(FixedPattern.of(values, new double[276], imaging, imaging, WINDOW).centres()).containsExactly(49.5, 99.5, 149.5, 199.5, 225.5);
    }

    @Test
    void men_is_the_largest_distance_from_the_line() {
        double[] values = new double[COLUMNS];
        Arrays.fill(values, 1);
        values[1234] += 0.01;
        // the column draws the line of its window of 100 towards itself by at most 4/100 of its distance
        assertThat(FixedPattern.of(values, new double[COLUMNS], all(true), all(true), WINDOW).largest()).isBetween(0.0096, 0.01);
    }

    private static boolean[] all(boolean value) {
        boolean[] all = new boolean[COLUMNS];
        Arrays.fill(all, value);
        return all;
    }
}
