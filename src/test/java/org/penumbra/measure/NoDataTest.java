package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.MeasureTask.Kind;

/** Samples without data in lines that have some: at level 1B a stored count of 0 (METHODS 8). */
class NoDataTest {
    private static final int COLUMNS = 20;
    private static final int N = 3;
    private static final int LINES = 720;

    @ParameterizedTest
    @ValueSource(ints = {7, 500})
    void a_sample_without_data_is_counted_and_enters_no_statistic(int level) {
        double[][] samples = Strip.noise(1, LINES, COLUMNS, N, level + 20, 2);
        Random random = new Random(2);
        int[] missing = new int[COLUMNS * N];
        int[] saturated = new int[COLUMNS * N];
        for (int line = 0; line < LINES; line++) {
            for (int column = 4; column < COLUMNS; column++) {
                double draw = random.nextDouble();
                if (draw < 0.05) {
                    samples[line][column] = 0;
                    missing[column * N + line % N]++;
                } else if (draw < 0.07) {
                    samples[line][column] = Strip.SATURATION;
                    saturated[column * N + line % N]++;
                }
            }
        }
        DetectorMeasurement measured = Strip.measure(scene(1), MemoryLines.counts(samples, 360, 360));
        for (CutLevel cut : CutLevel.values()) {
            PixelStatistics pixels = measured.pixels(cut);
            assertThat(pixels.missing()).isEqualTo(missing);
            assertThat(pixels.saturated()).isEqualTo(saturated);
        }
        PixelStatistics pixels = measured.pixels(CutLevel.FIVE);
        for (int i = 0; i < COLUMNS * N; i++) {
            int column = i / N;
            int j = i % N;
            double[] data = IntStream.range(0, LINES / N).mapToDouble(k -> samples[k * N + j][column]).filter(x -> x >= 1 && x < Strip.SATURATION).toArray();
            assertThat(pixels.n()[i]).isEqualTo(data.length);
            // sums are exact; pivot and quotient round by a few 1e-13
            assertThat(pixels.mean()[i]).isCloseTo(Arrays.stream(data).sum() / data.length, within(1e-9));
            assertThat(pixels.min()[i]).isEqualTo(Arrays.stream(data).min().orElseThrow());
        }
        SegmentMeans means = measured.segmentMeans();
        assertThat(IntStream.range(0, COLUMNS).map(column -> Arrays.stream(means.missing()).mapToInt(segment -> segment[column]).sum()))
                .containsExactly(IntStream.range(0, COLUMNS).map(column -> Arrays.stream(missing, column * N, (column + 1) * N).sum()).boxed().toArray(Integer[]::new));
        assertThat(Arrays.stream(means.saturated()).sum()).isEqualTo(Arrays.stream(saturated).sum());
    }

    @Test
    void pairs_with_a_sample_without_data_are_left_out_of_the_noise() {
        double[][] samples = new double[LINES][COLUMNS];
        Arrays.stream(samples).forEach(line -> Arrays.fill(line, 300));
        samples[30][5] = 0;
        PixelStatistics pixels = Strip.measure(scene(1), MemoryLines.counts(samples)).pixels(CutLevel.FIVE);
        assertThat(pixels.noise()[5 * N]).isZero();
        assertThat(pixels.pairs()[5 * N]).isEqualTo(LINES / N - 3);
    }

    @Test
    void where_0_may_be_a_count_it_is_one() {
        double[][] samples = Strip.noise(3, LINES, COLUMNS, N, 400, 1);
        samples[30][5] = 0;
        PixelStatistics pixels = Strip.measure(scene(Double.NEGATIVE_INFINITY), MemoryLines.counts(samples)).pixels(CutLevel.FIVE);
        assertThat(pixels.missing()).containsOnly(0);
        assertThat(pixels.min()[5 * N]).isZero();
    }

    @Test
    void the_mean_of_a_line_is_that_of_the_columns_with_data() {
        double[][] samples = Strip.noise(4, LINES, COLUMNS, N, 400, 20);
        samples[6][3] = 0;
        LineStatistics lines = Strip.measure(scene(1), MemoryLines.counts(samples)).lineStatistics();
        assertThat(lines.activeMean()[6]).isEqualTo(Arrays.stream(samples[6]).sum() / (COLUMNS - 1));
        assertThat(lines.firstMean()[6]).isEqualTo(Arrays.stream(samples[6]).sum() / (COLUMNS - 1));
    }

    @Test
    void a_line_with_few_columns_of_data_says_nothing_of_the_ground_that_two_detectors_share() {
        double[][] samples = Strip.noise(5, LINES, COLUMNS, N, 400, 20);
        // 0.9 of the shared columns are wanted, all 20 are shared here
        Arrays.fill(samples[6], 0, 2, 0);
        Arrays.fill(samples[9], 0, 3, 0);
        LineStatistics lines = Strip.measure(scene(1), MemoryLines.counts(samples)).lineStatistics();
        assertThat(lines.lastMean()[6]).isFinite();
        assertThat(lines.lastMean()[9]).isNaN();
        assertThat(lines.firstMean()[9]).isNaN();
        assertThat(lines.lost(9)).isFalse();
    }

    @Test
    void a_line_without_any_data_is_lost_and_not_counted_sample_by_sample() {
        double[][] samples = Strip.noise(6, LINES, COLUMNS, N, 400, 1);
        Arrays.fill(samples[30], 0);
        DetectorMeasurement measured = Strip.measure(scene(1), MemoryLines.counts(samples));
        assertThat(measured.lostLines()).isEqualTo(1);
        assertThat(measured.pixels(CutLevel.FIVE).missing()).containsOnly(0);
    }

    @Test
    void a_column_without_any_data_has_none() {
        double[][] samples = Strip.noise(7, LINES, COLUMNS, N, 400, 1);
        Arrays.stream(samples).forEach(line -> line[5] = 0);
        DetectorMeasurement measured = Strip.measure(scene(1), MemoryLines.counts(samples, 360, 360));
        assertThat(measured.pixels(CutLevel.FIVE).columnCount(5)).isZero();
        assertThat(Arrays.stream(measured.segmentMeans().mean()).map(segment -> segment[5])).containsOnly(Double.NaN);
        assertThat(measured.pixels(CutLevel.FIVE).missing()).contains(LINES / N).satisfies(missing ->
                assertThat(Arrays.stream(missing).sum()).isEqualTo(LINES));
    }

    @Test
    void a_sample_that_is_not_a_number_has_no_data_and_is_not_saturated() {
        double[][] samples = Strip.noise(8, LINES, COLUMNS, N, 400, 1);
        samples[30][5] = Double.NaN;
        samples[33][5] = Strip.SATURATION + 1;
        PixelStatistics pixels = Strip.measure(Strip.allActive(Kind.SCENE, COLUMNS, N), MemoryLines.reals(samples)).pixels(CutLevel.FIVE);
        assertThat(pixels.missing()[5 * N]).isEqualTo(1);
        assertThat(pixels.saturated()[5 * N]).isEqualTo(1);
    }

    private static MeasureTask scene(double least) {
        return new MeasureTask(new BandDetector(Strip.band(COLUMNS, N), 1), new boolean[COLUMNS], new boolean[COLUMNS], least, Strip.SATURATION, Kind.SCENE,
                OnBoardEqualisation.Law.identity(COLUMNS), false, new boolean[COLUMNS]);
    }
}
