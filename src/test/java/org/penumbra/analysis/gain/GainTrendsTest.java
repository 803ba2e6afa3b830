package org.penumbra.analysis.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.analysis.InMemory;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.settings.Settings;
import org.penumbra.statistics.ChangePoint.Verdict;

class GainTrendsTest {
    private static final Spacecraft S2A = InMemory.INSTRUMENTS.spacecraft("S2A").orElseThrow();
    private static final Spacecraft S2B = InMemory.INSTRUMENTS.spacecraft("S2B").orElseThrow();
    private static final List<Band> BANDS = S2A.instrument().measuredBands();
    private static final TrendSettings SETTINGS = Settings.defaults(TrendSettings.class);
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    /** Relative noise of a well-behaved series. */
    private static final double NOISE = 0.0003;

    private final Random random = new Random(7);

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    /** Gains of a unit at some days: its usual ones times a factor that depends on the number of the point, in all bands, times noise. */
    private GainSeries series(Spacecraft unit, int[] days, double noise, IntToDoubleFunction factor) {
        List<GainPoint> points = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            Map<String, Double> gains = new HashMap<>();
            for (Band band : BANDS) {
                gains.put(band.name(), unit.gain().get(band.name()) * factor.applyAsDouble(i) * (1 + noise * random.nextGaussian()));
            }
            points.add(point(day(days[i]), "product " + unit.name() + " " + i, gains));
        }
        return GainSeries.of(unit.name(), points);
    }

    private static GainPoint point(Instant time, String source, Map<String, Double> gains) {
        return new GainPoint(time, source, gains, S2A.solarIrradiance(java.time.LocalDate.of(2020, 1, 1)).orElseThrow().values(), Map.of());
    }

    /** A series of S2A in which one row is that of S2B. */
    private GainSeries withRowOfS2B(int at) {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(18), NOISE, i -> 1).points());
        points.set(at, point(points.get(at).time(), points.get(at).source(), S2B.gain()));
        return GainSeries.of("S2A", points);
    }

    private static int[] monthly(int n) {
        return IntStream.range(0, n).map(i -> 30 * i).toArray();
    }

    private static TrendResult judge(List<GainEvent> events, GainSeries... series) {
        return new GainTrends(BANDS, events, SETTINGS).judge(List.of(series), Quantity.RESPONSIVITY);
    }

    private static List<String> codes(TrendResult result, Severity least) {
        return TrendFindings.of(result).stream().filter(finding -> finding.severity().compareTo(least) >= 0)
                .map(finding -> finding.code().code()).distinct().toList();
    }

    @ParameterizedTest
    @CsvSource({"9, 0", "12, 0", "18, 0", "24, 0", "36, 0", "9, 0.5", "12, 0.5", "18, 0.5", "24, 0.5", "36, 0.5"})
    void at_most_5_percent_of_constant_series_have_a_finding(int n, double correlation) {
        Band band = S2A.instrument().band("B04");
        int runs = 600;
        int called = 0;
        for (int run = 0; run < runs; run++) {
            double state = random.nextGaussian() / Math.sqrt(1 - correlation * correlation);
            List<GainPoint> points = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                // noise of 1 %: no limit on the size of a change protects from anything
                points.add(point(day(30 * i), "product " + i, Map.of("B04", 4.5 * (1 + 0.01 * state))));
                state = correlation * state + random.nextGaussian();
            }
            BandTrend trend = BandTrend.of("S2A", band, Quantity.RESPONSIVITY, points, points.get(n - 1).time(), List.of(), BANDS.size(), SETTINGS);
            TrendResult result = new TrendResult(Quantity.RESPONSIVITY, List.of(), List.of(), List.of(),
                    List.of(trend), List.of(), List.of(), SETTINGS);
            called += TrendFindings.of(result).isEmpty() ? 0 : 1;
        }
        assertThat((double) called / runs).isLessThanOrEqualTo(0.05);
    }

    @Test
    void a_quiet_series_of_all_bands_has_no_finding() {
        assertThat(TrendFindings.of(judge(List.of(), series(S2A, monthly(18), NOISE, i -> 1), series(S2B, monthly(18), NOISE, i -> 1)))).isEmpty();
    }

    @Test
    void a_step_inside_the_gap_of_a_sparse_series_is_a_step_and_no_drift() {
        int[] days = {0, 90, 180, 270, 360, 1400, 1490, 1580, 1670, 1760};
        TrendResult result = judge(List.of(), series(S2A, days, NOISE, i -> i < 5 ? 1 : 0.993));
        assertThat(result.bands()).allSatisfy(trend -> {
            assertThat(trend.parts().get(0).search().verdict()).isEqualTo(Verdict.STEP);
            assertThat(trend.parts().get(0).search().step().index()).isEqualTo(5);
        });
        // 0.7 %: a warning in the VNIR, within the saw-tooth of the SWIR
        assertThat(TrendFindings.of(result)).extracting(finding -> finding.where().band() + " " + finding.severity())
                .contains("B02 WARNING", "B09 WARNING", "B10 INFO", "B12 INFO").doesNotContain("B02 ALARM");
    }

    @Test
    void a_drift_is_named_with_its_slope() {
        TrendResult result = judge(List.of(), series(S2A, monthly(24), NOISE, i -> 1 - 0.0008 * i));
        Finding drift = TrendFindings.of(result).stream().filter(finding -> "B04".equals(finding.where().band())).findFirst().orElseThrow();
        assertThat(drift.code().code()).isEqualTo("GAIN-203");
        // 23 intervals of 0.08 %; each end of the line is known to 2·NOISE/√24·√3 with correlated weighting
        assertThat(drift.measured()).isCloseTo(-0.0184, within(4 * 2 * NOISE * Math.sqrt(3 / 24.0) * Math.sqrt(2)));
        assertThat(drift.severity()).isEqualTo(Severity.ALARM);
    }

    @Test
    void a_series_is_judged_between_events_and_what_lies_in_one_is_left_out() {
        GainSeries stepped = series(S2A, monthly(24), NOISE, i -> i < 12 ? 1 : i == 12 ? 1.02 : 0.98);
        assertThat(codes(judge(List.of(), stepped), Severity.WARNING)).contains("GAIN-202");
        GainEvent known = new GainEvent("GIPP reissue", "S2A", day(30 * 11 + 10), day(30 * 12 + 10), List.of());
        TrendResult result = judge(List.of(known), stepped);
        assertThat(codes(result, Severity.INFO)).isEmpty();
        assertThat(result.bands().get(0).points()).hasSize(23);
        assertThat(result.bands().get(0).parts()).extracting(part -> part.points().size()).containsExactly(12, 11);
        GainEvent elsewhere = new GainEvent("decontamination", "S2A", day(355), day(365), List.of("B10", "B11", "B12"));
        assertThat(TrendFindings.of(judge(List.of(elsewhere), stepped))).extracting(finding -> finding.where().band())
                .contains("B04").doesNotContain("B11");
    }

    @ParameterizedTest
    @CsvSource({"0.005, ALARM", "0.0015, ''", "0.0006, ''"})
    void the_newest_point_is_held_against_the_prediction_of_the_others(double off, String severity) {
        // noise of 0.03 %: 10 points predict within ±0.25 % at the warning, ±0.33 % at the alarm
        TrendResult result = judge(List.of(), series(S2A, monthly(11), NOISE, i -> i < 10 ? 1 : 1 + off));
        List<Severity> expected = severity.isEmpty() ? List.of() : List.of(Severity.valueOf(severity));
        assertThat(TrendFindings.of(result).stream().filter(finding -> "B04".equals(finding.where().band())).map(Finding::severity))
                .isEqualTo(expected);
        assertThat(result.bands().get(0).prediction()).hasValueSatisfying(prediction -> assertThat(prediction.points()).isEqualTo(10));
    }

    @Test
    void a_surprise_that_is_sure_but_small_is_no_finding() {
        TrendResult result = judge(List.of(), series(S2A, monthly(11), 1e-5, i -> i < 10 ? 1 : 1.0009));
        Prediction prediction = result.bands().get(0).prediction().orElseThrow();
        assertThat(prediction.outside(prediction.alarm())).isTrue();
        assertThat(codes(result, Severity.INFO)).isEmpty();
    }

    /** Eleven points of which the last jumps, and a twelfth that may say nothing of it. */
    private List<GainPoint> jumpedBefore(Map<String, Double> newest) {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(11), NOISE, i -> i < 10 ? 1 : 1.01).points());
        points.add(point(day(330), "product S2A 11", newest));
        return points;
    }

    @Test
    void nothing_is_predicted_of_a_band_that_the_newest_acquisition_lacks() {
        assertThat(codes(judge(List.of(), GainSeries.of("S2A", jumpedBefore(Map.of("B04", S2A.gain().get("B04"))))), Severity.INFO)).isEmpty();
        assertThat(codes(judge(List.of(), GainSeries.of("S2A", jumpedBefore(Map.of()))), Severity.INFO)).isEmpty();
    }

    @Test
    void nothing_is_predicted_of_an_acquisition_that_lies_in_an_event_or_is_an_outlier() {
        GainEvent during = new GainEvent("decontamination", "S2A", day(325), day(335), List.of());
        assertThat(codes(judge(List.of(during), GainSeries.of("S2A", jumpedBefore(S2A.gain()))), Severity.INFO)).isEmpty();
        assertThat(codes(judge(List.of(), GainSeries.of("S2A", jumpedBefore(S2B.gain())), series(S2B, monthly(12), NOISE, i -> 1)), Severity.INFO))
                .contains("GAIN-201").doesNotContain("GAIN-205");
    }

    @Test
    void seven_points_predict_nothing() {
        assertThat(judge(List.of(), series(S2A, monthly(8), NOISE, i -> i < 7 ? 1 : 1.1)).bands().get(0).prediction()).isEmpty();
    }

    /** S2B two days after each acquisition of S2A but the newest. */
    private GainSeries twoDaysAfter(GainSeries s2a) {
        int[] days = s2a.points().stream().mapToInt(point -> (int) Duration.between(START, point.time()).toDays() + 2)
                .limit(s2a.points().size() - 1).toArray();
        return series(S2B, days, NOISE, i -> 1);
    }

    private static List<Finding> ofRatios(TrendResult result) {
        return TrendFindings.of(result).stream().filter(finding -> finding.code().code().equals("GAIN-206")).toList();
    }

    @ParameterizedTest
    @CsvSource({"0.007, WARNING", "0.03, ALARM"})
    void a_change_of_the_newest_acquisition_against_another_unit_is_found(double change, Severity severity) {
        GainSeries s2a = series(S2A, monthly(7), NOISE, i -> i < 6 ? 1 : 1 + change);
        assertThat(ofRatios(judge(List.of(), s2a, twoDaysAfter(s2a)))).hasSize(BANDS.size()).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.message()).startsWith("The ratio of S2A to S2B");
            // one ratio against the median of six: 5 sigma of NOISE·√2·√(1 + 1.57/6)
            assertThat(finding.measured()).isCloseTo(change, within(5 * NOISE * Math.sqrt(2) * Math.sqrt(1 + 1.57 / 6)));
        });
    }

    @Test
    void the_unit_that_acquired_last_is_held_against_the_other_whichever_is_named_first() {
        GainSeries s2a = series(S2A, monthly(7), NOISE, i -> i < 6 ? 1 : 1.03);
        assertThat(judge(List.of(), twoDaysAfter(s2a), s2a).ratios()).hasSize(BANDS.size())
                .allSatisfy(ratio -> assertThat(ratio.unit()).isEqualTo("S2A"));
    }

    @Test
    void a_ratio_that_changed_before_is_not_told_again_of_a_band_that_the_newest_acquisition_lacks() {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(7), NOISE, i -> i < 6 ? 1 : 1.03).points());
        points.add(point(day(210), "product S2A 7", Map.of("B04", 1.03 * S2A.gain().get("B04"))));
        GainSeries s2a = GainSeries.of("S2A", points);
        assertThat(ofRatios(judge(List.of(), s2a, twoDaysAfter(s2a)))).extracting(finding -> finding.where().band()).containsExactly("B04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S2A", "S2B"})
    void ratios_begin_anew_after_the_last_event_of_either_unit(String unit) {
        GainSeries s2a = series(S2A, monthly(11), NOISE, i -> i < 6 ? 1 : 1.03);
        List<GainEvent> events = List.of(new GainEvent("safe mode", unit, day(170), day(171), List.of()),
                new GainEvent("safe mode", unit, day(400), day(401), List.of()));
        TrendResult result = judge(events, s2a, twoDaysAfter(s2a));
        assertThat(result.ratios()).hasSize(BANDS.size()).allSatisfy(ratio -> assertThat(ratio.times()).hasSize(5).first().isEqualTo(day(180)));
        assertThat(ofRatios(result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S2A", "S2B"})
    void a_listed_event_of_either_unit_leaves_no_change_of_the_ratio_across_it(String unit) {
        GainSeries s2a = series(S2A, monthly(7), NOISE, i -> i < 6 ? 1 : 1.03);
        GainEvent event = new GainEvent("safe mode", unit, day(170), day(171), List.of());
        assertThat(ofRatios(judge(List.of(event), s2a, twoDaysAfter(s2a)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 17})
    void a_row_that_fits_the_series_of_another_unit_better_is_an_outlier(int at) {
        GainSeries mixed = withRowOfS2B(at);
        TrendResult result = judge(List.of(), mixed, series(S2B, monthly(18), NOISE, i -> 1));
        assertThat(result.outliers()).singleElement().satisfies(outlier -> {
            assertThat(outlier.point()).isEqualTo(mixed.points().get(at));
            assertThat(outlier.fits()).contains("S2B");
        });
        assertThat(codes(result, Severity.INFO)).containsExactly("GAIN-201");
    }

    @Test
    void a_row_is_no_outlier_where_no_other_unit_has_a_series_that_it_could_fit() {
        assertThat(judge(List.of(), withRowOfS2B(5)).outliers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, 0.001})
    void one_row_in_another_unit_of_measure_is_left_out_and_hides_no_step(double factor) {
        GainSeries stepped = series(S2A, monthly(18), NOISE, i -> i < 9 ? 1 : 1.02);
        List<GainPoint> points = new ArrayList<>(stepped.points());
        Map<String, Double> wrong = new HashMap<>(points.get(5).gain());
        wrong.replaceAll((band, gain) -> gain * factor);
        points.set(5, point(points.get(5).time(), points.get(5).source(), wrong));
        TrendResult result = judge(List.of(), GainSeries.of("S2A", points));
        assertThat(result.outliers()).singleElement().satisfies(outlier -> assertThat(outlier.point()).isEqualTo(points.get(5)));
        assertThat(TrendFindings.of(result)).extracting(finding -> finding.code().code()).contains("GAIN-217", "GAIN-202");
    }

    @ParameterizedTest
    @CsvSource({"B04, 5, 10", "B04, 0, 0.1", "B04, 17, 10", "B11, 5, 0.1"})
    void one_value_with_its_point_misplaced_is_left_out_alone_and_hides_no_step(String band, int at, double factor) {
        GainSeries stepped = series(S2A, monthly(18), NOISE, i -> i < 9 ? 1 : 1.02);
        List<GainPoint> points = new ArrayList<>(stepped.points());
        Map<String, Double> wrong = new HashMap<>(points.get(at).gain());
        wrong.computeIfPresent(band, (name, gain) -> gain * factor);
        points.set(at, point(points.get(at).time(), points.get(at).source(), wrong));
        TrendResult result = judge(List.of(), GainSeries.of("S2A", points));
        assertThat(result.bands()).allSatisfy(trend ->
                assertThat(trend.points()).hasSize(trend.band().name().equals(band) ? 17 : 18));
        assertThat(TrendFindings.of(result)).filteredOn(finding -> finding.code().code().equals("GAIN-218")).singleElement()
                .satisfies(finding -> assertThat(finding.where().band()).isEqualTo(band));
        assertThat(TrendFindings.of(result)).filteredOn(finding -> finding.code().code().equals("GAIN-202")).hasSize(BANDS.size());
    }

    @Test
    void a_file_of_four_bands_has_single_values_left_out_too() {
        List<GainPoint> points = new ArrayList<>();
        for (GainPoint point : series(S2A, monthly(18), NOISE, i -> 1).points()) {
            Map<String, Double> four = new HashMap<>(point.gain());
            four.keySet().retainAll(List.of("B02", "B03", "B04", "B08"));
            double factor = points.size() == 6 ? 1000 : 1;
            four.replaceAll((band, gain) -> gain * factor);
            points.add(point(point.time(), point.source(), four));
        }
        TrendResult result = judge(List.of(), GainSeries.of("S2A", points));
        assertThat(result.outliers()).hasSize(4).allSatisfy(outlier -> assertThat(outlier.point()).isEqualTo(points.get(6)));
        assertThat(codes(result, Severity.INFO)).containsExactly("GAIN-218");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 9, 15})
    void a_gain_that_stays_at_a_third_is_a_step_and_nothing_is_left_out(int at) {
        TrendResult result = judge(List.of(), series(S2A, monthly(18), NOISE, i -> i < at ? 1 : 0.3));
        assertThat(result.outliers()).isEmpty();
        assertThat(codes(result, Severity.ALARM)).contains("GAIN-202");
    }

    @Test
    void several_rows_of_another_unit_in_a_row_are_all_outliers() {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(18), NOISE, i -> 1).points());
        for (int at = 7; at < 9; at++) {
            points.set(at, point(points.get(at).time(), points.get(at).source(), series(S2B, new int[] {0}, NOISE, i -> 1).points().get(0).gain()));
        }
        assertThat(judge(List.of(), GainSeries.of("S2A", points), series(S2B, monthly(18), NOISE, i -> 1)).outliers()).hasSize(2);
    }

    @Test
    void a_change_of_all_bands_that_is_nearer_its_own_unit_is_an_epoch_and_no_outlier() {
        TrendResult result = judge(List.of(), series(S2A, monthly(18), NOISE, i -> i < 9 ? 1 : 0.985));
        assertThat(result.outliers()).isEmpty();
        assertThat(codes(result, Severity.ALARM)).contains("GAIN-202");
    }

    @Test
    void without_the_solar_irradiance_the_responsivity_is_refused_and_the_gain_is_judged() {
        List<GainPoint> bare = series(S2A, monthly(10), NOISE, i -> 1).points().stream()
                .map(point -> new GainPoint(point.time(), point.source(), point.gain(), Map.of(), Map.of())).toList();
        TrendResult refused = judge(List.of(), GainSeries.of("S2C", bare), series(S2A, monthly(10), NOISE, i -> 1));
        assertThat(refused.bands()).extracting(BandTrend::unit).containsOnly("S2A");
        assertThat(codes(refused, Severity.WARNING)).contains("GAIN-207");
        assertThat(new GainTrends(BANDS, List.of(), SETTINGS).judge(List.of(GainSeries.of("S2C", bare)), Quantity.GAIN).bands())
                .hasSize(BANDS.size());
    }

    @Test
    void the_same_gains_from_two_sources_are_one_point_at_the_earlier_date() {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(3), NOISE, i -> 1).points());
        points.add(point(points.get(1).time().minus(Duration.ofDays(12)), "other file", points.get(1).gain()));
        assertThat(GainSeries.of("S2A", points).points()).extracting(GainPoint::time).containsExactly(day(0), day(18), day(60));
    }

    @Test
    void two_sources_that_differ_for_one_instant_are_a_conflict_and_one_point() {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(3), NOISE, i -> 1).points());
        points.add(point(day(30), "z file", S2B.gain()));
        GainSeries series = GainSeries.of("S2A", points);
        assertThat(series.points()).hasSize(3);
        assertThat(codes(judge(List.of(), series), Severity.WARNING)).containsExactly("GAIN-208");
    }

    @Test
    void of_a_product_that_was_issued_again_the_last_issue_is_kept() {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(3), NOISE, i -> 1).points());
        GainPoint again = point(points.get(1).time().plusNanos(500_000), points.get(1).source() + " issued again", points.get(2).gain());
        GainPoint other = points.set(2, point(day(60), "product of another time", S2B.gain()));
        points.add(again);
        GainSeries series = GainSeries.of("S2A", points);
        assertThat(series.points()).containsExactly(points.get(0), again, points.get(2)).doesNotContain(other);
        assertThat(series.conflicts()).containsExactly(points.get(1));
    }

    @Test
    void two_points_less_than_a_second_apart_are_both_judged() {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(12), NOISE, i -> 1).points());
        points.add(point(points.get(5).time().plusMillis(400), "product S2A 5 issued again",
                series(S2A, new int[] {150}, NOISE, i -> 1).points().get(0).gain()));
        TrendResult result = judge(List.of(), GainSeries.of("S2A", points));
        assertThat(result.bands()).hasSize(BANDS.size()).allSatisfy(trend -> assertThat(trend.points()).hasSize(13));
        assertThat(codes(result, Severity.INFO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -7e-4})
    void a_band_that_was_dead_in_one_acquisition_has_no_point_of_it_and_the_others_have(double dead) {
        List<GainPoint> points = new ArrayList<>(series(S2A, monthly(12), NOISE, i -> 1).points());
        Map<String, Double> gains = new HashMap<>(points.get(11).gain());
        gains.put("B04", dead);
        points.set(11, point(day(330), "product with a dead band", gains));
        TrendResult result = judge(List.of(), GainSeries.of("S2A", points));
        assertThat(result.bands()).hasSize(BANDS.size())
                .allSatisfy(trend -> assertThat(trend.points()).hasSize(trend.band().name().equals("B04") ? 11 : 12));
        assertThat(codes(result, Severity.INFO)).isEmpty();
    }
}
