package org.penumbra.analysis.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.sensitivity.Sensitivity;
import org.penumbra.calibration.AbsoluteGains;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;

class AbsoluteGainTest {
    private static final String THREE = "detectors: [4, 5, 6], bands: [B01, B11, B12], granules: 1, lines_per_granule: 576";
    /** Between these there is no electronic cross-talk. */
    private static final String VNIR = "detectors: [4, 5, 6], bands: [B01, B05, B8A], granules: 1, lines_per_granule: 576";

    @TempDir
    Path directory;

    @Test
    void the_uncertainty_is_the_quadratic_sum_of_its_budget() {
        Dossier dossier = DiffuserBench.ofPair(THREE, directory).analysed();
        BandGain b01 = DiffuserBench.gain(dossier, "B01");
        // DOMAIN A.6: reflectance 1.09 %, cosine 0.4 %, straylight 0.3 %, non-linearity 0.4 %; ephemeris, noise and dark are below 0.02 %
        assertThat(b01.budget().total()).isCloseTo(Math.sqrt(1.09 * 1.09 + 0.4 * 0.4 + 0.3 * 0.3 + 0.4 * 0.4) / 100, within(1e-5));
        assertThat(b01.uncertainty()).isCloseTo(b01.gain() * b01.budget().total(), within(1e-12));
        assertThat(b01.reflectanceResponsivity()).isCloseTo(b01.gain() * 1884.69, within(1e-6));
    }

    @Test
    void a_change_within_the_saw_tooth_of_the_SWIR_is_no_warning_there_but_one_in_the_VNIR() {
        Dossier dossier = DiffuserBench.ofPair(THREE + ", faults: [{kind: gain-change, factor: 1.008}]", directory).analysed();
        assertThat(DiffuserBench.findings(dossier, "GAIN-101")).singleElement().satisfies(finding -> {
            assertThat(finding.where().band()).isEqualTo("B01");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void a_candidate_alone_takes_the_mean_and_with_a_candidate_R2EQOG_the_median_of_the_detectors() {
        Dossier alone = DiffuserBench.ofPair(THREE + ", faults: [{kind: gain-change, at: {band: B01}, factor: 1.008}]",
                directory.resolve("alone")).analysed();
        assertThat(proposed(alone).gain(DiffuserBench.gain(alone, "B01").band())).isEqualTo(DiffuserBench.gain(alone, "B01").gain());
        assertThat(proposed(alone).gain(DiffuserBench.gain(alone, "B11").band())).isEqualTo(DiffuserBench.gain(alone, "B11").reference());

        Dossier pair = DiffuserBench.ofPair(THREE + ", faults: [{kind: gain-change, at: {band: B01, detector: 5}, factor: 1.012}]",
                directory.resolve("pair")).analysed();
        BandGain b01 = DiffuserBench.gain(pair, "B01");
        assertThat(b01.equalised()).isTrue();
        assertThat(b01.decision()).isEqualTo(Decision.GROUND_CANDIDATE);
        assertThat(b01.gain() / b01.reference() - 1).isCloseTo(0.004, within(2e-4));
        assertThat(proposed(pair).gain(b01.band())).isEqualTo(b01.response().medianOfDetectors());
        assertThat(b01.response().medianOfDetectors() / b01.reference() - 1).isCloseTo(0, within(2e-4));
    }

    @Test
    void what_is_said_of_a_band_without_any_response_has_no_number_that_is_none() {
        Dossier dossier = DiffuserBench.ofPair(THREE + ", faults: [{kind: saturated, at: {band: B11}}]", directory).analysed()
                .after(new DefectTracking()).after(new Sensitivity());
        assertThat(DiffuserBench.findings(dossier, "GAIN-105")).singleElement().satisfies(finding -> assertThat(finding.message()).contains("B11"));
        assertThat(DiffuserBench.findings(dossier, "DEFECT-105")).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("no column of B11 has a response"));
        assertThat(dossier.findings()).noneMatch(finding -> finding.message().contains("NaN"));
        dossier.outcomes().values().stream().flatMap(outcome -> outcome.section().tables().stream()).flatMap(table -> table.rows().stream())
                .flatMap(List::stream).filter(String.class::isInstance).forEach(cell -> assertThat((String) cell).doesNotContain("NaN"));
    }

    @Test
    void a_dead_band_is_an_alarm_and_neither_a_candidate_nor_a_point_of_its_series() {
        Dossier dead = DiffuserBench.ofPair(THREE + ", faults: [{kind: gain-change, at: {band: B11}, factor: 0}]", directory)
                .analysed().after(new GainTrend());
        BandGain b11 = DiffuserBench.gain(dead, "B11");
        assertThat(b11.gain()).isNegative();
        assertThat(b11.decision()).isEqualTo(Decision.NOT_JUDGED);
        assertThat(dead.findings()).anySatisfy(finding -> {
            assertThat(finding.where().band()).isEqualTo("B11");
            assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        });
        assertThat(dead.result("gain-trend", TrendResult.class).orElseThrow().bands())
                .extracting(trend -> trend.band().name()).containsExactly("B01", "B12");
    }

    @Test
    void an_A_without_a_detector_that_was_active_and_not_delivered_is_no_candidate_and_no_point_of_its_series() {
        Dossier was = DiffuserBench.ofPair(VNIR + ", faults: [{kind: gain-change, factor: 1.008}]", directory).dossier();
        Map<BandDetector, DetectorMeasurement> delivered = new LinkedHashMap<>();
        was.measurements().bandDetectors().stream().filter(id -> id.band().name().equals("B05") || id.detector() == 5)
                .forEach(id -> delivered.put(id, was.measurements().of(id)));
        isIncomplete(DiffuserBench.analysed(Dossier.open(was.product(), new KeptMeasurements(delivered),
                was.calibration(), was.past(), was.settings())), "4, 6");
    }

    @Test
    void an_A_without_a_detector_that_has_no_usable_column_is_no_candidate_and_no_point_of_its_series() {
        isIncomplete(DiffuserBench.ofPair(VNIR + ", faults: [{kind: gain-change, factor: 1.008}, "
                + "{kind: lost-lines, at: {band: B01, detector: 6, acquisitions: [2, 2]}, lines: [0, 575]}, "
                + "{kind: lost-lines, at: {band: B8A, detector: 6, acquisitions: [2, 2]}, lines: [0, 575]}]", directory).analysed(), "6");
    }

    /** B01 and B8A lack detectors, B05 does not; all three have changed, which is told of each. */
    private void isIncomplete(Dossier dossier, String absent) {
        assertThat(DiffuserBench.findings(dossier, "GAIN-104")).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("B01, B8A", "detectors " + absent));
        assertThat(DiffuserBench.findings(dossier, "GAIN-101")).extracting(finding -> finding.where().band()).containsExactly("B01", "B05", "B8A");
        assertThat(proposed(dossier).gain(DiffuserBench.gain(dossier, "B01").band())).isEqualTo(DiffuserBench.gain(dossier, "B01").reference());
        assertThat(proposed(dossier).gain(DiffuserBench.gain(dossier, "B05").band())).isEqualTo(DiffuserBench.gain(dossier, "B05").gain());
        assertThat(dossier.after(new GainTrend()).result("gain-trend", TrendResult.class).orElseThrow().bands())
                .extracting(trend -> trend.band().name()).containsExactly("B05");
    }

    private AbsoluteGains proposed(Dossier dossier) {
        Candidate candidate = dossier.outcomes().get("absolute-gain").candidates().get(0);
        try {
            Path file = Files.createTempDirectory(directory, "candidates").resolve(candidate.fileName());
            candidate.content().write(file);
            return AbsoluteGains.read(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
