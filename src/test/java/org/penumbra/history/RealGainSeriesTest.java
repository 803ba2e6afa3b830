package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.ReferenceData;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.gain.GainPoint;
import org.penumbra.analysis.gain.GainSeries;
import org.penumbra.analysis.gain.GainTrends;
import org.penumbra.analysis.gain.KnownGains;
import org.penumbra.analysis.gain.Quantity;
import org.penumbra.analysis.gain.TrendFindings;
import org.penumbra.analysis.gain.TrendResult;
import org.penumbra.analysis.gain.TrendSettings;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.settings.Settings;

/** The absolute coefficients of Sentinel-2A and -2B as published in product metadata (DOMAIN A.5), imported and judged. */
class RealGainSeriesTest {
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));
    private static final Spacecraft S2A = INSTRUMENTS.spacecraft("S2A").orElseThrow();
    private static final Spacecraft S2B = INSTRUMENTS.spacecraft("S2B").orElseThrow();
    private static final Instant CONVENTION = Instant.parse("2018-01-01T00:00:00Z");

    @TempDir
    Path directory;
    private Store store;
    private History history;

    @BeforeEach
    void open() {
        store = Store.open(Store.h2(directory), Database.USER, Database.PASSWORD);
        history = new History(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void load(String file) {
        String source = Path.of(file).getFileName().toString();
        history.add(source, GainFile.read(ReferenceData.path(file), source, INSTRUMENTS).points());
    }

    private GainSeries series(Spacecraft unit) {
        Past past = new StoredPast(new MeasurementArchive(directory, new MeasurementFiles(directory)), () -> Optional.of(history));
        return GainSeries.of(unit.name(), KnownGains.of(past, unit.name(), unit.instrument().measuredBands(), Instant.MAX));
    }

    private static TrendResult judge(Quantity quantity, GainSeries... series) {
        return new GainTrends(S2A.instrument().measuredBands(), List.of(), Settings.defaults(TrendSettings.class)).judge(List.of(series), quantity);
    }

    private static Map<String, Finding> steps(TrendResult result) {
        return TrendFindings.of(result).stream().filter(finding -> finding.code().code().equals("GAIN-202"))
                .collect(Collectors.toMap(finding -> finding.where().band(), finding -> finding, (one, other) -> one, TreeMap::new));
    }

    @Test
    void the_convention_change_of_2018_is_an_alarm_of_the_gain_of_B02_and_B08() {
        load("s2_noise_gain/s2a_physical_gains.csv");
        Map<String, Finding> steps = steps(judge(Quantity.GAIN, series(S2A)));
        assertThat(steps.get("B02").severity()).isEqualTo(Severity.ALARM);
        assertThat(steps.get("B08").severity()).isEqualTo(Severity.ALARM);
        // −1.5 and −1.2 % to the digits given
        assertThat(steps.get("B02").measured()).isCloseTo(-0.015, within(0.0005));
        assertThat(steps.get("B08").measured()).isCloseTo(-0.012, within(0.0005));
    }

    @Test
    void in_reflectance_responsivity_there_is_no_alarm_and_the_steps_of_the_VNIR_are_warnings_of_half_a_percent_to_0_8() {
        load("s2_noise_gain/s2a_physical_gains.csv");
        TrendResult result = judge(Quantity.RESPONSIVITY, series(S2A));
        assertThat(TrendFindings.of(result)).extracting(Finding::severity).doesNotContain(Severity.ALARM);
        assertThat(steps(result)).containsKeys("B02", "B08").allSatisfy((band, step) -> {
            assertThat(step.severity()).isEqualTo(Severity.WARNING);
            assertThat(step.measured()).isBetween(-0.008, -0.005);
        });
        assertThat(result.outliers()).isEmpty();
    }

    @Test
    void both_files_together_hold_each_reference_once_at_the_start_of_its_validity_and_say_the_same() {
        load("s2_noise_gain/s2a_physical_gains.csv");
        load("noise/absolute_gains_timeseries.csv");
        load("noise/absolute_gains_timeseries.csv");
        assertThat(series(S2A).points()).hasSize(18).extracting(GainPoint::time)
                .contains(Instant.parse("2016-08-08T08:00:00Z"), Instant.parse("2020-03-17T00:00:00Z"))
                .doesNotContain(Instant.parse("2016-09-05T00:57:12.026Z"));
        assertThat(series(S2B).points()).hasSize(4);
        TrendResult result = judge(Quantity.RESPONSIVITY, series(S2A), series(S2B));
        assertThat(result.outliers()).isEmpty();
        assertThat(TrendFindings.of(result)).extracting(Finding::severity).doesNotContain(Severity.ALARM);
        assertThat(steps(judge(Quantity.GAIN, series(S2A))).get("B02").severity()).isEqualTo(Severity.ALARM);
    }

    @Test
    void the_change_of_S2B_between_2020_and_2023_is_said_without_naming_it_a_step_or_a_drift() {
        load("noise/absolute_gains_timeseries.csv");
        List<Finding> findings = TrendFindings.of(judge(Quantity.RESPONSIVITY, series(S2B)));
        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.code().code()).isEqualTo("GAIN-210");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            // DOMAIN A.5: the VNIR drops by 0.75 to 1.4 %, the SWIR moves by 0.1 to 0.3 %
            assertThat(finding.measured()).isBetween(-0.0145, -0.0070);
            assertThat(finding.message()).contains("2020-06-21", "2023-05-17");
        });
        assertThat(findings).extracting(finding -> finding.where().band())
                .containsExactly("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09");
    }

    @Test
    void any_row_whose_gains_are_those_of_the_other_unit_is_an_outlier_and_nothing_else_is() {
        load("s2_noise_gain/s2a_physical_gains.csv");
        load("noise/absolute_gains_timeseries.csv");
        List<GainPoint> own = series(S2A).points();
        for (int at = 0; at < own.size(); at++) {
            List<GainPoint> planted = new ArrayList<>(own);
            GainPoint other = series(S2B).points().get(at % 4);
            planted.set(at, new GainPoint(own.get(at).time(), "a copy", other.gain(), own.get(at).irradiance(), Map.of()));
            TrendResult result = judge(Quantity.RESPONSIVITY, GainSeries.of("S2A", planted), series(S2B));
            assertThat(result.outliers()).as(own.get(at).time().toString()).hasSize(1);
            assertThat(result.series().get(0).points()).hasSize(18);
            assertThat(TrendFindings.of(result)).filteredOn(finding -> finding.code().code().equals("GAIN-201")).singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains(own.get(planted.indexOf(planted.stream()
                            .filter(point -> point.source().equals("a copy")).findFirst().orElseThrow())).time().toString(), "S2B"));
            assertThat(judge(Quantity.GAIN, GainSeries.of("S2A", planted), series(S2B)).outliers()).hasSize(1);
        }
    }

    @Test
    void the_conventions_of_the_solar_irradiance_belong_to_the_dates() {
        load("s2_noise_gain/s2a_physical_gains.csv");
        assertThat(series(S2A).points()).allSatisfy(point -> assertThat(point.irradiance().get("B02"))
                .isEqualTo(point.time().isBefore(CONVENTION) ? 1941.63 : 1959.66));
    }
}
