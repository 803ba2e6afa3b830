package org.penumbra.analysis.equalisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.RecordCopy;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Datastrip.Attitude;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;

/** Inputs that are not as they should be: each is a finding or a refusal with a code, never a wrong number in silence. */
class DiffuserInputTest {
    private static final String SMALL = "detectors: [4, 5], bands: [B01, B09], granules: 1, lines_per_granule: 576";
    private static final String SWIR = "detectors: [4, 5, 6], bands: [B10, B11, B12], granules: 1, lines_per_granule: 576";
    private static DiffuserBench bench;

    @TempDir
    Path directory;

    @BeforeAll
    static void measure(@TempDir Path shared) {
        bench = DiffuserBench.ofPair(SMALL, shared);
    }

    @Test
    void without_a_dark_of_the_epoch_COEFF_D_is_taken_and_said_so() {
        Dossier dossier = DiffuserBench.withoutDark(SMALL, directory).analysed();
        assertThat(DiffuserBench.codes(dossier, Severity.INFO)).contains("EQUALISATION-111", "NOISE-103");
        BandEqualisation b01 = EqualisationTest.band(dossier, "B01");
        assertThat(b01.dark()).isEmpty();
        assertThat(b01.prnu().value()).isNaN();
        // 0.1 LSB in each line of cycle, of which a 60 m band has one, at slopes within 4 % of 1
        DetectorEqualisation detector = b01.detectors().get(0);
        assertThat(detector.response().ofDark()[600] * detector.response().equalised()[600]).isCloseTo(0.1, within(0.005));
        assertThat(DiffuserBench.codes(dossier, Severity.WARNING)).isEmpty();
    }

    @Test
    void lines_lost_in_transmission_are_told_with_their_number() {
        Dossier dossier = DiffuserBench.ofPair(SMALL + ", faults: [{kind: lost-lines, at: {band: B09, detector: 5}, lines: [60, 119]}]",
                directory).analysed();
        // 60 lines of 10 m are 10 of 60 m
        assertThat(dossier.findings()).filteredOn(finding -> finding.code() == EqualisationCode.LOST_LINES).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(Finding.Place.detector("B09", 5));
            assertThat(finding.message()).startsWith("10 lines of B09-D05");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void a_dark_of_another_epoch_is_not_taken() {
        Dossier dossier = DiffuserBench.ofPair(SMALL + ", nuc_table_id: 3, equalization_mode: false", directory).dossier();
        Datastrip other = RecordCopy.with(dossier.product().datastrip().orElseThrow(), "nucTableId", 4);
        Dossier changed = Dossier.open(RecordCopy.with(dossier.product(), "datastrip", Optional.of(other)),
                dossier.measurements(), dossier.calibration(), dossier.past(), dossier.settings());
        assertThat(DiffuserBench.codes(DiffuserBench.analysed(changed), Severity.INFO)).contains("EQUALISATION-111");
    }

    @Test
    void missing_attitude_is_refused_as_GEOMETRY_101() {
        refused(with(List.of()), "GEOMETRY-101");
    }

    @Test
    void attitude_that_does_not_cover_the_strip_is_refused_as_GEOMETRY_102() {
        List<Attitude> all = datastrip().attitudes();
        refused(with(all.subList(0, all.size() / 2 - 20)), "GEOMETRY-102");
    }

    @Test
    void attitudes_marked_as_not_valid_count_as_missing() {
        refused(with(datastrip().attitudes().stream()
                .map(one -> new Attitude(one.gpsTime(), one.q1(), one.q2(), one.q3(), one.q4(), false)).toList()), "GEOMETRY-101");
    }

    @Test
    void a_sun_behind_the_diffuser_is_refused_as_GEOMETRY_103() {
        // turned by 180° about the flight direction: q·(1, 0, 0, 0)
        refused(with(datastrip().attitudes().stream()
                .map(one -> new Attitude(one.gpsTime(), one.q4(), one.q3(), -one.q2(), -one.q1(), true)).toList()), "GEOMETRY-103");
    }

    @Test
    void missing_line_times_are_refused_as_GEOMETRY_106() {
        refused(RecordCopy.with(datastrip(), "timeStamps", List.of()), "GEOMETRY-106");
    }

    @Test
    void a_product_without_calibration_parameters_is_left_out_with_a_word() {
        Dossier was = bench.dossier();
        Dossier dossier = DiffuserBench.analysed(Dossier.open(was.product(), was.measurements(), Optional.empty(), was.past(), was.settings()));
        assertThat(DiffuserBench.codes(dossier, Severity.INFO)).containsExactly("NOISE-105", "EQUALISATION-117", "GAIN-103");
        assertThat(dossier.outcomes().values()).allSatisfy(outcome -> assertThat(outcome.section().figures()).isEmpty());
    }

    @Test
    void saturated_columns_enter_no_mean_and_many_of_them_alarm() {
        Dossier dossier = DiffuserBench.ofPair(SMALL + ", faults: [{kind: saturated, at: {band: B09, detector: 4, range: [200, 400]}},"
                + " {kind: saturated, at: {band: B01, detector: 4, columns: [300]}}]", directory).analysed();
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-112")).extracting(Finding::severity).containsExactly(Severity.INFO, Severity.ALARM);
        assertThat(DiffuserBench.gain(dossier, "B09").change()).isCloseTo(0, within(5e-4));
        assertThat(EqualisationTest.band(dossier, "B09").decision()).isEqualTo(Decision.EXPERT);
    }

    @Test
    void a_detector_of_which_every_line_was_lost_alarms_and_has_no_gain() {
        Dossier dossier = DiffuserBench.ofPair(SMALL
                + ", faults: [{kind: lost-lines, at: {band: B09, detector: 4, acquisitions: [2, 2]}, lines: [0, 575]}]", directory).analysed();
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-120")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ALARM);
            assertThat(finding.where().detector()).isEqualTo(4);
        });
        assertThat(EqualisationTest.band(dossier, "B09").detectors().get(0).response().gain()).isNaN();
        assertThat(DiffuserBench.gain(dossier, "B09").change()).isCloseTo(0, within(5e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{kind: lost-lines, at: {band: B12, detector: 4, acquisitions: [2, 2]}, lines: [0, 575]}",
            "{kind: saturated, at: {band: B12, detector: 4, range: [10, 1285], acquisitions: [2, 2]}}"})
    void a_source_of_cross_talk_without_a_usable_column_is_told_and_nothing_is_proposed_for_the_bands_it_reaches(String fault) {
        Dossier dossier = DiffuserBench.ofPair(SWIR + ", faults: [" + fault + "]", directory).analysed();
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-114")).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("of B12 in"));
        assertThat(proposed(dossier)).noneMatch(why -> why.contains("B10") || why.contains("B11"));
    }

    @Test
    void a_detector_that_was_not_delivered_is_a_missing_source_of_cross_talk_as_well() {
        Dossier was = DiffuserBench.ofPair(SWIR, directory).dossier();
        Map<BandDetector, DetectorMeasurement> delivered = new LinkedHashMap<>();
        was.measurements().bandDetectors().stream().filter(id -> !id.label().equals("B12-D04"))
                .forEach(id -> delivered.put(id, was.measurements().of(id)));
        Dossier dossier = DiffuserBench.analysed(Dossier.open(was.product(), new KeptMeasurements(delivered),
                was.calibration(), was.past(), was.settings()));
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-114")).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("of B12 in"));
        // what stayed in: without it the gain of B10-D04 is that of the other detectors within 0.01 %
        assertThat(Math.abs(EqualisationTest.band(dossier, "B10").detectors().get(0).gainChange().value())).isGreaterThan(5e-4);
        assertThat(proposed(dossier)).isEmpty();
    }

    @Test
    void a_band_that_was_not_delivered_leaves_its_cross_talk_in_every_detector_and_a_changed_one_is_still_proposed() {
        Dossier dossier = DiffuserBench.ofPair("detectors: [4, 5, 6], bands: [B10], granules: 1, lines_per_granule: 576, "
                + "faults: [{kind: gain-change, at: {band: B10, detector: 4, acquisitions: [2, 2]}, factor: 1.01}]", directory).analysed();
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-114")).hasSize(1);
        assertThat(proposed(dossier)).anyMatch(why -> why.contains("B10"));
    }

    @Test
    void a_void_column_of_a_source_of_cross_talk_leaves_the_gain_of_the_column_it_reaches_where_it_is() {
        Dossier dossier = DiffuserBench.ofPair(SWIR
                + ", faults: [{kind: saturated, at: {band: B12, detector: 4, columns: [600], acquisitions: [2, 2]}}]", directory).analysed();
        Dossier clean = DiffuserBench.ofPair(SWIR, directory.resolve("clean")).analysed();
        assertThat(DiffuserBench.codes(dossier, Severity.INFO)).doesNotContain("EQUALISATION-114");
        // 0.08 % where the column counted as 0
        assertThat(response(dossier, 600) / response(clean, 600) - 1).isCloseTo(0, within(1e-5));
    }

    @Test
    void detectors_that_are_missing_are_named() {
        assertThat(DiffuserBench.findings(bench.analysed(), "EQUALISATION-113")).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("B01, B09").contains("1, 2, 3, 6"));
    }

    @Test
    void an_R2SWIR_newer_than_R2EQOG_alarms_an_older_one_does_not_and_an_equal_one_is_not_mentioned() {
        String swir = "detectors: [4], bands: [B10, B11, B12], granules: 1, lines_per_granule: 576, "
                + "calibration: {valid_from: 2025-12-20T00:00:00Z, swir_valid_from: %s}";
        Dossier newer = DiffuserBench.ofPair(swir.formatted("2025-12-28T00:00:00Z"), directory.resolve("newer")).analysed();
        assertThat(DiffuserBench.findings(newer, "EQUALISATION-108")).singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ALARM));
        assertThat(DiffuserBench.equalisation(newer).decision()).contains(Decision.EXPERT);
        Dossier older = DiffuserBench.ofPair(swir.formatted("2025-11-01T00:00:00Z"), directory.resolve("older")).analysed();
        assertThat(DiffuserBench.codes(older, Severity.WARNING)).isEmpty();
        assertThat(DiffuserBench.findings(older, "EQUALISATION-109")).singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO));
        Dossier equal = DiffuserBench.ofPair(swir.formatted("2025-12-20T00:00:00Z"), directory.resolve("equal")).analysed();
        assertThat(DiffuserBench.codes(equal, Severity.INFO)).doesNotContain("EQUALISATION-108", "EQUALISATION-109");
    }

    @Test
    void an_old_equalisation_warns_after_45_days_and_alarms_after_75() {
        assertThat(age("2025-11-15T00:00:00Z", "a")).isEqualTo(Severity.WARNING);
        assertThat(age("2025-10-01T00:00:00Z", "b")).isEqualTo(Severity.ALARM);
    }

    @Test
    void too_few_lines_are_insufficient_evidence_and_nothing_is_judged() {
        Dossier dossier = DiffuserBench.withoutDark("detectors: [4, 5], bands: [B8A], granules: 1, lines_per_granule: 36,"
                + " faults: [{kind: gain-change, at: {detector: 4}, factor: 1.05}]", directory).analysed();
        assertThat(DiffuserBench.codes(dossier, Severity.INFO)).contains("EQUALISATION-110", "GAIN-102");
        assertThat(DiffuserBench.codes(dossier, Severity.WARNING)).isEmpty();
        assertThat(dossier.outcomes().get("equalisation").candidates()).isEmpty();
        assertThat(dossier.outcomes().get("absolute-gain").candidates()).isEmpty();
        assertThat(DiffuserBench.equalisation(dossier).decision()).contains(Decision.NOT_JUDGED);
    }

    @Test
    void lost_lines_do_not_disturb_the_gain() {
        // a tenth of the strip at its bright end: if they were not left out of L_diff too, A would be off by about 0.1 %
        Dossier dossier = DiffuserBench.ofPair("detectors: [4], bands: [B09], granules: 3, lines_per_granule: 2304, "
                + "faults: [{kind: lost-lines, lines: [0, 691]}]", directory).analysed();
        assertThat(DiffuserBench.gain(dossier, "B09").change()).isCloseTo(0, within(5e-4));
        assertThat(Math.abs(DiffuserBench.gain(dossier, "B09").first() / DiffuserBench.gain(dossier, "B09").second() - 1)).isLessThan(2e-4);
    }

    private static double response(Dossier dossier, int column) {
        return EqualisationTest.band(dossier, "B10").detectors().get(0).response().response()[column];
    }

    /** What the candidates of all analyses are for. */
    private static List<String> proposed(Dossier dossier) {
        return dossier.outcomes().values().stream().flatMap(outcome -> outcome.candidates().stream()).map(Candidate::why).toList();
    }

    private Severity age(String validFrom, String name) {
        Dossier dossier = DiffuserBench.ofPair(SMALL + ", calibration: {valid_from: " + validFrom + "}", directory.resolve(name)).analysed();
        return DiffuserBench.findings(dossier, "EQUALISATION-107").get(0).severity();
    }

    private static Datastrip datastrip() {
        return bench.dossier().product().datastrip().orElseThrow();
    }

    private static Datastrip with(List<Attitude> attitudes) {
        return RecordCopy.with(datastrip(), "attitudes", attitudes);
    }

    private static void refused(Datastrip datastrip, String code) {
        assertThatThrownBy(() -> new Equalisation().analyse(bench.with(datastrip)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo(code));
    }
}
