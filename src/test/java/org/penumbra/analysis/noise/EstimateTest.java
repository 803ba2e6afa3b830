package org.penumbra.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.FocalPlane;

class EstimateTest {
    private static final int DRAWS = 2000;
    private static final int COLUMNS = 500;
    /** Five standard deviations of the standard deviation of so many draws. */
    private static final double SCATTER = 5 / Math.sqrt(2.0 * DRAWS);

    @Test
    void the_uncertainty_of_a_median_is_what_medians_scatter_by() {
        // √(π/2) holds for many columns: it is 0.3 % too large for 500
        holds(Estimate::median, 0.003);
    }

    @Test
    void the_uncertainty_of_a_trimmed_mean_is_what_trimmed_means_scatter_by() {
        // the square of what was trimmed, 2 % of the columns, is missing in its variance: 7 % of it, and 4 % of its root
        holds(values -> Estimate.trimmed(values, 0.01), 0.05);
    }

    @Test
    void values_that_are_not_finite_are_not_counted() {
        assertThat(Estimate.median(new double[] {1, Double.NaN, 3, 2})).satisfies(median -> {
            assertThat(median.value()).isEqualTo(2);
            assertThat(median.columns()).isEqualTo(3);
        });
    }

    @Test
    void the_uncertainty_of_the_signal_to_noise_ratio_is_that_of_alpha_and_beta_carried_through() {
        Band band = new Band(4, "B05", FocalPlane.VNIR, 1296, 1276, 3, 2, 74.6, 117, Double.NaN);
        double h = 1e-6;
        double byAlpha = (snr(band, 0.55 + h, 0.0056) - snr(band, 0.55 - h, 0.0056)) / (2 * h) * 0.002;
        double byBeta = (snr(band, 0.55, 0.0056 + h * 1e-2) - snr(band, 0.55, 0.0056 - h * 1e-2)) / (2 * h * 1e-2) * 1e-5;
        BandNoise noise = noise(band, new Estimate(0.55, 0.002, 1276), new Estimate(0.0056, 1e-5, 1276));
        assertThat(noise.snrUncertainty()).isCloseTo(Math.hypot(byAlpha, byBeta), within(1e-6));
        assertThat(noise(band, new Estimate(0.55, 0.002, 1276), Estimate.given(0.0056)).snrUncertainty()).isCloseTo(Math.abs(byAlpha), within(1e-6));
    }

    private static void holds(Function<double[], Estimate> estimate, double bias) {
        Random random = new Random(1);
        Estimate[] all = IntStream.range(0, DRAWS).mapToObj(draw -> estimate.apply(DoubleStream.generate(() -> 0.4 + 0.02 * random.nextGaussian()).limit(COLUMNS).toArray()))
                .toArray(Estimate[]::new);
        double scatter = Math.sqrt(StatUtils.variance(Arrays.stream(all).mapToDouble(Estimate::value).toArray()));
        double told = Arrays.stream(all).mapToDouble(Estimate::uncertainty).average().orElseThrow();
        assertThat(told / scatter).isCloseTo(1, within(SCATTER + bias));
    }

    private static double snr(Band band, double alpha, double beta) {
        return noise(band, Estimate.given(alpha), Estimate.given(beta)).snrAtReference();
    }

    private static BandNoise noise(Band band, Estimate alpha, Estimate beta) {
        return new BandNoise(band, alpha, beta, "this product", 5.2, Double.NaN, Double.NaN, true, beta.value(), Double.NaN, Double.NaN);
    }
}
