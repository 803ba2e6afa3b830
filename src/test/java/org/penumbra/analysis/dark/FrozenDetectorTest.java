package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.PlantedStack;
import org.penumbra.analysis.PlantedStack.Scene;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.noise.Noise;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.simulation.ScenarioFile;

/** A detector that reads one count everywhere has failed, however quiet it is. */
class FrozenDetectorTest {
    private static final Scene FROZEN = (line, column, normal) -> 512;

    @TempDir
    private Path directory;

    @Test
    void a_detector_that_reads_one_count_in_all_columns_and_lines_is_one_alarm_and_nothing_else() {
        PlantedStack stack = new PlantedStack(directory);
        KeptPast past = new KeptPast();
        past.add(dark(stack, "2026-01-05", 1008, (line, column, normal) -> 300 + column % 5 + 1.2 * normal, past));
        assertThat(told(dark(stack, "2026-02-05", 1008, FROZEN, past))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DarkCode.FROZEN);
            assertThat(finding.severity()).isEqualTo(Severity.ALARM);
            assertThat(finding.where()).isEqualTo(Place.detector("V1", 1));
            assertThat(finding.message()).contains("All 392 columns of V1-D01 read 512 LSB in every one of 1008 lines");
        });
    }

    @Test
    void lines_that_are_too_few_to_judge_stability_show_it_and_still_fewer_do_not() {
        PlantedStack stack = new PlantedStack(directory);
        assertThat(told(dark(stack, "2026-01-05", 30, FROZEN, Past.NONE))).extracting(Finding::code).containsExactly(DarkCode.FROZEN);
        assertThat(told(dark(stack, "2026-02-05", 29, FROZEN, Past.NONE))).isEmpty();
    }

    @Test
    void it_is_no_past_of_the_darks_after_it() {
        PlantedStack stack = new PlantedStack(directory);
        KeptPast past = new KeptPast();
        Scene good = (line, column, normal) -> 300 + column % 5 + 1.2 * normal;
        past.add(dark(stack, "2026-01-05", 1008, good, past));
        past.add(dark(stack, "2026-02-05", 1008, FROZEN, past));
        assertThat(told(dark(stack, "2026-03-05", 1008, good, past))).isEmpty();
    }

    @Test
    void a_quiet_detector_whose_columns_have_counts_of_their_own_is_in_good_order() {
        assertThat(told(dark(new PlantedStack(directory), "2026-01-05", 1008, (line, column, normal) -> 512 + column % 2, Past.NONE))).isEmpty();
    }

    @Test
    void one_stored_count_behind_an_on_board_equalisation_is_one_count() {
        String yaml = "detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nfaults: [{kind: stuck, at: {band: B05, detector: 3, range: [0, 1295]}, count: 500}]";
        Night night = Night.of(yaml, InMemory.calibration(ScenarioFile.read("frozen", yaml), directory));
        assertThat(night.warnings()).extracting(Finding::code).containsExactly(DarkCode.FROZEN);
    }

    private static Dossier dark(PlantedStack stack, String day, int lines, Scene scene, Past past) {
        return stack.dossier("night-ocean", day, lines, scene, Set.of(), past).after(new DarkSignal()).after(new Noise()).after(new DefectTracking());
    }

    private static List<Finding> told(Dossier dark) {
        return dark.findings().stream().filter(finding -> finding.severity() != Severity.INFO).toList();
    }
}
