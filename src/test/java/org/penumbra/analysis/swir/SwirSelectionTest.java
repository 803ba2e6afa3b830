package org.penumbra.analysis.swir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectResult;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.defect.Life;
import org.penumbra.analysis.equalisation.Equalisation;
import org.penumbra.analysis.swir.Configurations.Lit;
import org.penumbra.analysis.swir.Configurations.Reading;
import org.penumbra.analysis.swir.Configurations.Seen;
import org.penumbra.analysis.swir.DetectorSelection.Move;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.analysis.swir.DetectorSelection.Proposal;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Severity;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

class SwirSelectionTest {
    @TempDir
    private static Path directory;
    private static List<Dossier> darks;

    @BeforeAll
    static void analyse() {
        darks = series(ScenarioFile.read(Path.of("testdata/scenarios/swir-reselection.yaml")), directory);
    }

    @Test
    void columns_that_were_moved_are_confirmed_in_their_new_configuration() {
        assertThat(moves(darks.get(3)).stream().filter(move -> move.outcome() == Outcome.CONFIRMED))
                .extracting(Move::column).containsExactly(300, 304, 602);
    }

    @Test
    void a_column_where_the_re_selection_did_not_take_effect_is_a_mismatch_and_an_alarm() {
        assertThat(moves(darks.get(3)).stream().filter(move -> move.outcome() == Outcome.MISMATCH)).extracting(Move::column).containsExactly(501);
        assertThat(darks.get(3).findings().stream().filter(finding -> finding.severity() == Severity.ALARM && finding.code() == SwirCode.MISMATCH))
                .singleElement().satisfies(alarm -> assertThat(alarm.where().column()).isEqualTo(501));
    }

    @Test
    void it_stays_one_in_the_next_darks_whatever_was_recorded_for_the_new_configuration_meanwhile() {
        assertThat(darks.subList(3, 6)).allSatisfy(dark -> assertThat(moves(dark).stream().filter(move -> move.outcome() == Outcome.MISMATCH))
                .extracting(Move::column).containsExactly(501));
    }

    @Test
    void a_defect_of_a_line_that_is_not_in_use_is_not_listed() {
        assertThat(defects(darks.get(2))).containsExactly(300, 301, 304, 501, 700);
        assertThat(defects(darks.get(5))).containsExactly(501, 602, 700);
    }

    @Test
    void a_column_whose_two_lines_have_the_same_dark_level_is_undecided_rather_than_guessed() {
        assertThat(moves(darks.get(3)).stream().filter(move -> move.outcome() == Outcome.UNDECIDED)).extracting(Move::column).containsExactly(301);
    }

    @Test
    void it_is_told_whether_the_defect_is_gone() {
        assertThat(moves(darks.get(3))).extracting(move -> move.column() + " " + move.defectGone())
                .containsExactly("300 true", "301 true", "304 true", "501 false", "602 false");
    }

    @Test
    void nothing_is_verified_before_an_activation() {
        assertThat(darks.subList(0, 3)).allSatisfy(dark -> assertThat(moves(dark)).isEmpty());
    }

    @Test
    void without_evidence_a_survey_is_asked_for_and_no_change_proposed() {
        assertThat(proposals(darks.get(2))).extracting(Proposal::column).containsExactly(300, 301, 304, 501, 700);
        assertThat(proposals(darks.get(2))).allSatisfy(proposal -> assertThat(proposal.to()).isNull());
        assertThat(darks.get(2).outcomes().get("swir-selection").candidates()).isEmpty();
    }

    @Test
    void a_column_that_got_worse_is_proposed_to_go_back_to_the_configuration_that_was_seen_healthy() {
        assertThat(proposals(darks.get(5)).stream().filter(proposal -> proposal.column() == 602)).singleElement().satisfies(proposal -> {
            assertThat(proposal.from()).isEqualTo(-1);
            assertThat(proposal.to()).isEqualTo(0);
            assertThat(proposal.expectedNoise()).isLessThan(0.5 * proposal.noise());
            assertThat(proposal.removesDefect()).isTrue();
        });
        assertThat(darks.get(5).outcomes().get("swir-selection").candidates()).hasSize(1);
    }

    @Test
    void of_two_configurations_that_are_healthy_and_equally_quiet_the_response_decides() {
        int columns = 21;
        boolean[] imaging = new boolean[columns];
        Arrays.fill(imaging, true);
        // column 10 is defective in the configuration in force; the response of the line below is 8 % off its neighbours', that of the one above 1 %
        List<Seen> darks = new ArrayList<>();
        List<Lit> diffusers = new ArrayList<>();
        for (int shift : new int[] {-1, 1, 0}) {
            Reading[] readings = new Reading[columns];
            Arrays.fill(readings, new Reading(500, 0.02, 1, false));
            readings[10] = new Reading(500, 0.02, shift == 0 ? 5 : shift < 0 ? 0.99 : 1.01, shift == 0);
            int[] shifts = new int[columns];
            shifts[10] = shift;
            darks.add(new Seen("R2SWIR " + shift, shifts, readings));
            double[] counts = new double[columns];
            Arrays.fill(counts, 1000);
            counts[10] = shift < 0 ? 920 : 1010;
            diffusers.add(new Lit("R2SWIR " + shift, shifts, counts, new boolean[columns]));
        }
        boolean[] confirmed = new boolean[columns];
        confirmed[10] = true;
        SwirSettings settings = Settings.defaults(SwirSettings.class);

        assertThat(DetectorSelection.proposals(new int[columns], new int[columns], new Configurations(darks, diffusers),
                imaging, confirmed, settings)).singleElement()
                .satisfies(proposal -> assertThat(proposal.to()).isEqualTo(1));
        assertThat(DetectorSelection.proposals(new int[columns], new int[columns], new Configurations(darks, List.of()),
                imaging, confirmed, settings)).singleElement()
                .satisfies(proposal -> assertThat(proposal.to()).as("without a diffuser the quieter one").isEqualTo(-1));
    }

    @Test
    void what_a_dark_leaves_undecided_the_response_on_the_next_diffuser_decides() {
        List<Dossier> series = series(ScenarioFile.read(Path.of("testdata/scenarios/swir-response.yaml")), directory.resolve("response"));
        assertThat(moves(series.get(2))).extracting(move -> move.column() + " " + move.outcome()).contains("301 UNDECIDED");
        assertThat(moves(series.get(3))).extracting(move -> move.column() + " " + move.by() + " " + move.outcome())
                .containsExactly("301 response CONFIRMED", "305 response MISMATCH");
    }

    @Test
    void what_a_dark_has_confirmed_the_response_does_not_call_in_question() {
        // the pixel that column 304 was moved to, of another dark level than the one before, hardly responds to light
        List<Dossier> series = series(ScenarioFile.read("dead", """
                detectors: [5]
                bands: [B10]
                granules: 1
                lines_per_granule: 1152
                series: [{days: 0}, {days: 2, acquisition_type: sun-diffuser}, {days: 14}, {days: 16, acquisition_type: sun-diffuser},
                         {days: 46, acquisition_type: sun-diffuser}]
                reselections: [{at: {band: B10, detector: 5, columns: [304]}, shift: 1, from: 3}]
                faults: [{kind: gain-change, at: {band: B10, detector: 5, columns: [304], acquisitions: [4, 5]}, factor: 0.3}]
                """), directory.resolve("dead"));
        assertThat(moves(series.get(2))).extracting(move -> move.column() + " " + move.by() + " " + move.outcome())
                .containsExactly("304 dark level CONFIRMED");
        assertThat(series.subList(3, 5)).allSatisfy(diffuser -> {
            assertThat(moves(diffuser)).isEmpty();
            assertThat(diffuser.findings()).noneMatch(finding -> finding.code() == SwirCode.MISMATCH);
        });
        assertThat(series.get(4).result("defective-pixels", DefectResult.class).orElseThrow().lives())
                .as("dead in two diffusers of its configuration")
                .anyMatch(life -> life.column() == 304 && life.shift() == 1 && life.status() == Life.Status.CONFIRMED);
    }

    /** Three columns are re-selected, so that there is evidence of another configuration to be tempted by. */
    @Test
    void nothing_is_proposed_and_every_move_confirmed_or_undecided_on_clean_darks_of_50_seeds() {
        String clean = """
                detectors: [5]
                bands: [B10]
                granules: 1
                lines_per_granule: 1008
                seed: %d
                series: [{days: 0}, {days: 14}, {days: 28}]
                reselections: [{at: {band: B10, detector: 5, columns: [300, 304, 602]}, shift: 1, from: 2}]
                """;
        Path calibration = directory.resolve("clean");
        for (long seed = 1; seed <= 50; seed++) {
            for (Dossier dark : series(ScenarioFile.read("clean", clean.formatted(seed)), calibration)) {
                assertThat(proposals(dark)).isEmpty();
                assertThat(moves(dark)).noneMatch(move -> move.outcome() == Outcome.MISMATCH);
            }
        }
    }

    private static List<Dossier> series(Scenario scenario, Path calibration) {
        if (!Files.exists(calibration) || calibration.equals(directory)) {
            InMemory.calibration(scenario, calibration);
        }
        KeptPast past = new KeptPast();
        List<Dossier> all = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Dossier measured = InMemory.dossier(acquisition, calibration, past);
            Dossier dossier = (acquisition.product().type() == AcquisitionType.NIGHT_OCEAN
                    ? measured.after(new DarkSignal()) : measured.after(new Equalisation()))
                    .after(new DefectTracking()).after(new SwirSelection());
            past.add(dossier);
            all.add(dossier);
        }
        return all;
    }

    private static List<Integer> defects(Dossier dossier) {
        return dossier.result("defective-pixels", DefectResult.class).orElseThrow().lives().stream().map(Life::column).toList();
    }

    private static List<Move> moves(Dossier dossier) {
        return dossier.result("swir-selection", SwirResult.class).orElseThrow().detectors().get(0).moved();
    }

    private static List<Proposal> proposals(Dossier dossier) {
        return dossier.result("swir-selection", SwirResult.class).orElseThrow().detectors().get(0).proposals();
    }
}
