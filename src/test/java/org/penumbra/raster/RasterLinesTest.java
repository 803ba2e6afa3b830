package org.penumbra.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.ReferenceData;
import org.penumbra.delivery.Product.Image;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;

class RasterLinesTest {
    private static final int COLUMNS = 648;
    private static final int LINES = 576;

    @TempDir
    Path directory;

    @BeforeAll
    static void gdal_is_there() {
        assertThat(Gdal.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void real_images_decode_to_their_published_pixels() throws Exception {
        Path folder = ReferenceData.path("s2_jp2");
        for (String row : Files.readAllLines(folder.resolve("expected_pixels.csv")).stream().skip(1).toList()) {
            String[] fields = row.split(",");
            PixelLines lines = RasterLines.open(detector(1), Integer.parseInt(fields[2]), images(folder.resolve(fields[0])));
            assertThat(lines.lineCounts()).containsExactly(Integer.parseInt(fields[3]));
            assertThat(lines.integer()).isTrue();
            assertThat(lines.signed()).isFalse();
            assertThat(md5OfLittleEndian(read(lines, 0))).as(fields[0]).isEqualTo(fields[10]);
        }
    }

    @ParameterizedTest
    @CsvSource({"2592, 2304", "1296, 6", "425, 384", "48, 3", "8, 1"})
    void written_counts_read_back_bit_for_bit(int columns, int lines) {
        ByteBuffer counts = noise(columns, lines, 7);
        counts.putShort(0, (short) 0).putShort(2 * columns - 2, (short) 4095);
        Path file = directory.resolve("B02.jp2");
        Jpeg2000Writer.write(file, columns, counts);

        assertThat(read(RasterLines.open(detector(1), columns, images(file)), 0)).isEqualTo(counts);
    }

    @Test
    void counts_beyond_12_bits_are_not_written() {
        ByteBuffer counts = noise(8, 8, 1).putShort(20, (short) 4096);
        assertThatThrownBy(() -> Jpeg2000Writer.write(directory.resolve("B02.jp2"), 8, counts)).hasMessageContaining("4096");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void parts_come_in_the_order_of_their_files_and_reuse_one_buffer() {
        ByteBuffer first = noise(COLUMNS, 12, 1);
        ByteBuffer second = noise(COLUMNS, 6, 2);
        PixelLines lines = RasterLines.open(detector(6), COLUMNS, images(write("a.jp2", first), write("b.jp2", second)));
        ByteBuffer buffer = ByteBuffer.allocateDirect(lines.bytes(0));

        assertThat(lines.lineCounts()).containsExactly(12, 6);
        assertThat(lines.lines()).isEqualTo(18);
        lines.read(0, buffer);
        assertThat(buffer).isEqualTo(first);
        lines.read(1, buffer);
        assertThat(buffer).isEqualTo(second);
    }

    @Test
    void four_threads_read_the_same() throws Exception {
        ByteBuffer counts = noise(COLUMNS, LINES, 3);
        PixelLines lines = RasterLines.open(detector(6), COLUMNS, images(write("a.jp2", counts), write("b.jp2", counts)));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<ByteBuffer> task = () -> read(lines, 1);
            for (var result : threads.invokeAll(Collections.nCopies(16, task))) {
                assertThat(result.get()).isEqualTo(counts);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nothing_stays_in_the_cache_of_gdal_nor_beside_the_file() throws IOException {
        Path file = write("a.jp2", noise(COLUMNS, LINES, 3));
        read(RasterLines.open(detector(6), COLUMNS, images(file)), 0);

        assertThat(gdal.GetCacheUsed()).isZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void boxes_after_the_codestream_are_allowed() throws IOException {
        ByteBuffer counts = noise(COLUMNS, LINES, 3);
        Path file = write("a.jp2", counts);
        byte[] box = {0, 0, 0, 12, 'x', 'm', 'l', ' ', '<', 'a', '/', '>'};
        Files.write(file, box, StandardOpenOption.APPEND);

        assertThat(read(RasterLines.open(detector(6), COLUMNS, images(file)), 0)).isEqualTo(counts);
    }

    @Test
    void an_absent_file_is_refused_as_RASTER_101() {
        refused(RasterCode.ABSENT, () -> RasterLines.open(detector(1), COLUMNS, images(directory.resolve("a.jp2"))));
    }

    @Test
    void a_png_named_jp2_is_refused_as_RASTER_102() throws IOException {
        Path png = raster("PNG", "a.png", gdalconstConstants.GDT_UInt16, COLUMNS, LINES);
        Path named = Files.move(png, directory.resolve("a.JP2"));
        refused(RasterCode.NOT_JPEG2000, () -> RasterLines.open(detector(1), COLUMNS, images(named)));
    }

    @Test
    void an_empty_file_named_jp2_is_refused_as_RASTER_102() throws IOException {
        Path empty = Files.createFile(directory.resolve("a.jp2"));
        refused(RasterCode.NOT_JPEG2000, () -> RasterLines.open(detector(1), COLUMNS, images(empty)));
    }

    @Test
    void a_file_that_is_no_raster_is_refused_as_RASTER_103() throws IOException {
        Path text = Files.writeString(directory.resolve("a.tif"), "not a raster");
        refused(RasterCode.NOT_A_RASTER, () -> RasterLines.open(detector(1), COLUMNS, images(text)));
    }

    @Test
    void a_raster_that_refers_to_other_files_is_refused_as_RASTER_103() throws IOException {
        Path target = raster("GTiff", "a.tif", gdalconstConstants.GDT_UInt16, 4, 4);
        Path virtual = Files.writeString(directory.resolve("a.vrt"), """
                <VRTDataset rasterXSize="4" rasterYSize="4"><VRTRasterBand dataType="UInt16" band="1"><SimpleSource>
                <SourceFilename>%s</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>""".formatted(target));
        refused(RasterCode.NOT_A_RASTER, () -> RasterLines.open(detector(1), 4, images(virtual)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.002, 0.1, 0.5, 0.9, 0.99999})
    void a_cut_image_is_refused_as_RASTER_104(double kept) throws IOException {
        Path file = write("a.jp2", noise(COLUMNS, LINES, 3));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (kept * whole.length)));
        refused(RasterCode.TRUNCATED, () -> RasterLines.open(detector(1), COLUMNS, images(file)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void an_image_with_a_hole_is_refused_as_RASTER_105_when_it_is_read(double where) throws IOException {
        Path file = write("a.jp2", noise(COLUMNS, LINES, 3));
        byte[] whole = Files.readAllBytes(file);
        int hole = (int) (where * whole.length);
        int codestream = 0x55;
        byte[] holed = Arrays.copyOf(whole, whole.length - 100);
        System.arraycopy(whole, hole + 100, holed, hole, whole.length - hole - 100);
        // the box that holds the codestream starts 8 bytes before it and is the last one; length 0 means "to the end of the file"
        ByteBuffer.wrap(holed).putInt(codestream - 8, 0);
        assertThat(ByteBuffer.wrap(whole).getShort(codestream)).isEqualTo((short) 0xFF4F);
        Files.write(file, holed);

        PixelLines lines = RasterLines.open(detector(1), COLUMNS, images(file));
        refused(RasterCode.DAMAGED, () -> read(lines, 0));
    }

    @Test
    void a_cut_raw_raster_is_refused_as_RASTER_104() throws IOException {
        Path file = raster("ENVI", "a.bin", gdalconstConstants.GDT_Int16, COLUMNS, 12);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), COLUMNS * 2 * 11));
        refused(RasterCode.TRUNCATED, () -> RasterLines.open(detector(1), COLUMNS, images(file)));
    }

    @ParameterizedTest
    @CsvSource({"foo, foo", ", missing"})
    void a_raw_raster_of_an_unknown_interleave_is_refused_as_RASTER_111(String interleave, String told) throws IOException {
        Path file = raw(2, "0", interleave, 2 * 12 * COLUMNS * 2);
        refused(RasterCode.BAD_HEADER, () -> RasterLines.open(detector(1), COLUMNS, images(file)));
        assertThatThrownBy(() -> RasterLines.open(detector(1), COLUMNS, images(file)))
                .hasMessageContaining("the interleave is " + told + "; it must be bsq, bil or bip");
    }

    @Test
    void an_interleave_is_known_in_any_case_and_a_single_band_needs_none() throws IOException {
        assertThat(RasterLines.open(detector(1), COLUMNS, images(raw(2, "0", "BIP", 2 * 12 * COLUMNS * 2))).lines()).isEqualTo(12);
        assertThat(RasterLines.open(detector(1), COLUMNS, images(raw(1, "0", null, 12 * COLUMNS * 2))).lines()).isEqualTo(12);
    }

    @Test
    void a_header_offset_that_is_no_number_is_refused_as_RASTER_111() throws IOException {
        Path file = raw(1, "some", "bsq", 12 * COLUMNS * 2);
        refused(RasterCode.BAD_HEADER, () -> RasterLines.open(detector(1), COLUMNS, images(file)));
    }

    @Test
    void a_raw_raster_longer_than_its_header_accounts_for_is_refused_as_RASTER_112() throws IOException {
        Path file = raw(1, "0", "bsq", 12 * COLUMNS * 2 + 1);
        refused(RasterCode.TOO_LONG, () -> RasterLines.open(detector(1), COLUMNS, images(file)));
        assertThat(RasterLines.open(detector(1), COLUMNS, images(raw(1, "512", "bsq", 512 + 12 * COLUMNS * 2))).lines()).isEqualTo(12);
    }

    @Test
    void a_part_of_another_width_is_refused_as_RASTER_106() {
        ByteBuffer narrow = noise(COLUMNS / 2, 12, 1);
        Path file = directory.resolve("b.jp2");
        Jpeg2000Writer.write(file, COLUMNS / 2, narrow);
        List<Image> images = images(write("a.jp2", noise(COLUMNS, 12, 1)), file);
        refused(RasterCode.WRONG_WIDTH, () -> RasterLines.open(detector(6), COLUMNS, images));
    }

    @Test
    void a_part_that_ends_within_a_chronogram_cycle_is_refused_as_RASTER_107() {
        Path file = write("a.jp2", noise(COLUMNS, 13, 1));
        refused(RasterCode.BROKEN_CYCLE, () -> RasterLines.open(detector(6), COLUMNS, images(file)));
    }

    @Test
    void a_refusal_as_RASTER_108_names_what_was_asked_for() {
        Path file = raster("ENVI", "a.bin", gdalconstConstants.GDT_Int16, COLUMNS, 12);
        assertThatThrownBy(() -> RasterLines.open(detector(1), COLUMNS, List.of(new Image(file, 2, -1, 0))))
                .hasMessageContaining("a.bin has 1 bands of 12 rows; band 2 was asked for.");
        assertThatThrownBy(() -> RasterLines.open(detector(1), COLUMNS, List.of(new Image(file, 1, 12, 0))))
                .hasMessageContaining("row 12 of band 1 was asked for.");
    }

    @Test
    void a_row_that_the_raster_does_not_have_is_refused_as_RASTER_108() {
        Path file = raster("ENVI", "a.bin", gdalconstConstants.GDT_Int16, COLUMNS, 12);
        refused(RasterCode.NO_SUCH_PART, () -> RasterLines.open(detector(1), COLUMNS, List.of(new Image(file, 1, 12, 0))));
        refused(RasterCode.NO_SUCH_PART, () -> RasterLines.open(detector(1), COLUMNS, List.of(new Image(file, 2, -1, 0))));
    }

    @Test
    void a_row_of_a_raster_is_read_as_one_line() {
        Path file = raster("ENVI", "a.bin", gdalconstConstants.GDT_Int16, COLUMNS, 12);
        PixelLines lines = RasterLines.open(detector(1), COLUMNS, List.of(new Image(file, 1, 5, 0)));

        assertThat(lines.lineCounts()).containsExactly(1);
        assertThat(read(lines, 0).getShort(4)).isEqualTo(value(5, 2));
    }

    @Test
    void signed_16_bit_samples_stay_integers() {
        Path file = raster("ENVI", "a.bin", gdalconstConstants.GDT_Int16, COLUMNS, 12);
        PixelLines lines = RasterLines.open(detector(1), COLUMNS, images(file));

        assertThat(lines.integer()).isTrue();
        assertThat(lines.signed()).isTrue();
        assertThat(read(lines, 0).getShort(0)).isEqualTo(value(0, 0)).isNegative();
    }

    @Test
    void samples_that_no_16_bit_type_holds_are_floats() {
        Path signed = raster("ENVI", "a.bin", gdalconstConstants.GDT_Int16, COLUMNS, 12);
        Path unsigned = write("b.jp2", noise(COLUMNS, 12, 1));
        PixelLines lines = RasterLines.open(detector(1), COLUMNS, images(signed, unsigned));

        assertThat(lines.integer()).isFalse();
        assertThat(lines.signed()).isTrue();
        assertThat(read(lines, 0).asDoubleBuffer().get(0)).isEqualTo(value(0, 0));
    }

    @Test
    void a_float_sample_without_a_value_is_NaN() {
        Path file = directory.resolve("a.tif");
        Dataset dataset = gdal.GetDriverByName("GTiff").Create(file.toString(), 3, 1, 1, gdalconstConstants.GDT_Float32);
        dataset.GetRasterBand(1).SetNoDataValue(-9999);
        dataset.GetRasterBand(1).WriteRaster(0, 0, 3, 1, new double[] {1.5, -9999, Double.NaN});
        dataset.delete();

        DoubleBuffer samples = read(RasterLines.open(detector(1), 3, images(file)), 0).asDoubleBuffer();
        assertThat(List.of(samples.get(0), samples.get(1), samples.get(2))).containsExactly(1.5, Double.NaN, Double.NaN);
    }

    /** Zeros with a header of 12 lines; without an interleave where it is null. */
    private Path raw(int bands, String offset, String interleave, int bytes) throws IOException {
        Files.writeString(directory.resolve("raw.hdr"),
                "ENVI\nsamples = %d\nlines = 12\nbands = %d\nheader offset = %s\ndata type = 2\nbyte order = 0\n%s".formatted(
                        COLUMNS, bands, offset, interleave == null ? "" : "interleave = " + interleave + "\n"));
        return Files.write(directory.resolve("raw"), new byte[bytes]);
    }

    private static BandDetector detector(int linesPerCycle) {
        return new BandDetector(new Band(1, "B02", FocalPlane.VNIR, COLUMNS, COLUMNS, linesPerCycle, 1, Double.NaN, Double.NaN, Double.NaN), 3);
    }

    private static List<Image> images(Path... files) {
        return Arrays.stream(files).map(file -> new Image(file, 1, -1, 0)).toList();
    }

    private static ByteBuffer read(PixelLines lines, int part) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(lines.bytes(part));
        lines.read(part, buffer);
        return buffer;
    }

    private static void refused(RasterCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private Path write(String name, ByteBuffer counts) {
        Path file = directory.resolve(name);
        Jpeg2000Writer.write(file, COLUMNS, counts);
        return file;
    }

    /** Counts of a dark, 480 LSB with normal noise of 0.6 LSB. */
    private static ByteBuffer noise(int columns, int lines, long seed) {
        ByteBuffer counts = ByteBuffer.allocateDirect(columns * lines * Short.BYTES).order(ByteOrder.nativeOrder());
        Random random = new Random(seed);
        IntStream.range(0, columns * lines).forEach(i -> counts.putShort(2 * i, (short) Math.round(480 + 0.6 * random.nextGaussian())));
        return counts;
    }

    private static short value(int row, int column) {
        return (short) (1000 * row + column - 3);
    }

    private Path raster(String format, String name, int type, int columns, int rows) {
        Path file = directory.resolve(name);
        Dataset memory = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, type);
        for (int row = 0; row < rows; row++) {
            short[] line = new short[columns];
            for (int column = 0; column < columns; column++) {
                line[column] = value(row, column);
            }
            memory.GetRasterBand(1).WriteRaster(0, row, columns, 1, gdalconstConstants.GDT_Int16, line);
        }
        gdal.GetDriverByName(format).CreateCopy(file.toString(), memory).delete();
        memory.delete();
        return file;
    }

    private static String md5OfLittleEndian(ByteBuffer samples) throws Exception {
        ByteBuffer little = ByteBuffer.allocate(samples.limit()).order(ByteOrder.LITTLE_ENDIAN);
        little.asShortBuffer().put(samples.asShortBuffer());
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(little.array()));
    }
}
