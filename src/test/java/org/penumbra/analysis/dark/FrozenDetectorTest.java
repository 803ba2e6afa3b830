package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.PlantedStack;
import org.penumbra.analysis.PlantedStack.Scene;
import org.penumbra.analysis.defect.DefectResult;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.defect.Life;
import org.penumbra.analysis.noise.Noise;
import org.penumbra.analysis.noise.NoiseResult;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.statistics.Median;

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
        String yaml = "detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\n"
                + "faults: [{kind: stuck, at: {band: B05, detector: 3, range: [0, 1295]}, count: 500}]";
        Night night = Night.of(yaml, InMemory.calibration(ScenarioFile.read("frozen", yaml), directory));
        assertThat(night.warnings()).extracting(Finding::code).containsExactly(DarkCode.FROZEN);
    }

    @Test
    void it_does_not_deny_the_defects_of_its_pixels() {
        PlantedStack stack = new PlantedStack(directory);
        KeptPast past = new KeptPast();
        Scene hot = (line, column, normal) -> 300 + (column == 100 ? 60 : 0) + 1.2 * normal;
        past.add(dark(stack, "2026-01-05", 1008, hot, past));
        past.add(dark(stack, "2026-02-05", 1008, FROZEN, past));
        DefectResult again = defects(dark(stack, "2026-03-05", 1008, hot, past));
        assertThat(again.lives()).singleElement().satisfies(life -> {
            assertThat(life.last().column()).isEqualTo(100);
            assertThat(life.status()).isEqualTo(Life.Status.CONFIRMED);
        });
    }

    @Test
    void none_of_its_pixels_is_judged() {
        DefectResult frozen = defects(dark(new PlantedStack(directory), "2026-01-05", 1008, FROZEN, Past.NONE));
        assertThat(frozen.evidence().places()).isEmpty();
        assertThat(frozen.insufficient()).isEmpty();
    }

    @Test
    void it_is_no_light_in_the_night() {
        // 2500 LSB above its dark in one detector of two
        Night night = night("[{kind: stuck, at: {band: B05, detector: 3, range: [10, 1285]}, count: 3000}]");
        assertThat(night.dossier().unusable()).isFalse();
        assertThat(night.warnings()).extracting(Finding::code).contains(DarkCode.FROZEN);
    }

    @Test
    void a_detector_of_which_every_sample_is_saturated_hides_no_light_in_the_night() {
        Night night = night("[{kind: light, at: {band: B05}, amount: 20}, {kind: saturated, at: {band: B05, detector: 3, range: [10, 1285]}}]");
        assertThat(night.warnings()).extracting(Finding::code).containsExactly(DarkCode.LIGHT_IN_THE_NIGHT);
    }

    @Test
    void alpha_of_its_band_is_that_of_the_others() {
        Night night = night("[{kind: stuck, at: {band: B05, detector: 3, range: [0, 1295]}, count: 500}]");
        double[] other = IntStream.range(0, 1296).filter(column -> night.dark("B05", 4).imaging()[column])
                .mapToDouble(column -> night.dark("B05", 4).noise()[column]
                        * night.acquisition().instrument().gamma(night.dark("B05", 4).id()).slope(column, 0)).toArray();
        NoiseResult noise = night.dossier().result("noise", NoiseResult.class).orElseThrow();
        assertThat(noise.bands()).singleElement().satisfies(band -> assertThat(band.alpha().value()).isCloseTo(Median.of(other), within(1e-9)));
    }

    private Night night(String faults) {
        String yaml = "detectors: [3, 4]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nfaults: " + faults;
        return Night.of(yaml, InMemory.calibration(ScenarioFile.read("frozen", yaml), directory));
    }

    private static DefectResult defects(Dossier dark) {
        return dark.result("defective-pixels", DefectResult.class).orElseThrow();
    }

    private static Dossier dark(PlantedStack stack, String day, int lines, Scene scene, Past past) {
        return stack.dossier("night-ocean", day, lines, scene, Set.of(), past).after(new DarkSignal()).after(new Noise()).after(new DefectTracking());
    }

    private static List<Finding> told(Dossier dark) {
        return dark.findings().stream().filter(finding -> finding.severity() != Severity.INFO).toList();
    }
}
