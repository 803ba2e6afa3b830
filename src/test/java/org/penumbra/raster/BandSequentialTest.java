package org.penumbra.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Vector;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Product.Image;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;

class BandSequentialTest {
    private static final int BANDS = 5;
    private static final int LINES = 40;
    private static final int COLUMNS = 33;

    @TempDir
    Path directory;

    private Path delivered;
    private Path copies;

    @BeforeAll
    static void gdal_is_there() {
        assertThat(Gdal.version()).isNotEmpty();
    }

    @BeforeEach
    void rooms() throws IOException {
        delivered = Files.createDirectories(directory.resolve("delivered"));
        copies = directory.resolve("copies");
    }

    @ParameterizedTest
    @CsvSource({"ENVI, INTERLEAVE=BIP", "GTiff, INTERLEAVE=PIXEL", "GTiff, INTERLEAVE=PIXEL TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=16",
        "GTiff, INTERLEAVE=PIXEL COMPRESS=DEFLATE"})
    void bands_that_were_interleaved_by_pixel_hold_the_same_samples(String format, String options) {
        Product product = BandSequential.of(product(raster(format, "a.img", options)), copies);

        assertThat(Files.exists(copies.resolve("a.img.tif"))).isTrue();
        assertThat(product.images().keySet()).map(BandDetector::label).containsExactly("B0-D01", "B1-D01", "B2-D01", "B3-D01", "B4-D01");
        product.images().forEach((id, images) -> {
            assertThat(images).allSatisfy(image -> assertThat(image.file()).isEqualTo(copies.resolve("a.img.tif")));
            assertThat(samples(id, images)).isEqualTo(planted(id.band().id()));
        });
    }

    @ParameterizedTest
    @CsvSource({"ENVI, INTERLEAVE=BSQ", "ENVI, INTERLEAVE=BIL", "GTiff, INTERLEAVE=BAND"})
    void rasters_of_another_order_are_read_where_they_are(String format, String options) {
        Product product = product(raster(format, "a.img", options));

        assertThat(BandSequential.of(product, copies)).isEqualTo(product);
        assertThat(copies).doesNotExist();
    }

    @Test
    void a_raster_of_which_one_band_is_measured_is_read_where_it_is() {
        Path file = raster("ENVI", "a.img", "INTERLEAVE=BIP");
        Product product = product(file).withImages(Map.of(id(2), List.of(new Image(file, 3, -1, 0))), Map.of());

        assertThat(BandSequential.of(product, copies)).isEqualTo(product);
    }

    @Test
    void a_mask_of_known_defects_is_copied_too() {
        Path mask = raster("ENVI", "mask.img", "INTERLEAVE=BIP");
        Map<BandDetector, Image> knownDefects = new LinkedHashMap<>();
        for (int band = 0; band < BANDS; band++) {
            knownDefects.put(id(band), new Image(mask, band + 1, -1, 0));
        }
        Product product = BandSequential.of(product(raster("ENVI", "a.img", "INTERLEAVE=BSQ")).withImages(Map.of(), knownDefects), copies);

        assertThat(samples(id(4), List.of(product.knownDefects().get(id(4))))).isEqualTo(planted(4));
    }

    @Test
    void the_copy_of_an_earlier_attempt_is_used_again_and_the_rest_of_one_that_broke_off_is_not() throws IOException {
        Files.createDirectories(copies);
        Files.writeString(copies.resolve("a.img.tif.part"), "the first bytes");
        Product product = product(raster("ENVI", "a.img", "INTERLEAVE=BIP"));
        Product once = BandSequential.of(product, copies);
        Files.delete(delivered.resolve("a.img"));

        assertThat(BandSequential.of(product, copies).images()).isEqualTo(once.images());
        assertThat(samples(id(1), once.images().get(id(1)))).isEqualTo(planted(1));
        try (var files = Files.list(copies)) {
            assertThat(files).containsExactly(copies.resolve("a.img.tif"));
        }
    }

    @Test
    void a_float_sample_without_a_value_is_still_NaN() {
        Path file = delivered.resolve("a.tif");
        Dataset dataset = gdal.GetDriverByName("GTiff").Create(file.toString(), COLUMNS, LINES, BANDS, gdalconstConstants.GDT_Float32,
                new Vector<>(List.of("INTERLEAVE=PIXEL")));
        for (int band = 1; band <= BANDS; band++) {
            dataset.GetRasterBand(band).SetNoDataValue(-9999);
            dataset.GetRasterBand(band).WriteRaster(0, 0, 2, 1, new double[] {band + 0.5, -9999});
        }
        dataset.delete();
        Product product = BandSequential.of(product(file), copies);

        PixelLines lines = RasterLines.open(id(3), COLUMNS, product.images().get(id(3)));
        ByteBuffer samples = ByteBuffer.allocateDirect(lines.bytes(0));
        lines.read(0, samples);
        assertThat(samples.asDoubleBuffer().get(0)).isEqualTo(4.5);
        assertThat(samples.asDoubleBuffer().get(1)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"ENVI, INTERLEAVE=BIP, RASTER-104", "GTiff, INTERLEAVE=PIXEL, RASTER-105"})
    void a_cut_raster_is_refused_and_leaves_no_copy(String format, String options, String code) throws IOException {
        Path file = raster(format, "a.img", options);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThatThrownBy(() -> BandSequential.of(product(file), copies)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code().code()).isEqualTo(code));
        assertThat(copies.resolve("a.img.tif")).doesNotExist();
    }

    private Path raster(String format, String name, String options) {
        Dataset memory = gdal.GetDriverByName("MEM").Create("", COLUMNS, LINES, BANDS, gdalconstConstants.GDT_UInt16);
        for (int band = 0; band < BANDS; band++) {
            memory.GetRasterBand(band + 1).WriteRaster(0, 0, COLUMNS, LINES, gdalconstConstants.GDT_Int16, planted(band));
        }
        Path file = delivered.resolve(name);
        gdal.GetDriverByName(format).CreateCopy(file.toString(), memory, 1, new Vector<>(List.of(options.split(" ")))).delete();
        memory.delete();
        return file;
    }

    /** A count of its own for every sample of every band. */
    private static short[] planted(int band) {
        short[] counts = new short[LINES * COLUMNS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (short) (band * counts.length + i);
        }
        return counts;
    }

    private static short[] samples(BandDetector id, List<Image> images) {
        PixelLines lines = RasterLines.open(id, COLUMNS, images);
        ByteBuffer buffer = ByteBuffer.allocateDirect(lines.bytes(0));
        lines.read(0, buffer);
        short[] samples = new short[lines.lines() * COLUMNS];
        buffer.asShortBuffer().get(samples);
        return samples;
    }

    private static BandDetector id(int band) {
        return new BandDetector(new Band(band, "B" + band, FocalPlane.VNIR, COLUMNS, COLUMNS, 1, 1, Double.NaN, Double.NaN, Double.NaN), 1);
    }

    /** A stack of which every band lies in one raster. */
    private Product product(Path file) {
        Map<BandDetector, List<Image>> images = new LinkedHashMap<>();
        for (int band = 0; band < BANDS; band++) {
            images.put(id(band), List.of(new Image(file, band + 1, -1, 0)));
        }
        return new Product("stack", null, AcquisitionType.NIGHT_OCEAN, null, "RAW", Instant.parse("2026-03-05T00:26:01Z"), null, Optional.empty(),
                images, Map.of(), List.of(), List.of(), delivered);
    }
}
