package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Tdi;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** A pixel off the reference in one dark is a candidate, in two that could see it, one after the other, it is confirmed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfirmedPixelsTest {
    private static final String SERIES = """
            detectors: [5]
            bands: [B02]
            granules: 1
            lines_per_granule: 1008
            calibration: {defective: [{band: B02, detector: 5, columns: [1250]}]}
            series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}, {days: 56, nuc_table_id: 4}]
            faults:
              - {kind: dark-change, at: {columns: [300]}, amount: -200}
              - {kind: dark-change, at: {columns: [600]}, amount: 12}
              - {kind: dark-change, at: {columns: [900], line_of_cycle: 4}, amount: 20}
              - {kind: dark-change, at: {columns: [1200], acquisitions: [3, 5]}, amount: 12}
              - {kind: dark-change, at: {columns: [1000], acquisitions: [1, 1]}, amount: 12}
              - {kind: dark-change, at: {columns: [1000], acquisitions: [3, 3]}, amount: 12}
              - {kind: dark-change, at: {columns: [1100], acquisitions: [1, 1]}, amount: 12}
              - {kind: dark-change, at: {columns: [1100], acquisitions: [2, 2]}, amount: -12}
              - {kind: dark-change, at: {columns: [1250]}, amount: 12}
            """;

    @TempDir
    private static Path directory;
    private List<Dossier> darks;

    @BeforeAll
    void analyse() {
        darks = series(-1);
    }

    @Test
    void a_pixel_that_is_off_in_the_first_dark_is_a_candidate() {
        assertThat(of(darks.get(0), 300)).isEqualTo("DARK-104 INFO");
        assertThat(of(darks.get(0), 900)).isEqualTo("DARK-104 INFO");
    }

    @Test
    void a_pixel_that_stays_off_is_a_warning_from_the_second_dark_on_upwards_and_downwards() {
        for (Dossier dark : darks.subList(1, 4)) {
            assertThat(of(dark, 300)).isEqualTo("DARK-123 WARNING");
            assertThat(of(dark, 600)).isEqualTo("DARK-123 WARNING");
        }
    }

    @Test
    void one_line_of_cycle_that_stays_off_is_confirmed_with_its_line_of_cycle() {
        assertThat(finding(darks.get(1), 900).severity()).isEqualTo(Severity.WARNING);
        assertThat(finding(darks.get(1), 900).where().lineOfCycle()).isEqualTo(4);
    }

    @Test
    void a_confirmed_pixel_says_since_when() {
        assertThat(of(darks.get(2), 1200)).isEqualTo("DARK-104 INFO");
        assertThat(finding(darks.get(3), 1200).message()).endsWith("in 2 consecutive darks, since 2026-02-02.");
        assertThat(finding(darks.get(3), 600).message()).endsWith("in 4 consecutive darks, since 2026-01-05.");
    }

    @Test
    void a_dark_in_good_order_between_makes_it_a_candidate_again() {
        assertThat(of(darks.get(2), 1000)).isEqualTo("DARK-104 INFO");
    }

    @Test
    void a_dark_that_could_not_be_judged_neither_confirms_a_pixel_nor_makes_it_a_candidate_again() {
        List<Dossier> others = series(1);
        assertThat(of(others.get(2), 1000)).isEqualTo("DARK-123 WARNING");
        assertThat(finding(others.get(2), 600).message()).contains("in 2 consecutive darks");
    }

    @Test
    void a_pixel_off_to_the_other_side_is_a_candidate() {
        assertThat(of(darks.get(1), 1100)).isEqualTo("DARK-104 INFO");
    }

    @Test
    void no_dark_of_another_epoch_confirms_a_pixel() {
        assertThat(of(darks.get(4), 300)).isEqualTo("DARK-104 INFO");
        assertThat(of(darks.get(4), 1200)).isEqualTo("DARK-104 INFO");
    }

    @Test
    void an_earlier_dark_is_held_against_the_reference_in_force_now() {
        Scenario scenario = ScenarioFile.read("two darks", """
                detectors: [5]
                bands: [B02]
                granules: 1
                lines_per_granule: 1008
                series: [{days: 0}, {days: 14}]
                faults:
                  - {kind: dark-change, at: {columns: [600], acquisitions: [1, 1]}, amount: 12}
                  - {kind: dark-change, at: {columns: [600], acquisitions: [2, 2]}, amount: 15}
                """);
        Path calibration = InMemory.calibration(scenario, directory.resolve("reissued"));
        KeptPast past = new KeptPast();
        Dossier first = InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0), calibration, past)
                .after(new DarkSignal()).after(new DefectTracking());
        past.add(first);
        BandDetector place = first.measurements().bandDetectors().get(0);
        GroundEqualisation inForce = first.calibration().orElseThrow().groundEqualisation(place.band());
        double[][] lines = inForce.dark(Tdi.NO_TDI, 5);
        double[] dark = new double[lines.length * lines[0].length];
        Arrays.fill(dark, Double.NaN);
        for (int line = 0; line < lines.length; line++) {
            dark[600 * lines.length + line] = lines[line][600] + 12;
        }
        GroundEqualisation reissued = inForce.withDark(Tdi.NO_TDI, 5, dark).issued("MPC", first.product().sensingStart().plus(Duration.ofDays(1)));
        reissued.write(calibration.resolve("S2A").resolve(reissued.fileName()));
        Dossier second = InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(1), calibration, past).after(new DarkSignal());
        assertThat(finding(second, 600).measured()).isCloseTo(3, within(0.3));
        assertThat(of(second, 600)).isEqualTo("DARK-104 INFO");
    }

    @Test
    void a_pixel_that_R2DEPI_lists_is_neither_candidate_nor_confirmed() {
        assertThat(darks).allSatisfy(dark -> assertThat(moved(dark, 1250)).isEmpty());
    }

    private static String of(Dossier dark, int column) {
        Finding finding = finding(dark, column);
        return finding.code().code() + " " + finding.severity();
    }

    private static Finding finding(Dossier dark, int column) {
        assertThat(moved(dark, column)).hasSize(1);
        return moved(dark, column).get(0);
    }

    private static List<Finding> moved(Dossier dark, int column) {
        return dark.findings().stream().filter(finding -> (finding.code() == DarkCode.PIXEL_CHANGE || finding.code() == DarkCode.PIXEL_CONFIRMED)
                && Integer.valueOf(column).equals(finding.where().column())).toList();
    }

    /** The darks one after the other; that of number {@code unjudged}, from 0, is insufficient evidence for those that follow. */
    private List<Dossier> series(int unjudged) {
        Scenario scenario = ScenarioFile.read("the darks of this test", SERIES);
        Path calibration = InMemory.calibration(scenario, directory.resolve("calibration" + unjudged));
        KeptPast kept = new KeptPast();
        List<Dossier> all = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Past past = unjudged < 0 || all.size() <= unjudged ? kept : new Unjudged(kept, all.get(unjudged).product().id());
            Dossier analysed = InMemory.dossier(acquisition, calibration, past).after(new DarkSignal()).after(new DefectTracking());
            kept.add(analysed);
            all.add(analysed);
        }
        return all;
    }

    /** A past in which one acquisition showed nothing of single pixels. */
    private record Unjudged(KeptPast all, String id) implements Past {
        @Override
        public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
            return all.acquisitions(spacecraft, type, before);
        }

        @Override
        public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
            return all.pixels(acquisition, bandDetector);
        }

        @Override
        public Evidence evidence(Acquisition acquisition) {
            return acquisition.id().equals(id) ? Evidence.NONE : all.evidence(acquisition);
        }
    }
}
