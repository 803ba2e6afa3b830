package org.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.SmallDisk;
import org.penumbra.simulation.SimulatedDelivery;

class CommandsTest {
    private static final SimulatedDelivery GOOD = Simulated.clean();

    @TempDir
    static Path home;
    private static Ran analysed;

    @TempDir
    Path directory;

    /** What a command left: its exit code and what it said. */
    private record Ran(int code, byte[] out, String err) {
        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }

        static Ran of(Object... arguments) {
            PrintStream standardOut = System.out;
            PrintStream standardErr = System.err;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            try {
                System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
                System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
                return new Ran(Penumbra.run(Stream.of(arguments).map(Object::toString).toArray(String[]::new)),
                        out.toByteArray(), err.toString(StandardCharsets.UTF_8));
            } finally {
                System.setOut(standardOut);
                System.setErr(standardErr);
            }
        }
    }

    @BeforeAll
    static void analyse() {
        analysed = Ran.of("analyse", GOOD.products().get(0), "--calibration", GOOD.calibration(), "--home", home, "--out", home.resolve("report"));
    }

    @Test
    void analyse_exits_with_0_and_says_verdict_and_page() {
        assertThat(analysed.code()).isZero();
        assertThat(analysed.text()).isEqualTo("OK  " + home.resolve("report/report.html") + "\n");
    }

    @Test
    void analyse_without_out_puts_the_report_at_its_place_in_the_home_directory() {
        Ran ran = Ran.of("analyse", Simulated.tiny().products().get(0), "--calibration", Simulated.tiny().calibration(), "--home", directory);
        String id = Simulated.tiny().products().get(0).getFileName().toString().replace(".SAFE", "");
        assertThat(ran.code()).isZero();
        assertThat(directory.resolve("reports/2026/01/" + id + "/report.json")).isNotEmptyFile();
    }

    @Test
    void analyse_of_an_unusable_product_exits_with_0() {
        SimulatedDelivery day = Simulated.write("{detectors: [6], bands: [B01], granules: 1, lines_per_granule: 120, sun_zenith: 70}", directory);
        Ran ran = Ran.of("analyse", day.products().get(0), "--calibration", day.calibration(), "--home", home, "--out", directory.resolve("out"));
        assertThat(ran.code()).isZero();
        assertThat(ran.text()).startsWith("UNUSABLE  ");
    }

    @Test
    void analyse_with_wrong_settings_exits_with_2_for_no_product_is_refused() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Path wrong = Files.writeString(home.resolve("config/dark-signal.yaml"), "lightInTheNight: bright");
        Ran ran = Ran.of("analyse", GOOD.products().get(0), "--calibration", GOOD.calibration(), "--home", home, "--out", directory.resolve("out"));
        Files.delete(wrong);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("SETTINGS-1").contains("dark-signal.yaml").hasLineCount(1);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void analyse_of_a_refused_product_exits_with_3_and_one_line_with_code_and_action() throws IOException {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "nothing to analyse");
        Ran ran = Ran.of("analyse", notes, "--home", home, "--out", directory.resolve("out"));
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err().lines()).singleElement().asString()
                .startsWith("DELIVERY-102  notes.txt is neither").endsWith("Deliver one of the three forms.");
        assertThat(directory.resolve("out/reason.json")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "analyse", "analyse nowhere.SAFE", "analyse . --no-such-option", "pixels",
        "pixels . --format xml", "simulate x.yaml", "conquer"})
    void wrong_usage_exits_with_2(String arguments) {
        assertThat(Ran.of((Object[]) arguments.split(" ", 0)).code()).isEqualTo(2);
    }

    /** A failure that nobody foresaw, in the analyses of a product. */
    private Ran failing(String... more) throws IOException {
        Path route = directory.resolve("home/routes/night-ocean.yaml");
        Files.createDirectories(route.getParent());
        Files.writeString(route, "- route: {id: night-ocean, from: {uri: direct:night-ocean, steps: ["
                + "{throwException: {exceptionType: java.lang.IllegalStateException, message: boom}}]}}\n");
        return Ran.of(Stream.concat(Stream.of("analyse", Simulated.tiny().products().get(0), "--calibration", Simulated.tiny().calibration(),
                "--home", directory.resolve("home"), "--out", directory.resolve("out")), Stream.of(more)).toArray());
    }

    @Test
    void analyse_that_fails_exits_with_1_and_one_line_that_speaks_of_no_replay() throws IOException {
        Ran ran = failing();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err().lines().filter(line -> !line.startsWith("measuring: "))).singleElement().asString()
                .startsWith("ROUTE-903  An internal failure ended the analysis: boom.").contains("--debug", "lies where it was");
    }

    @Test
    void analyse_that_fails_shows_where_with_debug() throws IOException {
        assertThat(failing("--debug").err()).contains("Caused by: java.lang.IllegalStateException: boom", "\tat org.apache.camel.");
    }

    @Test
    void a_full_disk_is_a_failure_of_ours_in_a_plain_sentence_and_leaves_nothing_in_work() throws Exception {
        try (SmallDisk disk = SmallDisk.of(directory.resolve("disk"), "1m")) {
            Ran ran = Ran.of("analyse", GOOD.products().get(0), "--calibration", GOOD.calibration(),
                    "--home", disk.root(), "--out", directory.resolve("out"));
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("ROUTE-902  The disk is full").contains("Make room");
            assertThat(new Published(directory.resolve("out")).faults("reason.json")).isEmpty();
            assertThat(files(disk.root().resolve("work"))).isEmpty();
        }
    }

    @Test
    void a_disk_too_full_for_the_report_keeps_no_part_of_it() throws Exception {
        try (SmallDisk disk = SmallDisk.of(directory.resolve("disk"), "100k")) {
            Ran ran = Ran.of("analyse", GOOD.products().get(0), "--calibration", GOOD.calibration(), "--home", directory.resolve("home"),
                    "--out", disk.root().resolve("out"));
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("ROUTE-902  The disk is full");
            assertThat(files(disk.root())).containsExactly(disk.root().resolve("out/reason.json"));
            assertThat(files(directory.resolve("home/work"))).isEmpty();
        }
    }

    @Test
    void pixels_prints_those_of_a_band_and_a_detector_as_CSV() {
        Ran ran = Ran.of("pixels", home.resolve("report"), "--band", "B01", "--detector", 5);
        List<String> lines = ran.text().lines().toList();
        assertThat(ran.code()).isZero();
        assertThat(lines.get(0)).isEqualTo("unit,band,detector,column,line_of_cycle,blind,n,mean,u,std,median,mad,min,max,n_clipped,"
                + "n_saturated,noise,n_pairs,first_half_mean,second_half_mean,reference,change");
        assertThat(lines).hasSize(1 + 1296).element(1).asString().startsWith("S2A,B01,5,0,1,");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("S2A,B01,5,"));
    }

    @Test
    void pixels_of_a_band_that_the_report_has_not_are_refused() {
        Ran ran = Ran.of("pixels", home.resolve("report"), "--band", "B99", "--detector", 5);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("HISTORY-109  ").contains("has no pixels of B99-D05");
        assertThat(ran.text()).isEmpty();
    }

    @Test
    void pixels_writes_parquet_that_holds_the_same() throws IOException {
        Ran ran = Ran.of("pixels", home.resolve("report"), "--band", "B05", "--format", "parquet");
        Path file = Files.write(directory.resolve("pixels.parquet"), ran.out());
        assertThat(ran.code()).isZero();
        String all = "SELECT * FROM pixels WHERE band = 'B05'";
        assertThat(new Published(file.getParent()).pixels(all)).hasSize(2 * 1296 * 3).isEqualTo(new Published(home.resolve("report")).pixels(all));
    }

    @Test
    void a_damaged_table_of_pixels_is_refused_in_one_line() throws IOException {
        Files.write(directory.resolve("pixels.parquet"), new byte[3000]);
        Ran ran = Ran.of("pixels", directory);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err().strip()).startsWith("HISTORY-103  ").contains("cannot be read: No magic bytes found").hasLineCount(1);
    }

    @Test
    void pixels_of_a_directory_without_any_are_refused() {
        Ran ran = Ran.of("pixels", directory);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("HISTORY-110  " + directory + " holds no pixels.parquet.").contains("directory of a report");
    }

    @Test
    void doctor_finds_a_sound_installation_well_and_lists_the_files_in_effect() throws IOException {
        Files.createDirectories(directory.resolve("config"));
        Path own = Files.writeString(directory.resolve("config/noise.yaml"), "trim: 0.02\n");
        Ran ran = Ran.of("doctor", "--home", directory);
        assertThat(ran.text()).contains("ok    GDAL").contains("ok    settings").contains(own.toString()).contains("routes/night-ocean.yaml")
                .doesNotContain("WRONG", Path.of("config/noise.yaml").toAbsolutePath().toString());
        assertThat(ran.code()).isZero();
    }

    private Ran doctorWith(String file, String content) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("config")).resolve(file), content);
        return Ran.of("doctor", "--home", directory);
    }

    @Test
    void doctor_says_of_a_misnamed_file_that_nothing_reads_it() throws IOException {
        assertThat(doctorWith("subscriptions.yaml", "sender: a@localhost\n").text()).doesNotContain("nothing reads it");
        assertThat(doctorWith("dark-sgnal.yaml", "pixelChange: 3\n").text()).contains("config/dark-sgnal.yaml  (nothing reads it");
    }

    @Test
    void doctor_says_which_route_would_stop_the_start() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("routes")).resolve("x.yaml"),
                "- route: {id: x, from: {uri: direct:x, steps: [{bean: {ref: noize}}]}}\n");
        Ran ran = Ran.of("doctor", "--home", directory);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).containsPattern("WRONG routes +ROUTE-207 .*noize");
    }

    @Test
    void doctor_goes_on_after_a_file_that_cannot_be_read() throws IOException {
        Files.createDirectories(directory.resolve("config/noise.yaml"));
        Ran ran = Ran.of("doctor", "--home", directory);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).containsPattern("WRONG settings +").contains("noise.yaml", "ok    store", "ok    mail").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "a;b", "a,b", "why?", "a*", "{{a}}", "back\\slash"})
    void a_home_whose_path_would_be_misread_is_refused_as_ROUTE_210(String name) {
        Ran ran = Ran.of("start", "--home", directory.resolve(name));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("ROUTE-210  The home directory " + directory.resolve(name)).hasLineCount(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_start_that_a_file_stands_in_the_way_of_names_it_in_words() throws IOException {
        Path file = Files.createFile(directory.resolve("drop"));
        Ran ran = Ran.of("start", "--home", directory);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualToIgnoringNewLines("penumbra: " + file + " is there already  (--debug shows where)");
    }

    @Test
    void doctor_says_which_setting_is_wrong() throws IOException {
        Ran ran = doctorWith("noise.yaml", "trim: 0.9\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).containsPattern("WRONG settings +SETTINGS-103  noise.yaml: setting 'trim' is 0.9");
    }

    @Test
    void doctor_holds_the_disk_and_the_settings_of_the_service_against_what_the_service_uses() throws IOException {
        assertThat(doctorWith("service.yaml", "freeDisk: 1000000\n").text()).containsPattern("WRONG disk +.* GiB free, 1000000.0 are needed");
        assertThat(doctorWith("service.yaml", "keepDeliveries: 0\n").text())
                .containsPattern("WRONG settings +SETTINGS-103  service.yaml: setting 'keepDeliveries' is 0");
    }

    @Test
    void doctor_says_which_pixel_of_the_operator_is_none() throws IOException {
        Ran ran = doctorWith("pixels.yaml", "force: [{unit: S2A, band: B5, detector: 3, columns: [412], reason: blinks}]\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).containsPattern("WRONG settings +SETTINGS-105  pixels.yaml: setting 'force' has S2A B5-D03 columns \\[412\\]");
    }

    @Test
    void doctor_says_that_the_mail_server_which_is_named_cannot_be_reached() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }
        Ran ran = doctorWith("application.properties", "penumbra.smtp.host = localhost\npenumbra.smtp.port = " + nobody + "\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).containsPattern("WRONG mail +MAIL-204  The mail server localhost:" + nobody);
    }

    @Test
    void doctor_says_that_a_security_of_mail_is_not_known() throws IOException {
        Ran ran = doctorWith("application.properties", "penumbra.smtp.security = ssl\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).containsPattern("WRONG mail +MAIL-102  penumbra.smtp.security is 'ssl' and must be none, starttls or tls");
    }

    @Test
    void simulate_writes_the_products_it_names_their_calibration_and_what_was_planted() throws IOException {
        Path scenario = Files.writeString(directory.resolve("scenario.yaml"), "{detectors: [6], bands: [B01], granules: 1, lines_per_granule: 120}");
        Ran ran = Ran.of("simulate", scenario, "--out", directory.resolve("out"));
        assertThat(ran.code()).isZero();
        assertThat(ran.text().lines().map(Path::of)).singleElement()
                .satisfies(product -> assertThat(product.resolve("manifest.safe")).isNotEmptyFile());
        assertThat(directory.resolve("out/truth.json")).isNotEmptyFile();
        assertThat(files(directory.resolve("out/calibration/S2A"))).isNotEmpty();
    }

    @Test
    void simulate_of_a_scenario_with_an_unknown_key_is_refused_by_its_name() throws IOException {
        Path scenario = Files.writeString(directory.resolve("scenario.yaml"), "granule: 1");
        Ran ran = Ran.of("simulate", scenario, "--out", directory.resolve("out"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("SIMULATION-102  ").contains("granule");
    }

    @Test
    void demo_can_be_run_again_and_says_where_the_report_is() throws IOException {
        Path scenario = Files.writeString(directory.resolve("scenario.yaml"), Simulated.TINY);
        Ran.of("demo", "--scenario", scenario, "--home", directory.resolve("home"));
        Ran again = Ran.of("demo", "--scenario", scenario, "--home", directory.resolve("home"));
        assertThat(again.code()).isZero();
        assertThat(again.text()).contains("OK  " + directory.resolve("home/demo/reports/2026/01")).contains("truth.json");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }
}
