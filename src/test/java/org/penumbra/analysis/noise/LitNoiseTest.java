package org.penumbra.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.instrument.Spacecraft;

/** The noise model that a diffuser acquisition gives, on one full granule of one detector. */
class LitNoiseTest {
    private static final String NOISY_B06 = "detectors: [5], bands: [B05, B06], granules: 1, lines_per_granule: 1152,"
            + " faults: [{kind: noisy, at: {band: B06}, factor: 1.5}]";

    private static Dossier dossier;
    private static NoiseResult result;

    @TempDir
    Path directory;

    @BeforeAll
    static void measure(@TempDir Path shared) {
        dossier = DiffuserBench.ofPair("detectors: [5], granules: 1", shared).dossier().after(new Noise());
        result = dossier.result("noise", NoiseResult.class).orElseThrow();
    }

    @Test
    void alpha_and_beta_are_those_planted_at_level_1B_sampling() {
        assertThat(result.bands()).hasSize(13).allSatisfy(noise -> {
            Spacecraft.Noise planted = dossier.product().spacecraft().noise().get(noise.band().name());
            int lines = 2304 / noise.band().linePeriods();
            // the median of a variance with so many degrees of freedom lies 1/lines below its mean; its spread over 1276 columns is small
            double statistical = 1.0 / lines + 5 * 1.25 * Math.sqrt(3.0 / lines) / Math.sqrt(1276);
            assertThat(noise.alpha().value() / planted.alpha() - 1).as(noise.band().name()).isCloseTo(0, within(0.01 + statistical));
            assertThat(noise.beta().value() / planted.beta() - 1).as(noise.band().name()).isCloseTo(0, within(0.005 + 1.2 * statistical));
        });
    }

    @Test
    void the_signal_to_noise_ratio_at_Lref_is_that_of_the_unit_within_one_per_cent() {
        // DOMAIN A.4, S2A
        assertThat(snr("B02")).isCloseTo(209, within(0.01 * 209));
        assertThat(snr("B10")).isCloseTo(390, within(0.01 * 390));
        assertThat(snr("B12")).isCloseTo(185, within(0.01 * 185));
    }

    @Test
    void a_model_in_force_that_fits_is_left_alone() {
        assertThat(dossier.outcomes().get("noise").candidates()).isEmpty();
    }

    @Test
    void a_band_that_became_noisy_gives_a_candidate_R2NOMO() {
        Dossier noisy = noisyB06().after(new Noise());
        assertThat(noisy.outcomes().get("noise").candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.type()).isEqualTo("R2NOMO");
            assertThat(candidate.why()).contains("B06").doesNotContain("B05");
        });
    }

    @Test
    void a_band_that_became_noisy_gives_no_candidate_R2NOMO_where_the_evidence_is_insufficient() throws IOException {
        Dossier noisy = noisyB06();
        // less than any strip gives
        Files.writeString(directory.resolve("response.yaml"), "sufficientUncertainty: 1e-9");
        Dossier insufficient = Dossier.open(noisy.product(), noisy.measurements(), noisy.calibration(), noisy.past(),
                new AnalysisSettings(List.of(directory))).after(new Noise());
        assertThat(insufficient.outcomes().get("noise").candidates()).isEmpty();
        NoiseResult judged = insufficient.result("noise", NoiseResult.class).orElseThrow();
        assertThat(judged.bands()).extracting(noise -> noise.decision(judged.settings())).containsOnly(Decision.NOT_JUDGED);
    }

    @Test
    void a_band_that_became_noisy_gives_no_candidate_R2NOMO_where_its_dark_is_insufficient_evidence() {
        Dossier noisy = DiffuserBench.withShortDark(NOISY_B06, directory).dossier().after(new Noise());
        assertThat(noisy.outcomes().get("noise").candidates()).isEmpty();
    }

    private Dossier noisyB06() {
        return DiffuserBench.ofPair(NOISY_B06, directory).dossier();
    }

    private static double snr(String band) {
        return result.bands().stream().filter(noise -> noise.band().name().equals(band))
                .mapToDouble(BandNoise::snrAtReference).findFirst().orElseThrow();
    }
}
