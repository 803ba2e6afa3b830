package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.Life.Status;
import org.penumbra.analysis.equalisation.Equalisation;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

class DefectTrackingTest {
    @TempDir
    private static Path directory;
    private static List<Dossier> darks;
    private static Dossier diffuser;
    private static List<Dossier> series;

    @BeforeAll
    static void analyse() {
        darks = series("defects-dark.yaml");
        diffuser = series("defects-diffuser.yaml").get(0);
        series = series("defects-series.yaml");
    }

    @Test
    void every_pixel_planted_in_a_dark_is_found_in_its_class_and_no_other_is() {
        assertThat(signs(darks.get(1))).containsExactlyInAnyOrder("B05-D05 100 HOT", "B05-D05 120 HOT", "B05-D05 200 NOISY", "B05-D05 300 STUCK",
                "B05-D05 400 SATURATED", "B05-D05 900 HOT", "B11-D05 210 NOISY", "B11-D05 500 TELEGRAPH");
    }

    @Test
    void every_pixel_planted_on_the_diffuser_is_found_in_its_class_and_no_other_is() {
        assertThat(signs(diffuser)).containsExactlyInAnyOrder("B05-D05 100 DEAD", "B05-D05 200 LOW_RESPONSE",
                "B05-D05 500 SATURATED", "B05-D05 600 STUCK", "B11-D05 300 HIGH_RESPONSE", "B11-D05 400 NOISY_LIT");
    }

    @Test
    void the_line_of_the_cycle_is_given_where_only_one_is_hot() {
        assertThat(result(darks.get(1)).lives().stream().filter(life -> life.column() == 120).findFirst().orElseThrow().last().lineOfCycle())
                .isEqualTo(2);
    }

    @Test
    void a_defect_is_a_candidate_first_and_confirmed_by_the_next_acquisition() {
        assertThat(status(darks.get(0), "B05-D05", 200, "NOISY")).containsExactly(Status.CANDIDATE);
        assertThat(status(darks.get(1), "B05-D05", 200, "NOISY")).containsExactly(Status.CONFIRMED);
        assertThat(severities(darks.get(0), 200)).containsExactly(Severity.INFO);
        assertThat(severities(darks.get(1), 200)).containsExactly(Severity.WARNING);
    }

    @Test
    void a_pixel_that_heals_is_released_after_six_good_acquisitions() {
        assertThat(darks.stream().map(dark -> status(dark, "B05-D05", 100, "HOT"))).containsExactly(
                List.of(), List.of(Status.CANDIDATE), List.of(Status.CONFIRMED), List.of(Status.CONFIRMED), List.of(Status.CONFIRMED),
                List.of(Status.CONFIRMED), List.of(Status.CONFIRMED), List.of(Status.CONFIRMED), List.of(Status.RELEASED));
    }

    @Test
    void two_levels_from_dark_to_dark_are_telegraph_noise() {
        // up with the second, down with the fourth, up with the sixth: known once five steps can be looked at
        assertThat(signs(darks.get(5))).contains("B11-D05 600 TELEGRAPH");
        assertThat(status(darks.get(6), "B11-D05", 600, "TELEGRAPH")).containsExactly(Status.CONFIRMED);
    }

    @Test
    void a_response_that_wanders_is_unstable_with_the_sixth_diffuser_and_confirmed_with_the_seventh() {
        assertThat(signs(series.get(9))).doesNotContain("B05-D05 400 UNSTABLE");
        assertThat(status(series.get(11), "B05-D05", 400, "UNSTABLE")).containsExactly(Status.CANDIDATE);
        assertThat(status(series.get(13), "B05-D05", 400, "UNSTABLE")).containsExactly(Status.CONFIRMED);
    }

    @Test
    void a_response_that_depends_on_the_level_of_light_is_non_linear_and_not_unstable() {
        assertThat(status(series.get(11), "B05-D05", 300, "NON_LINEAR")).containsExactly(Status.CANDIDATE);
        assertThat(status(series.get(13), "B05-D05", 300, "NON_LINEAR")).containsExactly(Status.CONFIRMED);
        // y + 0.08/1000 y²: between the two levels of the strip the response to light L differs by 0.08/1000 (y high - y low), to first order
        var values = result(series.get(13)).evidence().signs().stream()
                .filter(sign -> sign.kind().equals("NON_LINEAR")).findFirst().orElseThrow().values();
        double expected = 0.08 / 1000 * (values.get("highest") - values.get("lowest"));
        // γ bends by less than a tenth of that, and y is 2 to 10 % off Z
        assertThat(values.get("difference")).isCloseTo(expected, org.assertj.core.data.Offset.offset(0.15 * expected));
    }

    @Test
    void nothing_else_is_seen_in_the_series() {
        assertThat(signs(series.get(13))).containsExactlyInAnyOrder("B05-D05 300 NON_LINEAR", "B05-D05 400 UNSTABLE", "B05-D05 800 DEAD");
        assertThat(signs(series.get(12))).isEmpty();
    }

    @Test
    void a_listed_pixel_that_six_darks_and_six_diffusers_did_not_see_is_gone_and_one_that_is_seen_is_not() {
        assertThat(result(series.get(11)).catalogue().gone()).isEmpty();
        assertThat(result(series.get(13)).catalogue().gone()).extracting(Catalogue.Place::column).containsExactly(900);
        Dossier last = series.get(13);
        assertThat(result(last).catalogue().candidate(last.calibration().orElseThrow().defectivePixels(), last.product()).orElseThrow()
                .columns(last.measurements().bandDetectors().get(0))).containsExactly(300, 400, 800);
    }

    @Test
    void a_pixel_of_R2DEPI_is_known_and_no_warning() {
        assertThat(status(darks.get(1), "B05-D05", 900, "HOT")).containsExactly(Status.KNOWN);
        assertThat(severities(darks.get(1), 900)).isEmpty();
    }

    @Test
    void confirmed_pixels_are_proposed_for_R2DEPI_and_known_ones_stay() {
        Dossier dark = darks.get(1);
        var proposed = result(dark).catalogue().candidate(dark.calibration().orElseThrow().defectivePixels(), dark.product()).orElseThrow();
        assertThat(proposed.columns(dark.measurements().bandDetectors().get(0))).containsExactly(120, 200, 300, 400, 900);
        assertThat(dark.outcomes().get("defective-pixels").candidates()).hasSize(1);
    }

    @Test
    void new_pixels_are_drawn_against_their_neighbours() {
        assertThat(result(darks.get(2)).series()).isNotEmpty().allSatisfy(series -> assertThat(series.pixel()).hasSize(3));
    }

    @Test
    void what_the_operator_decided_stands_above_what_is_measured() throws java.io.IOException {
        Path config = java.nio.file.Files.createDirectories(directory.resolve("config"));
        java.nio.file.Files.writeString(config.resolve("pixels.yaml"), """
                force: [{unit: S2A, band: B05, detector: 5, columns: [700], reason: seen in images}]
                forbid: [{unit: S2A, band: B05, detector: 5, columns: [200], reason: harmless}]
                """);
        Dossier dark = darks.get(1);
        Dossier decided = Dossier.open(dark.product(), dark.measurements(), dark.calibration(), dark.past(),
                new org.penumbra.analysis.AnalysisSettings(List.of(config))).after(new DarkSignal()).after(new DefectTracking());
        assertThat(status(decided, "B05-D05", 200, "NOISY")).isEmpty();
        assertThat(result(decided).catalogue().candidate(dark.calibration().orElseThrow().defectivePixels(), dark.product()).orElseThrow()
                .columns(dark.measurements().bandDetectors().get(0))).contains(700).doesNotContain(200);
    }

    @Test
    void more_than_one_percent_of_a_detector_is_one_alarm_and_no_pixel_is_followed() {
        Scenario scenario = ScenarioFile.read(Path.of("testdata/scenarios/defects-dark-wide.yaml"));
        Dossier dark = InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0), InMemory.calibration(scenario, directory.resolve("wide")),
                org.penumbra.analysis.Past.NONE).after(new DefectTracking());
        assertThat(dark.findings().stream().filter(finding -> finding.code() == DefectCode.DETECTOR_WIDE)).singleElement()
                .satisfies(alarm -> assertThat(alarm.severity()).isEqualTo(Severity.ALARM));
        assertThat(result(dark).lives()).isEmpty();
    }

    private static List<Dossier> series(String name) {
        Scenario scenario = ScenarioFile.read(Path.of("testdata/scenarios", name));
        Path calibration = InMemory.calibration(scenario, directory.resolve(name));
        KeptPast past = new KeptPast();
        List<Dossier> all = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Dossier dossier = InMemory.dossier(acquisition, calibration, past);
            Dossier analysed = (acquisition.product().type() == AcquisitionType.NIGHT_OCEAN
                    ? dossier.after(new DarkSignal()) : dossier.after(new Equalisation()))
                    .after(new DefectTracking());
            past.add(analysed);
            all.add(analysed);
        }
        return all;
    }

    private static DefectResult result(Dossier dossier) {
        return dossier.result("defective-pixels", DefectResult.class).orElseThrow();
    }

    private static List<String> signs(Dossier dossier) {
        return result(dossier).evidence().signs().stream().map(sign -> sign.place() + " " + sign.column() + " " + sign.kind()).toList();
    }

    private static List<Status> status(Dossier dossier, String place, int column, String kind) {
        return result(dossier).lives().stream()
                .filter(life -> life.place().equals(place) && life.column() == column && life.last().kind().equals(kind)).map(Life::status).toList();
    }

    private static List<Severity> severities(Dossier dossier, int column) {
        return dossier.findings().stream()
                .filter(finding -> finding.code() instanceof DefectCode && Integer.valueOf(column).equals(finding.where().column()))
                .map(Finding::severity).collect(Collectors.toList());
    }
}
