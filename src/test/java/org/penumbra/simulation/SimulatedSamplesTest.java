package org.penumbra.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.raster.PixelLines;

class SimulatedSamplesTest {
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));
    private static final Spacecraft UNIT = INSTRUMENTS.spacecraft("S2A").orElseThrow();

    @ParameterizedTest
    @CsvSource({"B01", "B02", "B05", "B10", "B12"})
    void dark_counts_lie_about_the_true_level_with_the_noise_of_the_unit_quantisation_included(String band) {
        SimulatedAcquisition acquisition = acquisition("granules: 2");
        BandDetector place = place(band, 3);
        int[][] counts = counts(acquisition.lines(place));
        double[] dark = acquisition.signal(place).darkLevel();
        double alpha = acquisition.instrument().alpha(place.band());
        int n = place.band().linesPerCycle();
        double sum = 0;
        double squares = 0;
        for (int line = 0; line < counts.length; line++) {
            for (int column = 0; column < counts[line].length; column++) {
                double error = counts[line][column] - dark[column * n + line % n];
                sum += error;
                squares += error * error;
            }
        }
        double samples = (double) counts.length * counts[0].length;
        // Rounding adds errors that hang on the phase of the dark level; of their first harmonic the mean has at most this amplitude,
        // the mean square this one; phases of different columns are independent. k = 5.
        double sigma2 = alpha * alpha - 1.0 / 12;
        double damping = Math.exp(-2 * Math.PI * Math.PI * sigma2);
        double phases = Math.sqrt(2.0 * counts[0].length);
        assertThat(sum / samples).isCloseTo(0, within(5 * (alpha / Math.sqrt(samples) + damping / Math.PI / phases)));
        assertThat(squares / samples).isCloseTo(alpha * alpha,
                within(5 * (alpha * alpha * Math.sqrt(2 / samples) + damping * (4 * sigma2 + 1 / (Math.PI * Math.PI)) / phases)));
    }

    @Test
    void the_noise_of_60_m_bands_is_that_of_level_1B_before_three_columns_are_averaged() {
        SimulatedInstrument instrument = new SimulatedInstrument(UNIT, 1);
        assertThat(instrument.alpha(UNIT.instrument().band("B09"))).isEqualTo(0.243 * Math.sqrt(3));
        assertThat(instrument.beta(UNIT.instrument().band("B09"))).isEqualTo(8.29e-4 * 3);
        assertThat(instrument.alpha(UNIT.instrument().band("B05"))).isEqualTo(0.551);
    }

    @Test
    void granules_and_detectors_are_the_same_in_whatever_order_they_are_made() {
        SimulatedAcquisition acquisition = acquisition("granules: 3, lines_per_granule: 24, "
                + "faults: [{kind: cosmic, rate: 0.01}, {kind: telegraph, at: {columns: [40]}, amplitude: 9, dwell: 5}]");
        PixelLines forward = acquisition.lines(place("B11", 2));
        ByteBuffer[] parts = IntStream.range(0, 3).mapToObj(part -> read(forward, part)).toArray(ByteBuffer[]::new);
        read(acquisition("granules: 3, lines_per_granule: 24").lines(place("B11", 1)), 0);
        PixelLines backward = acquisition.lines(place("B11", 2));
        for (int part = 2; part >= 0; part--) {
            assertThat(read(backward, part)).isEqualTo(parts[part]);
        }
    }

    @Test
    void units_detectors_and_acquisitions_have_noise_of_their_own() {
        double[] one = row("lines_per_granule: 600", place("B05", 1), 1);
        assertThat(correlation(one, row("lines_per_granule: 600", place("B05", 2), 1))).isCloseTo(0, within(5 / Math.sqrt(one.length)));
        assertThat(correlation(one, row("lines_per_granule: 600", place("B06", 1), 1))).isCloseTo(0, within(5 / Math.sqrt(one.length)));
        assertThat(correlation(one, row("lines_per_granule: 600, series: [{days: 0}, {days: 14}]", place("B05", 1), 2)))
                .isCloseTo(0, within(5 / Math.sqrt(one.length)));
    }

    // Noise does not depend on the faults, and rounding not on a whole number added: a planted whole number is found exactly.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{kind: dark-change, at: {columns: [100]}, amount: 7}                    | 100 | 0,1,2,3,4,5 | 7",
        "{kind: dark-change, at: {columns: [100], line_of_cycle: 3}, amount: 7}  | 100 | 2           | 7",
        "{kind: dark-change, at: {columns: [100], line_of_cycle: 3}, amount: 7}  | 100 | 0,1,3,4,5   | 0",
        "{kind: dark-change, amount: -3}                                         | 900 | 0,5         | -3",
        "{kind: dark-change, amount: -3}                                         | 5   | 0,5         | 0",
        "{kind: hot, at: {range: [99, 101]}}                                     | 100 | 0,3,5       | 400",
        "{kind: light, lines: [2, 3], amount: 50}                                | 700 | 2,3         | 50",
        "{kind: light, lines: [2, 3], amount: 50}                                | 700 | 1,4         | 0",
        "{kind: light, amount: 50}                                               | 3   | 0,1,2       | 0",
        "{kind: halves-change, amount: 4}                                        | 700 | 0,1,2       | 0",
        "{kind: halves-change, amount: 4}                                        | 700 | 3,4,5       | 4",
        "{kind: blind-drift, amount: 6}                                          | 3   | 4           | 4",
        "{kind: blind-drift, amount: 6}                                          | 700 | 4           | 0",
        "{kind: hot, at: {acquisitions: [2, 3]}}                                 | 100 | 0           | 0",
        "{kind: hot, at: {detector: 7}}                                          | 100 | 0           | 0",
        "{kind: hot, at: {band: B03}}                                            | 100 | 0           | 0"})
    void a_fault_changes_the_counts_where_it_says_and_nowhere_else(String fault, int column, String lines, int amount) {
        BandDetector place = place("B02", 6);
        String series = "lines_per_granule: 6, series: [{days: 0}, {days: 5}, {days: 10}]";
        int[][] healthy = counts(acquisition(series).lines(place));
        int[][] faulty = counts(acquisition(series + ", faults: [" + fault + "]").lines(place));
        for (String line : lines.split(",")) {
            int l = Integer.parseInt(line.trim());
            assertThat(faulty[l][column] - healthy[l][column]).as("line %d", l).isEqualTo(amount);
        }
    }

    @Test
    void stuck_saturated_and_lost_samples_have_their_value() {
        int[][] counts = counts(acquisition("""
                lines_per_granule: 24, faults: [{kind: stuck, at: {columns: [50]}, count: 612}, {kind: saturated, at: {columns: [60]}},
                {kind: lost-lines, lines: [12, 17]},
                {kind: saturated, at: {columns: [70]}, share: 0.5}]""").lines(place("B05", 6)));
        // 20 m lines 6 to 8 are the lost ones
        assertThat(Arrays.stream(counts[5]).filter(count -> count == 0)).isEmpty();
        assertThat(counts[6]).containsOnly(0);
        assertThat(counts[8]).containsOnly(0);
        assertThat(counts[9][50]).isEqualTo(612);
        assertThat(counts[0][60]).isEqualTo(4095);
        assertThat(Arrays.stream(counts).mapToInt(line -> line[70]).distinct()).contains(4095).hasSizeGreaterThan(1);
    }

    @Test
    void a_noisy_column_has_its_analogue_noise_multiplied() {
        SimulatedAcquisition acquisition = acquisition("granules: 1, faults: [{kind: noisy, at: {columns: [100]}, factor: 5}]");
        double[] series = column(counts(acquisition.lines(place("B05", 6))), 100);
        double expected = 25 * (0.551 * 0.551 - 1.0 / 12) + 1.0 / 12;
        // differences of neighbours of the same line of cycle: 2σ² each, about half of them independent
        double sum = 0;
        for (int line = 3; line < series.length; line++) {
            sum += (series[line] - series[line - 3]) * (series[line] - series[line - 3]) / 2;
        }
        assertThat(sum / (series.length - 3)).isCloseTo(expected, within(5 * expected * Math.sqrt(4.0 / series.length)));
    }

    @Test
    void a_telegraph_column_has_two_levels_and_its_mean_dwell() {
        SimulatedAcquisition acquisition = acquisition("granules: 6, faults: [{kind: telegraph, at: {columns: [100]}, amplitude: 20, dwell: 25}]");
        BandDetector place = place("B05", 6);
        double[] dark = acquisition.signal(place).darkLevel();
        double[] series = column(counts(acquisition.lines(place)), 100);
        long flips = IntStream.range(1, series.length).filter(line -> high(series, dark, line) != high(series, dark, line - 1)).count();
        double expected = (series.length - 1) / 25.0;
        assertThat((double) flips).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }

    @Test
    void cosmic_hits_come_at_their_rate() {
        BandDetector place = place("B02", 6);
        int[][] healthy = counts(acquisition("granules: 1").lines(place));
        int[][] hit = counts(acquisition("granules: 1, faults: [{kind: cosmic, rate: 1.0e-4, amplitude: 1.0e6}]").lines(place));
        long hits = 0;
        for (int line = 0; line < hit.length; line++) {
            for (int column = 0; column < hit[line].length; column++) {
                hits += hit[line][column] != healthy[line][column] ? 1 : 0;
            }
        }
        double expected = 1e-4 * hit.length * hit[0].length;
        assertThat((double) hits).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }

    @Test
    void thermal_drift_and_temperature_move_blind_and_active_columns_alike() {
        String warmer = "lines_per_granule: 12, ageing: {dark_per_degree: {vnir: 2, swir: 6}}, "
                + "series: [{days: 0}, {days: 1, temperatures: {vnir: -79, swir: -75}}]";
        BandDetector place = place("B02", 6);
        double[] before = acquisition(warmer, 1).signal(place).darkLevel();
        int[][] base = counts(acquisition("lines_per_granule: 12, series: [{days: 0}, {days: 1}]", 2).lines(place));
        int[][] warm = counts(acquisition(warmer, 2).lines(place));
        int[][] drift = counts(acquisition(
                "lines_per_granule: 12, thermal_drift: {vnir: 24, swir: 0}, series: [{days: 0}, {days: 1}]", 2).lines(place));
        assertThat(before).isEqualTo(new SimulatedInstrument(UNIT, 1).dark(place));
        for (int column : new int[] {3, 1000}) {
            assertThat(warm[7][column] - base[7][column]).isEqualTo(6);
            assertThat(drift[6][column] - base[6][column]).isEqualTo(12);
        }
    }

    @Test
    void ageing_moves_the_active_columns_in_proportion_to_time() {
        String scenario = "ageing: {dark_mean: {vnir: 2, swir: 0}, dark_spread: {vnir: 1, swir: 0}}, "
                + "series: [{days: 0}, {days: 365.25}, {days: 730.5}]";
        BandDetector place = place("B02", 6);
        double[] zero = acquisition(scenario, 1).signal(place).darkLevel();
        double[] one = acquisition(scenario, 2).signal(place).darkLevel();
        double[] two = acquisition(scenario, 3).signal(place).darkLevel();
        double sum = 0;
        for (int pixel = 20 * 6; pixel < 2572 * 6; pixel++) {
            assertThat(two[pixel] - zero[pixel]).isCloseTo(2 * (one[pixel] - zero[pixel]), within(1e-9));
            sum += (one[pixel] - zero[pixel]) / (2552 * 6);
        }
        assertThat(sum).isCloseTo(2, within(5 / Math.sqrt(2552)));
        assertThat(one[0]).isEqualTo(zero[0]);
    }

    // What a diffuser scene will rest on: any light goes through the response that the ground equalisation inverts.
    @ParameterizedTest
    @CsvSource({"B04, 1088", "B09, 1104", "B11, 400", "B11, 1383"})
    void light_is_seen_through_the_response_of_each_column_with_its_noise(String band, double level) {
        BandDetector place = place(band, 3);
        SimulatedInstrument instrument = new SimulatedInstrument(UNIT, 1);
        int lines = 1200;
        DetectorSignal signal = new DetectorSignal(instrument, place, lines, 1, (where, line, light) -> Arrays.fill(light, level),
                OnBoardEqualisation.Law.identity(place.band().columns()), 0, 0, 0);
        double[] dark = instrument.dark(place);
        Gamma gamma = instrument.gamma(place);
        int n = place.band().linesPerCycle();
        int[] counts = new int[signal.columns()];
        double variance = Math.pow(instrument.alpha(place.band()), 2) + instrument.beta(place.band()) * level;
        double sum = 0;
        double squares = 0;
        int samples = 0;
        for (int line = 0; line < lines; line++) {
            signal.line(line, counts);
            for (int column = 100; column < 1100; column++) {
                double z = gamma.apply(column, counts[column] - dark[column * n + line % n]);
                sum += z - level;
                squares += (z - level) * (z - level);
                samples++;
            }
            assertThat(counts[2] - dark[2 * n + line % n]).isBetween(-10.0, 10.0);
        }
        assertThat(sum / samples).isCloseTo(0, within(5 * Math.sqrt(variance / samples)));
        // the dark part is that of raw counts: slopes scatter by 1 % about one and so does it; lit parts are exact
        assertThat(squares / samples)
                .isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / samples) + 0.02 * Math.pow(instrument.alpha(place.band()), 2)));
    }

    @Test
    void equalised_counts_are_the_raw_ones_after_the_law_rounded_once() {
        String raw = "lines_per_granule: 60";
        BandDetector place = place("B12", 6);
        SimulatedAcquisition equalised = acquisition(raw + ", equalization_mode: true");
        var law = equalised.instrument().onBoard(place, 3);
        int[][] stored = counts(equalised.lines(place));
        int[][] plain = counts(acquisition(raw).lines(place));
        for (int line = 0; line < stored.length; line++) {
            for (int column = 0; column < stored[line].length; column++) {
                // half a step of either rounding, one of them widened by the slope of the law
                double half = 0.5 + 0.5 * law.slope(column, stored[line][column]);
                assertThat(law.inverse(column, stored[line][column])).isCloseTo(plain[line][column], within(half + 1e-9));
            }
        }
        assertThat(stored[0][600]).isBetween(40, 60);
    }

    private static boolean high(double[] series, double[] dark, int line) {
        return series[line] > dark[100 * 3 + line % 3] + 10;
    }

    private static SimulatedAcquisition acquisition(String yaml) {
        return acquisition(yaml, 1);
    }

    private static SimulatedAcquisition acquisition(String yaml, int number) {
        String granules = yaml.startsWith("granules") ? "" : "granules: 1, ";
        return new Simulator(INSTRUMENTS, 1).acquisitions(ScenarioFile.read("test", "{" + granules + yaml + "}")).get(number - 1);
    }

    private static BandDetector place(String band, int detector) {
        return new BandDetector(UNIT.instrument().band(band), detector);
    }

    private static ByteBuffer read(PixelLines lines, int part) {
        ByteBuffer samples = ByteBuffer.allocateDirect(lines.bytes(part));
        lines.read(part, samples);
        return samples;
    }

    private static int[][] counts(PixelLines lines) {
        return IntStream.range(0, lines.lineCounts().size()).boxed().flatMap(part -> {
            ByteBuffer samples = read(lines, part);
            return IntStream.range(0, lines.lineCounts().get(part)).mapToObj(line ->
                    IntStream.range(0, lines.columns()).map(column -> samples.getShort(2 * (line * lines.columns() + column))).toArray());
        }).toArray(int[][]::new);
    }

    private static double[] column(int[][] counts, int column) {
        return Arrays.stream(counts).mapToDouble(line -> line[column]).toArray();
    }

    /** What is left of all samples after the true dark level, in one row. */
    private static double[] row(String yaml, BandDetector place, int number) {
        SimulatedAcquisition acquisition = acquisition(yaml, number);
        double[] dark = acquisition.signal(place).darkLevel();
        int n = place.band().linesPerCycle();
        int[][] counts = counts(acquisition.lines(place));
        return IntStream.range(0, counts.length).boxed().flatMapToDouble(line ->
                IntStream.range(0, counts[line].length).mapToDouble(column -> counts[line][column] - dark[column * n + line % n])).toArray();
    }

    private static double correlation(double[] a, double[] b) {
        return new PearsonsCorrelation().correlation(a, b);
    }
}
