package org.penumbra.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.ReferenceData;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.calibration.Gamma;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.SimulatedAcquisition;
import org.penumbra.statistics.Estimate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoiseTest {
    private static final double ROUNDING = 1.0 / 12;
    private SimulatedAcquisition acquisition;
    private Path calibration;
    private Dossier dossier;

    @BeforeAll
    void analyse(@TempDir Path directory) {
        acquisition = InMemory.simulator().acquisitions(InMemory.scenario("dark-small")).get(0);
        calibration = InMemory.calibration(InMemory.scenario("dark-small"), directory);
        dossier = InMemory.dossier(acquisition, calibration, Past.NONE).after(new Noise());
    }

    @ParameterizedTest
    @CsvSource({"B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12"})
    void alpha_is_the_noise_of_the_unit_in_equalised_counts_at_level_1B_sampling(String name) {
        BandNoise noise = noise(dossier, name);
        Band band = noise.band();
        double alpha = acquisition.instrument().alpha(band);
        double[] equalised = List.of(4, 5).stream().flatMapToDouble(detector -> {
            Gamma gamma = acquisition.instrument().gamma(new BandDetector(band, detector));
            int blind = band.columns() / 1296 * 10;
            return IntStream.range(blind, band.columns() - blind).mapToDouble(column -> alpha * gamma.slope(column, 0));
        }).sorted().toArray();
        double expected = equalised[equalised.length / 2] / Math.sqrt(band.binning());
        // the variance of a column, from N differences: 3/N relative; and it swings with the phase of the dark between two counts by A
        // (the first harmonic, as in the simulator's own test), which the lines of cycle, half a count apart, average to A·|Σ(−1)^j|/n.
        // The median, or trimmed mean, over C columns has 1.2533² of this over C; a median of chi² with 2N/3 degrees of freedom lies 1/N low.
        double sigma2 = alpha * alpha - ROUNDING;
        double swing = Math.exp(-2 * Math.PI * Math.PI * sigma2) * (4 * sigma2 + 1 / (Math.PI * Math.PI)) / (alpha * alpha)
                * (band.linesPerCycle() % 2) / band.linesPerCycle();
        double samples = 1008.0 / band.linePeriods();
        double ofVariance = 1.2533 * Math.sqrt((3 / samples + swing * swing / 2) / equalised.length);
        // the median of a sine of amplitude A lies on its middle; second harmonics, A², do not cancel
        double bias = 1 / samples + swing * swing;
        assertThat(noise.alpha().value()).isCloseTo(expected, within(expected * (5 * ofVariance + bias) / 2));
    }

    @Test
    void a_trimmed_mean_stands_for_the_median_where_rounding_shows() {
        NoiseSettings settings = new NoiseSettings(0.45, 0.01, 0.05);
        // a fifth of the columns sits at the phase where the noise is largest: a median would not see it
        double[] noise = IntStream.range(0, 1000).mapToDouble(i -> i % 5 == 0 ? 0.6 : 0.3).toArray();
        double[] kept = Arrays.stream(noise).sorted().skip(10).limit(980).toArray();
        assertThat(Noise.alpha(noise, settings).value())
                .isCloseTo(Math.sqrt(Arrays.stream(kept).map(v -> v * v).average().orElseThrow()), within(1e-12));
        assertThat(Noise.alpha(Arrays.stream(noise).map(v -> 2 * v).toArray(), settings).value()).isEqualTo(0.6);
    }

    @Test
    void columns_without_a_noise_are_left_out_of_alpha_where_rounding_shows_too() {
        NoiseSettings settings = new NoiseSettings(0.45, 0.01, 0.05);
        double[] noise = IntStream.range(0, 1000).mapToDouble(i -> i % 20 == 0 ? Double.NaN : 0.3).toArray();
        assertThat(Noise.alpha(noise, settings).value()).isCloseTo(0.3, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"S2A, B02, 209.3", "S2C, B10, 461.7"})
    void the_signal_to_noise_ratio_is_that_of_the_reports_of_the_expert_centre(String unit, String band, double expected) throws IOException {
        assertThat(certified(unit, band)).isCloseTo(expected, within(0.005 * expected));
    }

    @Test
    void the_signal_to_noise_ratios_of_S2A_are_those_published() throws IOException {
        Map<String, Integer> published = Map.ofEntries(Map.entry("B01", 1390), Map.entry("B02", 209), Map.entry("B03", 239),
                Map.entry("B04", 222), Map.entry("B05", 247), Map.entry("B06", 216), Map.entry("B07", 223), Map.entry("B08", 216),
                Map.entry("B8A", 157), Map.entry("B09", 215), Map.entry("B10", 390), Map.entry("B11", 159), Map.entry("B12", 185));
        for (Map.Entry<String, Integer> entry : published.entrySet()) {
            // given without decimals
            assertThat(certified("S2A", entry.getKey())).as(entry.getKey()).isCloseTo(entry.getValue(), within(0.5 + 0.005 * entry.getValue()));
        }
    }

    private static double certified(String unit, String name) throws IOException {
        JsonNode entry = new ObjectMapper().readTree(ReferenceData.path("noise/noise_model_QCC_binned.json").toFile()).get(unit);
        Band band = InMemory.INSTRUMENTS.instrument("msi").orElseThrow().band(name);
        JsonNode model = entry.get("noise_model").get(name);
        return BandNoise.ofDark(band, Estimate.given(model.get(0).asDouble()), model.get(1).asDouble(), "QCC",
                entry.get("Gains").get(name).asDouble(), Double.NaN, Double.NaN).snrAtReference();
    }

    @Test
    void a_band_below_its_required_signal_to_noise_ratio_is_warned_of() {
        Dossier noisy = InMemory.dossier(InMemory.acquisition("detectors: [4]\nbands: [B06, B11]\ngranules: 1\nlines_per_granule: 1008\n"
                + "faults: [{kind: noisy, at: {band: B11}, factor: 3}]"), calibration, Past.NONE).after(new Noise());
        Finding finding = noisy.findings().get(0);
        assertThat(noisy.findings()).hasSize(1);
        assertThat(finding.code()).isEqualTo(NoiseCode.SNR_REQUIREMENT);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.where()).isEqualTo(Place.band("B11"));
        assertThat(finding.threshold()).isEqualTo(100);
        double alpha2 = 9 * (0.668 * 0.668 - ROUNDING) + ROUNDING;
        double signal = 35.38 * 4;
        assertThat(finding.measured()).isCloseTo(signal / Math.sqrt(alpha2 + 0.00243 * signal), within(0.005 * finding.measured()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_summary_has_the_names_of_the_report() {
        List<Map<String, Object>> bands = (List<Map<String, Object>>)
                ((Map<String, Object>) dossier.outcomes().get("noise").result().summary()).get("bands");
        assertThat(bands).extracting(entry -> entry.get("band"))
                .containsExactly("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12");
        assertThat(bands).allSatisfy(entry -> assertThat(entry).containsKeys("band", "alpha", "beta", "snrAtLref", "lref", "snrRequired"));
        assertThat(bands.get(1)).containsEntry("beta", 0.0104).containsEntry("lref", 128.0).containsEntry("snrRequired", 154.0);
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_stack_without_calibration_gives_alpha_and_says_why_there_is_no_ratio() {
        Dossier stack = InMemory.stack(InMemory.acquisition("detectors: [4]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008")).after(new Noise());
        assertThat(stack.findings()).extracting(Finding::code).containsExactly(NoiseCode.STORED_COUNTS);
        Map<String, Object> entry = ((List<Map<String, Object>>)
                ((Map<String, Object>) stack.outcomes().get("noise").result().summary()).get("bands")).get(0);
        // raw counts, 504 lines, the blind columns among them
        assertThat((double) entry.get("alpha")).isCloseTo(0.551, within(0.551 * (5 * 1.2533 * Math.sqrt(3.0 / 504 / 1296) / 2 + 0.002)));
        assertThat(entry.get("beta")).isEqualTo(new Missing("no calibration parameters come with this product"));
        assertThat(entry.get("snrAtLref")).isEqualTo(new Missing("no calibration parameters come with this product"));
    }

    @Test
    void a_band_without_any_usable_column_says_so_although_there_are_calibration_parameters() {
        Map<String, Object> entry = lit(noise(dossier, "B05").band(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(List.of("alpha", "beta", "snrAtLref", "errorOfReference", "errorOfCandidate"))
                .allSatisfy(name -> assertThat(entry.get(name)).as(name).isEqualTo(new Missing("no column could be used")));
        assertThat(entry.get("betaReference")).isEqualTo(0.02);
    }

    @Test
    void a_band_without_a_reference_radiance_has_no_ratio_for_that_reason() {
        Band band = noise(dossier, "B05").band();
        Band without = new Band(band.id(), band.name(), band.focalPlane(), band.columns(), band.columnsLevel1B(),
                band.linesPerCycle(), band.linePeriods(), Double.NaN, band.requiredSnr(), band.wavelength());
        assertThat(lit(without, 1, 0.02, 0.001, 0.001).get("snrAtLref")).isEqualTo(new Missing("the instrument profile gives none"));
    }

    @Test
    void the_decision_of_a_band_has_the_words_of_every_analysis() {
        Band band = noise(dossier, "B05").band();
        assertThat(lit(band, 1, 0.02, 0.1, 0.01)).containsEntry("decision", Decision.GROUND_CANDIDATE.label());
        assertThat(lit(band, 1, 0.02, 0.01, 0.1)).containsEntry("decision", Decision.NO_CHANGE.label());
    }

    /** The entry of a band in the summary of a diffuser product; its R2NOMO has an alpha of 1 and a beta of 0.02. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> lit(Band band, double alpha, double beta, double errorOfReference, double errorOfCandidate) {
        BandNoise noise = new BandNoise(band, Estimate.given(alpha), Estimate.given(beta), "this product", 5.2, 1, 0.02,
                true, true, beta, errorOfReference, errorOfCandidate);
        NoiseResult result = new NoiseResult(List.of(noise), true, new NoiseHistory(Map.of()), Settings.defaults(NoiseSettings.class));
        return ((List<Map<String, Object>>) ((Map<String, Object>) result.summary()).get("bands")).get(0);
    }

    private static BandNoise noise(Dossier dossier, String band) {
        return dossier.result("noise", NoiseResult.class).orElseThrow().bands().stream()
                .filter(noise -> noise.band().name().equals(band)).findFirst().orElseThrow();
    }
}
