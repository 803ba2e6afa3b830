package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.delivery.Deliveries;
import org.penumbra.simulation.SimulatedDelivery;

/** Products that cannot be used: each is refused with its code and a reason, leaves nothing behind, and the next product goes through. */
class RefusedProductsTest {
    private static final SimulatedDelivery GOOD = Simulated.tiny();

    @TempDir
    static Path home;
    private static Chain chain;

    @TempDir
    Path directory;
    private Path product;

    @BeforeAll
    static void start() throws Exception {
        // an operator took the route of nominal products away
        Chain.put(home.resolve("routes/nominal.yaml"), """
                - route:
                    id: none
                    from:
                      uri: direct:none
                      steps:
                        - log: {message: "nothing comes here"}
                """);
        chain = new Chain(home);
    }

    @AfterAll
    static void stop() {
        chain.close();
    }

    @BeforeEach
    void aProductOfItsOwn() {
        product = Simulated.copy(GOOD.products().get(0), directory);
    }

    @Test
    void half_an_image_that_the_manifest_lists_as_it_is_is_refused_as_RASTER_104() throws IOException {
        cut(image());
        refused(Deliveries.seal(product), "RASTER-104");
    }

    @Test
    void half_an_image_is_refused_as_DELIVERY_111() throws IOException {
        cut(image());
        refused(product, "DELIVERY-111");
    }

    @Test
    void a_text_in_place_of_an_image_is_refused_as_RASTER_102() throws IOException {
        Files.writeString(image(), "This is no image.");
        refused(Deliveries.seal(product), "RASTER-102");
    }

    @Test
    void a_PNG_in_place_of_an_image_is_refused_as_RASTER_102() throws IOException {
        Files.write(image(), Base64.getDecoder().decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="));
        refused(Deliveries.seal(product), "RASTER-102");
    }

    @Test
    void a_missing_image_is_refused_as_DELIVERY_110_and_named() throws IOException {
        Path image = image();
        Files.delete(image);
        JsonNode reason = refused(product, "DELIVERY-110");
        assertThat(reason.path("missing").path(0).asText()).endsWith(image.getFileName().toString());
    }

    @Test
    void a_size_that_differs_from_the_manifest_is_refused_as_DELIVERY_111() {
        edit(product.resolve("manifest.safe"), text -> text.replaceFirst("size=\"(\\d+)\"", "size=\"1$1\""));
        refused(product, "DELIVERY-111");
    }

    @Test
    void a_content_that_differs_from_the_manifest_is_refused_as_DELIVERY_112() throws IOException {
        try (FileChannel channel = FileChannel.open(image(), StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode("changed"), channel.size() / 2);
        }
        refused(product, "DELIVERY-112");
    }

    @Test
    void entities_that_grow_are_refused_as_DELIVERY_121() {
        edit(datastrip(), text -> declare(text, "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"));
        refused(Deliveries.seal(product), "DELIVERY-121");
    }

    @Test
    void an_external_entity_is_refused_as_DELIVERY_121() {
        edit(datastrip(), text -> declare(text, "<!ENTITY outside SYSTEM \"file:///etc/hostname\">"));
        refused(Deliveries.seal(product), "DELIVERY-121");
    }

    @Test
    void an_archive_with_an_entry_outside_is_refused_as_DELIVERY_104() throws IOException {
        refused(Deliveries.packWithEntry(product, "../outside.txt", directory.resolve("product.tgz")), "DELIVERY-104");
        assertThat(home.resolve("work/outside.txt")).doesNotExist();
    }

    @Test
    void an_archive_with_a_link_is_refused_as_DELIVERY_104() throws IOException {
        refused(Deliveries.packWithLink(product, directory.resolve("product.tar")), "DELIVERY-104");
    }

    @Test
    void half_an_archive_is_refused_as_DELIVERY_103() throws IOException {
        Path archive = Deliveries.pack(product, directory.resolve("product.tgz"));
        cut(archive);
        refused(archive, "DELIVERY-103");
    }

    @Test
    void a_datatake_type_that_is_not_known_is_refused_as_DELIVERY_133() {
        edit(datastrip(), text -> text.replace("INS-DASC", "INS-NEWS"));
        refused(Deliveries.seal(product), "DELIVERY-133");
    }

    @Test
    void raw_measurements_are_refused_as_DELIVERY_132() {
        edit(datastrip(), text -> text.replace("INS-DASC", "INS-RAW"));
        refused(Deliveries.seal(product), "DELIVERY-132");
    }

    @Test
    void a_type_without_a_route_is_refused_as_ROUTE_101() {
        edit(datastrip(), text -> text.replace("INS-DASC", "INS-VIC"));
        refused(Deliveries.seal(product), "ROUTE-101");
    }

    @Test
    void a_unit_that_is_not_configured_is_refused_as_DELIVERY_131() {
        edit(datastrip(), text -> text.replace("Sentinel-2A", "Sentinel-2Z"));
        refused(Deliveries.seal(product), "DELIVERY-131");
    }

    @Test
    void a_calibration_file_missing_for_one_band_is_refused_as_CALIBRATION_102_and_named() throws IOException {
        Path calibration = Simulated.copy(GOOD.calibration(), directory);
        Files.delete(gipp(calibration, "R2EQOG", "B05"));
        JsonNode reason = refused(product, calibration, "CALIBRATION-102");
        assertThat(reason.path("message").asText()).contains("R2EQOG").contains("B05");
    }

    @Test
    void a_calibration_file_of_another_band_may_be_missing() throws IOException {
        Path calibration = Simulated.copy(GOOD.calibration(), directory);
        Files.delete(gipp(calibration, "R2EQOG", "B12"));
        assertThat(chain.publish(product, calibration, directory.resolve("out")).report().path("verdict").asText()).isEqualTo("OK");
    }

    @Test
    void a_calibration_file_that_cannot_be_read_is_refused_as_CALIBRATION_103() throws IOException {
        Path calibration = Simulated.copy(GOOD.calibration(), directory);
        cut(gipp(calibration, "R2EQOG", "B05"));
        refused(product, calibration, "CALIBRATION-103");
    }

    @Test
    void a_calibration_set_that_is_not_there_is_refused_as_CALIBRATION_101() {
        refused(product, directory.resolve("nowhere"), "CALIBRATION-101");
    }

    @Test
    void a_file_of_another_kind_is_refused_as_DELIVERY_102() throws IOException {
        refused(Files.writeString(directory.resolve("notes.txt"), "nothing to analyse"), "DELIVERY-102");
    }

    private JsonNode refused(Path delivery, String code) {
        return refused(delivery, GOOD.calibration(), code);
    }

    private JsonNode refused(Path delivery, Path calibration, String code) {
        Path out = directory.resolve("out");
        JobsInHand.Outcome outcome = chain.run(delivery, calibration, out);
        assertThat(outcome.refusal()).isNotNull();
        assertThat(outcome.refusal().code().code()).isEqualTo(code);
        assertThat(outcome.internal()).isFalse();
        Published published = new Published(out);
        assertThat(published.faults("reason.json")).isEmpty();
        assertThat(published.reason().path("code").asText()).isEqualTo(code);
        assertThat(published.reason().path("delivery").asText()).isEqualTo(delivery.getFileName().toString());
        assertThat(published.reason().path("message").asText()).endsWith(".").doesNotContain("Exception");
        assertThat(out.resolve("report.json")).doesNotExist();
        assertThat(delivery).exists();
        assertThat(chain.left()).isEmpty();
        assertThat(chain.publish(GOOD, directory.resolve("next")).report().path("verdict").asText()).isEqualTo("OK");
        return published.reason();
    }

    private Path image() {
        return find(product, "_B05.jp2");
    }

    private Path datastrip() {
        return find(product.resolve("DATASTRIP"), ".xml");
    }

    private static Path gipp(Path calibration, String type, String band) {
        return find(calibration, band + ".xml", type);
    }

    private static Path find(Path root, String end, String... parts) {
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.filter(file -> file.toString().endsWith(end) && Stream.of(parts).allMatch(file.getFileName().toString()::contains))
                    .findFirst().orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private static void edit(Path file, UnaryOperator<String> edit) {
        try {
            Files.writeString(file, edit.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a document type declaration behind the XML declaration. */
    private static String declare(String xml, String entities) {
        return xml.replaceFirst("\\?>", "?><!DOCTYPE x [" + entities + "]>");
    }
}
