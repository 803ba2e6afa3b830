package org.penumbra.analysis.equalisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.finding.Finding;
import org.penumbra.instrument.Tdi;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** A column whose gain is off in one diffuser is a candidate, in two, one after the other, it is confirmed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfirmedColumnsTest {
    private List<Dossier> diffusers;

    @BeforeAll
    void analyse(@TempDir Path directory) {
        Scenario scenario = ScenarioFile.read("the diffusers of this test", """
                acquisition_type: sun-diffuser
                detectors: [4, 5]
                bands: [B03]
                granules: 1
                lines_per_granule: 1152
                calibration: {defective: [{band: B03, detector: 5, columns: [1250]}]}
                series: [{days: 0}, {days: 14}, {days: 28}, {days: 42, nuc_table_id: 4}]
                faults:
                  - {kind: gain-change, at: {detector: 5, columns: [300]}, factor: 0.905}
                  - {kind: gain-change, at: {detector: 5, columns: [600]}, factor: 1.02}
                  - {kind: gain-change, at: {detector: 5, columns: [900], acquisitions: [2, 3]}, factor: 1.02}
                  - {kind: gain-change, at: {detector: 5, columns: [1200], acquisitions: [1, 1]}, factor: 1.02}
                  - {kind: gain-change, at: {detector: 5, columns: [1200], acquisitions: [2, 2]}, factor: 0.98}
                  - {kind: gain-change, at: {detector: 5, columns: [1250]}, factor: 0.98}
                """);
        Path calibration = InMemory.calibration(scenario, directory);
        KeptPast past = new KeptPast();
        diffusers = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Dossier analysed = InMemory.dossier(acquisition, calibration, past).after(new Equalisation()).after(new DefectTracking());
            past.add(analysed);
            diffusers.add(analysed);
        }
    }

    @Test
    void a_column_that_is_off_in_the_first_diffuser_is_a_candidate() {
        assertThat(of(diffusers.get(0), 300)).isEqualTo("EQUALISATION-104 INFO");
        assertThat(of(diffusers.get(0), 600)).isEqualTo("EQUALISATION-104 INFO");
    }

    @Test
    void a_column_that_stays_off_is_a_warning_from_the_second_diffuser_on_upwards_and_downwards() {
        for (Dossier diffuser : diffusers.subList(1, 3)) {
            assertThat(of(diffuser, 300)).isEqualTo("EQUALISATION-122 WARNING");
            assertThat(of(diffuser, 600)).isEqualTo("EQUALISATION-122 WARNING");
        }
    }

    @Test
    void a_confirmed_column_says_since_when() {
        assertThat(of(diffusers.get(1), 900)).isEqualTo("EQUALISATION-104 INFO");
        assertThat(finding(diffusers.get(2), 900).message()).endsWith("in 2 consecutive diffusers, since 2026-01-19.");
        assertThat(finding(diffusers.get(2), 600).message()).endsWith("in 3 consecutive diffusers, since 2026-01-05.");
    }

    @Test
    void a_column_off_to_the_other_side_is_a_candidate() {
        assertThat(of(diffusers.get(1), 1200)).isEqualTo("EQUALISATION-104 INFO");
    }

    @Test
    void no_diffuser_of_another_epoch_confirms_a_column() {
        assertThat(of(diffusers.get(3), 300)).isEqualTo("EQUALISATION-104 INFO");
    }

    @Test
    void diffusers_before_the_equalisation_in_force_confirm_no_column(@TempDir Path directory) {
        Scenario scenario = ScenarioFile.read("two diffusers", """
                acquisition_type: sun-diffuser
                detectors: [4, 5]
                bands: [B03]
                granules: 1
                lines_per_granule: 1152
                series: [{days: 0}, {days: 14}]
                faults: [{kind: gain-change, at: {detector: 5, columns: [600]}, factor: 1.02}]
                """);
        Path calibration = InMemory.calibration(scenario, directory);
        KeptPast past = new KeptPast();
        Dossier first = InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0), calibration, past)
                .after(new Equalisation()).after(new DefectTracking());
        past.add(first);
        GroundEqualisation inForce = first.calibration().orElseThrow().groundEqualisation(first.measurements().bandDetectors().get(0).band());
        double[] divisor = new double[inForce.gamma(Tdi.APPLIED, 5).columns()];
        Arrays.fill(divisor, 1);
        divisor[600] = 1.01;
        GroundEqualisation reissued = inForce.withGamma(Tdi.APPLIED, 5, inForce.gamma(Tdi.APPLIED, 5).divided(divisor))
                .issued("MPC", first.product().sensingStart().plus(Duration.ofDays(1)));
        reissued.write(calibration.resolve("S2A").resolve(reissued.fileName()));
        Dossier second = InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(1), calibration, past).after(new Equalisation());
        assertThat(finding(second, 600).measured()).isCloseTo(0.0099, within(0.0005));
        assertThat(of(second, 600)).isEqualTo("EQUALISATION-104 INFO");
    }

    @Test
    void a_column_that_R2DEPI_lists_is_neither_candidate_nor_confirmed() {
        assertThat(diffusers).allSatisfy(diffuser -> assertThat(moved(diffuser, 1250)).isEmpty());
    }

    private static String of(Dossier diffuser, int column) {
        Finding finding = finding(diffuser, column);
        return finding.code().code() + " " + finding.severity();
    }

    private static Finding finding(Dossier diffuser, int column) {
        assertThat(moved(diffuser, column)).hasSize(1);
        return moved(diffuser, column).get(0);
    }

    private static List<Finding> moved(Dossier diffuser, int column) {
        return diffuser.findings().stream()
                .filter(finding -> (finding.code() == EqualisationCode.PIXEL_GAIN || finding.code() == EqualisationCode.PIXEL_CONFIRMED)
                        && Integer.valueOf(column).equals(finding.where().column())).toList();
    }
}
