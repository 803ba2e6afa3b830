package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.measure.MeasureTask.Kind;

class StripMeasureTest {
    /** NaN equals NaN. */
    private static final RecursiveComparisonConfiguration NUMBERS = RecursiveComparisonConfiguration.builder()
            .withEqualsForType((first, second) -> Double.compare(first, second) == 0, Double.class).build();

    /** Noise with single outliers, saturated samples, lost and lit lines, a noisy, a stuck and a saturated column. */
    private static double[][] everything(long seed, int lines, int columns, int n) {
        double[][] samples = Strip.noise(seed, lines, columns, n, 450, 0.8);
        Random random = new Random(seed);
        for (int i = 0; i < lines * columns / 50; i++) {
            samples[random.nextInt(lines)][random.nextInt(columns)] += random.nextInt(-9, 10);
        }
        for (int i = 0; i < 40; i++) {
            samples[random.nextInt(lines)][random.nextInt(columns)] = 4090 + random.nextInt(6);
        }
        for (int line = 0; line < lines; line++) {
            samples[line][7] = Math.rint(samples[line][7] + 12 * random.nextGaussian());
            samples[line][8] = 449;
            samples[line][9] = 4095;
        }
        for (int line : new int[] {0, 50, 51, lines / 2, lines - 1}) {
            Arrays.fill(samples[line], 0);
        }
        for (int column = 10; column < 20; column++) {
            samples[lines / 3][column] += 300;
            samples[lines / 3 + n][column] += 300;
        }
        return samples;
    }

    private static void assertEqualToReference(MeasureTask task, double[][] samples, int[] parts, int[] blocks, int granules) {
        DetectorMeasurement measured = new StripMeasure().measure(task, MemoryLines.counts(samples, parts), Strip.blocksOf(granules));
        PlainReference reference = new PlainReference(task, samples, blocks);
        int n = task.linesPerCycle();
        int cycles = samples.length / n;
        assertThat(measured.telegraphs()).isEmpty();
        assertThat(measured.lightEvents()).extracting(LightEvent::line).isEqualTo(reference.litLines);
        assertThat(measured.lostLines()).isEqualTo(reference.lostLines.size());
        for (CutLevel level : CutLevel.values()) {
            int segments = Math.min(24, cycles / 4 * 4);
            assertThat(measured.segments()).isEqualTo(segments);
            for (int[] range : new int[][] {{0, segments}, {0, segments / 2}, {segments / 2, segments}, {1, 2}, {3 * segments / 4, segments}}) {
                PixelStatistics pixels = measured.pixels(level, range[0], range[1]);
                int from = range[0] * cycles / segments * n;
                int to = range[1] * cycles / segments * n;
                for (int column = 0; column < task.columns(); column++) {
                    for (int j = 0; j < n; j++) {
                        assertEqual(pixels, column * n + j, reference.sums(level, from, to, column, j));
                    }
                }
            }
        }
    }

    /** All of these are ratios of integers below 2^53, so that rounding gives the integers back: sums are equal bit for bit. */
    private static void assertEqual(PixelStatistics pixels, int at, PlainReference.Sums sums) {
        assertThat(pixels.n()[at]).as("n of %d", at).isEqualTo(sums.n());
        assertThat(pixels.pairs()[at]).as("pairs of %d", at).isEqualTo(sums.pairs());
        assertThat(pixels.clipped()[at]).as("clipped of %d", at).isEqualTo(sums.cut());
        assertThat(pixels.saturated()[at]).as("saturated of %d", at).isEqualTo(sums.saturated());
        if (sums.n() > 1) {
            double n = sums.n();
            assertThat(Math.round(pixels.mean()[at] * n)).as("sum of %d", at).isEqualTo(sums.sum());
            assertThat(Math.round(pixels.std()[at] * pixels.std()[at] * (n - 1) * n))
                    .as("squares of %d", at).isEqualTo(sums.n() * sums.squares() - sums.sum() * sums.sum());
            double mean = sums.sum() / n;
            double third = sums.cubes() / n - 3 * mean * sums.squares() / n + 2 * mean * mean * mean;
            // the reference loses digits against mean^3; the measurement does not
            assertThat(pixels.third()[at]).as("third of %d", at).isCloseTo(third, within(1e-13 * mean * mean * mean));
        } else if (sums.n() == 0) {
            assertThat(pixels.mean()[at]).isNaN();
            assertThat(pixels.std()[at]).isNaN();
        }
        if (sums.pairs() > 0) {
            assertThat(Math.round(pixels.noise()[at] * pixels.noise()[at] * 2 * sums.pairs())).as("steps of %d", at).isEqualTo(sums.steps());
        } else {
            assertThat(pixels.noise()[at]).isNaN();
        }
    }

    @Test
    void a_dark_in_one_block_equals_the_plain_reference_at_every_level_and_segment() {
        double[][] samples = everything(1, 396, 40, 6);
        assertEqualToReference(Strip.task(Kind.DARK, 40, 6), samples, new int[] {204, 192}, new int[] {396}, 3);
    }

    @Test
    void a_dark_in_several_blocks_with_a_short_last_one_equals_the_plain_reference() {
        double[][] samples = everything(2, 1002, 40, 6);
        assertEqualToReference(Strip.task(Kind.DARK, 40, 6), samples, new int[] {240, 246, 120, 198, 198}, new int[] {486, 318, 198}, 2);
        assertEqualToReference(Strip.task(Kind.DARK, 40, 6), samples, new int[] {300, 600, 102}, new int[] {300, 600, 102}, 1);
    }

    @Test
    void bands_with_three_lines_and_one_line_of_cycle_equal_the_plain_reference() {
        assertEqualToReference(Strip.task(Kind.DARK, 33, 3), everything(3, 300, 33, 3), new int[] {150, 150}, new int[] {150, 150}, 1);
        assertEqualToReference(Strip.task(Kind.DARK, 65, 1), everything(4, 131, 65, 1), new int[] {60, 71}, new int[] {60, 71}, 1);
    }

    @Test
    void counts_just_within_and_just_beyond_what_is_summed_four_at_a_time_equal_the_plain_reference() {
        for (int cycles : new int[] {4, 31, 32, 33, 35, 64, 97}) {
            double[][] samples = new double[cycles][14];
            for (int line = 0; line < cycles; line++) {
                Arrays.fill(samples[line], 450 + line % 2);
            }
            for (int column = 0; column < 14; column++) {
                int[] far = {15, -16, 16, -17, 31, -32, 32, -33, 63, -64, 64, 600, 20_000, -450};
                samples[(7 * column + 3) % cycles][column] += far[column];
            }
            samples[cycles - 1][5] = 65_535;
            Arrays.fill(samples[0], 6, 9, 0);
            MeasureTask task = new MeasureTask(new BandDetector(Strip.band(14, 1), 1), new boolean[14], new boolean[14], 65_536, Kind.SCENE,
                    OnBoardEqualisation.Law.identity(14), false);
            assertEqualToReference(task, samples, new int[] {cycles}, new int[] {cycles}, 1);
        }
    }

    @Test
    void of_a_scene_nothing_is_cut_but_saturated_and_lost_samples_are_left_out() {
        double[][] samples = everything(5, 396, 40, 6);
        Random random = new Random(6);
        for (double[] line : samples) {
            Arrays.setAll(line, column -> line[column] == 0 ? 0 : Math.min(4095, line[column] + random.nextInt(2000)));
        }
        assertEqualToReference(Strip.task(Kind.SCENE, 40, 6), samples, new int[] {204, 192}, new int[] {204, 192}, 1);
    }

    @Test
    void blocks_make_no_difference_where_nothing_is_cut() {
        double[][] samples = Strip.noise(7, 480, 20, 6, 900, 40);
        MeasureTask task = Strip.task(Kind.SCENE, 20, 6);
        int[] parts = {96, 96, 96, 96, 96};
        DetectorMeasurement one = new StripMeasure().measure(task, MemoryLines.counts(samples, parts), Strip.blocksOf(5));
        DetectorMeasurement five = new StripMeasure().measure(task, MemoryLines.counts(samples, parts), Strip.blocksOf(1));
        for (int segment = 0; segment < 20; segment++) {
            PixelStatistics first = one.pixels(CutLevel.NONE, segment, segment + 1);
            PixelStatistics second = five.pixels(CutLevel.NONE, segment, segment + 1);
            assertThat(second.pairs()).isEqualTo(first.pairs());
            assertThat(second.noise()).isEqualTo(first.noise());
            assertThat(second.n()).isEqualTo(first.n());
        }
    }

    @Test
    void median_mad_lowest_and_highest_of_one_block_are_exact() {
        double[][] samples = everything(8, 306, 40, 6);
        MeasureTask task = Strip.task(Kind.DARK, 40, 6);
        PixelStatistics pixels = Strip.measure(task, MemoryLines.counts(samples)).pixels(CutLevel.FIVE);
        for (int at = 0; at < 240; at++) {
            int column = at / 6;
            int j = at % 6;
            if (column == 9) {
                assertThat(pixels.median()[at]).as("of a saturated column").isNaN();
                continue;
            }
            List<Double> sorted = IntStream.range(0, 306).filter(line -> line % 6 == j && samples[line][5] > 0)
                    .mapToObj(line -> samples[line][column]).filter(sample -> sample < 4095).sorted().toList();
            assertThat(pixels.median()[at]).isEqualTo(PlainReference.median(sorted));
            assertThat(pixels.mad()[at]).isEqualTo(PlainReference.mad(sorted));
            assertThat(pixels.min()[at]).isEqualTo(sorted.get(0));
            assertThat(pixels.max()[at]).isEqualTo(sorted.get(sorted.size() - 1));
        }
    }

    @Test
    void a_planted_outlier_is_left_out_at_exactly_the_levels_whose_distance_it_exceeds() {
        // every column alternates by one count: deviation 0.5·sqrt(n/(n − 1)), which is the scale; cuts at 2.02, 3.03 and 4.55 from 500.5
        double[][] samples = new double[240][12];
        for (int line = 0; line < 240; line++) {
            Arrays.fill(samples[line], 500 + line / 6 % 2);
        }
        samples[66][6] = 503;
        samples[67][6] = 504;
        samples[68][6] = 506;
        MeasureSettings few = Strip.SETTINGS;
        MeasureSettings manyPerLine = new MeasureSettings(3, 24, 32, 96, 30, 0.2, 32, 32, 256, 150, 0.9,
                few.telegraphSignificance(), few.telegraphExplained(), few.telegraphOccupancy(), few.telegraphGap(),
                few.telegraphGapNoise(), few.telegraphLines(), few.telegraphFraction());
        DetectorMeasurement measured = new StripMeasure().measure(Strip.task(Kind.DARK, 12, 6), MemoryLines.counts(samples), manyPerLine);
        assertThat(measured.lightEvents()).isEmpty();
        assertThat(Arrays.copyOfRange(measured.pixels(CutLevel.THREE).clipped(), 36, 39)).containsExactly(1, 1, 1);
        assertThat(Arrays.copyOfRange(measured.pixels(CutLevel.FIVE).clipped(), 36, 39)).containsExactly(0, 1, 1);
        assertThat(Arrays.copyOfRange(measured.pixels(CutLevel.EIGHT).clipped(), 36, 39)).containsExactly(0, 0, 1);
        assertThat(Arrays.copyOfRange(measured.pixels(CutLevel.NONE).clipped(), 36, 39)).containsExactly(0, 0, 0);
        assertThat(measured.pixels(CutLevel.FIVE).pairs()[38]).isEqualTo(39 - 2);
    }

    @Test
    void below_thirty_samples_nothing_is_cut() {
        double[][] samples = Strip.noise(9, 29 * 6, 20, 6, 450, 1);
        samples[60][10] = 3000;
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, 20, 6), MemoryLines.counts(samples));
        assertThat(measured.pixels(CutLevel.THREE).clipped()).containsOnly(0);
        assertThat(measured.lightEvents()).isEmpty();
    }

    @Test
    void a_lit_line_is_dropped_whole_and_told_with_its_place_and_excess() {
        double[][] samples = Strip.noise(10, 600, 106, 6, 450, 0.5);
        for (int column = 20; column < 70; column++) {
            samples[311][column] += 40;
        }
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, 106, 6), MemoryLines.counts(samples));
        assertThat(measured.lightEvents()).hasSize(1);
        LightEvent event = measured.lightEvents().get(0);
        assertThat(event.line()).isEqualTo(311);
        assertThat(event.fraction()).isEqualTo(0.5);
        // mean over 100 columns; noise and distance of mean and median are below 0.6 LSB each, hence 5 · 0.85 / sqrt(100)
        assertThat(event.excess()).isCloseTo(20, within(0.43));
        assertThat(measured.pixels(CutLevel.NONE).n()[80 * 6 + 5]).isEqualTo(99);
        assertThat(measured.pixels(CutLevel.NONE).pairs()[80 * 6 + 5]).isEqualTo(97);
        assertThat(measured.pixels(CutLevel.FIVE).clipped()[30 * 6 + 5]).isZero();
    }

    @Test
    void a_flash_over_many_lines_and_columns_does_not_hide_itself() {
        double[][] samples = Strip.noise(12, 720, 100, 3, 450, 0.8);
        for (int line = 200; line < 243; line++) {
            for (int column = 20; column < 100; column++) {
                samples[line][column] += 400;
            }
        }
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, 100, 3), MemoryLines.counts(samples));
        assertThat(measured.lightEvents().stream().map(LightEvent::line)).containsExactlyElementsOf(IntStream.range(200, 243).boxed().toList());
        assertThat(measured.telegraphs()).isEmpty();
    }

    @Test
    void where_half_the_median_deviations_are_zero_no_good_sample_is_cut_and_the_noise_is_not_biased() {
        double[][] samples = Strip.noise(11, 6 * 400, 60, 6, 450, 0.35);
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, 60, 6), MemoryLines.counts(samples));
        PixelStatistics pixels = measured.pixels(CutLevel.FIVE);
        assertThat(Arrays.stream(pixels.mad()).filter(mad -> mad == 0).count()).isGreaterThan(180);
        // scale is at least the median deviation, which rounding alone keeps above 1/sqrt(12) = 0.289: cut beyond 1.94 LSB of the
        // median, itself within 0.5 LSB of the mean; a sample there is 0.94 LSB = 2.7 sigma off before rounding. With the deviation
        // of 0.45 LSB that this noise gives the cut is at 2.75, where a sample is off by more than 1.99 LSB, 5.7 sigma: 1e-8 of 144 000
        assertThat(Arrays.stream(pixels.clipped()).sum()).isZero();
        assertThat(pixels.noise()).isEqualTo(measured.pixels(CutLevel.NONE).noise());
    }

    @Test
    void three_lines_are_measured_and_nothing_is_cut() {
        double[][] samples = {{10, 20, 30}, {12, 20, 3000}, {14, 26, 30}};
        DetectorMeasurement measured = Strip.measure(Strip.allActive(Kind.DARK, 3, 1), MemoryLines.counts(samples));
        PixelStatistics pixels = measured.pixels(CutLevel.FIVE);
        assertThat(measured.segments()).isEqualTo(3);
        assertThat(pixels.n()).containsOnly(3);
        assertThat(pixels.mean()).containsExactly(12, 22, 1020);
        assertThat(pixels.std()[0]).isEqualTo(2);
        assertThat(pixels.noise()[0]).isEqualTo(Math.sqrt(2));
        assertThat(pixels.third()[1]).isCloseTo((2 * Math.pow(-2, 3) + 64) / 3, within(1e-12));
    }

    @Test
    void one_line_gives_values_without_spread() {
        PixelStatistics pixels = Strip.measure(Strip.allActive(Kind.DARK, 2, 1), MemoryLines.counts(new double[][] {{7, 8}})).pixels(CutLevel.FIVE);
        assertThat(pixels.mean()).containsExactly(7, 8);
        assertThat(pixels.std()).containsOnly(Double.NaN);
        assertThat(pixels.noise()).containsOnly(Double.NaN);
    }

    @Test
    void signed_counts_may_be_negative_and_unsigned_ones_use_all_sixteen_bits() {
        BandDetector id = new BandDetector(Strip.band(2, 1), 1);
        MeasureTask task = new MeasureTask(id, new boolean[2], new boolean[2], 70000, Kind.SCENE,
                OnBoardEqualisation.Law.identity(2), false);
        double[][] signed = {{-30000, 5}, {-30002, 32767}};
        double[][] unsigned = {{65535, 5}, {65533, 40000}};
        PixelStatistics below = new StripMeasure().measure(task, new MemoryLines(signed, List.of(2), true, true), Strip.SETTINGS)
                .pixels(CutLevel.NONE);
        PixelStatistics above = new StripMeasure().measure(task, new MemoryLines(unsigned, List.of(2), true, false), Strip.SETTINGS)
                .pixels(CutLevel.NONE);
        assertThat(below.mean()).containsExactly(-30001, 16386);
        assertThat(above.mean()).containsExactly(65534, 20002.5);
    }

    @Test
    void floating_point_samples_give_what_the_same_integers_give() {
        double[][] samples = everything(12, 498, 40, 6);
        MeasureTask task = Strip.task(Kind.DARK, 40, 6);
        int[] parts = {198, 198, 102};
        DetectorMeasurement counts = new StripMeasure().measure(task, MemoryLines.counts(samples, parts), Strip.blocksOf(2));
        DetectorMeasurement reals = new StripMeasure().measure(task, MemoryLines.reals(samples, parts), Strip.blocksOf(2));
        assertThat(reals.lightEvents()).isEqualTo(counts.lightEvents());
        assertThat(reals.lostLines()).isEqualTo(counts.lostLines());
        for (CutLevel level : CutLevel.values()) {
            PixelStatistics first = counts.pixels(level, 3, 20);
            PixelStatistics second = reals.pixels(level, 3, 20);
            assertThat(second.n()).isEqualTo(first.n());
            assertThat(second.pairs()).isEqualTo(first.pairs());
            assertThat(second.clipped()).isEqualTo(first.clipped());
            assertThat(second.median()).isEqualTo(first.median());
            assertThat(second.mad()).isEqualTo(first.mad());
            // distances from the pivot and their sums are exact in both; the pivots differ by at most half a count
            assertThat(second.mean()).usingComparatorWithPrecision(1e-10).containsExactly(first.mean());
            assertThat(second.std()).usingComparatorWithPrecision(1e-10).containsExactly(first.std());
            assertThat(second.noise()).usingComparatorWithPrecision(1e-10).containsExactly(first.noise());
        }
    }

    @Test
    void a_floating_point_sample_that_is_not_a_number_is_left_out_and_a_line_of_them_is_lost() {
        double[][] samples = Strip.noise(13, 90, 10, 1, 0.3, 1);
        for (double[] line : samples) {
            Arrays.setAll(line, column -> 0.3 + line[column] / 1000);
        }
        samples[40][5] = Double.NaN;
        Arrays.fill(samples[60], Double.NaN);
        DetectorMeasurement measured = Strip.measure(Strip.allActive(Kind.DARK, 10, 1), MemoryLines.reals(samples));
        PixelStatistics pixels = measured.pixels(CutLevel.NONE);
        assertThat(measured.lostLines()).isEqualTo(1);
        assertThat(measured.lineStatistics().lost(60)).isTrue();
        assertThat(pixels.missing()[5]).isEqualTo(1);
        assertThat(pixels.n()[5]).isEqualTo(88);
        assertThat(pixels.pairs()[5]).isEqualTo(85);
        assertThat(pixels.n()[4]).isEqualTo(89);
        assertThat(pixels.mean()).doesNotContain(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void an_infinite_floating_point_sample_is_no_data_and_its_line_stays(double infinite) {
        double[][] samples = Strip.noise(13, 90, 10, 1, 0.3, 1);
        double[][] without = Arrays.stream(samples).map(double[]::clone).toArray(double[][]::new);
        samples[40][5] = infinite;
        without[40][5] = Double.NaN;
        DetectorMeasurement measured = Strip.measure(Strip.allActive(Kind.DARK, 10, 1), MemoryLines.reals(samples));
        assertThat(measured.lostLines()).isZero();
        assertThat(measured.pixels(CutLevel.NONE).missing()[5]).isEqualTo(1);
        assertThat(measured.pack()).containsExactlyElementsOf(Strip.measure(Strip.allActive(Kind.DARK, 10, 1), MemoryLines.reals(without)).pack());
    }

    @Test
    void the_result_depends_neither_on_threads_nor_on_what_was_measured_before() throws InterruptedException, ExecutionException {
        List<MeasureTask> tasks = List.of(Strip.task(Kind.DARK, 40, 6), Strip.task(Kind.DIFFUSER, 60, 3), Strip.task(Kind.SCENE, 33, 1),
                Strip.task(Kind.DARK, 25, 3));
        List<MemoryLines> lines = tasks.stream()
                .map(task -> MemoryLines.counts(everything(14, 360, task.columns(), task.linesPerCycle()), 120, 240)).toList();
        StripMeasure one = new StripMeasure();
        List<DetectorMeasurement> inOrder = IntStream.range(0, 4).mapToObj(i -> one.measure(tasks.get(i), lines.get(i), Strip.blocksOf(1))).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 3; i >= 0; i--) {
                int task = i;
                Future<DetectorMeasurement> alone = threads.submit(
                        () -> new StripMeasure().measure(tasks.get(task), lines.get(task), Strip.blocksOf(1)));
                assertThat(alone.get().pack()).containsExactlyElementsOf(inOrder.get(task).pack());
                assertThat(one.measure(tasks.get(task), lines.get(task), Strip.blocksOf(1)).pack())
                        .containsExactlyElementsOf(inOrder.get(task).pack());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_is_packed_is_unpacked_exactly() {
        double[][] samples = everything(15, 396, 40, 6);
        for (int line = 0; line < 396; line++) {
            samples[line][22] += line / 80 % 2 == 0 ? 6 : 0;
        }
        MeasureTask task = Strip.task(Kind.DARK, 40, 6, Knee.law(40), true);
        DetectorMeasurement measured = Strip.measure(task, MemoryLines.counts(samples));
        DetectorMeasurement again = DetectorMeasurement.unpack(task.id(), measured.pack());
        assertThat(again.pack()).containsExactlyElementsOf(measured.pack());
        assertThat(again.pixels(CutLevel.FIVE, 3, 7)).usingRecursiveComparison(NUMBERS).isEqualTo(measured.pixels(CutLevel.FIVE, 3, 7));
        assertThat(again.lineStatistics()).usingRecursiveComparison(NUMBERS).isEqualTo(measured.lineStatistics());
        assertThat(measured.lightEvents()).isNotEmpty().isEqualTo(again.lightEvents());
        assertThat(measured.telegraphs()).hasSize(1).usingRecursiveComparison(NUMBERS).isEqualTo(again.telegraphs());
        assertThat(again.lines()).isEqualTo(396);
        assertThat(again.blind(2)).isTrue();
        assertThat(again.validBlind(2)).isFalse();
        assertThat(again.validBlind(39)).isTrue();
    }

    @Test
    void lines_that_do_not_fit_are_refused() {
        MeasureTask task = Strip.task(Kind.DARK, 10, 6);
        assertThatThrownBy(() -> Strip.measure(task, MemoryLines.counts(new double[13][10])))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cycles of 6");
        assertThatThrownBy(() -> Strip.measure(task, MemoryLines.counts(new double[12][11]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overlaps_are_150_75_and_25_columns_of_ground_or_75_native_ones_of_60_m() {
        for (int[] expected : new int[][] {{2592, 2552, 1, 150, 2592}, {1296, 1276, 2, 75, 1296},
                {1296, 425, 6, 75, 1296}, {1296, 425, 6, 25, 425}}) {
            Band band = new Band(1, "B", FocalPlane.VNIR, expected[0], expected[1], 1, expected[2], 1, 1, 1);
            int columns = expected[4];
            MeasureTask task = new MeasureTask(new BandDetector(band, 1), new boolean[columns], new boolean[columns], 4095, Kind.SCENE,
                    OnBoardEqualisation.Law.identity(columns), false);
            double[][] samples = new double[1][columns];
            Arrays.setAll(samples[0], column -> column + 1);
            LineStatistics lines = Strip.measure(task, MemoryLines.counts(samples)).lineStatistics();
            assertThat(lines.firstMean()[0]).isEqualTo((1 + expected[3]) / 2.0);
            assertThat(lines.lastMean()[0]).isEqualTo(columns - (expected[3] - 1) / 2.0);
            assertThat(lines.activeMean()[0]).isEqualTo((columns + 1) / 2.0);
        }
    }
}
