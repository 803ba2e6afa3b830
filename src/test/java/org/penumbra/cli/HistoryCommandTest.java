package org.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.ReferenceData;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.PlantedStack;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.gain.GainTrend;
import org.penumbra.analysis.gain.TrendResult;
import org.penumbra.analysis.swir.SwirSelection;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.Service;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.history.History;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.PixelTable;
import org.penumbra.history.Store;
import org.penumbra.history.StoredPast;
import org.penumbra.measure.CutLevel;
import org.penumbra.report.Json;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

class HistoryCommandTest {
    @TempDir
    Path home;

    private record Said(int code, String out, String err) {
    }

    private Said history(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "history";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--home";
        all[all.length - 1] = home.toString();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int code = Penumbra.run(all);
            return new Said(code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Said load(String reference) {
        return history("import", ReferenceData.path(reference).toString(), "--kind", "gain");
    }

    @Test
    void both_real_files_are_imported_and_their_trend_is_printed() throws IOException {
        assertThat(load("s2_noise_gain/s2a_physical_gains.csv").out()).contains("18 rows");
        assertThat(load("noise/absolute_gains_timeseries.csv").out()).contains("10 rows");
        Said responsivity = history("trend", "B02", "--unit", "S2A");
        assertThat(responsivity.code()).isZero();
        assertThat(responsivity.out()).contains("2016-08-08T08:00:00Z  A 3.803967", "WARNING  GAIN-202", "Theil-Sen")
                .doesNotContain("ALARM", "S2B B02");
        assertThat(history("trend", "B02", "--unit", "Sentinel-2A", "--of", "gain").out()).contains("ALARM  GAIN-202");
        assertThat(history("trend", "B02").out()).contains("S2A B02", "S2B B02", "S2B/S2A");
        JsonNode json = new ObjectMapper().readTree(history("trend", "B02", "--json").out());
        assertThat(json.at("/trend/bands/0/parts/0/segments/0/verdict").asText()).isEqualTo("STEP");
        assertThat(json.at("/trend/bands/0/parts/0/segments/0/stepUncertainty").asDouble()).isBetween(1e-5, 1e-2);
        assertThat(responsivity.out()).contains("u of the change").containsPattern("GAIN-202 .* \\(standard uncertainty 0\\.\\d\\d %\\)");
        assertThat(json.at("/findings/0/code").asText()).isEqualTo("GAIN-202");
    }

    @Test
    void acquisitions_of_the_archive_and_imported_points_make_one_series() throws IOException {
        load("s2_noise_gain/s2a_physical_gains.csv");
        Path nothing = Files.createDirectories(home.resolve("nothing"));
        Map<String, Double> values = Map.of("absolute-gain/B02/gain", 3.75123,
                "absolute-gain/B02/solarIrradiance", 1959.66, "absolute-gain/B02/change", 1e-4);
        try (MeasurementFiles files = new MeasurementFiles(home.resolve("work"))) {
            new MeasurementArchive(home.resolve("archive"), files).store(new Acquisition("PRODUCT", "S2A", AcquisitionType.SUN_DIFFUSER,
                    Instant.parse("2026-01-08T13:02:21Z"), Map.of(), Map.of(), values),
                    Files.writeString(home.resolve("pixels.parquet"), ""), nothing);
        }
        assertThat(history("trend", "B02", "--unit", "S2A").out()).contains("A 3.751230  R 7351", "PRODUCT", "s2a_physical_gains.csv");
    }

    @Test
    void the_trend_is_cut_where_the_epoch_of_archived_acquisitions_ends() throws IOException {
        Path nothing = Files.createDirectories(home.resolve("nothing"));
        Path pixels = Files.writeString(home.resolve("pixels.parquet"), "");
        try (MeasurementFiles files = new MeasurementFiles(home.resolve("work"))) {
            MeasurementArchive archive = new MeasurementArchive(home.resolve("archive"), files);
            for (int table = 3; table <= 4; table++) {
                archive.store(new Acquisition("TABLE_" + table, "S2A", AcquisitionType.SUN_DIFFUSER,
                        Instant.parse("2026-01-0%dT13:02:21Z".formatted(table)), Map.of("NUC_TABLE_ID", String.valueOf(table)), Map.of(),
                        Map.of("absolute-gain/B02/gain", 3.75 + 0.01 * table, "absolute-gain/B02/solarIrradiance", 1959.66)), pixels, nothing);
            }
        }
        JsonNode parts = new ObjectMapper().readTree(history("trend", "B02", "--unit", "S2A", "--json").out()).at("/trend/bands/0/parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.at("/1/after").asText()).isEqualTo("NUC_TABLE_ID 3 to 4");
    }

    /** The row of S2A that is one of S2B is recognised where S2B has a series, and nowhere where it has none. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_command_leaves_out_the_same_rows_as_the_service(boolean otherKnown) throws IOException {
        load("s2_noise_gain/s2a_physical_gains.csv");
        Map<String, Double> ofOther = InMemory.INSTRUMENTS.spacecraft("S2B").orElseThrow().gain();
        List<String> bands = List.copyOf(ofOther.keySet());
        String gains = bands.stream().map(band -> ofOther.get(band).toString()).collect(Collectors.joining(","));
        Path file = Files.writeString(home.resolve("mine.csv"), "unit,date,%s\nS2A,2019-06-01,%s\n%s".formatted(String.join(",", bands), gains,
                otherKnown ? "S2B,2019-06-15," + gains + "\n" : ""));
        assertThat(history("import", file.toString(), "--kind", "gain").code()).isZero();
        JsonNode commanded = new ObjectMapper().readTree(history("trend", "B02", "--unit", "S2A", "--json").out()).at("/trend/outliers");
        assertThat(commanded).hasSize(otherKnown ? 1 : 0);
        assertThat(new ObjectMapper().readTree(Json.text(serviced().summary())).at("/outliers")).isEqualTo(commanded);
    }

    /** What the service says of the series at a later diffuser acquisition of S2A. */
    private TrendResult serviced() throws IOException {
        Rooms rooms = new Rooms(HomeOption.installation(), home);
        Product product = InMemory.acquisition("{acquisition_type: sun-diffuser, bands: [B02], detectors: [1], granules: 1}").product();
        try (Store store = Service.openStore(rooms); MeasurementFiles files = new MeasurementFiles(rooms.work())) {
            History history = new History(store);
            Past past = new StoredPast(new MeasurementArchive(rooms.archive(), files), () -> Optional.of(history));
            return Dossier.open(product, null, Optional.empty(), past, new AnalysisSettings(rooms.configuration())).after(new GainTrend())
                    .result("gain-trend", TrendResult.class).orElseThrow();
        }
    }

    @Test
    void the_trend_is_drawn_into_a_file() throws IOException {
        load("noise/absolute_gains_timeseries.csv");
        Path figure = home.resolve("trend.svg");
        assertThat(history("trend", "B02", "--figure", figure.toString()).code()).isZero();
        assertThat(Files.readString(figure)).contains("S2A", "S2B", "R = A.ESUN");
        assertThat(history("trend", "B02", "--figure", "trend.gif").code()).isEqualTo(Penumbra.USAGE);
    }

    @Test
    void an_event_of_the_home_cuts_the_series() throws IOException {
        load("s2_noise_gain/s2a_physical_gains.csv");
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/events.yaml"), "events: [{type: convention change, unit: S2A, start: 2018-01-01}]");
        assertThat(history("trend", "B02", "--unit", "S2A", "--of", "gain").out()).contains("convention change").doesNotContain("ALARM", "WARNING");
    }

    @Test
    void what_could_not_be_taken_from_a_file_is_said_and_the_rest_is_kept() throws IOException {
        Path file = Files.writeString(home.resolve("mine.csv"), "unit,date,B02,B03\nS2A,2020-08-12,3.75,?\n");
        Said said = history("import", file.toString(), "--kind", "gain");
        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("GAIN-215");
        assertThat(history("trend", "B02").out()).contains("A 3.750000");
    }

    @Test
    void a_file_that_is_no_table_of_gains_is_refused() throws IOException {
        Path file = Files.writeString(home.resolve("mine.csv"), "a,b\n1,2\n");
        Said said = history("import", file.toString(), "--kind", "gain");
        assertThat(said.code()).isEqualTo(Penumbra.USAGE);
        assertThat(said.err()).contains("GAIN-212");
    }

    @Test
    void an_empty_history_an_unknown_unit_and_an_unknown_band_are_told_apart() {
        assertThat(history("trend", "B02").err()).contains("GAIN-209");
        assertThat(history("trend", "B02", "--unit", "S9Z").code()).isEqualTo(Penumbra.USAGE);
        assertThat(history("trend", "B99").code()).isEqualTo(Penumbra.USAGE);
        assertThat(history("import", home.resolve("none.csv").toString(), "--kind", "gain").code()).isEqualTo(Penumbra.USAGE);
    }

    @Test
    void lives_of_pixels_are_listed_by_unit_band_and_date() throws IOException {
        Path none = Files.createDirectories(home.resolve("none"));
        try (MeasurementFiles files = new MeasurementFiles(home.resolve("work"))) {
            MeasurementArchive archive = new MeasurementArchive(home.resolve("archive"), files);
            for (int i = 0; i < 8; i++) {
                // the hot pixel of B11 heals after two darks, that of B05 stays
                List<Sign> signs = new ArrayList<>(List.of(new Sign("B05-D05", 100, 2, "HOT", Map.of("excess", 60.0, "limit", 30.0))));
                if (i < 2) {
                    signs.add(new Sign("B11-D03", 412, 0, "HOT", Map.of("excess", 40.5, "limit", 30.0)));
                }
                archive.store(new Acquisition("DARK-" + i, "S2A", AcquisitionType.NIGHT_OCEAN,
                                Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(14L * i)), Map.of(), Map.of(), Map.of()),
                        new Evidence(List.of("B05-D05", "B11-D03"), List.of("HOT"), List.of(), Map.of(), signs),
                        Files.writeString(home.resolve("table"), ""), none);
            }
        }
        String stays = "S2A,B05,5,100,2,HOT,CONFIRMED,2026-01-01T00:00:00Z,2026-04-09T00:00:00Z,,8,8,excess=60.0 limit=30.0";
        String healed = "S2A,B11,3,412,,HOT,RELEASED,2026-01-01T00:00:00Z,2026-01-15T00:00:00Z,2026-04-09T00:00:00Z,2,8,excess=40.5 limit=30.0";
        assertThat(history("pixels", "--unit", "S2A").out().lines().skip(1)).containsExactly(stays, healed);
        assertThat(history("pixels", "--unit", "S2A", "--band", "B11").out().lines().skip(1)).containsExactly(healed);
        assertThat(history("pixels", "--unit", "S2A", "--since", "2026-04-10").out().lines().skip(1)).containsExactly(stays);
        assertThat(history("pixels", "--unit", "S2B").out().lines()).hasSize(1);
    }

    @Test
    void the_readings_of_one_pixel_are_printed_line_by_line_with_epoch_configuration_and_life() throws IOException {
        Scenario scenario = ScenarioFile.read("a re-selection that does not take effect", """
                detectors: [5]
                bands: [B10]
                granules: 1
                lines_per_granule: 1152
                series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}]
                reselections:
                  - {at: {band: B10, detector: 5, columns: [300]}, shift: 1, from: 3}
                  - {at: {band: B10, detector: 5, columns: [501]}, shift: 1, from: 3, takes_effect: false}
                faults:
                  - {kind: hot, at: {band: B10, detector: 5, columns: [300, 501]}, amount: 400}
                """);
        List<Dossier> darks = archived(scenario);
        List<String[]> moved = history("pixel", "--unit", "S2A", "--band", "B10", "--detector", "5", "--column", "300").out().lines()
                .skip(1).map(line -> line.split(",", -1)).toList();
        assertThat(moved).extracting(line -> line[0])
                .containsExactlyElementsOf(darks.stream().map(dark -> dark.product().sensingStart().toString()).toList());
        assertThat(moved).extracting(line -> line[1]).containsOnly("night-ocean");
        assertThat(moved).extracting(line -> line[2] + " " + line[3]).containsExactly("1 +0", "1 +0", "2 +1", "2 +1");
        assertThat(moved).extracting(line -> line[10]).containsExactly("HOT CANDIDATE", "HOT CONFIRMED", "", "");
        assertThat(moved.get(0)[9]).startsWith("HOT excess ").contains(" LSB level ", " limit ").endsWith(" LSB");
        // what was archived, to six digits
        double level = darks.get(2).measurements().of(darks.get(2).measurements().bandDetectors().get(0)).pixels(CutLevel.FIVE).mean()[300];
        assertThat(Double.parseDouble(moved.get(2)[4])).isCloseTo(level, within(0.0005 * level / 100));

        List<String[]> stayed = history("pixel", "--unit", "Sentinel-2A", "--band", "B10", "--detector", "5", "--column", "501").out().lines()
                .skip(1).map(line -> line.split(",", -1)).toList();
        // it uses what it used before: its epoch goes on
        assertThat(stayed).extracting(line -> line[2] + " " + line[3] + " " + line[10])
                .containsExactly("1 +0 HOT CANDIDATE", "1 +0 HOT CONFIRMED", "1 +0 HOT CONFIRMED", "1 +0 HOT CONFIRMED");
    }

    @Test
    void a_pixel_that_does_not_exist_or_was_never_archived_is_told_apart() {
        assertThat(history("pixel", "--unit", "S9Z", "--band", "B11", "--detector", "4", "--column", "900").err()).contains("no unit S9Z");
        assertThat(history("pixel", "--unit", "S2A", "--band", "B99", "--detector", "4", "--column", "900").err()).contains("S2A has no band B99");
        assertThat(history("pixel", "--unit", "S2A", "--band", "B11", "--detector", "13", "--column", "900").err()).contains("detectors 1 to 12");
        assertThat(history("pixel", "--unit", "S2A", "--band", "B11", "--detector", "4", "--column", "1296").err()).contains("columns 0 to 1295");
        assertThat(history("pixel", "--unit", "S2A", "--band", "B11", "--detector", "4", "--column", "1296").code()).isEqualTo(Penumbra.USAGE);
        Said never = history("pixel", "--unit", "S2A", "--band", "B11", "--detector", "4", "--column", "900");
        assertThat(never.code()).isEqualTo(Penumbra.REFUSED);
        assertThat(never.err()).contains("No dark or diffuser of S2A with B11-D04 is archived");
    }

    @Test
    void pixels_of_a_stack_are_asked_for_by_the_name_that_the_list_shows() throws IOException {
        Path profile = Files.createDirectories(home.resolve("config/instrument"));
        Path none = Files.createDirectories(home.resolve("none"));
        PlantedStack stack = new PlantedStack(profile.getParent());
        Dossier dark = stack.dossier("night-ocean", "2026-01-05", 1008,
                (line, column, normal) -> 300 + 1.2 * normal + (column == 100 ? 400 : 0), Set.of(), Past.NONE)
                .after(new DarkSignal()).after(new DefectTracking());
        try (MeasurementFiles files = new MeasurementFiles(home.resolve("work"))) {
            new MeasurementArchive(home.resolve("archive"), files).store(dark, new PixelTable(files).write(dark, home.resolve("dark.parquet")), none);
        }
        assertThat(history("pixels", "--unit", "VEGA1-vega").out().lines().skip(1)).singleElement().asString()
                .startsWith("VEGA1-vega,V1,1,100,,HOT,CANDIDATE");
        Said pixel = history("pixel", "--unit", "VEGA1-vega", "--band", "V1", "--detector", "1", "--column", "100");
        assertThat(pixel.code()).isZero();
        assertThat(pixel.out().lines().skip(1)).singleElement().asString().contains("night-ocean", "HOT CANDIDATE");
        assertThat(history("pixel", "--unit", "VEGA1-vega", "--band", "B11", "--detector", "1", "--column", "100").err())
                .contains("VEGA1-vega has no band B11");
    }

    @Test
    void a_unit_that_is_neither_configured_nor_archived_is_refused_with_those_that_are_known() throws IOException {
        Path none = Files.createDirectories(home.resolve("none"));
        try (MeasurementFiles files = new MeasurementFiles(home.resolve("work"))) {
            new MeasurementArchive(home.resolve("archive"), files).store(new Acquisition("DARK", "VEGA1-vega", AcquisitionType.NIGHT_OCEAN,
                    Instant.parse("2026-01-01T00:00:00Z"), Map.of(), Map.of(), Map.of()), Files.writeString(home.resolve("table"), ""), none);
        }
        for (Said said : List.of(history("pixels", "--unit", "VEGA1"),
                history("pixel", "--unit", "VEGA1", "--band", "V1", "--detector", "1", "--column", "1"))) {
            assertThat(said.code()).isEqualTo(Penumbra.USAGE);
            assertThat(said.out()).isEmpty();
            assertThat(said.err()).contains("There is no unit VEGA1; known are S2A, S2B, S2C, VEGA1-vega.");
        }
    }

    /** The darks of a scenario, analysed and archived one after the other. */
    private List<Dossier> archived(Scenario scenario) throws IOException {
        Path calibration = InMemory.calibration(scenario, home.resolve("calibration"));
        Path none = Files.createDirectories(home.resolve("none"));
        List<Dossier> all = new ArrayList<>();
        try (MeasurementFiles files = new MeasurementFiles(home.resolve("work"))) {
            MeasurementArchive archive = new MeasurementArchive(home.resolve("archive"), files);
            for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
                Dossier dossier = InMemory.dossier(acquisition, calibration, archive).after(new DarkSignal())
                        .after(new DefectTracking()).after(new SwirSelection());
                archive.store(dossier, new PixelTable(files).write(dossier, home.resolve(dossier.product().id() + ".parquet")), none);
                all.add(dossier);
            }
        }
        return all;
    }
}
