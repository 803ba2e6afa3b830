package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penumbra.delivery.Opening.open;
import static org.penumbra.delivery.Opening.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.ReferenceData;
import org.penumbra.delivery.Product.Image;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;

/** A raster stack becomes a product, or is refused with the line that is wrong. */
class StackProductTest {
    private static final String YAML = """
            instrument: emit
            spacecraft: ISS
            acquisition_type: night-ocean
            sensing_start: 2022-03-05T00:26:01Z
            rasters:
              - {file: frames, band: all}
            """;

    @TempDir
    Path directory;

    private Path stack;

    @BeforeEach
    void rasters() {
        stack = directory.resolve("stack");
        for (String file : List.of("frames", "frames.hdr", "more.img", "more.hdr", "mask", "unrelated")) {
            TinySafe.put(stack, file, "content of " + file);
        }
    }

    private Path stack(String yaml) {
        TinySafe.put(stack, "delivery.yaml", yaml);
        return stack;
    }

    private static List<Image> images(Product product, int band) {
        return product.images().get(new BandDetector(product.spacecraft().instrument().band(band), 1));
    }

    @Test
    void a_stack_has_the_identity_of_its_instrument_spacecraft_time_and_type() {
        Product product = open(stack(YAML));
        assertThat(product.id()).isEqualTo("emit_ISS_20220305T002601_night-ocean");
        assertThat(product.spacecraft().name()).isEqualTo("ISS");
        assertThat(product.spacecraft().instrument().id()).isEqualTo("emit");
        assertThat(product.level()).isEqualTo("RAW");
        assertThat(product.datatakeType()).isNull();
        assertThat(product.datastrip()).isEmpty();
        assertThat(product.sensingStart()).isEqualTo(Instant.parse("2022-03-05T00:26:01Z"));
        assertThat(product.sensingStop()).isNull();
        assertThat(product.knownDefects()).isEmpty();
    }

    @Test
    void two_stacks_that_start_in_one_second_are_two_products() {
        assertThat(open(stack(YAML.replace("01Z", "01.2Z"))).id()).isEqualTo("emit_ISS_20220305T002601.2_night-ocean");
        assertThat(open(stack(YAML.replace("01Z", "01.700Z"))).id()).isEqualTo("emit_ISS_20220305T002601.7_night-ocean");
        assertThat(open(stack(YAML.replace("01Z", "01.000Z"))).id()).isEqualTo(open(stack(YAML)).id());
    }

    @Test
    void a_spacecraft_that_is_not_configured_is_one_unit_with_each_of_its_instruments() {
        assertThat(open(stack(YAML)).spacecraft().unit()).isEqualTo("ISS-emit");
        assertThat(open(stack(YAML.replace("emit", "msi").replace("ISS", "S2A").replace("band: all", "band: B01, detector: 1"))).spacecraft().unit())
                .isEqualTo("S2A");
    }

    @Test
    void band_all_places_every_band_but_excluded_ones_in_its_raster_band() {
        Product product = open(stack(YAML));
        assertThat(product.images().keySet()).extracting(place -> place.band().name())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 327).mapToObj("B%03d"::formatted).toList());
        assertThat(images(product, 1)).containsExactly(new Image(product.root().resolve("frames"), 2, -1, 0));
        assertThat(images(product, 327)).containsExactly(new Image(product.root().resolve("frames"), 328, -1, 0));
    }

    @Test
    void layout_rows_places_every_band_in_its_row_and_one_raster_after_the_other() {
        Product product = open(stack(YAML.replace("band: all}", "band: all, layout: rows}\n  - {file: more.img, band: all, layout: rows}")));
        assertThat(images(product, 5)).containsExactly(new Image(product.root().resolve("frames"), 1, 5, 0),
                new Image(product.root().resolve("more.img"), 1, 5, 1));
    }

    @Test
    void a_raster_can_hold_one_named_band_of_one_detector() {
        Product product = open(stack(YAML.replace("band: all", "band: B007, detector: 1")));
        assertThat(product.images()).hasSize(1);
        assertThat(images(product, 7)).containsExactly(new Image(product.root().resolve("frames"), 1, -1, 0));
    }

    @Test
    void known_defects_have_the_layout_of_the_rasters_unless_they_name_their_own() {
        Product same = open(stack(YAML + "known_defects: {file: mask}\n"));
        Product own = open(stack(YAML + "known_defects: {file: mask, layout: rows}\n"));
        BandDetector place = new BandDetector(same.spacecraft().instrument().band(9), 1);
        assertThat(same.knownDefects()).hasSize(327).containsEntry(place, new Image(same.root().resolve("mask"), 10, -1, 0));
        assertThat(own.knownDefects()).hasSize(327).containsEntry(place, new Image(own.root().resolve("mask"), 1, 9, 0));
    }

    @Test
    void the_inputs_are_what_the_file_names_with_the_headers_beside_it() {
        String yaml = YAML + "known_defects: {file: mask}\n";
        assertThat(open(stack(yaml)).inputs()).extracting(InputFile::name).containsExactly("delivery.yaml", "frames", "frames.hdr", "mask");
        assertThat(open(stack(YAML.replace("frames", "more.img"))).inputs()).extracting(InputFile::name)
                .containsExactly("delivery.yaml", "more.hdr", "more.img");
    }

    @Test
    void real_raw_frames_of_EMIT_with_their_bad_element_mask_are_a_product() throws IOException {
        Path emit = directory.resolve("emit");
        Files.createDirectories(emit);
        for (String file : List.of("emit20220305t002601_subset_raw", "emit20220305t002601_subset_raw.hdr",
                "EMIT_BadElements_20220307", "EMIT_BadElements_20220307.hdr")) {
            Files.copy(ReferenceData.path("emit/" + file), emit.resolve(file));
        }
        TinySafe.put(emit, "delivery.yaml", YAML.replace("frames", "emit20220305t002601_subset_raw")
                + "known_defects: {file: EMIT_BadElements_20220307, layout: rows}\n");
        Product product = open(emit);
        assertThat(product.inputs()).hasSize(5);
        assertThat(product.images()).hasSize(327);
        assertThat(product.knownDefects().keySet()).isEqualTo(product.images().keySet());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instrument: emit | instrument: emmit | 1 | emmit
            spacecraft: ISS | spacecraft: S2A | 2 | carries msi
            acquisition_type: night-ocean | acquisition_type: dusk | 3 | dusk
            sensing_start: 2022-03-05T00:26:01Z | sensing_start: yesterday | 4 | yesterday
            file: frames | file: ../frames | 6 | outside
            file: frames | file: /etc/passwd | 6 | outside
            band: all | band: B999 | 6 | B999
            band: all | band: B000 | 6 | does not measure
            band: all | band: B001, detector: 2 | 6 | detector from 1 to 1
            band: all | band: all, layout: columns | 6 | columns
            band: all | band: B001, layout: rows | 6 | needs band: all
            band: all | band: all, colour: red | 6 | colour
            instrument: emit | instrument: emit, extra: 1 | 1 | mapping values
            spacecraft: ISS | planet: Earth | 2 | planet
            spacecraft: ISS | instrument: emit | 2 | stands there twice
            spacecraft: ISS | spacecraft: [ISS] | 2 | 'spacecraft' has a value of another kind
            """)
    void an_unknown_key_or_value_is_refused_as_DELIVERY_150_with_line_and_reason(String good, String bad, int line, String reason) {
        Path delivery = stack(YAML.replace(good, bad));
        Refusal refusal = refusal(() -> open(delivery));
        assertThat(refusal.code()).isEqualTo(DeliveryCode.STACK_MALFORMED);
        assertThat(refusal).hasMessageContaining("line " + line + ":").hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"instrument", "spacecraft", "acquisition_type", "sensing_start"})
    void a_missing_key_is_refused_as_DELIVERY_150_by_its_name(String key) {
        Path delivery = stack(YAML.replaceAll(key + ": .*\n", ""));
        assertThat(refusal(() -> open(delivery))).hasMessageContaining("'" + key + "' is missing")
                .extracting("code").isEqualTo(DeliveryCode.STACK_MALFORMED);
    }

    @Test
    void a_stack_without_rasters_is_refused_as_DELIVERY_150() {
        Path delivery = stack(YAML.replaceAll("(?s)rasters:.*", "rasters: []\n"));
        assertThat(refusal(() -> open(delivery)).code()).isEqualTo(DeliveryCode.STACK_MALFORMED);
    }

    @Test
    void an_empty_file_is_refused_as_DELIVERY_150() {
        Path delivery = stack("");
        assertThat(refusal(() -> open(delivery)).code()).isEqualTo(DeliveryCode.STACK_MALFORMED);
    }

    @Test
    void a_second_raster_of_the_same_band_is_refused_as_DELIVERY_150_where_its_place_is_unknown() {
        Path delivery = stack(YAML + "  - {file: more.img, band: B003}\n");
        assertThat(refusal(() -> open(delivery))).hasMessageContaining("line 7").hasMessageContaining("B003")
                .extracting("code").isEqualTo(DeliveryCode.STACK_MALFORMED);
    }

    @Test
    void files_that_are_named_and_absent_are_refused_as_DELIVERY_151() throws IOException {
        Path delivery = stack(YAML);
        Files.delete(delivery.resolve("frames"));
        Refusal refusal = refusal(() -> open(delivery));
        assertThat(refusal.code()).isEqualTo(DeliveryCode.STACK_FILE_MISSING);
        assertThat(refusal.missing()).containsExactly("frames");
    }

    @Test
    void a_link_is_refused_as_DELIVERY_150() throws IOException {
        Path delivery = stack(YAML);
        Files.delete(delivery.resolve("frames"));
        Files.createSymbolicLink(delivery.resolve("frames"), directory.resolve("stack/unrelated"));
        assertThat(refusal(() -> open(delivery))).hasMessageContaining("is a link").extracting("code").isEqualTo(DeliveryCode.STACK_MALFORMED);
    }

    @Test
    void an_asserted_type_that_differs_is_refused_as_DELIVERY_134() {
        Path delivery = stack(YAML);
        assertThat(refusal(() -> open(delivery, directory, AcquisitionType.NOMINAL)).code()).isEqualTo(DeliveryCode.TYPE_MISMATCH);
    }

    @Test
    void a_spacecraft_whose_name_is_a_path_is_refused_as_DELIVERY_108() {
        Path delivery = stack(YAML.replace("ISS", "../../ISS"));
        assertThat(refusal(() -> open(delivery)).code()).isEqualTo(DeliveryCode.BAD_NAME);
    }
}
