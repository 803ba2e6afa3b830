package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.ReferenceData;
import org.penumbra.Simulated;
import org.penumbra.analysis.InMemory;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.DatastripReader;
import org.penumbra.delivery.DeliveryCode;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Product.Image;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Finding;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.settings.Settings;

/** What is kept of an opened product is the product, to the last bit. */
class ProductFileTest {
    private static final Path ROOT = Path.of("/drop/.penumbra/job/P.SAFE");

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve(ProductFile.NAME);
    }

    /** Written, read, and with its files where they were. */
    private Product back(Product product) throws IOException {
        ProductFile.write(product, file());
        return moved(ProductFile.read(file(), InMemory.INSTRUMENTS), product.root());
    }

    private static Product moved(Product product, Path root) {
        UnaryOperator<Image> there = image -> new Image(root.resolve(product.root().relativize(image.file())), image.rasterBand(), image.row(),
                image.position());
        Map<BandDetector, List<Image>> images = new LinkedHashMap<>();
        product.images().forEach((id, each) -> images.put(id, each.stream().map(there).toList()));
        Map<BandDetector, Image> known = new LinkedHashMap<>();
        product.knownDefects().forEach((id, each) -> known.put(id, there.apply(each)));
        return new Product(product.id(), product.spacecraft(), product.type(), product.datatakeType(), product.level(), product.sensingStart(),
                product.sensingStop(), product.datastrip(), images, known, product.inputs(), product.notes(), root);
    }

    private static Product open(Path delivery) {
        return new DeliveryOpener(InMemory.INSTRUMENTS, Settings.defaults(DeliverySettings.class))
                .open(delivery, delivery.resolveSibling("work"), Optional.empty());
    }

    /** With the real datastrip; a datastrip names its granules, and each has an image of every band. */
    private static Product real() {
        Datastrip datastrip = DatastripReader.read(ReferenceData.path(
                "samples/sen2vm/S2A_OPER_MTD_L1B_DS_DPRM_20140630T140000_S20200816T120220.xml"));
        Map<BandDetector, List<Image>> images = new LinkedHashMap<>();
        List<InputFile> inputs = new ArrayList<>();
        for (BandDetector id : InMemory.INSTRUMENTS.instrument("msi").orElseThrow().bandDetectors()) {
            images.put(id, datastrip.granules().stream().filter(granule -> granule.detector() == id.detector()).map(granule -> {
                String name = "GRANULE/%s/IMG_DATA/%s_%s.jp2".formatted(granule.id(), granule.id(), id.band().name());
                byte[] sha256 = new byte[32];
                new Random(name.hashCode()).nextBytes(sha256);
                inputs.add(new InputFile(name, name.hashCode(), HexFormat.of().formatHex(sha256)));
                return new Image(ROOT.resolve(name), 1, -1, granule.position() - 1L);
            }).toList());
        }
        return new Product("P", InMemory.INSTRUMENTS.spacecraft("S2A").orElseThrow(), AcquisitionType.NOMINAL, datastrip.datatakeType(),
                datastrip.level(), datastrip.sensingStart(), datastrip.sensingStop(), Optional.of(datastrip), images, Map.of(), inputs, List.of(),
                ROOT);
    }

    @Test
    void a_product_with_a_real_datastrip_comes_back_as_it_was() throws IOException {
        Product product = real();
        assertThat(back(product)).isEqualTo(product);
        assertThat(ProductIdentity.of(back(product))).isEqualTo(ProductIdentity.of(product));
    }

    @Test
    void bands_and_detectors_come_back_in_their_order() throws IOException {
        Product product = InMemory.acquisition(Simulated.CLEAN).product();
        assertThat(back(product).images().keySet()).containsExactlyElementsOf(product.images().keySet());
    }

    @Test
    void a_simulated_diffuser_comes_back_as_it_was() throws IOException {
        Product product = open(Simulated.write("{detectors: [4], bands: [B01, B11], granules: 2, lines_per_granule: 504,"
                + " acquisition_type: sun-diffuser}", directory).products().get(0));
        assertThat(product.type()).isEqualTo(AcquisitionType.SUN_DIFFUSER);
        assertThat(back(product)).isEqualTo(product);
    }

    @Test
    void a_raster_stack_of_a_unit_that_is_not_configured_comes_back_with_its_known_defects() throws IOException {
        Path stack = Files.createDirectories(directory.resolve("stack"));
        for (String raster : List.of("frames", "mask")) {
            Files.writeString(stack.resolve(raster), raster);
        }
        Files.writeString(stack.resolve("delivery.yaml"), """
                instrument: emit
                spacecraft: ISS
                acquisition_type: night-ocean
                sensing_start: 2022-03-05T00:24:44.123456789Z
                rasters:
                  - {file: frames, band: all, layout: rows}
                  - {file: frames, band: all, layout: rows}
                known_defects: {file: mask}
                """);
        Product product = open(stack);
        assertThat(product.knownDefects()).isNotEmpty();
        assertThat(back(product)).isEqualTo(product);
        assertThat(back(product).spacecraft().unit()).isEqualTo("ISS-emit");
    }

    @Test
    void numbers_that_JSON_has_no_word_for_and_what_is_absent_come_back() throws IOException {
        Product simulated = InMemory.acquisition(Simulated.TINY).product();
        Instant time = Instant.parse("2026-11-20T01:02:03.000000001Z");
        Datastrip datastrip = new Datastrip(null, "L1A", "Sentinel-2A", "", "INS-DASC", Instant.MAX, null, "é\"\\", time, Instant.MIN, null,
                List.of(), null, true, null, List.of(3), List.of(), Map.of(0, Double.NaN, 1, Double.POSITIVE_INFINITY, 2, Double.NEGATIVE_INFINITY),
                Map.of(0, -0.0, 1, Double.MIN_VALUE), Map.of(0, Double.MAX_VALUE, 1, 0.1 + 0.2, 2, 1e23, 3, 120.0), null, null, Math.nextUp(1.568),
                List.of(new Datastrip.TimeStamp(8, 12, Double.NaN, time)), List.of(), false, Map.of(), List.of(),
                List.of(new Datastrip.Attitude(time, -0.0, 1e-320, Math.PI, -1, true)), List.of(), null, -18.0,
                Map.of(3, new Datastrip.Noise(Double.NaN, 0)), List.of(), Map.of());
        List<Finding> notes = List.of(Finding.of(DeliveryCode.NO_MANIFEST, Severity.INFO, Finding.Place.INSTRUMENT, "P"),
                Finding.measured(DeliveryCode.NO_MANIFEST, Severity.WARNING, Finding.Place.pixel("B8A", 3, 0, 6), 0.1 + 0.2, Double.NaN, "LSB", "P"));
        Product product = new Product("P", simulated.spacecraft(), simulated.type(), null, "L1A", time, null, Optional.of(datastrip),
                simulated.images(), Map.of(), List.of(new InputFile("ä/b", Long.MAX_VALUE, "0")), notes, Path.of(""));
        assertThat(back(product)).isEqualTo(product);
    }

    @Test
    void one_that_is_cut_short_is_refused_as_HISTORY_101() throws IOException {
        ProductFile.write(InMemory.acquisition(Simulated.TINY).product(), file());
        byte[] whole = Files.readAllBytes(file());
        for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertRefused(InMemory.INSTRUMENTS, HistoryCode.ENTRY_UNREADABLE, ProductFile.NAME);
        }
    }

    @Test
    void one_of_another_schema_without_a_field_or_with_a_note_that_is_not_known_is_refused_as_HISTORY_101() throws IOException {
        edited(text -> text.replace("penumbra-product/1", "penumbra-product/9"));
        assertRefused(InMemory.INSTRUMENTS, HistoryCode.ENTRY_UNREADABLE, "penumbra-product/9");
        edited(text -> text.replaceFirst("\"nucTableId\":[^,]*,", ""));
        assertRefused(InMemory.INSTRUMENTS, HistoryCode.ENTRY_UNREADABLE, "nucTableId");
        edited(text -> text.replace("\"notes\":[]", "\"notes\":[{\"code\":\"DELIVERY-999\",\"severity\":\"INFO\",\"where\":null,\"measured\":null,"
                + "\"threshold\":null,\"unit\":null,\"message\":\"\"}]"));
        assertRefused(InMemory.INSTRUMENTS, HistoryCode.ENTRY_UNREADABLE, "DELIVERY-999");
        edited(text -> text.replaceFirst("\"images\":\\[.*?],\"knownDefects\"", "\"images\":null,\"knownDefects\""));
        assertRefused(InMemory.INSTRUMENTS, HistoryCode.ENTRY_UNREADABLE, ProductFile.NAME);
        edited(text -> "null");
        assertRefused(InMemory.INSTRUMENTS, HistoryCode.ENTRY_UNREADABLE, "schema");
        edited(text -> text.replace("\"band\":\"B05\"", "\"band\":\"B99\""));
        assertRefused(InMemory.INSTRUMENTS, HistoryCode.ENTRY_UNREADABLE, "B99");
    }

    /** What was kept is kept for ever: whoever changes what is in the file gives it another schema, and goes on reading this one. */
    @Test
    void one_that_an_earlier_release_kept_is_read() throws IOException {
        try (InputStream kept = ProductFileTest.class.getResourceAsStream("product-1.json.gz")) {
            Files.copy(kept, file());
        }
        Product product = ProductFile.read(file(), InMemory.INSTRUMENTS);
        assertThat(product.type()).isEqualTo(AcquisitionType.NIGHT_OCEAN);
        assertThat(product.images()).hasSize(2);
        assertThat(product.datastrip().orElseThrow().temperatures()).isNotEmpty();
        assertThat(ProductIdentity.of(product).sha256()).isEqualTo("0fc5378f29f21d31a9b769dbc7e45a3b9d0fa3f0ca8cc3b072415d0e61f8253f");
    }

    @Test
    void one_of_a_unit_that_is_not_configured_any_more_is_refused_as_DELIVERY_131() throws IOException {
        ProductFile.write(InMemory.acquisition(Simulated.TINY).product(), file());
        assertRefused(Instruments.load(List.of(Path.of("config/instrument/none"))), DeliveryCode.UNKNOWN_UNIT, "S2A");
    }

    private void edited(UnaryOperator<String> edit) throws IOException {
        ProductFile.write(InMemory.acquisition(Simulated.TINY).product(), file());
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file()))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(edit.apply(text)).isNotEqualTo(text);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file()))) {
            out.write(edit.apply(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void assertRefused(Instruments instruments, FindingCode code, String named) {
        assertThatThrownBy(() -> ProductFile.read(file(), instruments)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(named).message().doesNotContain("null");
        });
    }
}
