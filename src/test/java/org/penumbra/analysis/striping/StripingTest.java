package org.penumbra.analysis.striping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.StripMeasure;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;
import org.penumbra.statistics.Estimate;

class StripingTest {
    @TempDir
    private static Path directory;
    private static Dossier of2018;
    private static Dossier striped;

    @BeforeAll
    static void analyse() {
        of2018 = measured("nominal-2018.yaml", 1).after(new Striping());
        striped = measured("nominal-stripes.yaml", 1);
    }

    @Test
    void the_case_of_2018_alarms_on_its_first_product() {
        assertThat(of2018.findings().stream().filter(finding -> finding.severity() == Severity.ALARM))
                .allSatisfy(alarm -> assertThat(alarm.code()).isEqualTo(StripingCode.STEP_OF_ONE_BAND))
                .extracting(alarm -> alarm.where().band() + " " + alarm.where().detector()).containsExactly("B10 2", "B10 3", "B10 10", "B10 11");
    }

    @Test
    void a_band_off_at_a_detector_alarms_where_one_other_band_was_acquired() {
        assertThat(detector3Off("[B10, B11]").findings().stream().filter(finding -> finding.severity() == Severity.ALARM))
                .extracting(alarm -> alarm.code().code() + " " + alarm.where().band() + " " + alarm.where().detector())
                .containsExactly("STRIPING-201 B10 2", "STRIPING-201 B10 3");
    }

    @Test
    void a_band_off_at_a_detector_is_no_alarm_where_no_other_band_was_acquired() {
        assertThat(detector3Off("[B10]").findings()).allMatch(finding -> finding.severity() == Severity.INFO)
                .anyMatch(finding -> finding.code() == StripingCode.SIGNIFICANT_STEP && finding.where().detector() == 3);
    }

    @Test
    void steps_are_those_that_were_planted_on_the_same_ground() {
        // +3 % of detector 3 and -3 % of detector 11; noise of 64 lines times 25 columns and rounding leave 0.1 %, the dark of the SWIR 0.24/170 more
        StripingResult result = result(of2018);
        assertThat(step(result, "B10", 2)).isCloseTo(Math.log(1.03), within(0.004));
        assertThat(step(result, "B10", 3)).isCloseTo(-Math.log(1.03), within(0.004));
        assertThat(step(result, "B10", 10)).isCloseTo(Math.log(0.97), within(0.004));
        assertThat(step(result, "B10", 6)).isCloseTo(0, within(0.004));
    }

    @Test
    void the_lag_between_odd_and_even_detectors_is_found() {
        // even detectors see the ground 60 + 8 · bandId lines of 10 m later: 60 (B01, id 0) is 10 lines of 60 m
        assertThat(result(of2018).steps().seams().stream().filter(seam -> seam.band().name().equals("B01")))
                .allSatisfy(seam -> assertThat(seam.lag().lines()).isEqualTo(seam.detector() % 2 == 1 ? 10 : -10));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_clean_textured_scene_gives_no_warning(long seed) {
        Dossier clean = measured("nominal-clean.yaml", seed).after(new Striping());
        assertThat(clean.findings()).allSatisfy(finding -> assertThat(finding.severity()).as(finding.message()).isEqualTo(Severity.INFO));
    }

    @Test
    void stripes_are_found_where_they_were_planted_and_are_worth_knowing_in_one_product() {
        StripingResult result = result(striped.after(new Striping()));
        BandDetector detector = place(result, "B01", 4);
        assertThat(result.stripes(detector)).extracting(StripingResult.Stripe::column).contains(100, 200);
        assertThat(result.stripes(detector).stream().filter(stripe -> stripe.column() == 100 || stripe.column() == 200)
                .map(stripe -> Math.signum(stripe.deviation()))).containsExactly(1.0, -1.0);
        assertThat(striped.after(new Striping()).findings().stream().filter(finding -> finding.code() == StripingCode.STRIPE))
                .isNotEmpty().allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO));
    }

    @Test
    void a_step_that_all_bands_show_alike_is_the_scene() {
        List<Finding> findings = striped.after(new Striping()).findings();
        assertThat(findings).noneMatch(finding -> finding.severity() != Severity.INFO);
        assertThat(findings).anyMatch(finding -> finding.code() == StripingCode.SIGNIFICANT_STEP && finding.where().detector() == 6);
    }

    @Test
    void what_recurs_in_three_of_five_acquisitions_is_a_warning() {
        Dossier again = withPast(striped, 2, result(striped.after(new Striping())).values()).after(new Striping());
        assertThat(again.findings().stream().filter(finding -> finding.severity() == Severity.WARNING))
                .anyMatch(finding -> finding.code() == StripingCode.RECURRENT_STRIPE && finding.where().column() == 100);
    }

    @Test
    void what_was_seen_once_before_is_not_yet_a_warning() {
        Dossier again = withPast(striped, 1, result(striped.after(new Striping())).values()).after(new Striping());
        assertThat(again.findings()).noneMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @Test
    void a_step_that_earlier_acquisitions_had_as_well_is_their_reference() {
        Map<String, Double> steps = new java.util.TreeMap<>(result(striped.after(new Striping())).values());
        steps.keySet().removeIf(name -> !name.endsWith("/step"));
        assertThat(withPast(striped, 10, steps).after(new Striping()).findings())
                .noneMatch(finding -> finding.code() == StripingCode.SIGNIFICANT_STEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10})
    void an_alarm_is_told_again_of_each_product_that_shows_the_fault(int earlier) {
        Dossier later = withPast(measured("nominal-2018.yaml", 2), earlier, result(of2018).values()).after(new Striping());
        assertThat(later.findings().stream().filter(finding -> finding.severity() == Severity.ALARM))
                .extracting(alarm -> alarm.where().band() + " " + alarm.where().detector()).containsExactly("B10 2", "B10 3", "B10 10", "B10 11");
    }

    @Test
    void a_step_that_was_taken_without_a_lag_is_no_reference() {
        StripingResult result = result(of2018);
        Seam seam = result.steps().seams().get(0);
        String key = StripingResult.step(seam.band(), seam.detector());
        assertThat(result.values()).containsKey(key);
        List<Seam> seams = new ArrayList<>(result.steps().seams());
        seams.set(0, new Seam(seam.band(), seam.detector(), new Lag(0, 0.1, false), seam.step(), seam.u(), seam.reference()));
        assertThat(new StripingResult(result.counts(), result.detectors(), result.detectorsOfInstrument(), result.stripes(), Steps.of(seams),
                Map.of(), true, result.acquisitions(), result.settings()).values()).doesNotContainKey(key);
    }

    @Test
    void the_step_of_a_few_scenes_is_no_reference_and_the_scatter_of_several_is_its_uncertainty() {
        StripingResult clean = result(measured("nominal-clean.yaml", 1).after(new Striping()));
        Seam seam = clean.steps().seams().get(0);
        Map<String, Double> off = Map.of(StripingResult.step(seam.band(), seam.detector()), seam.step() - 0.05);
        assertThat(result(withPast(measured("nominal-clean.yaml", 1), 4, off).after(new Striping())).steps().seams().get(0).reference())
                .isEqualTo(Seam.NO_REFERENCE);
        Estimate ofFive = result(withPast(measured("nominal-clean.yaml", 1), 5, off).after(new Striping())).steps().seams().get(0).reference();
        assertThat(ofFive.value()).isEqualTo(seam.step() - 0.05);
        Seam known = new Seam(seam.band(), seam.detector(), seam.lag(), seam.step(), seam.u(), new Estimate(0, 0.01, 5));
        assertThat(clean.steps().limit(known, clean.settings()))
                .isEqualTo(clean.settings().stepSignificance() * Math.hypot(clean.steps().sceneNoise(), Math.hypot(seam.u(), 0.01)));
    }

    @Test
    void the_offset_of_level_1B_is_added_back_before_any_ratio() {
        // half the reference radiance of B01 times its coefficient, and the mean of a texture that varies by half of it
        double expected = 129.11 / 2 * 4.1;
        assertThat(result(of2018).detectors().stream().filter(one -> one.id().band().name().equals("B01"))
                .mapToDouble(DetectorStripes::level).average().orElseThrow()).isCloseTo(expected, within(0.15 * expected));
    }

    @Test
    void a_nominal_product_of_level_1A_is_equalised_and_shows_the_steps_that_were_planted() {
        Scenario scenario = ScenarioFile.read("level 1A", """
                acquisition_type: nominal
                level: L1A
                bands: [B09, B10]
                detectors: [1, 2, 3, 4, 5, 6]
                granules: 1
                faults: [{kind: gain-change, at: {band: B10, detector: 3}, factor: 1.03}]
                """);
        Dossier dossier = InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0),
                InMemory.calibration(scenario, directory.resolve("1A")), Past.NONE).after(new Striping());
        // as at level 1B; rounding and the offset of the blind columns instead of that of the product leave as much
        assertThat(step(result(dossier), "B10", 2)).isCloseTo(Math.log(1.03), within(0.004));
        assertThat(step(result(dossier), "B10", 4)).isCloseTo(0, within(0.004));
        assertThat(dossier.findings().stream().filter(finding -> finding.code() == StripingCode.STEP_OF_ONE_BAND))
                .extracting(finding -> finding.where().band() + " " + finding.where().detector())
                .containsExactly("B10 2", "B10 3");
    }

    @Test
    void lines_at_level_1A_are_equalised_as_the_columns_that_were_measured_as_shared() throws IOException {
        Scenario scenario = ScenarioFile.read("level 1A",
                "{acquisition_type: nominal, level: L1A, bands: [B10], detectors: [1, 2, 3, 4, 5, 6], granules: 1}");
        Path settings = Files.createDirectories(directory.resolve("few shared"));
        // of 10 m: 10 columns of B10
        MeasureSettings few = Settings.read(MeasureSettings.class, Files.writeString(settings.resolve("measure.yaml"), "overlapColumns: 20"));
        SimulatedAcquisition acquisition = InMemory.simulator().acquisitions(scenario).get(0);
        Product product = acquisition.product();
        Optional<CalibrationSet> calibration = Optional.of(CalibrationSet.open(InMemory.calibration(scenario, directory.resolve("1A shared")), "S2A",
                product.sensingStart()));
        Map<BandDetector, DetectorMeasurement> measured = acquisition.bandDetectors().stream().collect(Collectors.toMap(id -> id,
                id -> new StripMeasure().measure(MeasureTask.of(product, calibration, id), acquisition.lines(id), few)));
        Dossier dossier = Dossier.open(product, new KeptMeasurements(measured), calibration, Past.NONE, new AnalysisSettings(List.of(settings)));

        assertThat(result(dossier.after(new Striping())).counts()).hasSize(6).allSatisfy(scene -> {
            double[] columns = IntStream.range(0, scene.columns())
                    .mapToDouble(column -> Arrays.stream(scene.blocks()).mapToDouble(block -> block[column]).average().orElseThrow())
                    .filter(Double::isFinite).toArray();
            double first = Arrays.stream(columns, 0, 10).average().orElseThrow();
            double last = Arrays.stream(columns, columns.length - 10, columns.length).average().orElseThrow();
            // how light and response vary together is left out: 3 % of response times half of the light over √10 columns
            assertThat(Arrays.stream(scene.first()).average().orElseThrow()).isCloseTo(first, within(0.005 * first));
            assertThat(Arrays.stream(scene.last()).average().orElseThrow()).isCloseTo(last, within(0.005 * last));
        });
    }

    @Test
    void a_nominal_raster_stack_is_watched_without_calibration() {
        Scenario scenario = ScenarioFile.read("stack", """
                acquisition_type: nominal
                level: L1A
                bands: [B01]
                detectors: [4]
                granules: 1
                faults: [{kind: gain-change, at: {columns: [100]}, factor: 1.1}]
                """);
        // raw columns scatter by 1 %: 5 · 1.4826 · MAD is 5 %
        StripingResult result = result(InMemory.stack(InMemory.simulator().acquisitions(scenario).get(0)).after(new Striping()));
        assertThat(result.stripes()).extracting(StripingResult.Stripe::column).contains(100);
    }

    @Test
    void stripes_of_a_product_that_is_too_short_are_in_the_table_and_no_findings() {
        Dossier dossier = column100Off(1008).after(new Striping());
        assertThat(dossier.findings()).filteredOn(finding -> finding.code() == StripingCode.FEW_BLOCKS).hasSize(1);
        assertThat(dossier.findings()).noneMatch(finding -> finding.code() == StripingCode.STRIPE);
        assertThat(result(dossier).stripes()).extracting(StripingResult.Stripe::column).contains(100);
        assertThat(new Striping().present(result(dossier)).tables()).filteredOn(table -> table.title().startsWith("Stripes"))
                .singleElement().satisfies(table -> assertThat(table.rows()).hasSameSizeAs(result(dossier).stripes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {16 * 96, 24 * 96 - 6})
    void stripes_are_judged_from_16_blocks_of_96_lines_on(int lines) {
        Dossier dossier = column100Off(lines).after(new Striping());
        assertThat(dossier.findings()).noneMatch(finding -> finding.code() == StripingCode.FEW_BLOCKS)
                .anyMatch(finding -> finding.code() == StripingCode.STRIPE && finding.where().column() == 100);
    }

    @Test
    void stripes_of_products_that_are_too_short_do_not_make_a_later_one_recur() {
        Map<String, Double> listed = result(column100Off(1008).after(new Striping())).values();
        Dossier later = withPast(column100Off(2304), 2, listed).after(new Striping());
        assertThat(later.findings()).anyMatch(finding -> finding.code() == StripingCode.STRIPE && finding.where().column() == 100);
        assertThat(later.findings()).noneMatch(finding -> finding.code() == StripingCode.RECURRENT_STRIPE);
    }

    @Test
    void a_product_that_is_too_short_shows_in_how_many_earlier_ones_its_stripes_were_judged() {
        Map<String, Double> judged = result(column100Off(2304).after(new Striping())).values();
        StripingResult result = result(withPast(column100Off(1008), 2, judged).after(new Striping()));
        assertThat(result.stripes().stream().filter(stripe -> stripe.column() == 100)).singleElement()
                .satisfies(stripe -> assertThat(stripe.seen()).isEqualTo(2));
    }

    @Test
    void the_method_card_tells_the_limit_in_force() throws IOException {
        Path own = Files.writeString(Files.createDirectories(directory.resolve("own limits")).resolve("striping.yaml"), "scatter: 6.5");
        Dossier dossier = Dossier.open(striped.product(), striped.measurements(), striped.calibration(),
                Past.NONE, new AnalysisSettings(List.of(own.getParent())));
        assertThat(dossier.after(new Striping()).outcomes().get("striping").section().card().paragraphs().get(0)).contains("by 6.5 robust scales");
    }

    @Test
    void the_axis_across_the_field_of_view_has_the_detectors_of_the_profile() {
        Scenario scenario = ScenarioFile.read("stack", "{acquisition_type: nominal, level: L1A, bands: [B01], detectors: [2], granules: 1}");
        Spacecraft s2a = InMemory.INSTRUMENTS.spacecraft("S2A").orElseThrow();
        Instrument msi = s2a.instrument();
        Instrument narrow = new Instrument("narrow", 3, msi.bands(), msi.saturation(), msi.minimumLines(), msi.sufficientLines(), msi.linePeriod(),
                msi.blindColumns(), msi.excludedColumns(), msi.excludedBands(), msi.digitisedBeforeEqualisation());
        Dossier dossier = InMemory.stack(InMemory.simulator().acquisitions(scenario).get(0),
                new Spacecraft(s2a.name(), s2a.longName(), s2a.unit(), narrow, s2a.solarIrradiance(), s2a.noise(), s2a.gain()))
                .after(new Striping());
        Figure.Curves profile = (Figure.Curves) dossier.outcomes().get("striping").section().figures().get(0);
        assertThat(profile.detectors()).isEqualTo(3);
    }

    @Test
    void every_threshold_and_seam_is_in_the_report() {
        var section = new Striping().present(result(of2018));
        assertThat(section.tables().get(3).rows()).hasSize(33);
        assertThat(section.card().settings()).isNotEmpty();
    }

    /** Columns 310 to 312 of the detector are column 100 of B10 at level 1B. @param lines of 10 m; 16 blocks of 96 of them are enough to judge */
    private static Dossier column100Off(int lines) {
        Scenario scenario = ScenarioFile.read("column 100 off", """
                acquisition_type: nominal
                bands: [B10]
                detectors: [1, 2, 3]
                granules: 1
                lines_per_granule: %d
                faults: [{kind: gain-change, at: {detector: 2, range: [310, 312]}, factor: 1.2}]
                """.formatted(lines));
        return InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0),
                InMemory.calibration(scenario, directory.resolve("short")), Past.NONE);
    }

    private static Dossier detector3Off(String bands) {
        Scenario scenario = ScenarioFile.read("detector 3 off", """
                acquisition_type: nominal
                bands: %s
                detectors: [1, 2, 3, 4, 5, 6]
                granules: 1
                faults: [{kind: gain-change, at: {band: B10, detector: 3}, factor: 1.05}]
                """.formatted(bands));
        return InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0),
                InMemory.calibration(scenario, directory.resolve("off " + bands)), Past.NONE).after(new Striping());
    }

    private static StripingResult result(Dossier dossier) {
        return dossier.result("striping", StripingResult.class).orElseThrow();
    }

    private static BandDetector place(StripingResult result, String band, int detector) {
        return result.detectors().stream().map(DetectorStripes::id)
                .filter(id -> id.band().name().equals(band) && id.detector() == detector).findFirst().orElseThrow();
    }

    private static double step(StripingResult result, String band, int detector) {
        return result.seam(place(result, band, detector)).orElseThrow().step();
    }

    private static Dossier measured(String name, long seed) {
        Scenario scenario = ScenarioFile.read(Path.of("testdata/scenarios", name)).withSeed(seed);
        return InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0),
                InMemory.calibration(scenario, directory.resolve(name)), Past.NONE);
    }

    /** The same product after so many acquisitions that gave these values. */
    private static Dossier withPast(Dossier dossier, int acquisitions, Map<String, Double> values) {
        List<Past.Acquisition> earlier = new ArrayList<>();
        Instant now = dossier.product().sensingStart();
        Stream.iterate(acquisitions, days -> days - 1).limit(acquisitions).forEach(days -> earlier.add(new Past.Acquisition("earlier" + days,
                dossier.product().spacecraft().name(), AcquisitionType.NOMINAL, now.minus(Duration.ofDays(days)),
                Epoch.of(dossier.product(), dossier.calibration()), Map.of(), values)));
        Past past = new Past() {
            @Override
            public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
                return type == AcquisitionType.NOMINAL ? earlier : List.of();
            }

            @Override
            public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
                throw new UnsupportedOperationException();
            }
        };
        return Dossier.open(dossier.product(), dossier.measurements(), dossier.calibration(), past, dossier.settings());
    }
}
