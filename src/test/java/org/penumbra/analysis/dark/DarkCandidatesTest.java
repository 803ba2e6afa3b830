package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.finding.Finding;
import org.penumbra.instrument.Tdi;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** What is proposed: a new R2EQOG where the darks in force no longer fit, and nowhere else (METHODS 9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DarkCandidatesTest {
    private static final String STRIP = "detectors: [3, 4]\nbands: [B05, B06, B11]\ngranules: 1\nlines_per_granule: 1008\n";
    private static final String CHANGED = STRIP
            + "faults: [{kind: dark-change, at: {band: B06, detector: 4}, amount: 0.8}, {kind: dsnu, at: {band: B11}, sigma: 0.7}]\n";
    private Path calibration;
    private Night clean;
    private Night changed;

    @BeforeAll
    void analyse(@TempDir Path directory) {
        calibration = InMemory.calibration(ScenarioFile.read("candidates", STRIP), directory);
        clean = Night.of(STRIP, calibration);
        changed = Night.of(CHANGED, calibration);
    }

    @Test
    void a_candidate_that_does_not_beat_the_reference_in_force_is_held_with_both_numbers() {
        assertThat(candidates(clean)).isEmpty();
        for (String band : List.of("B05", "B06", "B11")) {
            double reference = (double) clean.summary("dark-signal", band).get("errorOfReference");
            assertThat((double) clean.summary("dark-signal", band).get("errorOfCandidate")).isGreaterThan(reference).isPositive();
        }
    }

    @Test
    void a_detector_that_is_not_judged_enters_neither_of_the_numbers() {
        String faults = "faults: [{kind: lost-lines, at: {detector: 4}, lines: [0, 599]}, {kind: dark-change, at: {detector: 4}, amount: 4}]\n";
        Night night = Night.of(STRIP + faults, calibration);
        Halves judged = night.dark("B05", 3).halves();
        assertThat(night.summary("dark-signal", "B05")).containsEntry("errorOfReference", judged.errorOfReference())
                .containsEntry("errorOfCandidate", judged.errorOfCandidate());
    }

    @Test
    void exactly_the_bands_that_changed_get_a_new_R2EQOG() {
        assertThat(candidates(changed)).extracting(Candidate::type).containsOnly("R2EQOG");
        assertThat(candidates(changed)).extracting(candidate -> candidate.fileName().replaceAll(".*_(B..)\\.xml", "$1"))
                .containsExactly("B06", "B11");
    }

    @Test
    void columns_that_moved_far_count_like_those_that_moved_little() {
        // a sixth of a detector by 4 LSB, eleven columns by 25 LSB: more than a pixel may move
        assertThat(bands(STRIP + "faults: [{kind: dark-change, at: {band: B05, detector: 3, columns: %s}, amount: 4}]"
                .formatted(columns(300, 200)))).containsExactly("B05");
        assertThat(bands(STRIP + "faults: [{kind: dark-change, at: {band: B06, detector: 3, columns: %s}, amount: 25}]"
                .formatted(columns(300, 11)))).containsExactly("B06");
    }

    @Test
    void columns_of_two_levels_or_none_call_for_no_new_R2EQOG() {
        assertThat(bands(STRIP + ("faults: [{kind: telegraph, at: {band: B05, columns: %s}, amplitude: 8, dwell: 60}, "
                + "{kind: stuck, at: {band: B06, columns: [300, 301]}, count: 700}]")
                .formatted(columns(300, 7)))).isEmpty();
    }

    private List<String> bands(String yaml) {
        return candidates(Night.of(yaml, calibration)).stream().map(candidate -> candidate.fileName().replaceAll(".*_(B..)\\.xml", "$1")).toList();
    }

    private static List<Integer> columns(int first, int number) {
        return IntStream.range(first, first + number).boxed().toList();
    }

    @Test
    void a_thermal_change_that_the_ground_takes_off_calls_for_no_new_R2EQOG() {
        assertThat(candidates(Night.of(STRIP + "thermal_drift: {vnir: 3, swir: 6}", calibration))).isEmpty();
    }

    @Test
    void a_candidate_holds_the_measured_darks_of_every_pixel(@TempDir Path directory) {
        GroundEqualisation proposed = read(candidates(changed).get(0), directory);
        for (int detector : List.of(3, 4)) {
            DetectorDark dark = changed.dark("B06", detector);
            double[][] table = proposed.dark(Tdi.NO_TDI, detector);
            assertThat(IntStream.range(0, dark.mean().length).mapToDouble(i -> table[i % 3][i / 3]).toArray()).isEqualTo(dark.mean());
        }
    }

    @Test
    void the_bands_with_TDI_get_their_darks_in_the_list_that_is_used(@TempDir Path directory) {
        double[][] table = read(candidates(changed).get(1), directory).dark(Tdi.APPLIED, 4);
        assertThat(table[1][100]).isEqualTo(changed.dark("B11", 4).mean()[100 * 3 + 1]);
    }

    @Test
    void a_candidate_leaves_other_detectors_and_the_laws_as_they_were(@TempDir Path directory) {
        GroundEqualisation proposed = read(candidates(changed).get(0), directory);
        GroundEqualisation inForce = changed.dossier().calibration().orElseThrow().groundEqualisation(changed.dark("B06", 3).id().band());
        for (int detector = 1; detector <= 12; detector++) {
            assertThat(proposed.gamma(Tdi.NO_TDI, detector)).isEqualTo(inForce.gamma(Tdi.NO_TDI, detector));
            if (detector != 3 && detector != 4) {
                assertThat(proposed.dark(Tdi.NO_TDI, detector)).isDeepEqualTo(inForce.dark(Tdi.NO_TDI, detector));
            }
        }
    }

    @Test
    void a_candidate_says_who_made_it_and_is_valid_from_the_acquisition_on(@TempDir Path directory) {
        GroundEqualisation proposed = read(candidates(changed).get(0), directory);
        assertThat(proposed.header().provider()).isEqualTo("PENUMBRA");
        assertThat(candidates(changed).get(0).fileName()).contains("_V20260105T130221_");
    }

    @Test
    void a_candidate_in_force_takes_the_change_away_and_holds_the_next_candidate(@TempDir Path directory) throws IOException {
        Path unit = Files.createDirectories(directory.resolve("S2A"));
        try (var files = Files.newDirectoryStream(calibration.resolve("S2A"))) {
            for (Path file : files) {
                Files.copy(file, unit.resolve(file.getFileName()));
            }
        }
        for (Candidate candidate : candidates(changed)) {
            candidate.content().write(unit.resolve(candidate.fileName()));
        }
        SimulatedAcquisition second = InMemory.simulator()
                .acquisitions(ScenarioFile.read("next", CHANGED + "series: [{days: 0}, {days: 14}]")).get(1);
        Night next = Night.of(second, directory, Past.NONE);
        assertThat(next.warnings()).isEmpty();
        assertThat(next.findings(DarkCode.PIXEL_CHANGE)).extracting(Finding::message).isEmpty();
        assertThat(candidates(next)).isEmpty();
        // both darks are means of quantised data with the same noise and lines: their difference has 2·noise²/N and no q, so what
        // is left of the spread is zero within the error of a variance of so many pixels
        DetectorDark dark = next.dark("B11", 4);
        double variance = 2 * 0.668 * 0.668 / 168;
        assertThat(Math.abs(dark.means().dsnu().variance())).isLessThan(5 * variance * Math.sqrt(2.0 / (1276 * 3)) + 0.02 * variance);
    }

    private static List<Candidate> candidates(Night night) {
        return night.dossier().outcomes().get("dark-signal").candidates();
    }

    private static GroundEqualisation read(Candidate candidate, Path directory) {
        try {
            Path file = directory.resolve(candidate.fileName());
            candidate.content().write(file);
            return GroundEqualisation.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
