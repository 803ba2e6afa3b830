package org.penumbra.analysis.swir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.swir.DetectorSelection.Move;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.analysis.swir.DetectorSelection.Proposal;
import org.penumbra.finding.Severity;
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
        assertThat(moves(darks.get(3)).stream().filter(move -> move.outcome() == Outcome.CONFIRMED)).extracting(Move::column).containsExactly(300, 304, 602);
    }

    @Test
    void a_column_where_the_re_selection_did_not_take_effect_is_a_mismatch_and_an_alarm() {
        assertThat(moves(darks.get(3)).stream().filter(move -> move.outcome() == Outcome.MISMATCH)).extracting(Move::column).containsExactly(501);
        assertThat(darks.get(3).findings().stream().filter(finding -> finding.severity() == Severity.ALARM && finding.code() == SwirCode.MISMATCH))
                .singleElement().satisfies(alarm -> assertThat(alarm.where().column()).isEqualTo(501));
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
    void nothing_is_proposed_on_clean_darks() {
        Scenario scenario = ScenarioFile.read(Path.of("testdata/scenarios/dark-small.yaml"));
        for (long seed = 1; seed <= 3; seed++) {
            for (Dossier dark : series(scenario.withSeed(seed), directory.resolve("clean" + seed))) {
                assertThat(dark.result("swir-selection", SwirResult.class).orElseThrow().detectors()).allSatisfy(one -> {
                    assertThat(one.proposals()).isEmpty();
                    assertThat(one.moved()).isEmpty();
                });
            }
        }
    }

    private static List<Dossier> series(Scenario scenario, Path calibration) {
        InMemory.calibration(scenario, calibration);
        KeptPast past = new KeptPast();
        List<Dossier> all = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Dossier dossier = InMemory.dossier(acquisition, calibration, past).after(new DarkSignal()).after(new DefectTracking()).after(new SwirSelection());
            past.add(dossier);
            all.add(dossier);
        }
        return all;
    }

    private static List<Move> moves(Dossier dossier) {
        return dossier.result("swir-selection", SwirResult.class).orElseThrow().detectors().get(0).moved();
    }

    private static List<Proposal> proposals(Dossier dossier) {
        return dossier.result("swir-selection", SwirResult.class).orElseThrow().detectors().get(0).proposals();
    }
}
