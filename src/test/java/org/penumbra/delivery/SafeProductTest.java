package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penumbra.delivery.Opening.open;
import static org.penumbra.delivery.Opening.refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.delivery.Product.Image;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;

/** A .SAFE directory becomes a product, or is refused with the reason. */
class SafeProductTest {
    private final TinySafe safe = new TinySafe();

    @TempDir
    Path directory;

    private Refusal refused() {
        Path root = safe.write(directory);
        return refusal(() -> open(root));
    }

    private static List<Image> images(Product product, String band, int detector) {
        return product.images().get(new BandDetector(product.spacecraft().instrument().band(band), detector));
    }

    @Test
    void a_product_has_the_identity_type_and_times_of_its_metadata() {
        Product product = open(safe.write(directory));
        assertThat(product.id()).isEqualTo("S2A_OPER_PRD_MSIL1A_PDMC_20261120T120000_R022_V20261119T223000_20261119T223010");
        assertThat(product.spacecraft().name()).isEqualTo("S2A");
        assertThat(product.type()).isEqualTo(AcquisitionType.NIGHT_OCEAN);
        assertThat(product.datatakeType()).isEqualTo("INS-DASC");
        assertThat(product.level()).isEqualTo("L1A");
        assertThat(product.sensingStart()).isEqualTo(Instant.parse("2026-11-19T22:30:00Z"));
        assertThat(product.sensingStop()).isEqualTo(Instant.parse("2026-11-19T22:30:10.5Z"));
        assertThat(product.datastrip()).isPresent();
        assertThat(product.notes()).isEmpty();
    }

    @Test
    void images_are_ordered_along_track_with_positions_from_zero_whatever_the_order_in_the_datastrip() {
        Product product = open(safe.write(directory));
        assertThat(product.images().keySet()).extracting(BandDetector::label)
                .containsExactly("B01-D01", "B01-D02", "B02-D01", "B02-D02", "B10-D01", "B10-D02");
        assertThat(images(product, "B10", 2)).containsExactly(
                new Image(product.root().resolve(safe.image(2, 0, "B10")), 1, -1, 0),
                new Image(product.root().resolve(safe.image(2, 1, "B10")), 1, -1, 2304));
    }

    @Test
    void without_POSITION_in_the_datastrip_that_of_the_granule_counts() {
        safe.positions = false;
        assertThat(images(open(safe.write(directory)), "B01", 1)).extracting(Image::position).containsExactly(0L, 2304L);
    }

    @Test
    void without_any_POSITION_granules_follow_in_sensing_time() {
        safe.positions = false;
        safe.granulePosition = false;
        safe.granules = 3;
        assertThat(images(open(safe.write(directory)), "B01", 1)).extracting(Image::position).containsExactly(0L, 2304L, 4608L);
    }

    @Test
    void a_granule_whose_place_cannot_be_known_is_refused_as_DELIVERY_140() {
        safe.positions = false;
        safe.granuleMetadata = false;
        assertThat(refused().code()).isEqualTo(DeliveryCode.GRANULE_UNPLACED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256", "SHA256", "sha256", "SHA3-256"})
    void every_file_has_its_sha256_whatever_checksum_the_manifest_uses(String checksum) throws Exception {
        safe.checksum = checksum;
        Product product = open(safe.write(directory));
        byte[] content = Files.readAllBytes(product.root().resolve(safe.image(1, 0, "B02")));
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(product.inputs()).contains(new InputFile(safe.image(1, 0, "B02"), content.length, sha256));
        // 12 images, 4 granules, the datastrip and the manifest itself
        assertThat(product.inputs()).hasSize(18).isSortedAccordingTo((a, b) -> a.name().compareTo(b.name()));
    }

    @Test
    void a_listed_file_that_is_absent_is_refused_as_DELIVERY_110_by_name() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.image(1, 1, "B02")));
        Refusal refusal = refusal(() -> open(root));
        assertThat(refusal.code()).isEqualTo(DeliveryCode.FILES_MISSING);
        assertThat(refusal.missing()).containsExactly(safe.image(1, 1, "B02"));
    }

    @Test
    void a_file_of_another_size_than_listed_is_refused_as_DELIVERY_111() throws IOException {
        Path root = safe.write(directory);
        Files.writeString(root.resolve(safe.image(1, 1, "B02")), "short");
        assertThat(refusal(() -> open(root))).hasMessageContaining(safe.image(1, 1, "B02")).hasMessageContaining("5 bytes")
                .extracting("code").isEqualTo(DeliveryCode.SIZE_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256", "SHA3-256"})
    void a_file_of_other_content_than_listed_is_refused_as_DELIVERY_112(String checksum) {
        safe.checksum = checksum;
        Path root = safe.write(directory);
        TinySafe.edit(root.resolve(safe.image(1, 1, "B02")), text -> text.replace("image", "egami"));
        assertThat(refusal(() -> open(root))).hasMessageContaining(safe.image(1, 1, "B02"))
                .extracting("code").isEqualTo(DeliveryCode.CHECKSUM_DIFFERS);
    }

    @Test
    void a_checksum_that_cannot_be_verified_is_refused_as_DELIVERY_113() {
        safe.checksum = "SHA-1";
        assertThat(refused().code()).isEqualTo(DeliveryCode.UNKNOWN_CHECKSUM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "GRANULE/../../secret", "."})
    void a_manifest_that_names_a_file_outside_the_product_is_refused_as_DELIVERY_114(String href) {
        Path root = safe.write(directory);
        TinySafe.edit(root.resolve("manifest.safe"), xml -> xml.replaceFirst("href=\"[^\"]*\"", "href=\"" + href + "\""));
        assertThat(refusal(() -> open(root)).code()).isEqualTo(DeliveryCode.OUTSIDE);
    }

    @Test
    void a_link_inside_a_product_does_not_count_as_the_listed_file() throws IOException {
        Path root = safe.write(directory);
        Path image = root.resolve(safe.image(1, 1, "B02"));
        Files.createSymbolicLink(image, Files.move(image, directory.resolve("elsewhere.jp2")));
        assertThat(refusal(() -> open(root)).code()).isEqualTo(DeliveryCode.FILES_MISSING);
    }

    @Test
    void files_that_are_not_listed_are_ignored_with_a_note() {
        Path root = safe.write(directory);
        TinySafe.put(root, "README.txt", "hello");
        Product product = open(root);
        assertThat(product.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo(DeliveryCode.FILES_NOT_LISTED);
            assertThat(note.severity()).isEqualTo(Severity.INFO);
            assertThat(note.message()).contains("README.txt");
        });
        assertThat(product.inputs()).extracting(InputFile::name).doesNotContain("README.txt");
    }

    @Test
    void an_image_that_is_not_listed_is_refused_as_DELIVERY_115() {
        Path root = safe.write(directory);
        TinySafe.edit(root.resolve("manifest.safe"), xml -> xml.replaceFirst("<dataObject [^\n]*_D01_B02.jp2[^\n]*\n", ""));
        assertThat(refusal(() -> open(root)).code()).isEqualTo(DeliveryCode.IMAGE_NOT_LISTED);
    }

    @Test
    void files_listed_without_a_checksum_are_taken_with_a_note() {
        Path root = safe.write(directory);
        TinySafe.edit(root.resolve("manifest.safe"), xml -> xml.replaceFirst("<checksum [^>]*>[^<]*</checksum>", ""));
        assertThat(open(root).notes()).singleElement().satisfies(note -> assertThat(note.code()).isEqualTo(DeliveryCode.NO_CHECKSUM));
    }

    @Test
    void a_product_without_manifest_is_taken_as_it_is_with_a_note() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve("manifest.safe"));
        Product product = open(root);
        assertThat(product.notes()).singleElement().satisfies(note -> assertThat(note.code()).isEqualTo(DeliveryCode.NO_MANIFEST));
        assertThat(product.inputs()).hasSize(17);
    }

    @Test
    void a_product_with_two_datastrips_is_refused_as_DELIVERY_130() {
        Path root = safe.write(directory);
        TinySafe.put(root, safe.datastrip().replace("20261120T120000", "20261120T120001"), "<x/>");
        TinySafe.writeManifest(root, "MD5");
        assertThat(refusal(() -> open(root)).code()).isEqualTo(DeliveryCode.NOT_ONE_DATASTRIP);
    }

    @Test
    void a_product_without_datastrip_is_refused_as_DELIVERY_130() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.datastrip()));
        TinySafe.writeManifest(root, "MD5");
        assertThat(refusal(() -> open(root)).code()).isEqualTo(DeliveryCode.NOT_ONE_DATASTRIP);
    }

    @ParameterizedTest
    @CsvSource({"INS-DASC, NIGHT_OCEAN", "INS-DASD, NIGHT_OCEAN", "INS-ABSR, SUN_DIFFUSER", "INS-ABSD, SUN_DIFFUSER", "INS-NOBS, NOMINAL",
        "INS-NOBD, NOMINAL", "INS-EOBS, NOMINAL", "INS-EOBD, NOMINAL", "INS-VIC, NOMINAL", "INS-VICD, NOMINAL"})
    void the_acquisition_type_is_that_of_the_DATATAKE_TYPE(String datatakeType, AcquisitionType type) {
        safe.type = datatakeType;
        assertThat(open(safe.write(directory)).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INS-RAW", "INS-TST", "INS-MOON"})
    void a_type_that_is_not_analysed_is_refused_as_DELIVERY_132_with_the_reason(String datatakeType) {
        safe.type = datatakeType;
        assertThat(refused()).hasMessageContaining(datatakeType + ": ").extracting("code").isEqualTo(DeliveryCode.TYPE_NOT_ANALYSED);
    }

    @Test
    void an_unknown_type_is_refused_as_DELIVERY_133() {
        safe.type = "INS-XYZ";
        assertThat(refused()).hasMessageContaining("INS-XYZ").extracting("code").isEqualTo(DeliveryCode.UNKNOWN_TYPE);
    }

    @Test
    void a_unit_that_is_not_configured_is_refused_as_DELIVERY_131() {
        safe.unit = "S2D";
        safe.spacecraft = "Sentinel-2D";
        assertThat(refused()).hasMessageContaining("Sentinel-2D").extracting("code").isEqualTo(DeliveryCode.UNKNOWN_UNIT);
    }

    @Test
    void files_may_carry_the_letter_of_another_unit() {
        safe.unit = "S2B";
        safe.spacecraft = "Sentinel-2B";
        assertThat(open(safe.write(directory)).spacecraft().name()).isEqualTo("S2B");
    }

    @Test
    void a_delivery_of_another_type_than_asserted_is_refused_as_DELIVERY_134() {
        Path root = safe.write(directory);
        assertThat(refusal(() -> open(root, directory, AcquisitionType.SUN_DIFFUSER)))
                .hasMessageContaining("sun-diffuser").hasMessageContaining("night-ocean").extracting("code").isEqualTo(DeliveryCode.TYPE_MISMATCH);
        assertThat(open(root, directory, AcquisitionType.NIGHT_OCEAN).type()).isEqualTo(AcquisitionType.NIGHT_OCEAN);
    }

    @ParameterizedTest
    @CsvSource({"INS-DASC, 1B", "INS-ABSR, 1B", "INS-NOBS, 1C", "INS-NOBS, 0"})
    void a_level_that_the_type_is_not_analysed_at_is_refused_as_DELIVERY_135(String type, String level) {
        safe.type = type;
        safe.level = level;
        assertThat(refused()).hasMessageContaining("L" + level).extracting("code").isEqualTo(DeliveryCode.WRONG_LEVEL);
    }

    @Test
    void a_nominal_product_of_level_1B_is_accepted() {
        safe.type = "INS-NOBS";
        safe.level = "1B";
        assertThat(open(safe.write(directory)).level()).isEqualTo("L1B");
    }

    @Test
    void a_granule_that_the_datastrip_names_and_that_is_absent_is_refused_as_DELIVERY_136() {
        safe.datastripEdit = xml -> xml.replace("</Granule_List></Detector></Detector_List>",
                "<Granule granuleId=\"" + safe.granule(2, 7) + "\"><POSITION>4609</POSITION></Granule></Granule_List></Detector></Detector_List>");
        assertThat(refused()).hasMessageContaining(safe.granule(2, 7)).extracting("code").isEqualTo(DeliveryCode.GRANULE_MISSING);
    }

    @Test
    void an_image_that_other_granules_of_its_detector_have_is_refused_as_DELIVERY_137_where_it_is_absent() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.image(2, 1, "B10")));
        TinySafe.writeManifest(root, "MD5");
        Refusal refusal = refusal(() -> open(root));
        assertThat(refusal.code()).isEqualTo(DeliveryCode.IMAGE_MISSING);
        assertThat(refusal.missing()).containsExactly(safe.image(2, 1, "B10"));
    }

    @Test
    void a_band_that_a_whole_detector_lacks_is_left_out() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.image(2, 0, "B10")));
        Files.delete(root.resolve(safe.image(2, 1, "B10")));
        TinySafe.writeManifest(root, "MD5");
        assertThat(open(root).images()).hasSize(5);
    }

    @Test
    void detectors_that_are_not_active_are_left_out() {
        safe.activeDetectors = List.of(2);
        assertThat(open(safe.write(directory)).images().keySet()).extracting(BandDetector::detector).containsOnly(2);
    }

    @Test
    void a_product_without_images_is_refused_as_DELIVERY_138() {
        safe.bands = List.of();
        assertThat(refused().code()).isEqualTo(DeliveryCode.NO_IMAGES);
    }

    @Test
    void a_gap_between_granules_is_refused_as_DELIVERY_139_with_the_lines() {
        safe.datastripEdit = xml -> xml.replace("<POSITION>2305<", "<POSITION>4609<");
        assertThat(refused()).hasMessageContaining("begins at line 4609; line 2305 is expected")
                .extracting("code").isEqualTo(DeliveryCode.GRANULE_GAP);
    }

    @Test
    void a_granule_that_begins_inside_a_cycle_is_refused_as_DELIVERY_141() {
        safe.rows = 100;
        assertThat(refused()).hasMessageContaining("line 101").hasMessageContaining("6 lines")
                .extracting("code").isEqualTo(DeliveryCode.GRANULE_OUT_OF_STEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../secret", "S2A_OPER_MSI_L1A_GR_SGS__20261120T120000_S20261119T223000_D05_N05.00"})
    void a_granule_identifier_that_is_none_is_refused_as_DELIVERY_124(String id) {
        safe.datastripEdit = xml -> xml.replaceFirst("granuleId=\"[^\"]*\"", "granuleId=\"" + id + "\"");
        assertThat(refused()).hasMessageContaining(id).extracting("code").isEqualTo(DeliveryCode.VALUE_MALFORMED);
    }

    @Test
    void degraded_data_of_a_granule_are_noted() {
        safe.degraded = 1.5;
        safe.granules = 1;
        assertThat(open(safe.write(directory)).notes()).hasSize(2).allSatisfy(note -> {
            assertThat(note.code()).isEqualTo(DeliveryCode.GRANULE_DEGRADED);
            assertThat(note.message()).contains("1.5 %");
        });
    }

    @Test
    void a_datastrip_with_an_external_entity_is_refused_as_DELIVERY_121() {
        safe.datastripEdit = xml -> xml.replace("<n1:Level", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><n1:Level")
                .replace("INS-DASC", "&e;").replaceFirst("</n1:Level", "</n1:Level");
        assertThat(refused().code()).isEqualTo(DeliveryCode.XML_FORBIDDEN);
    }

    @Test
    void anything_else_is_refused_as_DELIVERY_102() throws IOException {
        Path file = Files.write(directory.resolve("notes.txt"), "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(() -> open(file)).code()).isEqualTo(DeliveryCode.NOT_A_DELIVERY);
    }

    @Test
    void a_link_that_leads_nowhere_is_refused_as_DELIVERY_109_with_its_target() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("relative.tar"), Path.of("../p4.tar"));
        assertThat(refusal(() -> open(link))).hasMessage("relative.tar is a link to ../p4.tar, where nothing is.").extracting(Refusal::code)
                .isEqualTo(DeliveryCode.LINK_TO_NOTHING);
    }

    @Test
    void a_name_that_cannot_be_that_of_a_report_is_refused_as_DELIVERY_108() throws IOException {
        Path root = Files.move(safe.write(directory), directory.resolve("my product.SAFE"));
        assertThat(refusal(() -> open(root)).code()).isEqualTo(DeliveryCode.BAD_NAME);
    }
}
