package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.noise.Noise;
import org.penumbra.finding.Finding;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.instrument.Tdi;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** What goes into the report: names of FORMATS 4, and a reason wherever there is no value. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DarkSummaryTest {
    private static final String STRIP = "detectors: [3, 4]\nbands: [B01, B05]\ngranules: 1\nlines_per_granule: 1008\n";
    private Night night;
    private Night stack;
    private Night shortest;

    @BeforeAll
    void analyse(@TempDir Path calibration) {
        InMemory.calibration(ScenarioFile.read("summary", STRIP), calibration);
        night = Night.of(STRIP, calibration);
        stack = new Night(night.acquisition(), analysed(InMemory.stack(night.acquisition())));
        SimulatedAcquisition cycle = InMemory.acquisition("detectors: [3]\nbands: [B01, B05]\ngranules: 1\nlines_per_granule: 6");
        shortest = new Night(cycle, analysed(InMemory.stack(cycle, modest(cycle.product().spacecraft()))));
    }

    /** A spacecraft whose profile takes a dark of a single line. */
    private static Spacecraft modest(Spacecraft unit) {
        Instrument msi = unit.instrument();
        Instrument modest = new Instrument("modest", msi.detectors(), msi.bands(), msi.saturation(), 1, 1000, msi.linePeriod(),
                List.of(), List.of(), List.of(), false);
        return new Spacecraft(unit.name(), unit.longName(), unit.unit(), modest, unit.solarIrradiance(), unit.noise(), unit.gain());
    }

    private static Dossier analysed(Dossier dossier) {
        return dossier.after(new DarkSignal()).after(new Noise());
    }

    @Test
    void a_band_has_the_names_of_the_report() {
        assertThat(night.summary("dark-signal", "B05"))
                .containsKeys("band", "mean", "dsnu", "noise", "meanChange", "maxAbsChange", "pixelsBeyond", "detectors");
    }

    @Test
    void a_detector_has_the_names_of_the_report() {
        assertThat(detectors(night)).hasSize(2).allSatisfy(entry -> assertThat(entry).containsKeys("detector", "mean", "dsnu", "noise",
                "meanChange", "blindChange", "maxAbsChange", "pixelsBeyond", "blindDrift", "halvesChange"));
        assertThat(detectors(night)).extracting(entry -> entry.get("detector")).containsExactly(3, 4);
    }

    @Test
    void no_value_is_not_a_number() {
        for (Night each : List.of(night, stack, shortest)) {
            each.dossier().outcomes().forEach((id, outcome) -> finite(id, outcome.result().summary()));
            each.dossier().outcomes().values().forEach(outcome -> assertThat(outcome.result().values().values()).allMatch(Double::isFinite));
        }
    }

    @Test
    void a_non_uniformity_below_the_noise_is_zero_with_its_signed_variance_beside_it() {
        List<Map<String, Object>> below = detectors(night, "B01").stream().filter(entry -> entry.containsKey("dsnuBelowNoise")).toList();
        List<Map<String, Object>> above = detectors(night, "B01").stream().filter(entry -> !entry.containsKey("dsnuBelowNoise")).toList();
        assertThat(below).allSatisfy(entry -> {
            assertThat(entry).containsEntry("dsnu", 0.0);
            assertThat((double) entry.get("dsnuVariance")).isNotPositive();
        });
        assertThat(above).allSatisfy(entry -> assertThat((double) entry.get("dsnu")).isPositive());
    }

    @Test
    void a_stack_without_calibration_gives_values_in_raw_counts() {
        Map<String, Object> entry = stack.summary("dark-signal", "B05");
        // 480 + 0.5·2 on average, 5 LSB over columns; of two detectors
        assertThat((double) entry.get("mean")).isCloseTo(481, within(5 * 5 / Math.sqrt(2 * 1296)));
        assertThat((double) entry.get("noise")).isCloseTo(0.551, within(0.01));
        assertThat((double) detectors(stack).get(0).get("halvesChange")).isCloseTo(0, within(5 * 2 * 0.551 / Math.sqrt(1296.0 * 504)));
    }

    @Test
    void a_stack_without_calibration_says_why_there_is_no_change_and_no_drift_of_blind_columns() {
        assertThat(stack.dossier().findings()).extracting(Finding::code).contains(DarkCode.NO_REFERENCE);
        assertThat(stack.warnings()).isEmpty();
        assertThat(reason(stack.summary("dark-signal", "B05"), "meanChange")).isEqualTo("no calibration parameters come with this product");
        assertThat(reason(stack.summary("dark-signal", "B05"), "dsnu")).isEqualTo("no calibration parameters come with this product");
        assertThat(reason(detectors(stack).get(0), "blindDrift")).isEqualTo("this detector has no blind columns");
        assertThat(reason(detectors(stack).get(0), "historyChange")).isEqualTo("no earlier dark of this epoch is archived");
        assertThat(stack.dossier().outcomes().get("dark-signal").candidates()).isEmpty();
    }

    @Test
    void a_single_line_gives_its_values_and_says_what_it_is_too_short_for() {
        assertThat(shortest.dossier().findings()).extracting(Finding::code).contains(DarkCode.INSUFFICIENT);
        assertThat((double) shortest.summary("dark-signal", "B01").get("mean")).isCloseTo(480.5, within(5 * 5 / Math.sqrt(1296)));
        assertThat(reason(shortest.summary("dark-signal", "B01"), "noise")).isEqualTo("the strip is too short");
        assertThat(reason(detectors(shortest).get(0), "halvesChange")).isEqualTo("the strip is too short");
    }

    @Test
    void pixels_carry_uncertainty_reference_and_change() {
        DetectorDark dark = night.dark("B05", 3);
        assertThat(night.result().pixels(dark.id())).hasValueSatisfying(pixels -> {
            double[][] inForce = night.dossier().calibration().orElseThrow().groundEqualisation(dark.id().band()).dark(Tdi.NO_TDI, 3);
            assertThat(pixels.reference()[500 * 3 + 2]).isEqualTo(inForce[2][500]);
            assertThat(pixels.change()[500 * 3 + 2]).isEqualTo(dark.mean()[500 * 3 + 2] - inForce[2][500]);
            // 168 samples of 0.551 LSB, and what rounding can bias
            assertThat(pixels.u()[500 * 3 + 2]).isCloseTo(0.551 / Math.sqrt(168), within(0.2 * 0.551 / Math.sqrt(168)));
        });
    }

    @Test
    void the_same_dossier_gives_the_same_result_bit_for_bit() {
        DarkResult again = new DarkSignal().analyse(night.dossier());
        assertThat(again.summary()).isEqualTo(night.result().summary());
        assertThat(again.detectors().get(3).change()).isEqualTo(night.result().detectors().get(3).change());
    }

    private static void finite(String where, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> finite(where + "/" + name, entry));
        } else if (value instanceof List<?> list) {
            list.forEach(entry -> finite(where, entry));
        } else if (value instanceof Number number) {
            assertThat(number.doubleValue()).as(where).isFinite();
        } else if (value instanceof Missing missing) {
            assertThat(missing.reason()).as(where).isNotBlank();
        } else {
            assertThat(value).as(where).isInstanceOfAny(String.class, Boolean.class);
        }
    }

    private static String reason(Map<String, Object> entry, String name) {
        return ((Missing) entry.get(name)).reason();
    }

    private static List<Map<String, Object>> detectors(Night night) {
        return detectors(night, "B05");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> detectors(Night night, String band) {
        return (List<Map<String, Object>>) night.summary("dark-signal", band).get("detectors");
    }
}
