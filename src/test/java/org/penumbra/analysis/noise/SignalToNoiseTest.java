package org.penumbra.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.statistics.Estimate;

class SignalToNoiseTest {

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

    private static double snr(Band band, double alpha, double beta) {
        return noise(band, Estimate.given(alpha), Estimate.given(beta)).snrAtReference();
    }

    private static BandNoise noise(Band band, Estimate alpha, Estimate beta) {
        return new BandNoise(band, alpha, beta, "this product", 5.2, Double.NaN, Double.NaN, true, true, beta.value(), Double.NaN, Double.NaN);
    }
}
