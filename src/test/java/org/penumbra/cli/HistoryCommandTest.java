package org.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.ReferenceData;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;

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
        assertThat(responsivity.out()).contains("2016-08-08T08:00:00Z  A 3.803967", "WARNING  GAIN-202", "Theil-Sen").doesNotContain("ALARM", "S2B B02");
        assertThat(history("trend", "B02", "--unit", "Sentinel-2A", "--of", "gain").out()).contains("ALARM  GAIN-202");
        assertThat(history("trend", "B02").out()).contains("S2A B02", "S2B B02", "S2B/S2A");
        JsonNode json = new ObjectMapper().readTree(history("trend", "B02", "--json").out());
        assertThat(json.at("/trend/bands/0/parts/0/segments/0/verdict").asText()).isEqualTo("STEP");
        assertThat(json.at("/findings/0/code").asText()).isEqualTo("GAIN-202");
    }

    @Test
    void acquisitions_of_the_archive_and_imported_points_make_one_series() throws IOException {
        load("s2_noise_gain/s2a_physical_gains.csv");
        Path nothing = Files.createDirectories(home.resolve("nothing"));
        Map<String, Double> values = Map.of("absolute-gain/B02/gain", 3.75123, "absolute-gain/B02/solarIrradiance", 1959.66, "absolute-gain/B02/change", 1e-4);
        try (MeasurementFiles files = new MeasurementFiles(home.resolve("work"))) {
            new MeasurementArchive(home.resolve("archive"), files).store(new Acquisition("PRODUCT", "S2A", AcquisitionType.SUN_DIFFUSER,
                    Instant.parse("2026-01-08T13:02:21Z"), Map.of(), Map.of(), values), Files.writeString(home.resolve("pixels.parquet"), ""), nothing);
        }
        assertThat(history("trend", "B02", "--unit", "S2A").out()).contains("A 3.751230  R 7351", "PRODUCT", "s2a_physical_gains.csv");
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
        assertThat(said.code()).isEqualTo(Penumbra.REFUSED);
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
                archive.store(new Acquisition("DARK-" + i, "S2A", AcquisitionType.NIGHT_OCEAN, Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(14L * i)),
                        Map.of(), Map.of(), Map.of()), new Evidence(List.of("B05-D05", "B11-D03"), List.of("HOT"), List.of(), Map.of(), signs),
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
}
