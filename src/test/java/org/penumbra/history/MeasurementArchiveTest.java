package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Activation;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Past.Pixels;
import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.PixelStatistics;

class MeasurementArchiveTest {
    private static final Instrument INSTRUMENT = Strips.instrument(2);
    private static final BandDetector B08_D02 = new BandDetector(INSTRUMENT.band("B08"), 2);
    private static final Instant START = Instant.parse("2026-11-20T01:02:03.456Z");

    @TempDir
    Path home;
    private MeasurementFiles files;
    private MeasurementArchive archive;

    @BeforeEach
    void open() {
        files = new MeasurementFiles(home.resolve("work"));
        archive = new MeasurementArchive(home, files);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void an_acquisition_comes_back_with_everything_that_is_known_of_it() {
        Acquisition stored = store("P1", START, 1);

        assertThat(archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, START.plusMillis(1))).containsExactly(stored);
        assertThat(new MeasurementArchive(home, files).acquisition("S2A", AcquisitionType.NIGHT_OCEAN, "P1")).contains(stored);
    }

    @Test
    void what_an_acquisition_showed_of_single_pixels_comes_back_with_it() {
        Acquisition acquisition = store("P1", START, 1);
        Evidence evidence = new Evidence(List.of("B08-D02", "B11-D03"), List.of("HOT", "TELEGRAPH"), List.of("B08-D02 HOT"),
                Map.of("B11-D03", Evidence.written(List.of(0, -1, 0, 1))),
                List.of(new Sign("B11-D03", 412, 2, "HOT", Map.of("excess", Math.nextUp(40.1), "limit", 30.0))),
                List.of(new Activation("B11-D03", 700, Evidence.UNKNOWN)));

        archive.store(acquisition, evidence, home.resolve("reports/P1/pixels.parquet"), home.resolve("work/P11/measure"));

        assertThat(new MeasurementArchive(home, files).evidence(acquisition)).isEqualTo(evidence);
    }

    @Test
    void an_acquisition_archived_without_evidence_showed_nothing() throws IOException {
        Acquisition acquisition = store("P1", START, 1);
        Files.delete(entry("P1").resolve("evidence.json"));

        assertThat(archive.evidence(acquisition)).isEqualTo(Evidence.NONE);
    }

    @Test
    void evidence_archived_before_activations_were_kept_has_none() throws IOException {
        Acquisition acquisition = store("P1", START, 1);
        Path file = entry("P1").resolve("evidence.json");
        Files.writeString(file, Files.readString(file).replaceAll(",\"activations\":\\[]", ""));

        assertThat(Files.readString(file)).doesNotContain("activations");
        assertThat(archive.evidence(acquisition)).isEqualTo(Evidence.NONE);
    }

    @Test
    void evidence_of_another_schema_or_cut_short_is_refused_as_HISTORY_101() throws IOException {
        Acquisition acquisition = store("P1", START, 1);
        Path file = entry("P1").resolve("evidence.json");
        String written = Files.readString(file);

        Files.writeString(file, written.replace("penumbra-evidence/1", "penumbra-evidence/9"));
        assertRefused(() -> archive.evidence(acquisition), HistoryCode.ENTRY_UNREADABLE, "penumbra-evidence/9");
        Files.writeString(file, written.substring(0, written.length() / 2));
        assertRefused(() -> archive.evidence(acquisition), HistoryCode.ENTRY_UNREADABLE, "evidence.json");
    }

    @Test
    void acquisitions_are_those_of_the_unit_and_type_before_the_instant_earliest_first() {
        Acquisition late = store("A", START.plusSeconds(60), 1);
        Acquisition early = store("B", START, 2);

        assertThat(archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, START.plusSeconds(61))).containsExactly(early, late);
        assertThat(archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, START.plusSeconds(60))).containsExactly(early);
        assertThat(archive.acquisitions("S2A", AcquisitionType.SUN_DIFFUSER, Instant.MAX)).isEmpty();
        assertThat(archive.acquisitions("S2B", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).isEmpty();
    }

    @Test
    void an_acquisition_that_was_issued_again_under_another_id_is_one_its_latest_issue() {
        Acquisition again = store("S2A_20260302", START, 1);
        store("S2A_20260301", START, 2);
        assertThat(archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).containsExactly(again);
    }

    @Test
    void the_latest_issue_of_an_acquisition_is_that_whose_datastrip_was_created_last_whatever_its_directory_is_called() throws IOException {
        Acquisition latest = issue("a-renamed", "20261121T080000");
        issue("b-first", "20261120T090000");
        issue("z-archived-before-this-was-kept", "20261122T080000");
        Path file = entry("z-archived-before-this-was-kept").resolve("acquisition.json");
        Files.writeString(file, Files.readString(file).replaceAll("\"created\" : \"[^\"]*\",", ""));

        assertThat(new MeasurementArchive(home, files).acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).containsExactly(latest);
    }

    private Acquisition issue(String id, String created) {
        Acquisition acquisition = store(id, START, 1);
        archive.store(new Issue(acquisition, created), Evidence.NONE, home.resolve("reports/" + id + "/pixels.parquet"),
                home.resolve("work/" + id + "1/measure"));
        return acquisition;
    }

    @Test
    void the_creation_of_a_datastrip_is_that_of_its_identifier() {
        Product product = InMemory.acquisition("{acquisition_type: night-ocean, bands: [B02], detectors: [1], granules: 1}").product();

        assertThat(Issue.of(product, null).created()).isNotEmpty().isEqualTo(product.datastrip().orElseThrow().id().split("_+")[6]);
        assertThat(Issue.creation("S2A_OPER_MSI_L1B_DS_DPRM_20140630T140000_S20200816T120220_N05.00")).isEqualTo("20140630T140000");
        assertThat(Issue.creation("a datastrip")).isEmpty();
    }

    @Test
    void acquisitions_that_were_listed_once_do_not_fill_the_memory_of_a_service() throws IOException {
        String large = "x".repeat(100_000);
        for (int i = 0; i < 480; i++) {
            Acquisition acquisition = new Acquisition("P" + i, "U" + i / 60, AcquisitionType.NOMINAL, START.plusSeconds(i),
                    Map.of("R2EOB2", large), Map.of(), Map.of());
            archive.store(acquisition, Files.writeString(home.resolve("pixels.parquet"), ""), Files.createDirectories(home.resolve("measure")));
        }

        Process small = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx36m", "-cp", System.getProperty("java.class.path"), ListsAll.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = small.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("480");
        }
    }

    /** Lists the nominal acquisitions of every unit and says how many there are. */
    static final class ListsAll {
        private ListsAll() {
        }

        public static void main(String[] home) {
            try (MeasurementFiles files = new MeasurementFiles(Path.of(home[0], "work"))) {
                MeasurementArchive archive = new MeasurementArchive(Path.of(home[0]), files);
                System.out.println(archive.units().stream()
                        .mapToInt(unit -> archive.acquisitions(unit, AcquisitionType.NOMINAL, Instant.MAX).size()).sum());
            }
        }
    }

    @Test
    void pixels_come_back_bit_for_bit_and_NaN_where_there_is_no_value() {
        Acquisition acquisition = store("P1", START, 1);

        for (BandDetector id : INSTRUMENT.bandDetectors()) {
            PixelStatistics measured = Strips.dark(id, 120, 1).pixels(CutLevel.FIVE);
            Pixels pixels = archive.pixels(acquisition, id);
            assertThat(pixels.mean()).containsExactly(measured.mean());
            assertThat(pixels.noise()).containsExactly(measured.noise());
            assertThat(pixels.u()).containsOnly(0.02);
            assertThat(pixels.change()).containsOnly(Double.NaN);
        }
    }

    @Test
    void a_detector_that_was_not_delivered_then_has_no_values() {
        Acquisition acquisition = store("P1", START, 1);

        assertThat(archive.pixels(acquisition, new BandDetector(INSTRUMENT.band("B08"), 7)).mean()).hasSize(240).containsOnly(Double.NaN);
    }

    @Test
    void measurements_are_archived_so_that_they_can_be_analysed_again() {
        Acquisition acquisition = store("P1", START, 1);

        Path measure = archive.measurements(acquisition);
        assertThat(INSTRUMENT.bandDetectors()).allMatch(id -> MeasurementFiles.has(measure, id));
        assertThat(files.read(measure, B08_D02).pack()).usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(Strips.dark(B08_D02, 120, 1).pack());
    }

    @Test
    void an_acquisition_stored_again_is_there_once_with_its_new_content() throws IOException {
        archive.pixels(store("P1", START, 1), B08_D02);
        Files.writeString(entry("P1").resolve("measure/B01-D12.parquet"), "of a detector that is not delivered any more");
        Acquisition again = store("P1", START, 2);

        assertThat(archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).containsExactly(again);
        assertThat(archive.pixels(again, B08_D02).mean()).containsExactly(Strips.dark(B08_D02, 120, 2).pixels(CutLevel.FIVE).mean());
        try (var left = Files.list(entry("P1").getParent())) {
            assertThat(left).containsExactly(entry("P1"));
        }
        try (var measure = Files.list(archive.measurements(again))) {
            assertThat(measure).hasSameSizeAs(INSTRUMENT.bandDetectors());
        }
    }

    @Test
    void an_acquisition_that_is_stored_again_can_be_read_by_another_process_all_the_while() throws Exception {
        store("P1", START, 1);
        MeasurementArchive other = new MeasurementArchive(home, files);
        CompletableFuture<Void> storing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                Acquisition acquisition = new Acquisition("P1", "S2A", AcquisitionType.NIGHT_OCEAN, START,
                        Map.of(), Map.of(), Map.of("i", (double) i));
                archive.store(acquisition, home.resolve("reports/P1/pixels.parquet"), home.resolve("work/P11/measure"));
            }
        });

        while (!storing.isDone()) {
            assertThat(other.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).hasSize(1);
        }
        storing.get();
        assertThat(other.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).singleElement()
                .satisfies(last -> assertThat(last.values()).containsEntry("i", 99.0));
    }

    @Test
    void what_a_killed_process_left_half_stored_is_not_an_acquisition_and_is_completed_by_the_next_try() throws IOException {
        Path half = Files.createDirectories(entry("P1").resolveSibling(".new.P1"));
        Files.writeString(half.resolve("pixels.parquet"), "half");
        assertThat(archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).isEmpty();

        Acquisition stored = store("P1", START, 1);

        assertThat(archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX)).containsExactly(stored);
        assertThat(half).doesNotExist();
    }

    @Test
    void the_life_of_a_pixel_is_in_order_of_time() {
        store("A", START.plusSeconds(60), 1);
        store("B", START, 2);

        List<PixelReading> life = archive.life("S2A", AcquisitionType.NIGHT_OCEAN, B08_D02, 17);

        assertThat(life).extracting(PixelReading::acquisition).startsWith("B", "B").endsWith("A", "A");
        assertThat(life).extracting(PixelReading::lineOfCycle).containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
        assertThat(life.get(2).mean()).isEqualTo(Strips.dark(B08_D02, 120, 2).pixels(CutLevel.FIVE).mean()[17 * 6 + 2]);
        assertThat(life.get(2).sensingStart()).isEqualTo(START);
        assertThat(life.get(2).change()).isNaN();
        assertThat(archive.life("S2B", AcquisitionType.NIGHT_OCEAN, B08_D02, 17)).isEmpty();
    }

    @Test
    void an_entry_that_is_not_JSON_is_refused_as_HISTORY_101() throws IOException {
        store("P1", START, 1);
        Files.writeString(entry("P1").resolve("acquisition.json"), "{\"schema\": \"penumbra-acq");

        assertRefused(this::acquisitions, HistoryCode.ENTRY_UNREADABLE, "acquisition.json");
    }

    @Test
    void an_entry_of_another_schema_is_refused_as_HISTORY_101() throws IOException {
        store("P1", START, 1);
        Path file = entry("P1").resolve("acquisition.json");
        Files.writeString(file, Files.readString(file).replace("penumbra-acquisition/1", "penumbra-acquisition/9"));

        assertRefused(this::acquisitions, HistoryCode.ENTRY_UNREADABLE, "penumbra-acquisition/9");
    }

    @Test
    void an_entry_without_its_start_is_refused_as_HISTORY_101() throws IOException {
        store("P1", START, 1);
        Path file = entry("P1").resolve("acquisition.json");
        Files.writeString(file, Files.readString(file).replaceAll("\"sensingStart\" : \"[^\"]*\",", ""));

        assertRefused(this::acquisitions, HistoryCode.ENTRY_UNREADABLE, "acquisition.json");
    }

    @Test
    void an_entry_that_lacks_a_file_is_refused_as_HISTORY_102() throws IOException {
        store("P1", START, 1);
        Files.delete(entry("P1").resolve("pixels.parquet"));

        assertRefused(this::acquisitions, HistoryCode.ENTRY_INCOMPLETE, "pixels.parquet");
    }

    @Test
    void a_truncated_pixel_table_is_refused_as_HISTORY_103() throws IOException {
        Acquisition acquisition = store("P1", START, 1);
        Path table = entry("P1").resolve("pixels.parquet");
        byte[] bytes = Files.readAllBytes(table);
        Files.delete(table);
        Files.write(table, Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused(() -> archive.pixels(acquisition, B08_D02), HistoryCode.PIXELS_UNREADABLE, table.toString());
        assertRefused(() -> archive.life("S2A", AcquisitionType.NIGHT_OCEAN, B08_D02, 17), HistoryCode.PIXELS_UNREADABLE, table.toString());
    }

    @Test
    void a_pixel_table_without_all_pixels_of_a_detector_is_refused_as_HISTORY_104() throws SQLException {
        Acquisition acquisition = store("P1", START, 1);
        Path table = entry("P1").resolve("pixels.parquet");
        try (Connection connection = files.parquet().connect(); Statement statement = connection.createStatement()) {
            statement.execute("COPY (FROM read_parquet('%s', hive_partitioning = false) WHERE \"column\" <> 3) TO '%s.part'".formatted(table, table)
                    + " (FORMAT parquet)");
        }

        Path part = table.resolveSibling("pixels.parquet.part");
        assertThat(part.toFile().renameTo(table.toFile())).isTrue();
        assertRefused(() -> archive.pixels(acquisition, B08_D02), HistoryCode.PIXELS_INCOMPLETE, "234 rows");
    }

    @Test
    void a_product_of_fewer_columns_than_the_instrument_comes_back_with_its_own() {
        Acquisition acquisition = store("P1", START, 1);
        Band wider = Strips.band(0, "B08", 48, 6);

        assertThat(archive.pixels(acquisition, new BandDetector(wider, 2)).mean()).containsExactly(archive.pixels(acquisition, B08_D02).mean());
    }

    @Test
    void a_product_id_that_would_leave_the_archive_is_refused_as_HISTORY_106() {
        assertRefused(() -> archive.acquisition("S2A", AcquisitionType.NIGHT_OCEAN, "../../x"), HistoryCode.BAD_NAME, "../../x");
        assertRefused(() -> archive.acquisition("S2A", AcquisitionType.NIGHT_OCEAN, "a/b"), HistoryCode.BAD_NAME, "a/b");
    }

    private void acquisitions() {
        archive.acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX);
    }

    private static void assertRefused(ThrowingCallable call, FindingCode code, String named) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(named);
        });
    }

    private Path entry(String id) {
        return home.resolve("measurements/unit=S2A/type=night-ocean/acquisition=" + id);
    }

    private Acquisition store(String id, Instant start, long seed) {
        Path measure = home.resolve("work/" + id + seed + "/measure");
        INSTRUMENT.bandDetectors().forEach(each -> files.write(measure, Strips.dark(each, 120, seed)));
        Path table = home.resolve("reports/" + id + "/pixels.parquet");
        new PixelTable(files).write("S2A", files.open(measure, INSTRUMENT.bandDetectors()), MeasurementArchiveTest::comparison, table);
        Acquisition acquisition = new Acquisition(id, "S2A", AcquisitionType.NIGHT_OCEAN, start, Map.of("NUC_TABLE_ID", "3", "R2SWIR", "none"),
                Map.of("FPA VNIR", -0.1 - 0.2), Map.of("dark-signal/B08/noise", Math.nextUp(1.3), "dark-signal/B08/mean", (double) seed));
        archive.store(acquisition, table, measure);
        return acquisition;
    }

    private static Optional<PixelComparison> comparison(BandDetector id) {
        int size = id.band().columns() * id.band().linesPerCycle();
        double[] u = new double[size];
        double[] none = new double[size];
        Arrays.fill(u, 0.02);
        Arrays.fill(none, Double.NaN);
        return Optional.of(new PixelComparison(u, none, none));
    }
}
