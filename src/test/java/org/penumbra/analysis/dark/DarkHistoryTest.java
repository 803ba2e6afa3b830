package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Missing;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;
import org.penumbra.statistics.Median;

/** Darks over the history of an epoch: change against the last ones, slope, temperature; never across a break. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DarkHistoryTest {
    private static final double YEAR = 365.25;
    /** LSB per year and per kelvin, planted below. */
    private static final double DRIFT = 2;
    private static final double SPREAD = 1;
    private static final double PER_KELVIN = 1.5;
    private static final String STRIP = """
            detectors: [8]
            bands: [B05, B12]
            granules: 1
            lines_per_granule: 1008
            """;
    private static final String AGEING = STRIP + """
            ageing:
              dark_mean: {vnir: 0, swir: 2}
              dark_spread: {vnir: 0, swir: 1}
              dark_per_degree: {vnir: 0, swir: 1.5}
            """;

    private Path calibration;
    private List<Night> series;
    private List<Night> steady;
    private List<Night> warming;

    @BeforeAll
    void analyse(@TempDir Path directory) {
        Scenario scenario = InMemory.scenario("dark-series");
        calibration = InMemory.calibration(scenario, directory);
        series = nights(scenario);
        String days = IntStream.range(0, 10).mapToObj(i -> "{days: %d}".formatted(30 * i)).toList().toString();
        steady = nights(ScenarioFile.read("steady", AGEING + "series: " + days));
        String temperatures = IntStream.range(0, 6).mapToObj(i -> "{days: %d, temperatures: {vnir: -82, swir: %s}}".formatted(30 * i,
                -75 + 0.2 * i + (i % 2 == 0 ? 0.5 : -0.5))).toList().toString();
        warming = nights(ScenarioFile.read("warming", AGEING + "series: " + temperatures));
    }

    private List<Night> nights(Scenario scenario) {
        return nights(scenario, calibration);
    }

    private static List<Night> nights(Scenario scenario, Path calibration) {
        KeptPast past = new KeptPast();
        List<Night> nights = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Night night = Night.of(acquisition, calibration, past);
            past.add(night.dossier());
            nights.add(night);
        }
        return nights;
    }

    @Test
    void the_change_against_history_is_that_against_the_median_of_the_last_six_darks() {
        Night last = steady.get(9);
        DetectorDark dark = last.dark("B12", 8);
        double[][] past = steady.subList(3, 9).stream().map(night -> night.dossier().measurements().of(dark.id()).pixels(CutLevel.FIVE).mean())
                .toArray(double[][]::new);
        double[] change = last.result().history().changes().get(dark.id()).pixels();
        for (int column : dark.imagingColumns()) {
            for (int i = 3 * column; i < 3 * column + 3; i++) {
                int pixel = i;
                double expected = dark.mean()[i] - Median.of(Arrays.stream(past).mapToDouble(mean -> mean[pixel]).toArray());
                assertThat(Double.valueOf(change[i])).isEqualTo(Double.valueOf(expected));
            }
        }
        // the middle of the last six lies 105 days back
        assertThat((double) detector(last, "B12").get("historyChange"))
                .isCloseTo(DRIFT * 105 / YEAR, within(0.01 + 5 * SPREAD * 105 / YEAR / Math.sqrt(1276)));
    }

    @Test
    void the_first_dark_of_an_epoch_says_that_it_has_no_history() {
        assertThat(detector(steady.get(0), "B12").get("historyChange")).isInstanceOf(Missing.class);
        assertThat(history(steady.get(0), "B12").get("slopePerYear")).isInstanceOf(Missing.class);
    }

    @Test
    void the_slope_of_a_band_is_recovered_within_its_uncertainty() {
        Map<String, Object> history = history(steady.get(9), "B12");
        double truth = Arrays.stream(slopes(steady)).average().orElseThrow();
        assertThat(history).containsEntry("acquisitions", 9);
        // an interval of 95 % need not hold the truth of one series: that of the columns, below, is held against 1276
        assertThat((double) history.get("slopePerYear")).isBetween((double) history.get("slopeLower"), (double) history.get("slopeUpper"));
        // the mean of 1276 columns and 504 lines of 0.73 LSB, ten times over 0.74 years
        double u = 0.73 / Math.sqrt(1276.0 * 504) / (0.74 * Math.sqrt(10.0 / 12));
        assertThat((double) history.get("slopePerYear")).isCloseTo(truth, within(5 * 1.1 * u));
    }

    @Test
    void a_detector_that_answers_no_more_and_one_that_once_did_not_are_no_drift_of_their_band(@TempDir Path directory) {
        Scenario scenario = ScenarioFile.read("silent", """
                detectors: [6, 7, 8]
                bands: [B05]
                granules: 1
                lines_per_granule: 1008
                series: [{days: 0}, {days: 60}, {days: 120}, {days: 180}, {days: 240}]
                faults:
                  - {kind: dark-change, at: {detector: 8}, amount: -9}
                  - {kind: stuck, at: {detector: 8, range: [0, 1295], acquisitions: [4, 5]}, count: 500}
                  - {kind: stuck, at: {detector: 7, range: [0, 1295], acquisitions: [2, 2]}, count: 500}
                """);
        List<Night> nights = nights(scenario, InMemory.calibration(scenario, directory));
        // means of 2552 columns and 336 lines of 0.55 LSB, the least of five points over 0.66 years
        double u = 0.55 / Math.sqrt(2552.0 * 336) / (0.66 * Math.sqrt(3.0 / 12));
        assertThat((double) history(nights.get(4), "B05").get("slopePerYear")).isCloseTo(0, within(5 * 1.1 * u));
    }

    @Test
    void the_interval_of_a_columns_slope_holds_the_truth_as_often_as_it_says() {
        DarkHistory.PixelStability stability = steady.get(9).result().history().stabilities().get(steady.get(9).dark("B12", 8).id());
        int[] imaging = steady.get(9).dark("B12", 8).imagingColumns();
        double[] truth = slopes(steady);
        long held = IntStream.range(0, imaging.length)
                .filter(i -> stability.lower()[imaging[i]] <= truth[i] && truth[i] <= stability.upper()[imaging[i]]).count();
        // Sen's interval of 10 points holds at least 95 %, by Kendall's discrete S up to 97 %
        double scatter = 5 * Math.sqrt(0.05 * 0.95 / imaging.length);
        assertThat((double) held / imaging.length).isBetween(0.95 - scatter, 0.97 + scatter);
    }

    @Test
    void the_spread_about_the_slope_is_the_noise_of_a_column() {
        Map<String, Object> history = history(steady.get(9), "B12");
        // 504 lines of 0.729 LSB; spread of 10 points about 2 parameters: its median over columns is that of chi with 8 degrees of freedom, 0.958,
        // a little more as Theil and Sen's line is not that of least squares
        double noise = 0.729 / Math.sqrt(504);
        assertThat((double) history.get("pixelSpreadMedian")).isBetween(0.93 * noise, 1.05 * noise);
    }

    @Test
    void the_dependence_on_temperature_is_recovered_beside_a_drift() {
        Night last = warming.get(5);
        Map<String, Object> history = history(last, "B12");
        // detrended temperatures of ±0.5 K, six of them; each column known to 0.729/sqrt(504), the median of 1276 columns
        double u = 0.729 / Math.sqrt(504) / (0.5 * Math.sqrt(5)) * 1.2533 / Math.sqrt(1276);
        assertThat((double) history.get("pixelPerKelvinMedian")).isCloseTo(PER_KELVIN, within(5 * u));
    }

    @Test
    void a_temperature_that_did_not_vary_gives_no_dependence_and_says_so() {
        assertThat(history(steady.get(9), "B12").get("pixelPerKelvinMedian")).isInstanceOf(Missing.class);
        assertThat(history(warming.get(5), "B05").get("pixelPerKelvinMedian")).isInstanceOf(Missing.class);
    }

    @Test
    void few_acquisitions_give_a_slope_without_an_interval() {
        Map<String, Object> history = history(steady.get(3), "B12");
        assertThat((double) history.get("slopePerYear")).isCloseTo(DRIFT, within(0.5));
        assertThat(history.get("slopeLower")).isInstanceOf(Missing.class);
        assertThat(history.get("slopeUpper")).isInstanceOf(Missing.class);
    }

    @Test
    void a_band_whose_columns_drift_is_told_and_one_in_good_order_is_not() {
        assertThat(steady.get(9).places(DarkCode.DRIFTING_PIXELS))
                .extracting(place -> place.band() + " " + place.detector()).containsExactly("B12 8");
    }

    @Test
    void a_new_on_board_table_begins_a_new_epoch() {
        for (String band : List.of("B02", "B12")) {
            assertThat(history(series.get(5), band)).containsEntry("acquisitions", 5);
            assertThat(history(series.get(6), band)).containsEntry("acquisitions", 0);
            assertThat(history(series.get(7), band)).containsEntry("acquisitions", 1);
        }
    }

    @Test
    void a_pixel_that_turned_hot_is_found_while_it_is_hot() {
        for (int i = 0; i < series.size(); i++) {
            assertThat(series.get(i).places(DarkCode.PIXEL_CHANGE).stream().anyMatch(place -> place.band().equals("B05") && place.column() == 600))
                    .as("acquisition %d", i + 1).isEqualTo(i >= 2 && i <= 4);
        }
    }

    @Test
    void another_SWIR_arrangement_ends_the_epoch_of_the_bands_whose_columns_it_moves() {
        Night second = secondAfter(Map.of("R2SWIR", "S2A_OPER_GIP_R2SWIR_of_before", "R2SWIR/B12", "moved"));
        assertThat(history(second, "B05")).containsEntry("acquisitions", 1);
        assertThat(history(second, "B12")).containsEntry("acquisitions", 0);
        assertThat(detector(second, "B12").get("historyChange")).isInstanceOf(Missing.class);
    }

    @Test
    void an_R2SWIR_that_moves_columns_of_another_band_or_none_ends_no_epoch() {
        assertThat(history(secondAfter(Map.of("R2SWIR", "S2A_OPER_GIP_R2SWIR_of_before", "R2SWIR/B11", "moved")), "B12"))
                .containsEntry("acquisitions", 1);
    }

    @Test
    void where_the_archive_does_not_tell_what_columns_used_another_R2SWIR_ends_the_epoch() {
        Map<String, String> changes = new HashMap<>(Map.of("R2SWIR", "S2A_OPER_GIP_R2SWIR_of_before"));
        changes.put("R2SWIR/B12", null);
        Night second = secondAfter(changes);
        assertThat(history(second, "B05")).containsEntry("acquisitions", 1);
        assertThat(history(second, "B12")).containsEntry("acquisitions", 0);
    }

    /** A dark after one whose epoch differs in some entries; null where it has none. */
    private Night secondAfter(Map<String, String> changes) {
        KeptPast past = new KeptPast();
        Night first = steady.get(0);
        Map<String, String> before = new LinkedHashMap<>(Epoch.of(first.dossier().product(), first.dossier().calibration()));
        assertThat(before).containsKeys("R2SWIR", "R2SWIR/B11", "R2SWIR/B12");
        before.putAll(changes);
        before.values().removeIf(Objects::isNull);
        past.add(first.dossier(), before);
        return Night.of(InMemory.simulator().acquisitions(ScenarioFile.read("second", STRIP + "series: [{days: 0}, {days: 14}]")).get(1),
                calibration, past);
    }

    /** True slope of every imaging column of B12, LSB per year. */
    private static double[] slopes(List<Night> nights) {
        DetectorDark dark = nights.get(0).dark("B12", 8);
        double[] first = PixelStatistics.columnMeans(nights.get(0).acquisition().signal(dark.id()).darkLevel(), 3);
        double[] last = PixelStatistics.columnMeans(nights.get(9).acquisition().signal(dark.id()).darkLevel(), 3);
        double[] slopes = Arrays.stream(dark.imagingColumns()).mapToDouble(column -> (last[column] - first[column]) / (270 / YEAR)).toArray();
        assertThat(StatUtils.variance(slopes)).isCloseTo(SPREAD * SPREAD, within(5 * Math.sqrt(2.0 / 1276)));
        return slopes;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> history(Night night, String band) {
        return (Map<String, Object>) night.summary("dark-signal", band).get("history");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> detector(Night night, String band) {
        return ((List<Map<String, Object>>) night.summary("dark-signal", band).get("detectors")).get(0);
    }
}
