package org.penumbra.analysis.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.gain.GainBudget;
import org.penumbra.analysis.gain.GainSettings;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.analysis.response.ResponseOptions;
import org.penumbra.calibration.Gamma;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.StoredCounts;
import org.penumbra.settings.Settings;
import org.penumbra.statistics.Median;

class SensitivityTest {
    @TempDir
    static Path shared;
    private static Dossier dossier;
    private static SensitivityResult result;

    @TempDir
    Path directory;

    @BeforeAll
    static void simulated() {
        dossier = DiffuserBench.ofPair("detectors: [5], granules: 1, lines_per_granule: 576", shared).analysed();
        result = new Sensitivity().analyse(dossier);
    }

    private Dossier with(String file, String settings) throws IOException {
        Files.writeString(directory.resolve(file), settings);
        return DiffuserBench.analysed(Dossier.open(dossier.product(), dossier.measurements(), dossier.calibration(), dossier.past(),
                new AnalysisSettings(List.of(directory))));
    }

    private static double change(BandSensitivity band, String variant) {
        return band.variants().stream().filter(effect -> effect.name().equals(variant)).findFirst().orElseThrow().gainChange();
    }

    @Test
    void budget_and_Monte_Carlo_agree_in_every_band() {
        assertThat(result.bands()).hasSize(13);
        for (BandSensitivity band : result.bands()) {
            assertThat(band.ratio()).as(band.band().name()).isCloseTo(1, within(3 / Math.sqrt(2.0 * 10_000)));
        }
        assertThat(new Sensitivity().judge(dossier, result)).isEmpty();
    }

    @Test
    void ten_thousand_draws_of_13_bands_and_all_variants_take_less_than_20_seconds() {
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> new Sensitivity().analyse(dossier));
    }

    @Test
    void one_thread_gives_the_same_numbers_as_many() throws Exception {
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertThat(one.submit(() -> new Sensitivity().analyse(dossier).summary()).get()).isEqualTo(result.summary());
        } finally {
            one.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({"cosine, cosineUncertainty: 0.04", "straylight, straylightUncertainty: 0.03",
        "non-linearity, 'nonLinearityUncertainty: 0.04, nonLinearityUncertaintyWide: 0.06'"})
    void an_input_with_ten_times_its_usual_uncertainty_comes_first(String input, String settings) throws IOException {
        Dossier uncertain = with("absolute-gain.yaml", "{" + settings + "}");
        for (BandSensitivity band : new Sensitivity().analyse(uncertain).bands()) {
            int first = band.ranking().get(0);
            assertThat(band.budget().contributions().get(first).name()).as(band.band().name()).isEqualTo(input);
            assertThat(Arrays.stream(band.monteCarlo().indices()).max().orElseThrow()).isEqualTo(band.monteCarlo().indices()[first]);
        }
    }

    @Test
    void reflectance_comes_first_as_it_is_known_least() {
        assertThat(result.bands()).extracting(band -> band.budget().contributions().get(band.ranking().get(0)).name()).containsOnly("reflectance");
    }

    @Test
    void each_index_is_the_share_of_its_contribution() {
        for (BandSensitivity band : result.bands()) {
            for (int input = 0; input < band.budget().contributions().size(); input++) {
                double share = Math.pow(band.budget().contributions().get(input).size() / band.budget().total(), 2);
                // contributions are squared relative sizes: what is beyond the first order is below a thousandth
                assertThat(band.monteCarlo().indices()[input]).isCloseTo(share, within(4 * band.monteCarlo().indexErrors()[input] + 1e-3));
            }
        }
    }

    @Test
    void an_input_so_uncertain_that_the_first_order_does_not_hold_is_said_to_disagree() throws IOException {
        Dossier uncertain = with("absolute-gain.yaml", "cosineUncertainty: 0.2");
        assertThat(uncertain.after(new Sensitivity()).findings()).extracting(finding -> finding.code().code()).contains("SENSITIVITY-101");
    }

    @Test
    void variants_of_a_clean_product_change_the_gain_by_no_more_than_they_can() {
        for (BandSensitivity band : result.bands()) {
            GainBudget budget = band.budget();
            double noise = budget.contributions().stream().filter(one -> one.name().equals("noise")).findFirst().orElseThrow().size();
            // halves and quarters of the lines have their own noise, and share that of the dark; the light is the same: √4 − 1 of it and 5 sigma
            assertThat(change(band, "first half of the lines")).isCloseTo(0, within(5 * 2 * noise + 1e-6));
            assertThat(change(band, "quarter 4 of the lines")).isCloseTo(0, within(5 * 2 * Math.sqrt(3) * noise + 1e-6));
            // tan θ·u of the angle; the reflectance adds 3 % of it and the second order 0.5 %
            assertThat(change(band, Variant.ANGLE_PLUS)).isCloseTo(0.004, within(0.04 * 0.004));
        }
    }

    /** Two detectors: of the second, which responds 1 % more, 591 of the 1276 columns are saturated. */
    private Dossier uneven() {
        return DiffuserBench.ofPair("detectors: [4, 5], bands: [B05], granules: 1, lines_per_granule: 576, "
                + "faults: [{kind: gain-change, at: {detector: 5}, factor: 1.01}, "
                + "{kind: saturated, at: {detector: 5, range: [10, 600], acquisitions: [2, 2]}}]", directory).analysed();
    }

    @Test
    void the_mean_of_detectors_gives_one_with_fewer_columns_the_same_weight() {
        double columns = (1276 + 685 * 1.01) / (1276 + 685);
        // the gains of detectors are known to 0.01 % of each other, and enter with half less 685/1961
        assertThat(change(onlyBand(uneven()), "mean of detectors, not of columns"))
                .isCloseTo(1.005 / columns - 1, within(2e-4 * (0.5 - 685 / 1961.0)));
    }

    @Test
    void the_mean_of_the_neighbouring_darks_takes_off_half_the_difference_of_those_on_both_sides() {
        double difference = 2;
        Dossier between = DiffuserBench.analysed(withDarks(uneven(), Map.of(-3, 0.0, 7, difference)));
        double slope = 0;
        double response = 0;
        for (DetectorResponse detector : DiffuserBench.gain(between, "B05").response().detectors()) {
            slope += detector.goodColumns().mapToDouble(column -> detector.slope()[column] / detector.radiance()[column]).sum();
            response += detector.goodColumns().mapToDouble(column -> detector.response()[column]).sum();
        }
        // over 1 LSB of a thousand γ is straight to a few 10⁻⁵
        double expected = -difference / 2 * slope / response;
        assertThat(change(onlyBand(between), "mean of the neighbouring darks")).isCloseTo(expected, within(1e-4 * Math.abs(expected)));
    }

    private static BandSensitivity onlyBand(Dossier dossier) {
        return new Sensitivity().analyse(dossier).bands().get(0);
    }

    @Test
    void the_reduced_chain_is_the_whole_chain() {
        DiffuserStrip strip = DiffuserStrip.of(dossier).orElseThrow();
        GainSettings settings = Settings.defaults(GainSettings.class);
        List<BandResponse> standard = strip.respond(ResponseOptions.STANDARD);
        double angle = 0.0023;
        List<BandResponse> plus = strip.respond(ResponseOptions.STANDARD.withSunAngleOffset(angle));
        List<BandResponse> minus = strip.respond(ResponseOptions.STANDARD.withSunAngleOffset(-angle));
        List<BandResponse> far = strip.respond(
                ResponseOptions.STANDARD.withSunAngleOffset(3 * settings.cosineUncertainty() / Math.tan(strip.sunlight().middle())));
        for (int b = 0; b < standard.size(); b++) {
            BandResponse response = standard.get(b);
            DetectorResponse detector = response.detectors().get(0);
            Gamma gamma = strip.calibration().groundEqualisation(response.band())
                    .gamma(StoredCounts.tdi(dossier.product(), response.band()), detector.id().detector());
            GainBudget budget = GainBudget.of(response, strip, settings);
            ReducedChain chain = new ReducedChain(response, List.of(gamma), budget.contributions(),
                    strip.sunlight().middle(), angle, plus.get(b).gain(), minus.get(b).gain());

            assertThat(chain.gain(new double[7]) / response.gain()).as(response.band().name()).isCloseTo(1, within(2e-6));
            // third order of the angle at three times its uncertainty: 1.73·0.0069³/6·(1 + 2·tan²θ)
            assertThat(chain.gain(new double[] {0, 3, 0, 0, 0, 0, 0}) / far.get(b).gain()).isCloseTo(1, within(3e-6));

            double error = 2 * median(detector, detector.goodColumns().toArray());
            double whole = DiffuserStrip.of(withDarks(dossier, Map.of(-3, error))).orElseThrow()
                    .respond(response.band(), List.of(ResponseOptions.STANDARD)).findFirst().orElseThrow().gain();
            // two uncertainties of the dark are below 10⁻³; columns at the knee may differ by a thousandth of that
            assertThat(chain.gain(new double[] {0, 0, 0, 0, 2, 0, 0}) / chain.gain(new double[7])).isCloseTo(whole / response.gain(), within(1e-6));
        }
    }

    /** The dossier with its archived dark at so many days from it, each time too high by so many LSB in every active column. */
    private static Dossier withDarks(Dossier dossier, Map<Integer, Double> errors) {
        Instant start = dossier.product().sensingStart();
        Past.Acquisition dark = dossier.past().acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, start).get(0);
        Past past = new Past() {
            @Override
            public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
                return type != AcquisitionType.NIGHT_OCEAN ? List.of() : errors.keySet().stream().sorted()
                        .map(days -> new Acquisition(days.toString(), spacecraft, type, start.plus(Duration.ofDays(days)),
                                dark.epoch(), Map.of(), Map.of()))
                        .filter(acquisition -> acquisition.sensingStart().isBefore(before)).toList();
            }

            @Override
            public Pixels pixels(Acquisition acquisition, BandDetector id) {
                Pixels pixels = dossier.past().pixels(dark, id);
                double[] mean = pixels.mean().clone();
                for (int pixel = 0; pixel < mean.length; pixel++) {
                    mean[pixel] += dossier.measurements().of(id).blind(pixel / id.band().linesPerCycle()) ? 0
                            : errors.get(Integer.valueOf(acquisition.id()));
                }
                return new Pixels(mean, pixels.u(), pixels.noise(), pixels.change());
            }
        };
        return Dossier.open(dossier.product(), dossier.measurements(), dossier.calibration(), past, dossier.settings());
    }

    /** Standard uncertainty of the dark in LSB in the median column. */
    private static double median(DetectorResponse detector, int[] good) {
        return Median.of(Arrays.stream(good)
                .mapToDouble(column -> detector.ofDark()[column] * detector.equalised()[column] / detector.slope()[column]).toArray());
    }

    @Test
    void tables_and_figures_can_be_presented() {
        assertThat(new Sensitivity().present(result).tables()).hasSize(5);
        assertThatNoException().isThrownBy(() -> result.summary());
    }
}
