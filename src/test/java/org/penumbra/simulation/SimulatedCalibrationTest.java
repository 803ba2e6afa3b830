package org.penumbra.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.Columns;
import org.penumbra.calibration.GippType;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.instrument.Tdi;
import org.penumbra.raster.PixelLines;

class SimulatedCalibrationTest {
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));
    private static final Spacecraft UNIT = INSTRUMENTS.spacecraft("S2A").orElseThrow();
    private static final Scenario SCENARIO = ScenarioFile.read("calibration", """
            granules: 1
            lines_per_granule: 300
            equalization_mode: true
            series: [{days: 0}, {days: 14, nuc_table_id: 4}]
            calibration:
              swir_valid_from: 2025-12-30T00:00:00Z
              missing: [{type: R2EQOG, band: B07}]
              defective: [{band: B10, detector: 5, columns: [17, 300]}]
            """);

    @TempDir
    private static Path directory;
    private static CalibrationSet set;

    @BeforeAll
    static void write() {
        new Simulator(INSTRUMENTS, 2).writeCalibration(SCENARIO, directory);
        set = CalibrationSet.open(directory, "S2A", SCENARIO.sensingStart());
    }

    @Test
    void the_ground_equalisation_holds_the_true_dark_level_and_response() {
        SimulatedInstrument instrument = new SimulatedInstrument(UNIT, 1);
        for (String name : List.of("B02", "B05", "B09", "B11")) {
            Band band = UNIT.instrument().band(name);
            BandDetector place = new BandDetector(band, 9);
            Tdi tdi = name.equals("B11") ? Tdi.APPLIED : Tdi.NO_TDI;
            double[][] written = set.groundEqualisation(band).dark(tdi, 9);
            double[] dark = instrument.dark(place);
            for (int i = 0; i < dark.length; i++) {
                assertThat(written[i % band.linesPerCycle()][i / band.linesPerCycle()]).isEqualTo(dark[i]);
            }
            assertThat(set.groundEqualisation(band).gamma(tdi, 9)).isEqualTo(instrument.gamma(place));
        }
    }

    @Test
    void every_on_board_table_in_use_brings_stored_counts_back_to_the_true_dark_level() {
        Band band = UNIT.instrument().band("B05");
        BandDetector place = new BandDetector(band, 2);
        for (int number = 1; number <= 2; number++) {
            SimulatedAcquisition acquisition = new Simulator(INSTRUMENTS, 1).acquisitions(SCENARIO).get(number - 1);
            OnBoardEqualisation.Law law = set.onBoardEqualisation(band).law(number == 1 ? 3 : 4, 2);
            PixelLines lines = acquisition.lines(place);
            ByteBuffer samples = ByteBuffer.allocateDirect(lines.bytes(0));
            lines.read(0, samples);
            double[] dark = acquisition.signal(place).darkLevel();
            double sum = 0;
            int count = samples.limit() / 2;
            for (int i = 0; i < count; i++) {
                int column = i % band.columns();
                sum += law.inverse(column, samples.getShort(2 * i)) - dark[column * 3 + i / band.columns() % 3];
            }
            // noise of the mean, and rounding bias of independent phases (at most 1/π of a step, damped)
            double damping = Math.exp(-2 * Math.PI * Math.PI * (0.551 * 0.551 - 1.0 / 12));
            assertThat(sum / count).isCloseTo(0, within(5 * (0.551 / Math.sqrt(count) + damping / Math.PI / Math.sqrt(2.0 * band.columns()))));
        }
    }

    @Test
    void the_blind_columns_are_those_without_light() {
        Band band = UNIT.instrument().band("B02");
        var blind = set.blindPixels().bands().get(band.id()).get(1);
        assertThat(blind.valid()).hasSize(32).contains(0, 15, 2576, 2591).doesNotContain(16, 2575);
        assertThat(blind.blind()).hasSize(40).allMatch(column -> SimulatedInstrument.blind(band, column));
        var coarse = set.blindPixels().bands().get(9).get(1);
        assertThat(coarse.valid()).containsExactly(0, 1, 2, 3, 4, 5, 1290, 1291, 1292, 1293, 1294, 1295);
    }

    @Test
    void gains_noise_crosstalk_and_diffuser_are_those_of_the_unit() {
        assertThat(set.absoluteGains().bands().get(10).physicalGain()).isEqualTo(55.37);
        assertThat(set.absoluteGains().bands().get(0).solarIrradiance()).isEqualTo(1884.69);
        assertThat(set.noiseModel().alpha(UNIT.instrument().band("B12"))).isEqualTo(0.729);
        assertThat(set.crosstalkCorrection().bands()).hasSize(13).allSatisfy((id, row) -> assertThat(row.optical()).isEqualTo(Columns.filled(13, 0)));
        assertThat(set.crosstalkCorrection().bands().get(10).electrical().get(11)).isEqualTo(-3.98e-3);
        assertThat(set.crosstalkCorrection().bands().get(2).electrical()).isEqualTo(Columns.filled(13, 0));
        assertThat(set.diffuser().surface("B12").reflectanceUncertainty()).isEqualTo(0.0158);
    }

    @Test
    void known_defects_and_the_swir_arrangement_are_written_with_their_dates() {
        assertThat(set.defectivePixels().singularities()).singleElement()
                .satisfies(defect -> assertThat(defect.columns()).containsExactly(17, 300));
        assertThat(set.swirArrangement().bands()).containsOnlyKeys(10, 11, 12);
        assertThat(set.inForce(GippType.R2SWIR, "B00").start()).isAfter(set.inForce(GippType.R2EQOG, "B10").start());
    }

    @Test
    void a_unit_without_solar_irradiance_is_refused_as_SIMULATION_108(@TempDir Path other) {
        assertThatThrownBy(() -> new Simulator(INSTRUMENTS, 1).writeCalibration(ScenarioFile.read("S2C", "unit: S2C"), other))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("SIMULATION-108"));
    }

    @Test
    void a_missing_file_is_missing() {
        assertThatThrownBy(() -> set.groundEqualisation(UNIT.instrument().band("B07"))).isInstanceOf(Refusal.class).hasMessageContaining("B07");
    }
}
