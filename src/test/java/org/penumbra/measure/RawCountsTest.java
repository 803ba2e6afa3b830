package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.measure.MeasureTask.Kind;

/** METHODS 1: statistics are taken on stored counts and carried to raw counts. */
class RawCountsTest {
    private static final int LINES = 600;

    private static double[][] raw(double[][] stored, OnBoardEqualisation.Law law) {
        double[][] raw = new double[stored.length][stored[0].length];
        for (int line = 0; line < stored.length; line++) {
            for (int column = 0; column < raw[line].length; column++) {
                raw[line][column] = law.inverse(column, stored[line][column]);
            }
        }
        return raw;
    }

    /** Of the samples of one series in lines [from, to): mean, n − 1 deviation, third central moment, noise. */
    private static double[] moments(double[][] x, int column, int j, int from, int to) {
        double n = (to - from) / 6.0;
        double mean = 0;
        double steps = 0;
        double pairs = 0;
        for (int line = from + j; line < to; line += 6) {
            mean += x[line][column] / n;
            if (line + 6 < x.length) {
                steps += Math.pow(x[line + 6][column] - x[line][column], 2);
                pairs++;
            }
        }
        double second = 0;
        double third = 0;
        for (int line = from + j; line < to; line += 6) {
            second += Math.pow(x[line][column] - mean, 2);
            third += Math.pow(x[line][column] - mean, 3);
        }
        return new double[] {mean, Math.sqrt(second / (n - 1)), third / n, Math.sqrt(steps / 2 / pairs)};
    }

    private static void assertCarried(double level, double noiseTolerance) {
        OnBoardEqualisation.Law law = Knee.law(20);
        double[][] stored = Strip.noise(1, LINES, 20, 6, level, 12);
        double[][] x = raw(stored, law);
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.SCENE, 20, 6, law, false), MemoryLines.counts(stored, 300, 300));
        for (int[] segments : new int[][] {{0, 24}, {6, 18}}) {
            PixelStatistics pixels = measured.pixels(CutLevel.NONE, segments[0], segments[1]);
            for (int at = 0; at < 120; at++) {
                double[] truth = moments(x, at / 6, at % 6, segments[0] * 25, segments[1] * 25);
                // sums are exact; what is left is the rounding of some ten operations on numbers of 1e3 and of 1e3 cubed
                assertThat(pixels.mean()[at]).isCloseTo(truth[0], within(1e-10));
                assertThat(pixels.std()[at]).isCloseTo(truth[1], within(1e-10));
                assertThat(pixels.third()[at]).isCloseTo(truth[2], within(1e-6));
                assertThat(pixels.noise()[at]).isCloseTo(truth[3], within(1e-10 + noiseTolerance * truth[3]));
            }
        }
    }

    @Test
    void below_the_knee_mean_deviation_third_moment_and_noise_are_exact() {
        assertCarried(600, 0);
    }

    @Test
    void above_the_knee_mean_deviation_third_moment_and_noise_are_exact() {
        assertCarried(1200, 0);
    }

    @Test
    void across_the_knee_mean_deviation_and_third_moment_are_exact_and_noise_is_within_half_the_change_of_slope() {
        // a difference across the knee is carried by one of two slopes that differ by 20 %; no more than half of it lies on the other side
        assertCarried(Knee.STORED, 0.1);
    }

    @Test
    void median_lowest_and_highest_are_carried_and_the_deviation_scaled() {
        OnBoardEqualisation.Law law = Knee.law(20);
        double[][] stored = Strip.noise(2, 66, 20, 6, 600, 3);
        PixelStatistics pixels = Strip.measure(Strip.task(Kind.DARK, 20, 6, law, false), MemoryLines.counts(stored)).pixels(CutLevel.FIVE);
        PixelStatistics same = Strip.measure(Strip.task(Kind.DARK, 20, 6), MemoryLines.counts(stored)).pixels(CutLevel.FIVE);
        for (int at = 0; at < 120; at++) {
            assertThat(pixels.median()[at]).isEqualTo(law.inverse(at / 6, same.median()[at]));
            assertThat(pixels.min()[at]).isEqualTo(law.inverse(at / 6, same.min()[at]));
            assertThat(pixels.max()[at]).isEqualTo(law.inverse(at / 6, same.max()[at]));
            assertThat(pixels.mad()[at]).isCloseTo(same.mad()[at] / 1.1, within(1e-12));
        }
    }

    @Test
    void a_cut_across_the_knee_and_across_blocks_leaves_out_what_it_does_on_one_side() {
        OnBoardEqualisation.Law law = Knee.law(20);
        double[][] stored = Strip.noise(3, LINES, 20, 6, Knee.STORED, 1.5);
        stored[294][7] = 1300;
        stored[300][7] = 400;
        MemoryLines lines = MemoryLines.counts(stored, 300, 300);
        MeasureSettings blocks = Strip.blocksOf(1);
        PixelStatistics straddling = new StripMeasure().measure(Strip.task(Kind.DARK, 20, 6, law, false), lines, blocks).pixels(CutLevel.FIVE);
        PixelStatistics plain = new StripMeasure().measure(Strip.task(Kind.DARK, 20, 6), lines, blocks).pixels(CutLevel.FIVE);
        assertThat(straddling.n()).isEqualTo(plain.n());
        assertThat(straddling.pairs()).isEqualTo(plain.pairs());
        assertThat(straddling.clipped()).isEqualTo(plain.clipped());
        assertThat(plain.n()[42]).isEqualTo(98);
        assertThat(plain.pairs()[42]).isEqualTo(96);
    }

    @Test
    void views_over_the_lines_of_cycle_pool_samples_and_pairs() {
        double[][] stored = Strip.noise(4, 120, 20, 6, 600, 3);
        PixelStatistics pixels = Strip.measure(Strip.task(Kind.SCENE, 20, 6), MemoryLines.counts(stored)).pixels(CutLevel.NONE);
        double sum = 0;
        double steps = 0;
        for (int line = 0; line < 120; line++) {
            sum += stored[line][5];
            steps += line < 114 ? Math.pow(stored[line + 6][5] - stored[line][5], 2) : 0;
        }
        assertThat(pixels.columnCount(5)).isEqualTo(120);
        assertThat(pixels.columnPairs(5)).isEqualTo(114);
        assertThat(pixels.columnMean(5)).isCloseTo(sum / 120, within(1e-10));
        assertThat(pixels.columnNoise(5)).isCloseTo(Math.sqrt(steps / 228), within(1e-10));
    }
}
