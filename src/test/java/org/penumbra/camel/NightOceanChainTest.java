package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.delivery.Deliveries;
import org.penumbra.simulation.SimulatedDelivery;

/** A clean dark through the real routes. */
class NightOceanChainTest {
    private static final SimulatedDelivery CLEAN = Simulated.clean();
    private static final String PRODUCT_ID = CLEAN.products().get(0).getFileName().toString().replace(".SAFE", "");

    @TempDir
    static Path directory;

    private static Published once;
    private static Published again;
    private static Published byFour;
    private static Published fromTgz;
    private static Published fromZip;
    private static List<String> leftInWork;

    @BeforeAll
    static void run() throws Exception {
        try (Chain chain = Chain.ofWorkers(directory.resolve("one"), 1)) {
            once = chain.publish(CLEAN, directory.resolve("once"));
            leftInWork = chain.left();
            again = chain.publish(CLEAN, directory.resolve("again"));
        }
        Path product = CLEAN.products().get(0);
        try (Chain chain = Chain.ofWorkers(directory.resolve("four"), 4)) {
            byFour = chain.publish(CLEAN, directory.resolve("byFour"));
            fromTgz = chain.publish(Deliveries.pack(product, directory.resolve("product.tgz")), CLEAN.calibration(), directory.resolve("tgz"));
            fromZip = chain.publish(Deliveries.pack(product, directory.resolve("product.zip")), CLEAN.calibration(), directory.resolve("zip"));
        }
    }

    @Test
    void the_verdict_is_OK() {
        assertThat(once.report().path("verdict").asText()).isEqualTo("OK");
    }

    @Test
    void the_report_fits_its_schema() {
        assertThat(once.faults("report.json")).isEmpty();
    }

    @Test
    void the_report_names_the_analyses_of_its_route() {
        assertThat(once.report().path("analyses").fieldNames()).toIterable().contains("dark-signal", "noise");
    }

    @Test
    void a_page_and_its_figures_are_published() throws IOException {
        assertThat(once.directory().resolve("report.html")).isNotEmptyFile();
        assertThat(files(once.directory().resolve("figures"))).isNotEmpty();
    }

    @Test
    void the_pixels_have_the_columns_of_the_contract() {
        assertThat(once.pixels("SELECT column_name FROM (DESCRIBE FROM pixels)").stream().map(row -> row.get(0)))
                .containsExactly("unit", "band", "detector", "column", "line_of_cycle", "blind", "n", "mean", "u", "std", "median", "mad",
                        "min", "max", "n_clipped", "n_saturated", "noise", "n_pairs", "first_half_mean", "second_half_mean", "reference", "change");
    }

    /** Columns of the detector times lines of the cycle, blind columns included (FORMATS 2). */
    @Test
    void the_pixels_are_one_row_per_band_detector_column_and_line_of_cycle() {
        assertThat(once.pixels("SELECT band, detector, count(*), count(DISTINCT (\"column\", line_of_cycle)) FROM pixels GROUP BY ALL ORDER BY ALL"))
                .containsExactly(rows("B01", 4, 1296), rows("B01", 5, 1296), rows("B02", 4, 2592 * 6), rows("B02", 5, 2592 * 6),
                        rows("B05", 4, 1296 * 3), rows("B05", 5, 1296 * 3), rows("B12", 4, 1296 * 3), rows("B12", 5, 1296 * 3));
    }

    private static List<Object> rows(String band, int detector, long rows) {
        return List.of(band, (short) detector, rows, rows);
    }

    @Test
    void the_pixels_are_sorted_by_band_detector_column_and_line_of_cycle() {
        assertThat(once.numbers("""
                SELECT count(*) FILTER ((band, detector, "column", line_of_cycle) <= before) FROM
                (SELECT band, detector, "column", line_of_cycle, lag((band, detector, "column", line_of_cycle)) OVER (ORDER BY file_row_number) AS before
                FROM read_parquet('%s', file_row_number = true))""".formatted(once.directory().resolve("pixels.parquet")))).containsExactly(0);
    }

    @Test
    void rows_of_blind_columns_are_among_the_pixels() {
        assertThat(once.numbers("SELECT count(*) FROM pixels WHERE blind AND band = 'B01'")[0]).isPositive();
    }

    /** The detector's level is the mean over its columns of the mean over the cycle; every column is good here. Rounding alone differs. */
    @Test
    void the_pixels_and_the_report_have_the_same_values() {
        JsonNode detector = once.band("dark-signal", "B05").path("detectors").path(1);
        double[] values = once.numbers("SELECT avg(mean), max(abs(change)) FROM pixels WHERE band = 'B05' AND detector = 5 AND NOT blind");
        assertThat(values[0]).isCloseTo(detector.path("mean").asDouble(), within(1e-9));
        assertThat(values[1]).isCloseTo(detector.path("maxAbsChange").asDouble(), within(1e-9));
    }

    @Test
    void the_acquisition_is_archived_with_the_pixels_of_the_report() {
        Path entry = directory.resolve("one/archive/measurements/unit=S2A/type=night-ocean/acquisition=" + PRODUCT_ID);
        assertThat(entry.resolve("pixels.parquet")).hasSameBinaryContentAs(once.directory().resolve("pixels.parquet"));
        assertThat(entry.resolve("measure/B05-D04.parquet")).isNotEmptyFile();
    }

    @Test
    void nothing_is_left_in_work() {
        assertThat(leftInWork).isEmpty();
    }

    @Test
    void the_same_product_again_gives_the_same_files_but_for_the_run() throws Exception {
        same(again);
    }

    @Test
    void any_number_of_workers_gives_the_same_files_but_for_the_run() throws Exception {
        same(byFour);
    }

    /** All bytes but those of the page, on the screen and on paper, which names the run as the report does. */
    private static void same(Published other) throws Exception {
        assertThat(other.reportWithoutRun().toString()).isEqualTo(once.reportWithoutRun().toString());
        assertThat(digests(other.directory())).containsExactlyEntriesOf(digests(once.directory()));
    }

    @Test
    void a_tgz_of_the_product_gives_the_same_analyses() {
        assertThat(withoutInputs(fromTgz)).isEqualTo(withoutInputs(once));
    }

    @Test
    void a_zip_of_the_product_gives_the_same_analyses() {
        assertThat(withoutInputs(fromZip)).isEqualTo(withoutInputs(once));
    }

    @Test
    void all_forms_of_a_product_have_the_same_inputs() {
        assertThat(fromTgz.report().at("/provenance/inputs")).isEqualTo(once.report().at("/provenance/inputs"));
        assertThat(fromZip.report().at("/provenance/inputs")).isEqualTo(once.report().at("/provenance/inputs"));
    }

    private static ObjectNode withoutInputs(Published published) {
        ObjectNode report = published.reportWithoutRun();
        ((ObjectNode) report.path("provenance")).remove("inputs");
        return report;
    }

    @Test
    void a_second_dark_sees_the_first_in_its_history(@TempDir Path own) throws Exception {
        SimulatedDelivery series = Simulated.write(
                "{detectors: [6], bands: [B05], granules: 1, lines_per_granule: 1008, series: [{days: 0}, {days: 14}]}", own.resolve("series"));
        try (Chain chain = new Chain(own.resolve("home"))) {
            Published first = chain.publish(series.products().get(0), series.calibration(), own.resolve("first"));
            Published second = chain.publish(series.products().get(1), series.calibration(), own.resolve("second"));
            assertThat(first.band("dark-signal", "B05").at("/history/acquisitions").asInt()).isZero();
            assertThat(second.band("dark-signal", "B05").at("/history/acquisitions").asInt()).isEqualTo(1);
            assertThat(second.band("dark-signal", "B05").at("/detectors/0/historyChange").isNumber()).isTrue();
        }
    }

    private static Map<String, String> digests(Path root) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files(root)) {
            String name = root.relativize(file).toString();
            if (!name.startsWith("report.")) {
                contents.put(name, HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file))));
            }
        }
        return contents;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }
}
