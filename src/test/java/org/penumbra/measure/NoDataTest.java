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
            double[] data = IntStream.range(0, LINES / N).mapToDouble(k -> samples[k * N + j][column])
                    .filter(x -> x >= 1 && x < Strip.SATURATION).toArray();
            assertThat(pixels.n()[i]).isEqualTo(data.length);
            // sums are exact; pivot and quotient round by a few 1e-13
            assertThat(pixels.mean()[i]).isCloseTo(Arrays.stream(data).sum() / data.length, within(1e-9));
            assertThat(pixels.min()[i]).isEqualTo(Arrays.stream(data).min().orElseThrow());
        }
        SegmentMeans means = measured.segmentMeans();
        assertThat(IntStream.range(0, COLUMNS).map(column -> Arrays.stream(means.missing()).mapToInt(segment -> segment[column]).sum()))
                .containsExactly(IntStream.range(0, COLUMNS)
                        .map(column -> Arrays.stream(missing, column * N, (column + 1) * N).sum()).boxed().toArray(Integer[]::new));
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

    @Test
    void a_line_of_which_a_part_was_lost_in_transmission_is_lost() {
        double[][] samples = Strip.noise(9, LINES, 200, N, 400, 1);
        int[] kept = IntStream.range(0, LINES).filter(line -> line < 100 || line >= 130).toArray();
        for (int line = 100; line < 130; line++) {
            Arrays.fill(samples[line], 90, 200, 0);
        }
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, 200, N), MemoryLines.counts(samples, 360, 360));
        assertThat(measured.lostLines()).isEqualTo(30);
        assertThat(measured.lightEvents()).isEmpty();
        assertThat(measured.telegraphs()).isEmpty();
        for (int column = 0; column < 200; column++) {
            int each = column;
            for (int j = 0; j < N; j++) {
                int of = j;
                double[] data = Arrays.stream(kept).filter(line -> line % N == of).mapToDouble(line -> samples[line][each]).toArray();
                assertThat(measured.pixels(CutLevel.EIGHT).mean()[column * N + j])
                        .isCloseTo(Arrays.stream(data).average().orElseThrow(), within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void more_than_half_of_the_lines_may_be_lost_in_part(int first) {
        double[][] samples = Strip.noise(10, LINES, 200, N, 400, 1);
        for (int line = 200; line < LINES; line++) {
            Arrays.fill(samples[line], first, first + 32, 0);
        }
        assertThat(Strip.measure(Strip.task(Kind.DARK, 200, N), MemoryLines.counts(samples)).lostLines()).isEqualTo(LINES - 200);
    }

    @Test
    void thirty_one_neighbours_that_are_0_are_outliers_and_no_gap() {
        double[][] samples = Strip.noise(11, LINES, 200, N, 400, 1);
        Arrays.fill(samples[50], 61, 92, 0);
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, 200, N), MemoryLines.counts(samples));
        assertThat(measured.lostLines()).isZero();
        assertThat(measured.lightEvents()).singleElement().satisfies(event -> assertThat(event.line()).isEqualTo(50));
    }

    @Test
    void columns_that_are_always_0_are_no_gap() {
        double[][] samples = Strip.noise(12, LINES, 200, N, 400, 1);
        Arrays.stream(samples).forEach(line -> Arrays.fill(line, 60, 110, 0));
        Arrays.fill(samples[50], 120, 160, 0);
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, 200, N), MemoryLines.counts(samples));
        assertThat(measured.lostLines()).isEqualTo(1);
        assertThat(measured.lineStatistics().lost(50)).isTrue();
        assertThat(measured.pixels(CutLevel.FIVE).mean()[70 * N]).isZero();
    }

    @Test
    void a_dark_that_lies_at_0_has_no_gaps() {
        double[][] samples = Strip.noise(13, LINES, 200, N, 0, 1);
        for (double[] line : samples) {
            Arrays.setAll(line, column -> column % 100 == 0 ? line[column] + 20 : Math.max(0, Math.min(1, line[column] - 1)));
        }
        assertThat(Strip.measure(Strip.task(Kind.DARK, 200, N), MemoryLines.counts(samples)).lostLines()).isZero();
    }

    private static MeasureTask scene(double least) {
        return new MeasureTask(new BandDetector(Strip.band(COLUMNS, N), 1), new boolean[COLUMNS], new boolean[COLUMNS],
                least, Strip.SATURATION, Kind.SCENE, OnBoardEqualisation.Law.identity(COLUMNS), false, new boolean[COLUMNS]);
    }
}
