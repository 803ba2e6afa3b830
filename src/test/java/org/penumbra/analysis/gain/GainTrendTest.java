package org.penumbra.analysis.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Past;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;

class GainTrendTest {
    private static final double NOISE = 0.0003;

    @TempDir
    static Path shared;
    private static Dossier measured;

    @TempDir
    Path directory;

    @BeforeAll
    static void simulated() {
        measured = DiffuserBench.ofPair("detectors: [5], bands: [B01, B02, B11], granules: 1, lines_per_granule: 576", shared).analysed();
    }

    /** Twelve monthly diffuser acquisitions before the one at hand, the gains of each a factor off it; what they hold is what the analyses keep. */
    private Dossier after(IntToDoubleFunction factor) {
        return after(factor, i -> Map.of());
    }

    /** The same with the epoch of each. */
    private Dossier after(IntToDoubleFunction factor, IntFunction<Map<String, String>> epoch) {
        Random random = new Random(3);
        List<Past.Acquisition> acquisitions = new ArrayList<>();
        Map<String, Double> now = measured.result("absolute-gain", GainResult.class).orElseThrow().values();
        for (int i = 0; i < 12; i++) {
            Map<String, Double> values = new HashMap<>(now);
            double off = factor.applyAsDouble(i);
            values.replaceAll((name, value) -> name.endsWith("/gain") ? value * off * (1 + NOISE * random.nextGaussian()) : value);
            Instant time = measured.product().sensingStart().minus(Duration.ofDays(30L * (12 - i)));
            acquisitions.add(new Past.Acquisition("earlier " + i, "S2A", AcquisitionType.SUN_DIFFUSER, time, epoch.apply(i), Map.of(), values));
        }
        Past past = new Past() {
            @Override
            public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
                return spacecraft.equals("S2A") && type == AcquisitionType.SUN_DIFFUSER ? acquisitions : List.of();
            }

            @Override
            public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
                throw new IllegalArgumentException("no pixels");
            }
        };
        return new Dossier(measured.product(), measured.measurements(), measured.calibration(), past, new AnalysisSettings(List.of(directory)),
                measured.outcomes(), List.of(), false);
    }

    private static TrendResult result(Dossier dossier) {
        return dossier.result("gain-trend", TrendResult.class).orElseThrow();
    }

    @Test
    void the_gain_of_the_product_is_the_newest_point_of_the_archived_series() {
        Dossier dossier = after(i -> 1).after(new GainTrend());
        BandTrend b02 = result(dossier).bands().stream().filter(trend -> trend.band().name().equals("B02")).findFirst().orElseThrow();
        assertThat(b02.points()).hasSize(13);
        assertThat(b02.points().get(12).source()).isEqualTo(measured.product().id());
        assertThat(b02.points().get(12).of(Quantity.RESPONSIVITY, "B02"))
                .isCloseTo(DiffuserBench.gain(measured, "B02").reflectanceResponsivity(), within(1e-9));
        assertThat(b02.points().get(12).reference().get("B02")).isCloseTo(DiffuserBench.gain(measured, "B02").reference(), within(1e-12));
        assertThat(DiffuserBench.codes(dossier, Severity.INFO)).isEmpty();
    }

    @Test
    void a_step_in_the_archived_series_is_an_alarm_until_its_event_is_listed() throws IOException {
        assertThat(DiffuserBench.codes(after(i -> i < 6 ? 1.015 : 1).after(new GainTrend()), Severity.ALARM)).contains("GAIN-202");
        Instant between = measured.product().sensingStart().minus(Duration.ofDays(190));
        Files.writeString(directory.resolve("events.yaml"), "events: [{type: safe mode, unit: S2A, start: '%s'}]".formatted(between));
        assertThat(DiffuserBench.codes(after(i -> i < 6 ? 1.015 : 1).after(new GainTrend()), Severity.WARNING)).isEmpty();
    }

    /** The epoch of the product at hand, or the same with another table on board. */
    private static Map<String, String> epoch(boolean otherTable) {
        Map<String, String> epoch = new HashMap<>(Epoch.of(measured.product(), measured.calibration()));
        epoch.computeIfPresent("NUC_TABLE_ID", (key, table) -> otherTable ? "other" : table);
        return epoch;
    }

    @Test
    void a_series_is_not_compared_across_the_end_of_an_epoch() {
        Dossier dossier = after(i -> i < 6 ? 1.015 : 1, i -> epoch(i < 6)).after(new GainTrend());
        assertThat(DiffuserBench.codes(dossier, Severity.INFO)).isEmpty();
        assertThat(result(dossier).bands()).hasSize(3).allSatisfy(trend ->
                assertThat(trend.parts()).extracting(part -> part.points().size()).containsExactly(6, 7));
        assertThat(result(dossier).events()).extracting(GainEvent::type).containsExactly("NUC_TABLE_ID other to " + epoch(false).get("NUC_TABLE_ID"));
    }

    @Test
    void a_product_of_a_new_epoch_is_not_held_against_the_one_before() {
        Dossier dossier = after(i -> 0.95, i -> epoch(true)).after(new GainTrend());
        assertThat(DiffuserBench.codes(dossier, Severity.INFO)).isEmpty();
        assertThat(result(dossier).bands()).hasSize(3).allSatisfy(trend ->
                assertThat(trend.parts()).extracting(part -> part.points().size()).containsExactly(12, 1));
    }

    @Test
    void a_band_whose_evidence_is_insufficient_is_reported_and_has_no_point_in_its_series() throws IOException {
        // less than any strip gives; the jump of 5 % would be an alarm
        Files.writeString(directory.resolve("response.yaml"), "sufficientUncertainty: 1e-9");
        Dossier dossier = after(i -> 0.95).after(new AbsoluteGain()).after(new GainTrend());
        assertThat(DiffuserBench.findings(dossier, "GAIN-102")).hasSize(1);
        assertThat(DiffuserBench.gain(dossier, "B02").gain()).isPositive();
        assertThat(dossier.result("absolute-gain", GainResult.class).orElseThrow().values()).isEmpty();
        assertThat(result(dossier).bands()).hasSize(3).allSatisfy(trend -> assertThat(trend.points()).hasSize(12));
        assertThat(DiffuserBench.codes(dossier, Severity.WARNING)).isEmpty();
    }

    @Test
    void the_figure_shows_unit_reference_and_events() {
        Dossier dossier = after(i -> 1).after(new GainTrend());
        Figure.Series figure = (Figure.Series) dossier.outcomes().get("gain-trend").section().figures().get(0);
        assertThat(figure.panels()).hasSize(3).first()
                .satisfies(panel -> assertThat(panel.lines()).extracting(Figure.Line::name).containsExactly("S2A", "S2A R2ABCA"));
    }
}
