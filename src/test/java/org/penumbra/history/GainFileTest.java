package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.ReferenceData;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Instruments;

class GainFileTest {
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));

    @TempDir
    Path directory;

    private GainFile read(String text) throws IOException {
        return GainFile.read(Files.writeString(directory.resolve("gains.csv"), text), "gains.csv", INSTRUMENTS);
    }

    private static List<String> codes(GainFile file) {
        return file.findings().stream().map(finding -> finding.code().code()).toList();
    }

    private static List<SeriesPoint> gains(GainFile file, String band) {
        return file.points().stream().filter(point -> point.name().equals("absolute-gain/" + band + "/gain")).toList();
    }

    @Test
    void the_table_of_metadata_is_read_whole_and_dated_by_its_acquisitions() {
        GainFile file = GainFile.read(ReferenceData.path("s2_noise_gain/s2a_physical_gains.csv"), "a", INSTRUMENTS);
        assertThat(file.findings()).isEmpty();
        assertThat(file.rows()).isEqualTo(18);
        assertThat(file.points()).hasSize(18 * 13 * 3).extracting(SeriesPoint::unit).containsOnly("S2A");
        assertThat(gains(file, "B8A").get(1))
                .isEqualTo(new SeriesPoint("S2A", "absolute-gain/B8A/gain", Instant.parse("2016-09-05T00:57:12.026Z"), "a", 5.14797258));
    }

    @Test
    void the_table_of_references_with_its_comment_is_read_whole_and_dated_by_their_validity() {
        GainFile file = GainFile.read(ReferenceData.path("noise/absolute_gains_timeseries.csv"), "b", INSTRUMENTS);
        assertThat(file.findings()).isEmpty();
        assertThat(file.rows()).isEqualTo(10);
        assertThat(gains(file, "B12")).hasSize(10).first()
                .isEqualTo(new SeriesPoint("S2A", "absolute-gain/B12/gain", Instant.parse("2016-08-08T08:00:00Z"), "b", 106.43284956));
    }

    @Test
    void the_solar_irradiance_is_that_of_the_convention_of_the_date() throws IOException {
        GainFile file = read("unit,time,B02\nS2A,2017-12-31T23:59:59Z,3.8\nS2A,2018-01-01,3.75\n");
        assertThat(file.points()).filteredOn(point -> point.name().endsWith("/solarIrradiance"))
                .extracting(SeriesPoint::reading).containsExactly(1941.63, 1959.66);
        assertThat(file.points()).filteredOn(point -> point.name().endsWith("/reflectanceResponsivity")).extracting(SeriesPoint::reading)
                .containsExactly(3.8 * 1941.63, 3.75 * 1959.66);
    }

    @Test
    void columns_are_taken_by_their_names_in_any_order_and_case_and_others_are_passed_over() throws IOException {
        GainFile file = read("\uFEFFB04,remark,Sensing_Start,b8a,SPACECRAFT\n 4.5 ,\"odd, quoted\",2020-08-12T00:00:00.5+02:00,5.1,Sentinel-2A\n");
        assertThat(gains(file, "B04")).extracting(SeriesPoint::reading).containsExactly(4.5);
        assertThat(gains(file, "B8A")).extracting(SeriesPoint::reading).containsExactly(5.1);
        assertThat(codes(file)).isEmpty();
    }

    @Test
    void a_row_with_more_cells_than_the_header_is_refused_with_its_line() {
        assertThatThrownBy(() -> read("unit,date,B02,B03\nS2A,2020-08-12,3.75,4.19\nS2A,2020-09-12,3,76,4,19\n")).isInstanceOf(Refusal.class)
                .hasMessageContaining("line 3 has 6 cells under a header of 4");
    }

    @Test
    void empty_cells_behind_the_last_column_are_passed_over() throws IOException {
        assertThat(read("unit,date,B02\nS2A,2020-08-12,3.75,,\n").rows()).isEqualTo(1);
    }

    @Test
    void an_unreadable_cell_is_lost_with_a_finding_and_the_rest_of_its_row_is_kept() throws IOException {
        GainFile file = read("unit,date,B02,B03,B04,B05,B06\nS2A,2020-08-12,3.75,n/a,-4.5,,NaN\nS2A,2020-09-12,3.76\n");
        assertThat(gains(file, "B02")).hasSize(2);
        assertThat(codes(file)).hasSize(8).containsOnly("GAIN-215");
        assertThat(file.findings().get(0).message()).contains("line 2", "'n/a'", "B03");
        assertThat(gains(file, "B03")).isEmpty();
    }

    @Test
    void a_row_of_an_unknown_unit_or_without_a_date_or_repeated_is_left_out_with_a_finding() throws IOException {
        GainFile file = read("unit,date,B02\nS9Z,2020-08-12,3.75\nS2A,last summer,3.75\nS2A,2020-08-12,3.75\nSentinel-2A,2020-08-12,3.76\n");
        assertThat(codes(file)).containsExactly("GAIN-213", "GAIN-214", "GAIN-216");
        assertThat(gains(file, "B02")).extracting(SeriesPoint::reading).containsExactly(3.75);
        assertThat(file.rows()).isOne();
    }

    @Test
    void a_unit_without_solar_irradiance_gives_its_gains_alone() throws IOException {
        assertThat(read("unit,date,B02\nS2C,2025-08-12,5.08\n").points()).extracting(SeriesPoint::name).containsExactly("absolute-gain/B02/gain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit;date;B02;B8A\nS2A;2020-08-12;3,75;5,113\n", "B8A\tdate\tB02\tunit\r\n5.113\t2020-08-12\t3.75e0\tS2A\r\n",
            "# made by hand\n\nUnit | Date | b2 | B08A\n# the first\nsentinel-2a | 2020-08-12 | +3.750 | 0.5113E1\n",
            "\"Satellite\",\"Validity Start\",\"A_B02\",\"A_B8A\"\r\n\"SENTINEL 2A\",\"2020-08-12\",\"3.75\",\"5.113\"\r\n"})
    void tables_of_other_separators_line_ends_names_and_numbers_say_the_same(String text) throws IOException {
        for (String mark : List.of("", "\uFEFF")) {
            GainFile file = read(mark + text);
            assertThat(codes(file)).isEmpty();
            assertThat(gains(file, "B02"))
                    .containsExactly(new SeriesPoint("S2A", "absolute-gain/B02/gain", Instant.parse("2020-08-12T00:00:00Z"), "gains.csv", 3.75));
            assertThat(gains(file, "B8A")).extracting(SeriesPoint::reading).containsExactly(5.113);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-08-12T10:20:30Z", "2020-08-12 10:20:30", "2020-08-12T10:20:30.000000Z", "2020-08-12T12:20:30+02:00",
            "2020-08-12T12:20:30+0200", "20200812T102030", "20200812T102030Z", "2020-225T10:20:30Z", "2020-W33-3T10:20:30",
            "2020-08-12t10:20:30z", "UTC=2020-08-12T10:20:30"})
    void a_date_may_be_written_in_any_form_of_ISO_8601(String date) throws IOException {
        assertThat(gains(read("unit,date,B02\nS2A," + date + ",3.75\n"), "B02"))
                .extracting(SeriesPoint::time).containsExactly(Instant.parse("2020-08-12T10:20:30Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/08/2020", "2020-13-01", "2020", "", "18486"})
    void what_is_no_date_of_ISO_8601_loses_the_row_with_a_finding(String date) throws IOException {
        assertThat(codes(read("unit,date,B02\nS2A," + date + ",3.75\n"))).containsExactly("GAIN-214");
    }

    @Test
    void a_column_that_no_gain_is_taken_from_may_stand_twice() throws IOException {
        GainFile file = read("unit,date,B02,remark,remark,u_B02,B13\nS2A,2020-08-12,3.75,a,b,0.1,9\n");
        assertThat(codes(file)).isEmpty();
        assertThat(file.points()).filteredOn(point -> point.name().endsWith("/gain")).hasSize(1);
    }

    @Test
    void a_table_without_unit_date_or_bands_is_refused_as_GAIN_212() {
        for (String text : List.of("date,B02\n2020-01-01,3\n", "unit,B02\nS2A,3\n", "unit,date\nS2A,2020-01-01\n")) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("GAIN-212"));
        }
    }

    @Test
    void what_is_no_CSV_in_UTF_8_is_refused_as_GAIN_211() throws IOException {
        Path latin = Files.write(directory.resolve("latin.csv"), "unit,date,B02,größe\n".getBytes(StandardCharsets.ISO_8859_1));
        Path broken = Files.writeString(directory.resolve("broken.csv"), "unit,date,B02\nS2A,\"2020\n");
        Path twice = Files.writeString(directory.resolve("twice.csv"), "unit,date,B02,B02\nS2A,2020-01-01,3,4\n");
        Path empty = Files.writeString(directory.resolve("empty.csv"), "# nothing\n\n");
        for (Path file : List.of(latin, broken, twice, empty)) {
            assertThatThrownBy(() -> GainFile.read(file, "x", INSTRUMENTS)).as(file.getFileName().toString())
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("GAIN-211"));
        }
    }
}
