package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.RecordCopy;
import org.penumbra.analysis.Temperatures;
import org.penumbra.calibration.Columns;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.delivery.Datastrip.Temperature;
import org.penumbra.delivery.Datastrip.TimeStamp;
import org.penumbra.delivery.Datastrip;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Tdi;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.simulation.ScenarioFile;

/** Every fault that a dark can show is found, where it was planted and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DarkFindingsTest {
    private Path calibration;
    private Night faults;

    @BeforeAll
    void analyse(@TempDir Path directory) {
        calibration = InMemory.calibration(InMemory.scenario("dark-faults"), directory);
        faults = Night.of(InMemory.simulator().acquisitions(InMemory.scenario("dark-faults")).get(0), calibration, Past.NONE);
    }

    @Test
    void a_change_in_one_line_of_cycle_of_one_pixel_is_found_with_its_line_of_cycle() {
        Finding finding = only(faults, DarkCode.PIXEL_CHANGE, "B02");
        assertThat(finding.where()).isEqualTo(Place.pixel("B02", 2, 1000, 3));
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.measured()).isCloseTo(6, within(5 * faults.dark("B02", 2).uncertainty().ofDark()[1000 * 6 + 2]));
        assertThat(finding.threshold()).isEqualTo(2);
    }

    @Test
    void a_pixel_that_changed_in_every_line_of_cycle_is_one_finding() {
        assertThat(faults.places(DarkCode.PIXEL_CHANGE)).filteredOn(place -> place.band().equals("B04"))
                .containsExactly(Place.column("B04", 2, 500), Place.column("B04", 2, 501));
    }

    @Test
    void a_stuck_pixel_off_its_level_is_found_as_changed() {
        assertThat(faults.places(DarkCode.PIXEL_CHANGE)).contains(Place.column("B07", 5, 300));
    }

    @Test
    void a_change_of_the_mean_of_a_detector_is_found_with_the_drift_of_its_blind_columns_taken_off() {
        Finding finding = only(faults, DarkCode.MEAN_CHANGE, "B02");
        assertThat(finding.where()).isEqualTo(Place.detector("B02", 3));
        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        // 32 blind columns of 2304 lines and 0.53 LSB; the mean of 2552 columns is known much better
        assertThat(finding.measured()).isCloseTo(1.5, within(5 * 0.53 / Math.sqrt(32 * 2304.0)));
        assertThat(finding.threshold()).isEqualTo(1);
    }

    @Test
    void the_raw_change_of_a_mean_is_a_warning_of_its_own_above_twice_the_limit() {
        Finding finding = only(faults, DarkCode.RAW_MEAN_CHANGE, "B02");
        assertThat(finding.where()).isEqualTo(Place.detector("B02", 3));
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.threshold()).isEqualTo(1);
    }

    @Test
    void a_thermal_change_that_the_blind_columns_share_is_a_raw_change_alone() {
        // a drift of 3 LSB over the strip is a mean change of 1.5 LSB
        Night night = Night.of("detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nthermal_drift: {vnir: 3, swir: 0}", calibration);
        assertThat(night.warnings()).extracting(Finding::code).containsExactly(DarkCode.RAW_MEAN_CHANGE);
        assertThat(night.findings(DarkCode.RAW_MEAN_CHANGE).get(0).measured()).isCloseTo(1.5, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"B05, 0.4,", "B05, -0.7, WARNING", "B05, 1.2, ALARM", "B11, 0.7,", "B11, -2, WARNING", "B11, 6, ALARM"})
    void the_mean_change_is_graded_by_the_limits_of_the_focal_plane(String band, double amount, Severity severity) {
        Night night = Night.of(("detectors: [3]\nbands: [%s]\ngranules: 1\nlines_per_granule: 1008\n"
                + "faults: [{kind: dark-change, at: {band: %s, detector: 3}, amount: %s}]").formatted(band, band, amount), calibration);
        assertThat(night.findings(DarkCode.MEAN_CHANGE)).extracting(Finding::severity).isEqualTo(severity == null ? List.of() : List.of(severity));
    }

    @Test
    void raised_non_uniformity_of_a_detector_is_found() {
        Finding finding = only(faults, DarkCode.DSNU, "B03");
        assertThat(finding.where()).isEqualTo(Place.detector("B03", 4));
        // of a normal spread of 1.6 LSB what lies within 2 LSB has the spread of a normal law cut at c = 1.25: s²(1 − 2cφ(c)/(2Φ(c) − 1));
        // known to 1/sqrt(2·0.79·2552·6) = 0.6 % and blurred by the noise of 0.02 LSB at the limit
        double c = 2 / 1.6;
        double phi = Math.exp(-c * c / 2) / Math.sqrt(2 * Math.PI);
        double expected = 1.6 * Math.sqrt(1 - 2 * c * phi / (2 * 0.894350 - 1));
        assertThat(finding.measured()).isCloseTo(expected, within(5 * 0.006 * expected));
    }

    @Test
    void more_than_one_hundredth_of_a_detectors_columns_is_one_alarm_and_no_list() {
        Finding finding = only(faults, DarkCode.DETECTOR_WIDE, "B03");
        assertThat(finding.where()).isEqualTo(Place.detector("B03", 4));
        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(faults.places(DarkCode.PIXEL_CHANGE)).noneMatch(place -> place.band().equals("B03"));
    }

    @Test
    void blind_columns_that_drift_alone_are_a_change_of_the_compensated_mean() {
        // 3 LSB over the strip: 1.5 LSB in the mean
        Finding finding = only(faults, DarkCode.MEAN_CHANGE, "B10");
        assertThat(finding.where()).isEqualTo(Place.detector("B10", 3));
        assertThat(finding.measured()).isCloseTo(-1.5, within(5 * 0.87 / Math.sqrt(12 * 384.0) + 3.0 / 384));
    }

    @Test
    void the_drift_of_blind_columns_is_the_range_of_eight_blocks() {
        // 3 LSB of their own and 0.5 LSB thermal, over seven eighths of the strip
        assertThat(faults.dark("B10", 3).blind().range()).isCloseTo(3.5 * 7 / 8, within(2 * 5 * 0.87 / Math.sqrt(12 * 48.0)));
    }

    @Test
    void a_detector_that_moved_between_the_halves_is_told() {
        Finding finding = only(faults, DarkCode.HALVES, "B08");
        assertThat(finding.where()).isEqualTo(Place.detector("B08", 6));
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        // 1 LSB planted, half the thermal drift of 0.2 LSB left in
        assertThat(finding.measured()).isCloseTo(1.1, within(0.01));
        assertThat(faults.places(DarkCode.HALVES)).hasSize(1);
    }

    @Test
    void a_pixel_that_moved_between_the_halves_is_told_and_never_warned_of() {
        Night night = Night.of("detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\n"
                + "faults: [{kind: halves-change, at: {band: B05, detector: 3, columns: [50]}, amount: 1.6}]", calibration);
        assertThat(night.places(DarkCode.PIXEL_HALVES)).containsExactly(Place.column("B05", 3, 50));
        assertThat(night.warnings()).isEmpty();
    }

    @Test
    void columns_with_two_levels_are_told() {
        assertThat(faults.places(DarkCode.TELEGRAPH)).containsExactly(Place.column("B11", 4, 222), Place.column("B12", 4, 900));
    }

    @Test
    void a_detector_full_of_two_levels_is_one_finding() {
        assertThat(faults.places(DarkCode.ALL_TELEGRAPH)).containsExactly(Place.detector("B08", 6));
    }

    @Test
    void a_ship_and_cosmic_hits_leave_the_dark_as_it_is() {
        DetectorDark dark = faults.dark("B02", 5);
        double[] truth = faults.acquisition().signal(dark.id()).darkLevel();
        // the drift of 0.2 LSB over the strip is 0.1 LSB in the mean, whatever lines are cut to 12 in 2304
        assertThat(IntStream.rangeClosed(1200 * 6, 1206 * 6 + 5).mapToDouble(i -> dark.mean()[i] - truth[i] - 0.1).map(Math::abs))
                .allSatisfy(error -> assertThat(error).isLessThan(5 * dark.uncertainty().ofDark()[1200 * 6] + 0.001));
    }

    @Test
    void nothing_is_warned_of_but_what_was_planted() {
        assertThat(faults.warnings()).extracting(finding -> finding.code() + " " + finding.where().band() + " " + finding.where().detector())
                .containsExactlyInAnyOrder("MEAN_CHANGE B02 3", "RAW_MEAN_CHANGE B02 3", "DSNU B03 4", "DETECTOR_WIDE B03 4", "MEAN_CHANGE B10 3");
    }

    @ParameterizedTest
    @CsvSource({"1.04,", "1.1, WARNING", "1.25, ALARM"})
    void the_noise_of_a_band_is_held_against_its_history(double factor, Severity severity) {
        KeptPast past = new KeptPast();
        String strip = "detectors: [3]\nbands: [B06]\ngranules: 1\nlines_per_granule: 1008\n";
        past.add(Night.of(strip + "sensing_start: 2025-12-20T13:02:21Z\nseed: 2", calibration).dossier());
        // the factor is on the analogue part: of alpha² = 0.3014 LSB² 0.218 is analogue
        double analogue = 0.549 * 0.549 - 1.0 / 12;
        double planted = Math.sqrt((0.549 * 0.549 * factor * factor - 1.0 / 12) / analogue);
        Night night = Night.of(InMemory.acquisition(strip + "faults: [{kind: noisy, at: {band: B06}, factor: %s}]".formatted(planted)),
                calibration, past);
        List<Finding> found = night.findings(DarkCode.NOISE);
        assertThat(found).extracting(Finding::severity).isEqualTo(severity == null ? List.of() : List.of(severity));
        assertThat(found).extracting(Finding::where).allMatch(Place.band("B06")::equals);
        // medians over 1276 columns of 1008 samples each, two of them
        assertThat(found).extracting(Finding::measured).allSatisfy(change -> assertThat(change).isCloseTo(factor - 1,
                within(5 * Math.sqrt(2) * 1.2533 * Math.sqrt(3.0 / 1008) / 2 / Math.sqrt(1276) * factor + 0.002)));
    }

    @Test
    void a_flash_is_told_once_with_detector_lines_time_and_position() {
        Night night = Night.of(InMemory.simulator().acquisitions(InMemory.scenario("dark-lightning")).get(0), calibration, Past.NONE);
        Datastrip datastrip = night.acquisition().product().datastrip().orElseThrow();
        for (String band : List.of("B01", "B02", "B05", "B12")) {
            int periods = night.dark(band, 6).id().band().linePeriods();
            int first = 480 / periods;
            int last = 491 / periods;
            String lines = first == last ? "Line " + first : "Lines %d to %d".formatted(first, last);
            List<Finding> events = night.findings(DarkCode.LIGHT_EVENT).stream().filter(f -> f.where().equals(Place.detector(band, 6))).toList();
            TimeStamp stamp = datastrip.timeStamps().stream()
                    .filter(one -> one.bandId() == night.dark(band, 6).id().band().id() && one.detector() == 6)
                    .findFirst().orElseThrow();
            // GPS time is 18 s ahead of UTC; the reference line is counted from 1
            Instant time = stamp.gpsTime().minusSeconds(18)
                    .plus(Duration.ofNanos(Math.round((first + 1 - stamp.referenceLine()) * periods * 1.565873622e6)))
                    .truncatedTo(ChronoUnit.MILLIS);
            assertThat(Duration.between(night.acquisition().product().sensingStart(), time)).isGreaterThan(Duration.ofSeconds(1));
            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.severity()).isEqualTo(Severity.INFO);
                assertThat(event.message()).startsWith("%s of %s-D06 ".formatted(lines, band)).contains(" at " + time + ", sub-satellite point ");
                // geodetic latitude is within 0.2° of the geocentric one, and the GPS points are a second, 0.07°, apart
                Matcher place = Pattern.compile("([0-9.]+)° ([NS]) ([0-9.]+)° ([EW])\\.").matcher(event.message());
                assertThat(place.find()).isTrue();
                Vector3D nearest = datastrip.positions().stream()
                        .min(Comparator.comparing(point -> Duration.between(point.gpsTime(), time.plusSeconds(18)).abs()))
                        .map(point -> new Vector3D(point.x(), point.y(), point.z())).orElseThrow();
                assertThat(Double.parseDouble(place.group(1)) * (place.group(2).equals("S") ? -1 : 1))
                        .isCloseTo(Math.toDegrees(nearest.getDelta()), within(0.25));
                assertThat(Double.parseDouble(place.group(3)) * (place.group(4).equals("W") ? -1 : 1))
                        .isCloseTo(Math.toDegrees(nearest.getAlpha()), within(0.25));
            });
        }
        assertThat(night.warnings()).isEmpty();
    }

    @Test
    void a_known_defective_column_is_not_found_again(@TempDir Path directory) {
        String yaml = "detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\n"
                + "calibration: {defective: [{band: B05, detector: 3, columns: [77]}]}\n"
                + "faults: [{kind: hot, at: {band: B05, detector: 3, columns: [77, 78]}}]";
        InMemory.calibration(ScenarioFile.read("defective", yaml), directory);
        assertThat(Night.of(yaml, directory).places(DarkCode.PIXEL_CHANGE)).containsExactly(Place.column("B05", 3, 78));
    }

    @Test
    void an_implausible_temperature_is_dropped_with_a_finding() {
        Night night = Night.of("detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\n"
                + "temperatures: {vnir: 6540, swir: -75}", calibration);
        Finding finding = night.findings(DarkCode.IMPLAUSIBLE_TEMPERATURE).get(0);
        assertThat(finding.measured()).isEqualTo(6540);
        assertThat(finding.threshold()).isEqualTo(100);
        assertThat(finding.message()).contains("FPA VNIR");
        assertThat(night.result().temperatures().means()).doesNotContainKey("FPA VNIR").containsEntry("FPA SWIR", -75.0);
    }

    @Test
    void one_implausible_reading_among_good_ones_is_dropped_with_a_finding_and_the_others_are_used() {
        Night night = Night.of("detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\n"
                + "temperatures: {vnir: 20, swir: -82.3}", calibration);
        Datastrip datastrip = night.acquisition().product().datastrip().orElseThrow();
        List<Temperature> readings = new ArrayList<>(datastrip.temperatures());
        Temperature good = readings.stream().filter(reading -> reading.sensor().equals("FPA SWIR")).findFirst().orElseThrow();
        readings.add(new Temperature(good.sensor(), good.unit(), good.gpsTime(), 6540));
        Temperatures temperatures = Temperatures.of(RecordCopy.with(night.acquisition().product(), "datastrip",
                Optional.of(RecordCopy.with(datastrip, "temperatures", readings))), -150, 100);
        assertThat(temperatures.means()).containsEntry("FPA SWIR", -82.3);
        assertThat(temperatures.implausible()).containsExactly(Map.entry("FPA SWIR", 6540.0));
    }

    @Test
    void too_few_lines_for_stability_give_values_and_no_judgement() {
        Night night = Night.of("detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 600\n"
                + "faults: [{kind: dark-change, amount: 4}, {kind: hot, at: {columns: [99]}}]", calibration);
        assertThat(night.dossier().findings()).extracting(Finding::code).containsExactly(DarkCode.INSUFFICIENT);
        assertThat(night.findings(DarkCode.INSUFFICIENT)).extracting(Finding::severity).containsExactly(Severity.INFO);
        assertThat((double) night.summary("dark-signal", "B05").get("meanChange")).isCloseTo(4, within(0.05));
        assertThat(night.dossier().outcomes().get("dark-signal").candidates()).isEmpty();
    }

    @Test
    void a_blind_column_that_goes_its_own_way_is_named_with_what_it_does_to_the_blind_part() {
        Night night = Night.of("detectors: [3]\nbands: [B10]\ngranules: 1\nlines_per_granule: 1008\n"
                + "faults: [{kind: blind-drift, at: {columns: [5]}, amount: 60}]", calibration);
        DetectorDark dark = night.dark("B10", 3);
        // 30 LSB in the mean; the noise of the column over 168 lines, and half a step of the drift
        double u = 0.87 / Math.sqrt(168);
        assertThat(night.findings(DarkCode.STRAY_BLIND_COLUMN)).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(Place.column("B10", 3, 5));
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.measured()).isCloseTo(30, within(5 * u + 60.0 / 168));
        });
        assertThat(only(night, DarkCode.MEAN_CHANGE, "B10").measured()).isCloseTo(-30.0 / dark.blind().columns().length, within(0.2));
    }

    @Test
    void a_detector_that_one_band_alone_lacks_is_named() {
        Dossier whole = InMemory.dossier(InMemory.acquisition("detectors: [3, 4]\nbands: [B05, B11]\ngranules: 1\nlines_per_granule: 1008"),
                calibration, Past.NONE);
        Map<BandDetector, DetectorMeasurement> delivered = new LinkedHashMap<>();
        whole.measurements().bandDetectors().stream().filter(id -> !id.label().equals("B11-D04"))
                .forEach(id -> delivered.put(id, whole.measurements().of(id)));
        Dossier dossier = Dossier.open(whole.product(), new KeptMeasurements(delivered), whole.calibration(),
                whole.past(), whole.settings()).after(new DarkSignal());
        assertThat(dossier.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DarkCode.DETECTOR_MISSING);
            assertThat(finding.where()).isEqualTo(Place.band("B11"));
            assertThat(finding.message()).contains("detectors 4,");
        });
    }

    @Test
    void a_detector_without_data_is_one_alarm_and_the_others_are_judged() {
        Night night = Night.of("detectors: [3, 4]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nfaults: "
                + "[{kind: lost-lines, at: {detector: 4}, lines: [0, 1007]}, {kind: dark-change, at: {detector: 3}, amount: 1.2}]", calibration);
        assertThat(night.warnings()).extracting(Finding::code, Finding::where).containsExactlyInAnyOrder(
                tuple(DarkCode.FAILED, Place.detector("B05", 4)), tuple(DarkCode.MEAN_CHANGE, Place.detector("B05", 3)),
                tuple(DarkCode.RAW_MEAN_CHANGE, Place.detector("B05", 3)));
        assertThat(night.findings(DarkCode.FAILED)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ALARM);
            assertThat(finding.measured()).isZero();
            // 180 lines of 10 m
            assertThat(finding.threshold()).isEqualTo(90);
        });
        assertThat(night.dark("B05", 4).means().level().value()).isNaN();
    }

    @Test
    void a_detector_that_lost_most_of_its_lines_is_told_and_neither_judged_nor_proposed() {
        Night night = Night.of("detectors: [3, 4]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nfaults: "
                + "[{kind: lost-lines, at: {detector: 4}, lines: [0, 599]}, {kind: dark-change, at: {detector: 4}, amount: 4}]", calibration);
        assertThat(night.findings(DarkCode.LOST_LINES)).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(Place.detector("B05", 4));
            assertThat(finding.message()).startsWith("300 of 504 lines of B05-D04");
        });
        assertThat(night.findings(DarkCode.FEW_LINES)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.measured()).isEqualTo(204);
            // a tenth less than 1000 lines of 10 m
            assertThat(finding.threshold()).isEqualTo(450);
        });
        assertThat(night.warnings()).isEmpty();
        assertThat(night.dossier().outcomes().get("dark-signal").candidates()).isEmpty();
    }

    @Test
    void a_dark_that_lost_a_few_lines_is_judged_like_any_other() {
        Night night = Night.of("detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nfaults: "
                + "[{kind: lost-lines, lines: [60, 119]}, {kind: dark-change, amount: 1.2}]", calibration);
        assertThat(night.findings(DarkCode.LOST_LINES)).hasSize(1);
        assertThat(night.findings(DarkCode.MEAN_CHANGE)).singleElement()
                .satisfies(finding -> assertThat(finding.measured()).isCloseTo(1.2, within(0.05)));
    }

    @Test
    void lines_of_which_a_part_was_lost_do_not_disturb_the_dark() {
        Night night = Night.of("detectors: [3, 4]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nfaults: "
                + "[{kind: no-data, at: {detector: 4, range: [600, 1280]}, lines: [200, 259]}]", calibration);
        assertThat(night.findings(DarkCode.LOST_LINES)).singleElement().satisfies(finding ->
                assertThat(finding.message()).startsWith("30 of 504 lines of B05-D04"));
        assertThat(night.findings(DarkCode.LIGHT_EVENT)).isEmpty();
        assertThat(night.warnings()).isEmpty();
    }

    @Test
    void a_strip_that_lost_too_many_lines_in_every_detector_is_unusable() {
        Night night = Night.of("detectors: [3, 4]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\nfaults: [{kind: lost-lines, lines: [0, 899]}]",
                calibration);
        assertThat(night.dossier().unusable()).isTrue();
        assertThat(night.dossier().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DarkCode.TOO_FEW_LINES);
            assertThat(finding.measured()).isEqualTo(108);
        });
    }

    @Test
    void saturated_samples_of_lines_that_light_fell_on_are_counted() {
        Night night = Night.of("detectors: [3]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008\n"
                + "faults: [{kind: light, lines: [120, 179], amount: 9000}, {kind: saturated, at: {columns: [77]}}]", calibration);
        assertThat(night.findings(DarkCode.LIGHT_EVENT)).hasSize(1);
        PixelStatistics pixels = night.dossier().measurements().of(night.dark("B05", 3).id()).pixels(CutLevel.FIVE);
        // 30 lines of the band, 10 of each line of cycle; a column that is always saturated has all 168
        assertThat(pixels.saturated()[500 * 3]).isEqualTo(10);
        assertThat(pixels.n()[500 * 3]).isEqualTo(158);
        assertThat(pixels.saturated()[77 * 3 + 2]).isEqualTo(168);
    }

    @Test
    void a_column_of_two_levels_is_one_finding_however_many_blocks_show_it() {
        Night night = Night.of("detectors: [3]\nbands: [B01]\ngranules: 9\n"
                + "faults: [{kind: telegraph, at: {columns: [600]}, amplitude: 9, dwell: 60}]", calibration);
        assertThat(night.dark("B01", 3).telegraphs()).hasSizeGreaterThan(1);
        assertThat(night.places(DarkCode.TELEGRAPH)).containsExactly(Place.column("B01", 3, 600));
    }

    @ParameterizedTest
    @CsvSource({"dark-daylight, DAYLIGHT", "dark-too-short, TOO_FEW_LINES", "dark-lit, LIGHT_IN_THE_NIGHT"})
    void a_product_that_is_no_dark_is_unusable_and_says_why(String scenario, DarkCode code) {
        Night night = Night.of(InMemory.simulator().acquisitions(InMemory.scenario(scenario)).get(0), calibration, Past.NONE);
        assertThat(night.dossier().unusable()).isTrue();
        assertThat(night.dossier().outcomes()).isEqualTo(Map.of());
        assertThat(night.dossier().findings()).extracting(Finding::code).containsExactly(code);
    }

    @Test
    void metadata_that_do_not_say_where_the_Sun_stood_are_told() {
        Dossier was = InMemory.dossier(InMemory.acquisition("detectors: [2]\nbands: [B05]\ngranules: 1\nlines_per_granule: 1008"),
                calibration, Past.NONE);
        Datastrip sunless = RecordCopy.with(was.product().datastrip().orElseThrow(), "solarAngles", List.of());
        Dossier dossier = Dossier.open(RecordCopy.with(was.product(), "datastrip", Optional.of(sunless)),
                was.measurements(), was.calibration(), was.past(), was.settings());
        assertThat(dossier.after(new DarkSignal()).findings()).extracting(Finding::code).containsExactly(DarkCode.SUN_UNKNOWN);
        assertThat(was.after(new DarkSignal()).findings()).isEmpty();
    }

    @Test
    void the_light_in_the_night_is_measured() {
        Night night = Night.of(InMemory.simulator().acquisitions(InMemory.scenario("dark-lit")).get(0), calibration, Past.NONE);
        // 20 LSB of raw counts; the blind columns of ten bands, at least 12 of 168 lines and 0.42 LSB each
        assertThat(night.dossier().findings().get(0).measured()).isCloseTo(20, within(5 * 0.55 / Math.sqrt(10 * 12 * 168.0)));
    }

    @Test
    void light_on_less_than_half_of_the_columns_makes_a_dark_unusable() {
        Night night = lit("{kind: light, at: {range: [10, 560]}, amount: 40}", calibration);
        // on 551 of 1276 columns; the blind columns of two bands, at least 12 of 504 lines and 0.55 LSB each
        assertThat(night.findings(DarkCode.LIGHT_IN_THE_NIGHT)).singleElement().extracting(Finding::measured).satisfies(light ->
                assertThat(light).isCloseTo(40 * 551 / 1276.0, within(5 * 0.55 / Math.sqrt(2 * 12 * 504.0))));
    }

    @Test
    void hot_pixels_are_no_light() {
        // 13 of 1276 columns: 20 LSB in the mean
        assertThat(lit("{kind: hot, at: {columns: [50, 150, 250, 350, 450, 550, 650, 750, 850, 950, 1050, 1150, 1250]}, amount: 2000}", calibration)
                .dossier().unusable()).isFalse();
    }

    @Test
    void light_that_leaves_a_part_of_the_columns_too_little_of_the_dynamic_range_is_light_and_no_hot_pixels() {
        assertThat(lit("{kind: light, at: {range: [10, 560]}, amount: 500}", calibration).findings(DarkCode.LIGHT_IN_THE_NIGHT)).hasSize(1);
    }

    @Test
    void columns_of_two_levels_are_no_light() {
        // 9 of 1276 columns, half of the time 1500 LSB too high: 5.3 LSB in the mean
        assertThat(lit("{kind: telegraph, at: {columns: [50, 150, 250, 350, 450, 550, 650, 750, 850]}, amplitude: 1500, dwell: 60}", calibration)
                .dossier().unusable()).isFalse();
    }

    @Test
    void light_that_is_switched_on_within_the_strip_is_light_although_every_column_shows_two_levels() {
        Night night = lit("{kind: light, lines: [504, 1007], amount: 20}", calibration);
        assertThat(night.findings(DarkCode.LIGHT_IN_THE_NIGHT)).singleElement().extracting(Finding::measured).satisfies(light ->
                assertThat(light).isCloseTo(10, within(5 * 0.55 / Math.sqrt(2 * 12 * 504.0))));
    }

    @Test
    void light_is_seen_although_the_reference_says_nothing_of_the_blind_columns(@TempDir Path directory) throws IOException {
        InMemory.calibration(ScenarioFile.read("narrow", "detectors: [3]\nbands: [B05, B06]"), directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("S2A"), "*R2EQOG*")) {
            for (Path file : files) {
                withoutBlind(GroundEqualisation.read(file)).write(file);
            }
        }
        Night night = lit("{kind: light, amount: 40}", directory);
        assertThat(night.findings(DarkCode.LIGHT_IN_THE_NIGHT)).hasSize(1);
    }

    /** Without dark of the ten columns on either side, which are then not written. */
    private static GroundEqualisation withoutBlind(GroundEqualisation all) {
        SortedMap<Tdi, SortedMap<Integer, GroundEqualisation.Detector>> narrow = new TreeMap<>();
        all.detectors().forEach((tdi, list) -> list.forEach((number, detector) -> narrow.computeIfAbsent(tdi, key -> new TreeMap<>())
                .put(number, new GroundEqualisation.Detector(detector.gamma(), detector.dark().stream().map(line -> {
                    double[] dark = line.toArray();
                    Arrays.fill(dark, 0, 10, Double.NaN);
                    Arrays.fill(dark, dark.length - 10, dark.length, Double.NaN);
                    return Columns.of(dark);
                }).toList()))));
        return new GroundEqualisation(all.header(), all.bandId(), narrow);
    }

    private static Night lit(String fault, Path calibration) {
        return Night.of("detectors: [3]\nbands: [B05, B06]\ngranules: 1\nlines_per_granule: 1008\nfaults: [%s]".formatted(fault), calibration);
    }

    private static Finding only(Night night, DarkCode code, String band) {
        return night.findings(code).stream().filter(finding -> finding.where().band().equals(band))
                .reduce((first, second) -> {
                    throw new AssertionError("more than one: " + first.message() + " and " + second.message());
                }).orElseThrow(() -> new AssertionError("no " + code + " in " + band));
    }
}
