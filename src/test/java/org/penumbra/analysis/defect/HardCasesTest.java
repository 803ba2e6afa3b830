package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.Life.Status;
import org.penumbra.analysis.equalisation.Equalisation;
import org.penumbra.calibration.DefectivePixels.Singularity;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** Cases at the edge of the rules of METHODS 6. */
class HardCasesTest {
    private static final DefectSettings SETTINGS = Settings.defaults(DefectSettings.class);
    private static final String PLACE = "B03-D02";

    @TempDir
    private Path directory;

    /**
     * The cut of outliers would take up to a tenth of the samples of a column of three to five times the noise of its neighbours, and with them
     * what makes it noisy. {@code factor} is that of the analogue noise; with rounding, 1/12 LSB² in either, that of the noise is 0.86 to 0.97 of
     * it, and known to 1/√(4/3 N), 4 % for the 384 samples of B10, 2 to 3 % for the others: all factors are four of these from the limit.
     */
    @ParameterizedTest
    @CsvSource({"B05, 4, true", "B05, 4.5, true", "B05, 2.9, false", "B02, 4, true", "B10, 5.2, true", "B10, 3.5, false", "B11, 4.6, true"})
    void a_column_little_beyond_the_limit_of_noise_is_noisy_and_one_below_is_not(String band, double factor, boolean noisy) {
        Dossier dark = series("""
                detectors: [5]
                bands: [%s]
                granules: 1
                faults: [{kind: noisy, at: {columns: [200, 700, 1100]}, factor: %s}]
                """.formatted(band, factor)).get(0);
        assertThat(columns(dark, "NOISY")).isEqualTo(noisy ? List.of(200, 700, 1100) : List.of());
    }

    @Test
    void particles_do_not_make_a_column_noisy() {
        // 0.4 % of the samples of a hundred columns: 2 %, above which a cut is thought to take noise, are 23 of 1152, eight standard deviations away
        Dossier dark = series("""
                detectors: [5]
                bands: [B05]
                granules: 1
                faults: [{kind: cosmic, at: {range: [300, 399]}, rate: 0.004, amplitude: 200}]
                """).get(0);
        assertThat(columns(dark, "NOISY")).isEmpty();
    }

    @Test
    void a_detector_that_is_noisy_throughout_has_no_noisy_pixel() {
        Dossier dark = series("""
                detectors: [5, 6]
                bands: [B05]
                granules: 1
                faults: [{kind: noisy, at: {detector: 5}, factor: 6}]
                """).get(0);
        assertThat(result(dark).evidence().signs()).isEmpty();
    }

    @Test
    void a_block_of_columns_wider_than_the_local_median_is_seen_as_a_failure_of_the_detector() {
        Dossier dark = series("""
                detectors: [5, 6]
                bands: [B05]
                granules: 1
                faults:
                  - {kind: noisy, at: {detector: 5, range: [300, 429]}, factor: 8}
                  - {kind: noisy, at: {detector: 6, columns: [300]}, factor: 8}
                """).get(0);
        assertThat(dark.findings().stream().filter(finding -> finding.code() == DefectCode.DETECTOR_WIDE)).singleElement()
                .satisfies(alarm -> assertThat(alarm.where().detector()).isEqualTo(5));
        assertThat(result(dark).signs().get(0).counts()).containsEntry("NOISY", 130L);
        assertThat(result(dark).lives()).singleElement().satisfies(life -> assertThat(life.place()).isEqualTo("B05-D06"));
    }

    @Test
    void a_block_of_columns_that_leaves_too_little_of_the_dynamic_range_is_hot_to_the_last_one() {
        // 980 LSB of 4095, where 819 are a fifth; the local median of 101 columns lies in the block
        Dossier dark = darkAlone("""
                detectors: [5]
                bands: [B05]
                granules: 1
                faults: [{kind: dark-change, at: {range: [300, 500]}, amount: 500}]
                """);
        assertThat(result(dark).signs().get(0).counts()).containsExactly(Map.entry("HOT", 201L));
    }

    @Test
    void a_detector_whose_dark_is_high_throughout_has_no_hot_pixel() {
        Dossier dark = darkAlone("""
                detectors: [5]
                bands: [B05]
                granules: 1
                faults: [{kind: dark-change, amount: 500}, {kind: dsnu, sigma: 60}]
                """);
        assertThat(result(dark).signs().get(0).counts()).isEmpty();
    }

    @Test
    void a_block_of_columns_without_response_is_dead_to_the_last_one() {
        Dossier lit = series("""
                acquisition_type: sun-diffuser
                detectors: [5]
                bands: [B05]
                granules: 1
                faults: [{kind: gain-change, at: {detector: 5, range: [300, 429]}, factor: 0.3}]
                """).get(0);
        assertThat(result(lit).signs().get(0).counts()).containsExactly(Map.entry("DEAD", 130L));
        assertThat(lit.findings().stream().filter(finding -> finding.code() == DefectCode.DETECTOR_WIDE)).hasSize(1);
    }

    @Test
    void pixels_that_R2DEPI_lists_are_no_failure_of_their_detector() {
        List<Dossier> darks = series("""
                detectors: [5]
                bands: [B05]
                granules: 1
                calibration: {defective: [{band: B05, detector: 5, range: [100, 119]}]}
                faults: [{kind: noisy, at: {range: [100, 119]}, factor: 8}, {kind: noisy, at: {columns: [700]}, factor: 8}]
                """);
        assertThat(darks.get(0).findings()).noneMatch(finding -> finding.severity() == Severity.ALARM && finding.code() instanceof DefectCode);
        assertThat(result(darks.get(0)).lives().stream().filter(life -> life.status() == Status.KNOWN)).hasSize(20);
        assertThat(result(darks.get(0)).lives().stream().filter(life -> life.status() == Status.CANDIDATE))
                .extracting(Life::column).containsExactly(700);
    }

    @Test
    void a_dark_of_a_quiet_detector_says_nothing_of_stuck_pixels_and_does_not_release_one() {
        // half the noise of B05 and the rounding: 0.37 LSB; a healthy pixel may well show one count for long
        Dossier dark = series("""
                detectors: [5, 6]
                bands: [B05]
                granules: 1
                faults: [{kind: noisy, at: {detector: 5}, factor: 0.5}, {kind: stuck, at: {columns: [400]}, count: 500}]
                """).get(0);
        Evidence evidence = result(dark).evidence();
        assertThat(evidence.couldSee("B05-D05", "STUCK")).isFalse();
        assertThat(evidence.couldSee("B05-D06", "STUCK")).isTrue();
        assertThat(evidence.signs().stream().filter(sign -> sign.kind().equals("STUCK"))).extracting(Sign::place).containsExactly("B05-D06");
    }

    @Test
    void two_levels_from_dark_to_dark_are_seen_although_one_dark_lacked_the_detector() {
        List<Dossier> darks = series("""
                detectors: [5]
                bands: [B11]
                granules: 1
                series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}, {days: 56}, {days: 70}, {days: 84}]
                faults:
                  - {kind: dark-change, at: {columns: [600], acquisitions: [2, 3]}, amount: 6}
                  - {kind: dark-change, at: {columns: [600], acquisitions: [7, 7]}, amount: 6}
                """, 4);
        assertThat(columns(darks.get(6), "TELEGRAPH")).containsExactly(600);
    }

    @Test
    void two_levels_that_both_came_back_are_telegraph_noise_from_the_fourth_dark_on() {
        List<Dossier> darks = series("""
                detectors: [5]
                bands: [B11]
                granules: 1
                series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}]
                faults: [{kind: dark-change, at: {columns: [600], acquisitions: [2, 2]}, amount: 6}, {kind: dark-change, at: {columns: [600], acquisitions: [4, 4]}, amount: 6}]
                """);
        assertThat(darks.subList(0, 3)).allSatisfy(dark -> assertThat(columns(dark, "TELEGRAPH")).isEmpty());
        assertThat(columns(darks.get(3), "TELEGRAPH")).containsExactly(600);
    }

    @Test
    void a_level_that_was_seen_in_one_dark_alone_is_not_reproduced() {
        List<Dossier> darks = series("""
                detectors: [5]
                bands: [B11]
                granules: 1
                series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}, {days: 56}, {days: 70}]
                faults: [{kind: dark-change, at: {columns: [600], acquisitions: [3, 3]}, amount: 6}]
                """);
        assertThat(darks).allSatisfy(dark -> assertThat(columns(dark, "TELEGRAPH")).isEmpty());
    }

    @Test
    void levels_of_telegraph_noise_come_back_within_three_uncertainties_of_a_difference_or_half_an_LSB() {
        assertThat(DarkSigns.twoLevels(new double[] {0, 6, 0.49, 6.49}, 0.1, SETTINGS)).isTrue();
        assertThat(DarkSigns.twoLevels(new double[] {0, 6, 0.51, 6}, 0.1, SETTINGS)).isFalse();
        // 3·√2·0.2 = 0.849
        assertThat(DarkSigns.twoLevels(new double[] {0, 6, 0.84, 6}, 0.2, SETTINGS)).isTrue();
        assertThat(DarkSigns.twoLevels(new double[] {0, 6, 0, 6.86}, 0.2, SETTINGS)).isFalse();
    }

    @Test
    void one_line_of_cycle_that_jumps_between_two_levels_is_telegraph_noise() {
        // a mean over the six lines of cycle would jump by 1.3 LSB, which is within the limit of 2
        List<Dossier> darks = series("""
                detectors: [5]
                bands: [B04]
                granules: 1
                series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}]
                faults:
                  - {kind: dark-change, at: {columns: [600], line_of_cycle: 4, acquisitions: [2, 2]}, amount: 8}
                  - {kind: dark-change, at: {columns: [600], line_of_cycle: 4, acquisitions: [4, 4]}, amount: 8}
                """);
        assertThat(result(darks.get(3)).evidence().signs()).singleElement().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo("TELEGRAPH");
            assertThat(sign.column()).isEqualTo(600);
            assertThat(sign.lineOfCycle()).isEqualTo(4);
        });
    }

    @Test
    void a_level_that_only_rises_is_no_telegraph_noise() {
        List<Dossier> darks = series("""
                detectors: [5]
                bands: [B11]
                granules: 1
                series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}, {days: 56}, {days: 70}]
                faults:
                  - {kind: dark-change, at: {columns: [600], acquisitions: [2, 6]}, amount: 6}
                  - {kind: dark-change, at: {columns: [600], acquisitions: [4, 6]}, amount: 6}
                """);
        assertThat(columns(darks.get(5), "TELEGRAPH")).isEmpty();
    }

    @Test
    void a_new_equalisation_between_diffusers_makes_no_pixel_unstable() {
        // column 400 lost 2 %; the equalisation that was issued after the third diffuser took that up: its gain change went from -2 % to 0
        double[] changes = {-0.02, -0.02, -0.02, 0, 0, 0};
        double[] same = {0.98, 0.98, 0.98, 0.98, 0.98, 0.98};
        assertThat(diffusers(changes, same).spread(0)).isLessThan(SETTINGS.unstable());
        double[] wanders = {0.98, 1, 0.99, 0.97, 1, 0.98};
        assertThat(diffusers(changes, wanders).spread(0)).isGreaterThan(SETTINGS.unstable());
    }

    @Test
    void a_pixel_that_saturates_is_not_released_from_its_noise_meanwhile() {
        Map<Instant, List<Evidence>> all = new TreeMap<>();
        add(all, "NOISY");
        add(all, "NOISY");
        for (int i = 0; i < SETTINGS.released() + 2; i++) {
            add(all, "SATURATED");
        }
        assertThat(Lives.of(all, SETTINGS)).extracting(life -> life.kind() + " " + life.status())
                .containsExactly("NOISY CONFIRMED", "SATURATED CONFIRMED");
    }

    @Test
    void lives_do_not_reach_from_one_unit_to_another() {
        KeptPast past = new KeptPast();
        for (String unit : List.of("S2A", "S2B")) {
            Scenario scenario = ScenarioFile.read("unit", """
                    unit: %s
                    detectors: [5]
                    bands: [B05]
                    granules: 1
                    sensing_start: %s
                    faults: [{kind: noisy, at: {columns: [200]}, factor: 8}]
                    """.formatted(unit, unit.equals("S2A") ? "2026-01-05T13:02:21.024Z" : "2026-01-06T13:02:21.024Z"));
            Dossier dark = analysed(InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0),
                    InMemory.calibration(scenario, directory.resolve(unit)), past));
            past.add(dark);
            assertThat(result(dark).lives()).singleElement().satisfies(life -> assertThat(life.status()).isEqualTo(Status.CANDIDATE));
        }
    }

    @Test
    void a_column_that_does_not_exist_or_is_blind_cannot_be_forced_into_R2DEPI() throws IOException {
        Dossier dark = series("detectors: [5]\nbands: [B05]\ngranules: 1\n").get(0);
        Dossier decided = decided(dark, "force: [{unit: S2A, band: B05, detector: 5, columns: [3, 700, 5000], reason: seen in images}]");
        assertThat(result(decided).catalogue().candidate(dark.calibration().orElseThrow().defectivePixels(), dark.product()).orElseThrow()
                .columns(dark.measurements().bandDetectors().get(0))).containsExactly(700);
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_forced_pixel_is_listed_as_confirmed_with_the_reason_of_the_operator() throws IOException {
        Map<String, Object> summary = (Map<String, Object>) result(forced()).summary();
        assertThat((List<Map<String, Object>>) summary.get("pixels")).singleElement().satisfies(pixel -> assertThat(pixel)
                .containsEntry("band", "B05").containsEntry("detector", 5).containsEntry("column", 700).containsEntry("class", "FORCED")
                .containsEntry("status", "CONFIRMED").containsEntry("evidence", Map.of("operator", "seen in images")));
        assertThat((List<Object>) summary.get("new")).containsExactly(Map.of("place", "B05-D05", "column", 700, "class", "FORCED"));
    }

    @Test
    void a_forced_pixel_is_counted_among_the_confirmed_ones_of_its_band() throws IOException {
        assertThat(result(forced()).values()).containsEntry("defective-pixels/B05/confirmed", 1.0);
    }

    @Test
    void the_candidate_that_lists_a_forced_pixel_says_that_there_is_one() throws IOException {
        assertThat(forced().outcomes().get("defective-pixels").candidates()).singleElement()
                .satisfies(candidate -> assertThat(candidate.why()).isEqualTo("1 pixels confirmed, 0 gone"));
    }

    private Dossier forced() throws IOException {
        return decided(series("detectors: [5]\nbands: [B05]\ngranules: 1\n").get(0),
                "force: [{unit: S2A, band: B05, detector: 5, columns: [700], reason: seen in images}]");
    }

    @Test
    void a_forced_pixel_that_is_seen_as_well_is_told_once_and_proposed_once() throws IOException {
        Dossier dark = series("detectors: [5]\nbands: [B05]\ngranules: 1\nfaults: [{kind: noisy, at: {columns: [200]}, factor: 8}]\n").get(0);
        Dossier decided = decided(dark, "force: [{unit: S2A, band: B05, detector: 5, columns: [200], reason: seen in images}]");
        assertThat(decided.findings())
                .filteredOn(finding -> Integer.valueOf(200).equals(finding.where().column()) && finding.code() instanceof DefectCode)
                .extracting(Finding::code).containsExactly(DefectCode.FORCED);
        assertThat(result(decided).catalogue().candidate(dark.calibration().orElseThrow().defectivePixels(), dark.product())
                .orElseThrow().singularities()).flatExtracting(Singularity::columns).containsExactly(200);
    }

    @Test
    void more_pixels_than_can_be_listed_are_one_finding_of_each_detector() throws IOException {
        Dossier dark = series("detectors: [5, 6]\nbands: [B05]\ngranules: 1\nfaults: [{kind: noisy, at: {columns: [200, 210]}, factor: 8}]\n").get(0);
        Path config = Files.createDirectories(directory.resolve("few"));
        Files.writeString(config.resolve("defective-pixels.yaml"), "longestPixelList: 3\n");
        Dossier told = Dossier.open(dark.product(), dark.measurements(), dark.calibration(), Past.NONE, new AnalysisSettings(List.of(config)))
                .after(new DarkSignal()).after(new DefectTracking());
        assertThat(told.findings()).filteredOn(finding -> finding.code() == DefectCode.MANY_PIXELS).extracting(Finding::message)
                .containsExactly("2 pixels of B05-D05 are news, too many in all to be listed one by one; report.json lists them.",
                        "2 pixels of B05-D06 are news, too many in all to be listed one by one; report.json lists them.");
        assertThat(told.findings()).noneMatch(finding -> finding.code() == DefectCode.CANDIDATE);
    }

    @Test
    void insufficient_evidence_proposes_no_R2DEPI_for_pixels_that_earlier_darks_confirmed() {
        KeptPast past = new KeptPast();
        List<Integer> candidates = new ArrayList<>();
        for (int day = 5; day < 8; day++) {
            Scenario scenario = ScenarioFile.read("short", """
                    detectors: [5]
                    bands: [B05]
                    granules: 1
                    lines_per_granule: %d
                    sensing_start: 2026-01-0%dT13:02:21.024Z
                    faults: [{kind: noisy, at: {columns: [200]}, factor: 8}]
                    """.formatted(day == 7 ? 252 : 1152, day));
            Dossier dark = analysed(InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0),
                    InMemory.calibration(scenario, directory.resolve("calibration")), past));
            past.add(dark);
            candidates.add(dark.outcomes().get("defective-pixels").candidates().size());
        }
        assertThat(candidates).containsExactly(0, 1, 0);
    }

    @Test
    void an_override_of_another_unit_or_detector_changes_nothing() throws IOException {
        Dossier dark = series("detectors: [5]\nbands: [B05]\ngranules: 1\nfaults: [{kind: noisy, at: {columns: [200]}, factor: 8}]\n").get(0);
        Dossier decided = decided(dark, """
                force: [{unit: S2B, band: B05, detector: 5, columns: [700], reason: another unit}]
                forbid: [{unit: S2A, band: B05, detector: 6, columns: [200], reason: another detector}]
                """);
        assertThat(result(decided).lives()).extracting(Life::column).containsExactly(200);
        assertThat(result(decided).catalogue().forced()).isEmpty();
    }

    @Test
    void an_override_that_lacks_its_unit_or_columns_is_refused() {
        Dossier dark = series("detectors: [5]\nbands: [B05]\ngranules: 1\n").get(0);
        assertThatThrownBy(() -> decided(dark, "force: [{band: B05, detector: 5, columns: [700], reason: no unit}]")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> decided(dark, "forbid: [{unit: S2A, band: B05, detector: 5}]")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_listed_pixel_of_a_detector_that_was_not_delivered_is_neither_gone_nor_lost_from_the_candidate() {
        Dossier dark = series("""
                detectors: [5]
                bands: [B05]
                granules: 1
                calibration: {defective: [{band: B05, detector: 7, columns: [900]}]}
                """).get(0);
        assertThat(result(dark).catalogue().gone()).isEmpty();
        assertThat(result(dark).catalogue().known()).isEmpty();
    }

    @Test
    void a_listed_pixel_of_a_re_selected_column_is_not_gone_because_its_old_pixel_was_good() {
        // six darks and six diffusers saw the pixel of configuration 0 healthy; R2DEPI now lists the column for that of +1
        List<Dossier> series = series("""
                detectors: [5]
                bands: [B10]
                granules: 1
                lines_per_granule: 1152
                calibration: {defective: [{band: B10, detector: 5, columns: [400, 800]}]}
                series: [%s, {days: 400}]
                reselections: [{at: {band: B10, detector: 5, columns: [400]}, shift: 1, from: 13}]
                """.formatted(String.join(", ", IntStream.range(0, 6)
                        .mapToObj(i -> "{days: %d}, {days: %d, acquisition_type: sun-diffuser}".formatted(30 * i, 30 * i + 2)).toList())));
        assertThat(result(series.get(11)).catalogue().gone()).isEmpty();
        assertThat(result(series.get(12)).catalogue().gone()).extracting(Catalogue.Place::column).containsExactly(800);
    }

    private DiffuserSeries diffusers(double[] changes, double[] relative) {
        return new DiffuserSeries(column(changes), column(relative), new double[changes.length], new double[changes.length], SETTINGS);
    }

    private static double[][] column(double[] values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static void add(Map<Instant, List<Evidence>> all, String kind) {
        all.put(Instant.EPOCH.plus(Duration.ofDays(all.size())), List.of(new Evidence(List.of(PLACE),
                DefectClass.shownBy(AcquisitionType.NIGHT_OCEAN), List.of(), Map.of(),
                List.of(new Sign(PLACE, 7, 0, kind, Map.of("noise", 5.0))))));
    }

    private Dossier decided(Dossier dark, String pixels) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.writeString(config.resolve("pixels.yaml"), pixels);
        return Dossier.open(dark.product(), dark.measurements(), dark.calibration(), Past.NONE, new AnalysisSettings(List.of(config)))
                .after(new DarkSignal()).after(new DefectTracking());
    }

    private List<Dossier> series(String yaml) {
        return series(yaml, 0);
    }

    /** One dark without the analysis that calls so high a level light. */
    private Dossier darkAlone(String yaml) {
        Scenario scenario = ScenarioFile.read("the scenario of this test", yaml);
        return InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0), InMemory.calibration(scenario, directory.resolve("calibration")),
                Past.NONE).after(new DefectTracking());
    }

    /** The acquisitions of a scenario, one after the other; that of number {@code absent}, from 1, is archived without any of its detectors. */
    private List<Dossier> series(String yaml, int absent) {
        Scenario scenario = ScenarioFile.read("the scenario of this test", yaml);
        Path calibration = InMemory.calibration(scenario, directory.resolve("calibration"));
        KeptPast kept = new KeptPast();
        List<Dossier> all = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Past past = absent == 0 ? kept : new Lacking(kept, absent - 1);
            Dossier analysed = analysed(InMemory.dossier(acquisition, calibration, past));
            kept.add(analysed);
            all.add(analysed);
        }
        return all;
    }

    private static Dossier analysed(Dossier dossier) {
        return (dossier.product().type() == AcquisitionType.NIGHT_OCEAN ? dossier.after(new DarkSignal()) : dossier.after(new Equalisation()))
                .after(new DefectTracking());
    }

    /** A past in which one acquisition brought no detector. */
    private record Lacking(KeptPast all, int absent) implements Past {
        @Override
        public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
            return all.acquisitions(spacecraft, type, before);
        }

        @Override
        public Pixels pixels(Acquisition acquisition, org.penumbra.instrument.BandDetector bandDetector) {
            Pixels pixels = all.pixels(acquisition, bandDetector);
            if (Optional.of(acquisition).equals(all.acquisitions(acquisition.spacecraft(), acquisition.type(), Instant.MAX).stream()
                    .skip(absent).findFirst())) {
                double[] none = new double[pixels.mean().length];
                Arrays.fill(none, Double.NaN);
                return new Pixels(none, none, none, none);
            }
            return pixels;
        }

        @Override
        public Evidence evidence(Acquisition acquisition) {
            return all.evidence(acquisition);
        }
    }

    private static DefectResult result(Dossier dossier) {
        return dossier.result("defective-pixels", DefectResult.class).orElseThrow();
    }

    private static List<Integer> columns(Dossier dossier, String kind) {
        return result(dossier).evidence().signs().stream().filter(sign -> sign.kind().equals(kind)).map(Sign::column).toList();
    }
}
