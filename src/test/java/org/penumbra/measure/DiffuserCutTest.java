package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penumbra.measure.MeasureTask.Kind;

/** Lines under the Sun: the trend of the illumination is no outlier, and hides none. */
class DiffuserCutTest {
    private static final int LINES = 1200;
    private static final int COLUMNS = 126;
    private static final double SIGMA = 6;

    /** Columns respond by up to 10 % differently; the illumination falls by 20 %, 60 times the noise. */
    private static double[][] lit(long seed) {
        Random random = new Random(seed);
        double[] response = new double[COLUMNS];
        Arrays.setAll(response, column -> column < 3 || column >= COLUMNS - 3 ? 0 : 1 + 0.1 * (2 * random.nextDouble() - 1));
        double[][] samples = new double[LINES][COLUMNS];
        for (int line = 0; line < LINES; line++) {
            double light = 1800 * (1 - 0.2 * line / LINES);
            Arrays.setAll(samples[line], column -> Math.rint(450 + response[column] * light
                    + (response[column] == 0 ? 0.5 : SIGMA) * random.nextGaussian()));
        }
        return samples;
    }

    private static DetectorMeasurement measure(double[][] samples) {
        return Strip.measure(Strip.task(Kind.DIFFUSER, COLUMNS, 6), MemoryLines.counts(samples));
    }

    @Test
    void no_good_sample_is_cut_under_a_trend_of_many_times_the_noise() {
        DetectorMeasurement measured = measure(lit(1));
        // beyond 5 sigma lie 6e-7 of 144 000 samples: 0.09 are expected, more than 3 once in 400 000 trials; beyond 8 none
        assertThat(Arrays.stream(measured.pixels(CutLevel.FIVE).clipped()).sum()).isLessThanOrEqualTo(3);
        assertThat(Arrays.stream(measured.pixels(CutLevel.EIGHT).clipped()).sum()).isZero();
        assertThat(measured.lightEvents()).isEmpty();
    }

    @Test
    void a_planted_outlier_far_below_the_trend_is_cut() {
        double[][] samples = lit(2);
        samples[600][30] += 12 * SIGMA;
        PixelStatistics pixels = measure(samples).pixels(CutLevel.FIVE);
        assertThat(pixels.clipped()[180]).isEqualTo(1);
        assertThat(Arrays.stream(pixels.clipped()).sum()).isBetween(1, 4);
    }

    @Test
    void the_trend_is_taken_out_of_the_deviation_that_sets_the_cut_also_of_blind_columns() {
        PixelStatistics pixels = measure(lit(3)).pixels(CutLevel.FIVE);
        for (int column = 0; column < COLUMNS; column++) {
            double sigma = Strip.task(Kind.DIFFUSER, COLUMNS, 6).blind()[column] ? 0.5 : SIGMA;
            // MAD/sigma of 200 samples is 0.6745 within 1.17/sqrt(200) = 0.083; five of these, and one count of rounding
            assertThat(pixels.mad()[column * 6]).isCloseTo(0.6745 * sigma, within(5 * 0.083 * sigma + 1));
        }
    }

    @Test
    void sums_stay_those_of_the_untouched_counts() {
        double[][] samples = lit(4);
        PixelStatistics lit = measure(samples).pixels(CutLevel.NONE);
        PixelStatistics untouched = Strip.measure(Strip.task(Kind.SCENE, COLUMNS, 6), MemoryLines.counts(samples)).pixels(CutLevel.NONE);
        assertThat(lit.mean()).isEqualTo(untouched.mean());
        assertThat(lit.std()).isEqualTo(untouched.std());
        assertThat(lit.noise()).isEqualTo(untouched.noise());
        assertThat(lit.min()).isEqualTo(untouched.min());
    }

    @Test
    void floating_point_samples_are_cut_alike() {
        double[][] samples = lit(5);
        samples[600][30] += 12 * SIGMA;
        DetectorMeasurement counts = measure(samples);
        DetectorMeasurement reals = Strip.measure(Strip.task(Kind.DIFFUSER, COLUMNS, 6), MemoryLines.reals(samples));
        assertThat(reals.pixels(CutLevel.FIVE).clipped()).isEqualTo(counts.pixels(CutLevel.FIVE).clipped());
    }
}
