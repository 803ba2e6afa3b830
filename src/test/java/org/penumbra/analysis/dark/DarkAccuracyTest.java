package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.statistics.QuantisationBias;

/** The dark of a strip of three granules against the level that was simulated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DarkAccuracyTest {
    private static final String DETECTORS = System.getProperty("penumbra.accuracy.detectors", "[1, 7]");
    private Night night;
    private Night equalised;

    @BeforeAll
    void analyse(@TempDir Path calibration) {
        Scenario scenario = ScenarioFile.read("three granules", "detectors: " + DETECTORS);
        InMemory.calibration(scenario, calibration);
        night = Night.of(InMemory.simulator().acquisitions(scenario).get(0), calibration, Past.NONE);
        equalised = Night.of(InMemory.simulator().acquisitions(InMemory.scenario("dark-equalised")).get(0), calibration, Past.NONE);
    }

    @Test
    void every_pixel_lies_within_6_of_its_own_standard_uncertainties_and_2_in_100_000_beyond_4_5() {
        double[] deviations = deviations(night);
        assertThat(Arrays.stream(deviations).max().orElseThrow()).isLessThanOrEqualTo(6);
        assertThat(Arrays.stream(deviations).filter(deviation -> deviation > 4.5).count()).isLessThanOrEqualTo((long) (2e-5 * deviations.length));
    }

    @Test
    void the_error_of_a_band_is_that_of_its_noise_and_of_rounding() {
        assertThat(excess(night)).allSatisfy(ratio -> assertThat(ratio).isLessThanOrEqualTo(1.03));
    }

    @Test
    void the_uncertainties_are_no_larger_than_the_errors_call_for() {
        // rms of the normalised error: 1 where noise alone acts; where rounding does, q is its rms over all phases
        double[] deviations = deviations(night);
        double rms = Math.sqrt(Arrays.stream(deviations).map(deviation -> deviation * deviation).average().orElseThrow());
        assertThat(rms).isCloseTo(1, within(0.03));
    }

    @Test
    void the_mean_of_a_detector_is_known_to_its_own_uncertainty() {
        for (DetectorDark dark : night.result().detectors()) {
            double[] truth = night.acquisition().signal(dark.id()).darkLevel();
            double expected = Arrays.stream(dark.imagingColumns()).flatMap(column -> IntStream.range(column * dark.linesPerCycle(),
                    (column + 1) * dark.linesPerCycle())).mapToDouble(i -> truth[i]).average().orElseThrow();
            assertThat(dark.means().level().value()).as("%s", dark.id()).isCloseTo(expected, within(5 * dark.means().level().uncertainty()));
        }
    }

    @Test
    void counts_equalised_on_board_give_the_same_truth_in_raw_counts() {
        assertThat(Arrays.stream(deviations(equalised)).max().orElseThrow()).isLessThanOrEqualTo(6);
        assertThat(excess(equalised)).allSatisfy(ratio -> assertThat(ratio).isLessThanOrEqualTo(1.03));
    }

    @Test
    void the_noise_of_counts_equalised_on_board_is_scaled_to_raw_counts() {
        for (DetectorDark dark : equalised.result().detectors()) {
            double alpha = equalised.acquisition().instrument().alpha(dark.id().band());
            // the on-board slope is 1.005 +- 0.005 and the rounding follows it, 1/12 of stored variance is 1/12/1.005² of raw variance;
            // the median over columns of a noise from 168 lines and more lies below the mean by up to 1/(3·112), and by 3 % where rounding shows
            double variance = alpha * alpha - 1.0 / 12 * (1 - 1 / (1.005 * 1.005));
            double tolerance = alpha < 0.45 ? 0.04 : 1.0 / (3 * 112) + 5 * 1.2533 * Math.sqrt(3.0 / 168) / 2 / Math.sqrt(1276) + 0.002;
            assertThat(dark.means().noise().value()).as("%s", dark.id()).isCloseTo(Math.sqrt(variance), within(tolerance * alpha));
        }
    }

    @Test
    void a_clean_equalised_product_raises_no_warning() {
        assertThat(equalised.warnings()).isEmpty();
    }

    /** |measured − true| in standard uncertainties, of every (p, j), blind ones included. */
    private static double[] deviations(Night night) {
        return night.result().detectors().parallelStream().flatMapToDouble(dark -> {
            double[] truth = night.acquisition().signal(dark.id()).darkLevel();
            return IntStream.range(0, truth.length).mapToDouble(i -> Math.abs(dark.mean()[i] - truth[i]) / dark.uncertainty().ofDark()[i]);
        }).toArray();
    }

    /** For each band rms error / sqrt(true noise²/N + q²). */
    private static List<Double> excess(Night night) {
        List<Double> ratios = new ArrayList<>();
        night.result().bands().forEach((band, darks) -> {
            double alpha = night.acquisition().instrument().alpha(band);
            double q = QuantisationBias.rms(alpha * alpha);
            double squares = 0;
            long pixels = 0;
            double samples = 0;
            for (DetectorDark dark : darks) {
                double[] truth = night.acquisition().signal(dark.id()).darkLevel();
                samples = (double) dark.lines() / dark.linesPerCycle();
                for (int i = 0; i < truth.length; i++) {
                    squares += (dark.mean()[i] - truth[i]) * (dark.mean()[i] - truth[i]);
                    pixels++;
                }
            }
            ratios.add(Math.sqrt(squares / pixels) / Math.sqrt(alpha * alpha / samples + q * q));
        });
        return ratios;
    }
}
