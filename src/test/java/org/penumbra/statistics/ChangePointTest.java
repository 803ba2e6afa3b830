package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.ReferenceData;
import org.penumbra.statistics.ChangePoint.Segment;
import org.penumbra.statistics.ChangePoint.Verdict;

class ChangePointTest {
    private static final ChangePoint RULE = new ChangePoint(6, 0.005);

    /** ESUN of S2A until 2017 and from 2018 on, W.m-2.µm-1 (DOMAIN A.4). */
    private record Irradiance(double until2017, double from2018) {
    }

    private static double[] monthly(int n) {
        double[] days = new double[n];
        Arrays.setAll(days, i -> 30 * i);
        return days;
    }

    /** 1 + noise of 1 %, first-order autoregressive: so large that the minimum size of a step protects from nothing. */
    private static double[] constant(Random random, int n, double correlation) {
        double[] values = new double[n];
        double state = random.nextGaussian() / Math.sqrt(1 - correlation * correlation);
        for (int i = 0; i < n; i++) {
            values[i] = 1 + 0.01 * state;
            state = correlation * state + random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"9, 0", "12, 0", "18, 0", "24, 0", "36, 0", "9, 0.5", "12, 0.5", "18, 0.5", "24, 0.5", "36, 0.5"})
    void at_most_5_percent_of_constant_series_are_called(int n, double correlation) {
        Random random = new Random(n);
        int runs = 2000;
        int called = 0;
        for (int run = 0; run < runs; run++) {
            called += RULE.search(monthly(n), constant(random, n, correlation)).verdict() != Verdict.CONSTANT ? 1 : 0;
        }
        assertThat((double) called / runs).isLessThanOrEqualTo(0.05);
    }

    @Test
    void at_most_5_percent_of_constant_series_are_called_at_the_irregular_dates_of_a_real_series() throws IOException {
        Random random = new Random(18);
        double[] days = Files.readAllLines(ReferenceData.path("s2_noise_gain/s2a_physical_gains.csv")).stream().skip(1)
                .mapToDouble(line -> Instant.parse(line.split(",")[1]).getEpochSecond() / 86400.0).toArray();
        int runs = 2000;
        int called = 0;
        for (int run = 0; run < runs; run++) {
            called += RULE.search(days, constant(random, days.length, 0.5)).verdict() != Verdict.CONSTANT ? 1 : 0;
        }
        assertThat((double) called / runs).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource({"9", "24", "36"})
    void the_uncertainties_of_step_and_slope_are_their_scatter_over_many_series(int n) {
        Random random = new Random(n);
        double[] days = monthly(n);
        int runs = 2000;
        double[] squares = new double[4];
        for (int run = 0; run < runs; run++) {
            double[] noise = constant(random, n, 0.5);
            double[] stepped = new double[n];
            double[] drifting = new double[n];
            Arrays.setAll(stepped, i -> noise[i] - (i < n / 2 ? 0 : 0.2));
            Arrays.setAll(drifting, i -> noise[i] + 0.001 * days[i]);
            ChangePoint.Model step = RULE.search(days, stepped).step();
            ChangePoint.Model drift = RULE.search(days, drifting).drift();
            assertThat(step.index()).isEqualTo(n / 2);
            squares[0] += Math.pow(step.step() + 0.2, 2) / runs;
            squares[1] += Math.pow(step.stepUncertainty(), 2) / runs;
            squares[2] += Math.pow(drift.slope() - 0.001, 2) / runs;
            squares[3] += Math.pow(drift.slopeUncertainty(), 2) / runs;
        }
        assertThat(Math.sqrt(squares[1] / squares[0])).isCloseTo(1, within(0.1));
        assertThat(Math.sqrt(squares[3] / squares[2])).isCloseTo(1, within(0.1));
    }

    @Test
    void a_planted_step_is_called_with_its_place_and_size() {
        Random random = new Random(1);
        double[] values = new double[24];
        Arrays.setAll(values, i -> 5 * (i < 15 ? 1 : 0.99) * (1 + 0.0005 * random.nextGaussian()));
        Segment found = RULE.search(monthly(24), values);
        assertThat(found.verdict()).isEqualTo(Verdict.STEP);
        assertThat(found.step().index()).isEqualTo(15);
        // each side's mean is known to 0.0005·√3/√9 = 0.03 %
        assertThat(found.step().step()).isCloseTo(-0.01, within(4 * 0.0003 * Math.sqrt(2)));
        assertThat(found.step().level()).isCloseTo(5, within(5 * 4 * 0.0003));
    }

    @Test
    void a_planted_drift_is_called_with_its_slope() {
        Random random = new Random(2);
        double[] days = monthly(24);
        double[] values = new double[24];
        Arrays.setAll(values, i -> 5 - 1e-4 * days[i] + 0.002 * random.nextGaussian());
        Segment found = RULE.search(days, values);
        assertThat(found.verdict()).isEqualTo(Verdict.DRIFT);
        // 0.002·3 (correlated weighting at worst)/(s·√n) with s = 208 days
        assertThat(found.drift().slope()).isCloseTo(-1e-4, within(4 * 0.006 / (208 * Math.sqrt(24))));
    }

    @Test
    void a_step_on_a_drift_is_called_as_both_from_20_points_on() {
        Random random = new Random(3);
        double[] days = monthly(30);
        double[] values = new double[30];
        Arrays.setAll(values, i -> 1 + 2e-5 * days[i] - (i < 12 ? 0 : 0.02) + 0.0002 * random.nextGaussian());
        Segment found = RULE.search(days, values);
        assertThat(found.verdict()).isEqualTo(Verdict.STEP_AND_DRIFT);
        assertThat(found.called().index()).isEqualTo(12);
        // 0.02 of a level of 1.0072
        assertThat(found.called().step()).isCloseTo(-0.01986, within(0.0005));
        assertThat(found.called().slope()).isCloseTo(2e-5, within(1e-6));
    }

    @Test
    void the_segments_beside_a_step_are_searched_again() {
        Random random = new Random(4);
        double[] values = new double[30];
        Arrays.setAll(values, i -> (i < 10 ? 1 : i < 20 ? 0.98 : 0.95) * (1 + 0.0003 * random.nextGaussian()));
        assertThat(RULE.search(monthly(30), values).steps()).extracting(ChangePoint.Model::index).containsExactly(10, 20);
    }

    @ParameterizedTest
    @CsvSource({"0.008, -0.007", "0.008, 0.008", "-0.007, 0.012"})
    void the_size_of_each_of_two_steps_is_its_own_within_what_is_stated(double first, double second) {
        Random random = new Random(11);
        int runs = 200;
        double squares = 0;
        int found = 0;
        for (int run = 0; run < runs; run++) {
            double[] values = new double[36];
            Arrays.setAll(values, i -> (1 + (i >= 10 ? first : 0) + (i >= 24 ? second : 0)) * (1 + 0.0004 * random.nextGaussian()));
            List<ChangePoint.Model> steps = RULE.search(monthly(36), values).steps();
            if (steps.size() == 2 && steps.get(0).index() == 10 && steps.get(1).index() == 24) {
                squares += square((steps.get(0).step() - first) / steps.get(0).stepUncertainty())
                        + square((steps.get(1).step() - second / (1 + first)) / steps.get(1).stepUncertainty());
                found++;
            }
        }
        assertThat(found).isGreaterThan(runs / 2);
        // the stated uncertainty allows for a correlation that this noise does not have: errors are smaller than it, and never larger
        assertThat(Math.sqrt(squares / (2 * found))).isLessThan(1);
    }

    private static double square(double value) {
        return value * value;
    }

    @Test
    void a_step_below_the_minimum_leaves_the_series_constant() {
        double[] values = new double[24];
        Arrays.setAll(values, i -> i < 12 ? 1 : 0.996);
        assertThat(RULE.search(monthly(24), values).verdict()).isEqualTo(Verdict.CONSTANT);
    }

    @Test
    void equal_values_are_constant() {
        double[] values = new double[24];
        Arrays.fill(values, 4.1);
        assertThat(RULE.search(monthly(24), values).verdict()).isEqualTo(Verdict.CONSTANT);
    }

    @Test
    void seven_points_are_not_judged() {
        assertThat(RULE.search(monthly(7), new double[] {1, 1, 1, 1, 2, 2, 2}).verdict()).isEqualTo(Verdict.TOO_SHORT);
    }

    @Test
    void times_that_do_not_increase_are_an_error() {
        assertThatThrownBy(() -> RULE.search(new double[8], new double[8])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"B02, -0.0145", "B08, -0.0119"})
    void the_convention_change_of_2018_is_a_step_of_the_real_coefficients(String band, double size) throws IOException {
        Segment found = realSeries(band, new Irradiance(1, 1), 0);
        assertThat(found.verdict()).isEqualTo(Verdict.STEP);
        assertThat(found.step().index()).isEqualTo(3);
        // sizes of plain means; the weighted fit differs by what the series moves after the step, up to 0.5 %
        assertThat(found.step().step()).isCloseTo(size, within(0.005));
    }

    /** R falls by 0.3–0.4 % between early 2017 and mid 2018, and more later: −0.5 to −0.7 % of the means; B01 drifts. */
    @ParameterizedTest
    @CsvSource({"B02, 1941.63, 1959.66", "B05, 1425.56, 1424.64", "B06, 1288.32, 1287.61", "B07, 1163.19, 1162.08",
        "B08, 1036.39, 1041.63", "B8A, 955.19, 955.32", "B09, 813.04, 812.92"})
    void the_step_inside_the_gap_of_2017_of_the_real_responsivity_is_called(String band, double until2017, double from2018) throws IOException {
        Segment found = realSeries(band, new Irradiance(until2017, from2018), 0);
        assertThat(found.verdict()).isEqualTo(Verdict.STEP);
        assertThat(found.step().index()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"B03, 1822.61, 1823.24", "B04, 1512.79, 1512.06"})
    void where_the_real_step_is_too_weak_it_is_no_drift_and_2_per_mil_more_make_it_a_step(String band, double until2017, double from2018)
            throws IOException {
        assertThat(realSeries(band, new Irradiance(until2017, from2018), 0).verdict()).isEqualTo(Verdict.CONSTANT);
        assertThat(realSeries(band, new Irradiance(until2017, from2018), -0.002).verdict()).isEqualTo(Verdict.STEP);
    }

    private static Segment realSeries(String band, Irradiance irradiance, double added) throws IOException {
        List<String> lines = Files.readAllLines(ReferenceData.path("s2_noise_gain/s2a_physical_gains.csv"));
        int column = List.of(lines.get(0).split(",")).indexOf(band);
        String[][] rows = lines.stream().skip(1).map(line -> line.split(",")).toArray(String[][]::new);
        double[] days = new double[rows.length];
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Instant time = Instant.parse(rows[i][1]);
            boolean late = time.isAfter(Instant.parse("2018-01-01T00:00:00Z"));
            days[i] = time.getEpochSecond() / 86400.0;
            values[i] = Double.parseDouble(rows[i][column]) * (late ? irradiance.from2018() * (1 + added) : irradiance.until2017());
        }
        return RULE.search(days, values);
    }

    @Test
    void Pettitt_and_the_cumulative_sum_find_the_place_of_a_planted_step() {
        Random random = new Random(5);
        double[] values = new double[40];
        Arrays.setAll(values, i -> (i < 25 ? 0 : 3) + random.nextGaussian());
        assertThat(Pettitt.of(values).index()).isEqualTo(25);
        assertThat(Pettitt.of(values).p()).isLessThan(0.001);
        assertThat(Cusum.of(values).index()).isEqualTo(25);
        assertThat(Cusum.of(values).statistic()).isGreaterThan(1.36);
    }

    @Test
    void the_statistic_of_Pettitt_is_the_sum_of_its_definition() {
        // split after the second value: pairs (1,3) (1,4) (2,3) (2,4) all rise
        assertThat(Pettitt.of(1, 2, 3, 4)).isEqualTo(new Pettitt(2, 4, 2 * Math.exp(-6.0 * 16 / (64 + 16))));
    }

    @Test
    void a_series_without_spread_has_no_cumulative_sum() {
        assertThat(Cusum.of(2, 2, 2).statistic()).isZero();
    }
}
