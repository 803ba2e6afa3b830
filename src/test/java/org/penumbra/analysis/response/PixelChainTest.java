package org.penumbra.analysis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penumbra.calibration.Columns;
import org.penumbra.calibration.Gamma;

class PixelChainTest {
    private static final double DARK = 480;

    @Test
    void the_mean_of_the_cubic_law_is_exact_with_noise_and_trend() {
        Gamma gamma = new Gamma.Cubic(Columns.of(3e-9), Columns.of(-2e-5), Columns.of(1.02));
        double[] samples = samples(1000, 20, 40);
        assertThat(PixelChain.equalised(counts(samples), inputs(gamma), 0)).isCloseTo(mean(samples, gamma), within(1e-9));
    }

    @Test
    void the_mean_of_the_bilinear_law_is_exact_on_either_side_of_its_knee() {
        Gamma gamma = new Gamma.Bilinear(Columns.of(0.95), Columns.of(1.05), Columns.of(600));
        for (double level : new double[] {300, 1400}) {
            double[] samples = samples(level, 5, 10);
            assertThat(PixelChain.equalised(counts(samples), inputs(gamma), 0)).isCloseTo(mean(samples, gamma), within(1e-9));
        }
    }

    @Test
    void samples_across_the_knee_of_the_bilinear_law_are_taken_as_normal() {
        Gamma gamma = new Gamma.Bilinear(Columns.of(1), Columns.of(1.005), Columns.of(1000));
        double[] samples = samples(1000, 5, 5);
        // the limit of the class comment; taking γ of the mean would be 0.01 LSB off
        assertThat(PixelChain.equalised(counts(samples), inputs(gamma), 0)).isCloseTo(mean(samples, gamma), within(0.005));
    }

    @Test
    void dark_offset_and_crosstalk_are_taken_off_before_the_law() {
        Gamma gamma = new Gamma.Cubic(Columns.of(0), Columns.of(0), Columns.of(2));
        LitCounts counts = counts(new double[] {1000 + DARK, 1000 + DARK});
        ResponseInputs inputs = new ResponseInputs(dark(), new double[] {3}, new double[] {-2}, gamma, new double[] {10}, 0);
        assertThat(PixelChain.darkCorrected(counts, inputs, 0)).isEqualTo(999);
        assertThat(PixelChain.equalised(counts, inputs, 0)).isCloseTo(1998, within(1e-9));
    }

    @Test
    void light_is_averaged_over_the_kept_lines_of_each_pixel() {
        int[] kept = {10, 10};
        LitCounts counts = new LitCounts(2, 1, new int[] {20, 10}, new double[2], new double[2], new double[2], new double[2], new int[2], 0, kept,
                Map.of(1, new int[] {10, 0}));
        assertThat(counts.overKeptLines(new double[] {1, 2}, 0)).isEqualTo(1.5);
        assertThat(counts.overKeptLines(new double[] {1, 2}, 1)).isEqualTo(1);
    }

    private static ResponseInputs inputs(Gamma gamma) {
        return new ResponseInputs(dark(), new double[] {0}, new double[] {0}, gamma, new double[] {1}, 0);
    }

    private static DarkLevel dark() {
        return new DarkLevel(new double[] {DARK}, new double[] {0.03}, new double[] {0.5}, true, true);
    }

    private static double[] samples(double level, double noise, double trend) {
        SplittableRandom random = new SplittableRandom(5);
        double[] samples = new double[2000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.rint(DARK + level + trend * (i - 1000) / 2000 + noise * random.nextGaussian());
        }
        return samples;
    }

    private static double mean(double[] samples, Gamma gamma) {
        double sum = 0;
        for (double sample : samples) {
            sum += gamma.apply(0, sample - DARK);
        }
        return sum / samples.length;
    }

    private static LitCounts counts(double[] samples) {
        double mean = 0;
        for (double sample : samples) {
            mean += sample / samples.length;
        }
        double second = 0;
        double third = 0;
        for (double sample : samples) {
            second += Math.pow(sample - mean, 2) / samples.length;
            third += Math.pow(sample - mean, 3) / samples.length;
        }
        return new LitCounts(1, 1, new int[] {samples.length}, new double[] {mean}, new double[] {second}, new double[] {third},
                new double[1], new int[1], 0, new int[] {samples.length}, Map.of());
    }
}
