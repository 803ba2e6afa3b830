package org.penumbra.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.ReferenceData;
import org.penumbra.delivery.DatastripReader;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.raster.PixelLines;
import org.penumbra.raster.RasterLines;
import org.penumbra.settings.Settings;

class SimulatedProductTest {
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));
    private static final Scenario SCENARIO = ScenarioFile.read("small", """
            unit: S2B
            detectors: [3, 10]
            granules: 3
            lines_per_granule: 48
            last_granule_lines: 24
            faults: [{kind: hot, at: {band: B02, columns: [50]}}, {kind: lost-lines, lines: [60, 71]}]
            done: true
            """);

    @TempDir
    private static Path shared;
    private static SimulatedDelivery delivery;

    @TempDir
    private Path directory;

    @BeforeAll
    static void simulate() {
        delivery = new Simulator(INSTRUMENTS, 2).write(SCENARIO, shared, 7, ProgressListener.NONE);
    }

    @Test
    void the_datastrip_metadata_validate_against_the_scheme_of_level_1A() throws Exception {
        validate("S2_PDI_Level-1A_Datastrip_Metadata.xsd", datastrip());
    }

    @Test
    void the_granule_metadata_validate_against_the_scheme_of_level_1A() throws Exception {
        List<Path> files = files(delivery.products().get(0).resolve("GRANULE"), ".xml");
        assertThat(files).hasSize(6);
        for (Path file : files) {
            validate("S2_PDI_Level-1A_Granule_Metadata.xsd", file);
        }
    }

    @Test
    void metadata_of_level_1B_validate_against_its_schemes_and_the_manifest_says_its_level() throws Exception {
        Scenario nominal = ScenarioFile.read("nominal",
                "{acquisition_type: nominal, detectors: [3], bands: [B01, B05], granules: 1, lines_per_granule: 48}");
        Path product = new Simulator(INSTRUMENTS, 2).write(nominal, directory, 1, ProgressListener.NONE).products().get(0);
        assertThat(Files.readString(product.resolve("manifest.safe"))).contains("Product_Level-1B", "archive_l1b_user_product").doesNotContain("1A");
        assertThat(open(product).level()).isEqualTo("L1B");
        validate("S2_PDI_Level-1B_Datastrip_Metadata.xsd", files(product.resolve("DATASTRIP"), ".xml").get(0));
        for (Path file : files(product.resolve("GRANULE"), ".xml")) {
            validate("S2_PDI_Level-1B_Granule_Metadata.xsd", file);
        }
    }

    @Test
    void the_datastrip_reads_back_as_it_was_planned() throws Exception {
        SimulatedAcquisition acquisition = acquisition(7);
        var gipps = DatastripReader.read(datastrip()).gippNames();
        assertThat(gipps).hasSize(6 + 2 * 13);
        // not assertThat(…).isEqualTo: its message would be the whole datastrip twice
        assertThat(DatastripReader.read(datastrip()).equals(acquisition.metadata().datastrip(gipps))).isTrue();
    }

    @Test
    void lost_packets_are_counted_for_each_band_and_detector_that_lost_lines() {
        // 12 lines of 10 m: one packet of twelve lines at 10 m, part of one at 20 and 60 m; 13 bands, 2 detectors
        assertThat(acquisition(7).metadata().datastrip(List.of()).lostPackets()).isEqualTo(26);
    }

    @Test
    void the_product_opens_as_a_delivery_without_any_note() {
        Product product = open(delivery.products().get(0));
        assertThat(product.notes()).isEmpty();
        assertThat(product.id()).isEqualTo(acquisition(7).productId()).startsWith("S2B_OPER_PRD_MSIL1A_PDMC_");
        assertThat(product.images()).hasSize(26);
        assertThat(product.images().get(place("B02", 10))).extracting(Product.Image::position).containsExactly(0L, 48L, 96L);
        assertThat(delivery.products().get(0).resolveSibling(delivery.products().get(0).getFileName() + ".done")).exists();
    }

    @Test
    void images_hold_the_samples_that_are_made_in_memory() {
        Product product = open(delivery.products().get(0));
        SimulatedAcquisition acquisition = acquisition(7);
        assertThat(acquisition.bandDetectors()).containsExactlyElementsOf(product.images().keySet());
        product.images().forEach((place, images) -> {
            PixelLines file = RasterLines.open(place, place.band().columns(), images);
            PixelLines memory = acquisition.lines(place);
            assertThat(file.lineCounts()).isEqualTo(memory.lineCounts());
            for (int part = 0; part < 3; part++) {
                assertThat(read(file, part)).as("%s part %d", place, part).isEqualTo(read(memory, part));
            }
        });
    }

    @Test
    void the_same_seed_gives_the_same_bytes_with_any_number_of_threads() throws IOException {
        Path again = new Simulator(INSTRUMENTS, 3).write(SCENARIO, directory, 7, ProgressListener.NONE).products().get(0);
        // the manifest lists size and checksum of every other file
        assertThat(again.resolve("manifest.safe")).hasSameBinaryContentAs(delivery.products().get(0).resolve("manifest.safe"));
        for (Path file : files(delivery.calibration(), "")) {
            assertThat(directory.resolve(shared.relativize(file))).hasSameBinaryContentAs(file);
        }
        assertThat(directory.resolve("truth.json")).hasSameBinaryContentAs(shared.resolve("truth.json"));
    }

    @Test
    void another_seed_gives_other_noise() {
        assertThat(read(acquisition(8).lines(place("B05", 3)), 0)).isNotEqualTo(read(acquisition(7).lines(place("B05", 3)), 0));
    }

    @Test
    void progress_is_told_for_each_image() {
        List<String> told = new ArrayList<>();
        Scenario two = ScenarioFile.read("two", "{detectors: [1], bands: [B01, B12], granules: 1, lines_per_granule: 6}");
        new Simulator(INSTRUMENTS, 2).write(two, directory, 1, (done, total) -> told.add(done + "/" + total));
        assertThat(told).containsExactly("1/2", "2/2");
    }

    @Test
    void a_series_gives_one_product_and_one_truth_for_each_acquisition() {
        Scenario series = ScenarioFile.read("series",
                "{detectors: [1], bands: [B01], granules: 1, lines_per_granule: 6, series: [{days: 0}, {days: 14}]}");
        SimulatedDelivery written = new Simulator(INSTRUMENTS, 2).write(series, directory, 1, ProgressListener.NONE);
        assertThat(written.products()).hasSize(2).allSatisfy(product -> assertThat(open(product).notes()).isEmpty());
        assertThat(written.truths()).hasSize(2).doesNotHaveDuplicates().allSatisfy(truth -> assertThat(truth).exists());
    }

    @Test
    void the_truth_names_seed_product_and_every_fault() throws IOException {
        JsonNode truth = new ObjectMapper().readTree(delivery.truths().get(0).toFile());
        assertThat(truth.get("seed").asLong()).isEqualTo(7);
        assertThat(truth.get("product").asText()).isEqualTo(acquisition(7).productId());
        assertThat(truth.get("faults").findValuesAsText("kind")).containsExactly("hot", "lost-lines");
        assertThat(truth.at("/faults/0/at/columns/0").asInt()).isEqualTo(50);
        assertThat(truth.get("detectors")).hasSize(26);
    }

    @Test
    void every_fault_of_the_corpus_appears_in_the_truth() throws IOException {
        Scenario faults = ScenarioFile.read(Path.of("testdata/scenarios/dark-faults.yaml"));
        Path file = directory.resolve("truth.json");
        Truth.of(new Simulator(INSTRUMENTS, 1).acquisitions(faults).get(0), faults).write(file);
        assertThat(new ObjectMapper().readTree(file.toFile()).get("faults")).hasSize(faults.faults().size());
    }

    @ParameterizedTest
    @CsvSource({"truncated-image, DELIVERY-111", "missing-image, DELIVERY-110", "wrong-size, DELIVERY-111", "wrong-checksum, DELIVERY-112"})
    void a_file_fault_is_seen_when_the_delivery_is_opened(String kind, String code) {
        Path product = faulty("file_faults: [{kind: %s, band: B05, detector: 6, granule: 2}]".formatted(kind));
        assertThatThrownBy(() -> open(product)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code().code()).isEqualTo(code);
            assertThat(refusal.missing()).singleElement().asString().endsWith("_D06_B05.jp2");
        });
    }

    @ParameterizedTest
    @CsvSource({"broken-image", "fake-image"})
    void an_image_that_was_broken_before_it_was_listed_is_seen_when_it_is_decoded(String kind) {
        Product product = open(faulty("file_faults: [{kind: %s, band: B05, detector: 6}]".formatted(kind)));
        BandDetector place = place("B05", 6);
        assertThatThrownBy(() -> read(RasterLines.open(place, 1296, product.images().get(place)), 0)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"file_faults: [{kind: unlisted-image; band: B05; detector: 6}]", "datatake_type: INS-RAW", "spacecraft_name: Sentinel-2Z"})
    void other_faults_of_a_delivery_are_refused_too(String yaml) {
        Path product = faulty(yaml.replace(';', ','));
        assertThatThrownBy(() -> open(product)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_file_fault_of_an_image_that_does_not_exist_is_refused_as_SIMULATION_107() {
        assertThatThrownBy(() -> faulty("file_faults: [{kind: fake-image, band: B05, detector: 7}]"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("SIMULATION-107"));
    }

    @Test
    void a_product_that_is_there_already_is_not_overwritten() {
        assertThatThrownBy(() -> new Simulator(INSTRUMENTS, 1).write(SCENARIO, shared, 7, ProgressListener.NONE))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("SIMULATION-109"));
    }

    @Test
    void what_a_killed_run_left_behind_is_not_part_of_the_product() throws IOException {
        Path leftover = directory.resolve("." + delivery.products().get(0).getFileName() + ".part/GRANULE/half.jp2");
        Files.createDirectories(leftover.getParent());
        Files.writeString(leftover, "half");
        Path product = new Simulator(INSTRUMENTS, 2).write(SCENARIO, directory, 7, ProgressListener.NONE).products().get(0);
        assertThat(product.resolve("GRANULE/half.jp2")).doesNotExist();
        assertThat(product.resolve("manifest.safe")).hasSameBinaryContentAs(delivery.products().get(0).resolve("manifest.safe"));
    }

    private Path faulty(String yaml) {
        Scenario scenario = ScenarioFile.read("faulty",
                "{detectors: [6], bands: [B01, B05], granules: 2, lines_per_granule: 24}".replace("}", ", " + yaml + "}"));
        return new Simulator(INSTRUMENTS, 2).write(scenario, directory, 1, ProgressListener.NONE).products().get(0);
    }

    private static SimulatedAcquisition acquisition(long seed) {
        return new Simulator(INSTRUMENTS, 1).acquisitions(SCENARIO.withSeed(seed)).get(0);
    }

    private static BandDetector place(String band, int detector) {
        return new BandDetector(INSTRUMENTS.spacecraft("S2B").orElseThrow().instrument().band(band), detector);
    }

    private Product open(Path product) {
        return new DeliveryOpener(INSTRUMENTS, Settings.defaults(DeliverySettings.class)).open(product, directory, Optional.empty());
    }

    private static ByteBuffer read(PixelLines lines, int part) {
        ByteBuffer samples = ByteBuffer.allocateDirect(lines.bytes(part));
        lines.read(part, samples);
        return samples;
    }

    private static Path datastrip() throws IOException {
        return files(delivery.products().get(0).resolve("DATASTRIP"), ".xml").get(0);
    }

    private static List<Path> files(Path root, String suffix) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static void validate(String scheme, Path file) throws Exception {
        Path xsd = ReferenceData.path("xsd/psd148").resolve(scheme);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(xsd.toFile())
                .newValidator().validate(new StreamSource(file.toFile()));
    }
}
