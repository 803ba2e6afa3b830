package org.penumbra.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.Vector;
import org.gdal.gdal.Band;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;
import org.penumbra.delivery.Product.Image;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;

/**
 * Lines of one (band, detector) from raster files, decoded by GDAL when they are read; each file is decoded once per reading.
 * Threads may share one object: every reading opens its own file and closes it, and nothing of it stays in GDAL's cache.
 * Damage that changes bits inside a code-block without breaking the codestream cannot be seen here; checksums see it.
 */
public final class RasterLines implements PixelLines {
    /** Where GDAL keeps the header of a raw raster. */
    private static final String HEADER = "ENVI";
    private static final Set<String> INTERLEAVES = Set.of("bsq", "bil", "bip");

    private final List<Image> images;
    private final int columns;
    private final List<Integer> lineCounts;
    private final int sampleType;

    private RasterLines(List<Image> images, int columns, List<Integer> lineCounts, int sampleType) {
        this.images = images;
        this.columns = columns;
        this.lineCounts = lineCounts;
        this.sampleType = sampleType;
    }

    /**
     * Checks the headers of all files; no pixel is read yet. Samples that fit 16-bit integers in every file stay integers, others become floats.
     *
     * @param bandDetector where the lines were acquired; every file holds a whole number of its chronogram cycles
     * @param columns columns that every file must have: those of the band at the level of the product
     * @param images files in order along track
     * @throws Refusal RASTER-101 to 104, 106 to 109, 111 and 112 for the first file that does not fit, RASTER-110 without GDAL
     */
    public static RasterLines open(BandDetector bandDetector, int columns, List<Image> images) {
        Gdal.require();
        List<Integer> lineCounts = new ArrayList<>();
        int sampleType = gdalconstConstants.GDT_Byte;
        for (Image image : images) {
            Dataset dataset = dataset(image.file());
            try {
                lineCounts.add(lines(dataset, image, bandDetector, columns));
                sampleType = gdal.DataTypeUnion(sampleType, dataset.GetRasterBand(image.rasterBand()).getDataType());
            } finally {
                dataset.delete();
            }
        }
        return new RasterLines(List.copyOf(images), columns, List.copyOf(lineCounts), sampleType);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public List<Integer> lineCounts() {
        return lineCounts;
    }

    @Override
    public boolean integer() {
        return sampleType == gdalconstConstants.GDT_Byte || sampleType == gdalconstConstants.GDT_UInt16
                || sampleType == gdalconstConstants.GDT_Int16;
    }

    @Override
    public boolean signed() {
        return sampleType != gdalconstConstants.GDT_Byte && sampleType != gdalconstConstants.GDT_UInt16;
    }

    /** {@inheritDoc} Refused with RASTER-105 when GDAL complains of anything while decoding, even when it goes on. */
    @Override
    public void read(int part, ByteBuffer into) {
        Image image = images.get(part);
        int lines = lineCounts.get(part);
        into.clear().limit(bytes(part)).order(ByteOrder.nativeOrder());
        int integerType = signed() ? gdalconstConstants.GDT_Int16 : gdalconstConstants.GDT_UInt16;
        int type = integer() ? integerType : gdalconstConstants.GDT_Float64;
        Dataset dataset = dataset(image.file());
        try {
            Band band = dataset.GetRasterBand(image.rasterBand());
            int failed = Gdal.quietly(() -> band.ReadRaster_Direct(0, Math.max(0, image.row()), columns, lines, columns, lines, type, into));
            Gdal.complaint().ifPresent(complaint -> {
                throw new Refusal(RasterCode.DAMAGED, image.file().getFileName(), complaint);
            });
            if (failed != gdalconstConstants.CE_None) {
                throw new Refusal(RasterCode.DAMAGED, image.file().getFileName(), "no reason was given");
            }
            if (!integer()) {
                setMissing(band, into.asDoubleBuffer());
            }
        } finally {
            dataset.delete();
        }
    }

    private static void setMissing(Band band, DoubleBuffer samples) {
        Double[] noData = new Double[1];
        band.GetNoDataValue(noData);
        if (noData[0] == null) {
            return;
        }
        double missing = noData[0];
        for (int i = 0; i < samples.limit(); i++) {
            if (samples.get(i) == missing) {
                samples.put(i, Double.NaN);
            }
        }
    }

    /** An open raster whose header accounts for all of it; throws RASTER-101 to 104, 111 and 112. */
    static Dataset dataset(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(RasterCode.ABSENT, List.of(file.getFileName().toString()), null, file.getFileName());
        }
        Vector<String> drivers = null;
        Vector<String> options = null;
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jp2")) {
            Codestream.check(file);
            drivers = new Vector<>(List.of(Gdal.JPEG2000));
            // An untiled image is decoded whole, not in overlapping windows: 29 % faster. GDAL 3.6 obeys only together with STRICT=NO,
            // which turns OpenJPEG's errors into warnings; these are refused just the same.
            options = new Vector<>(List.of("USE_TILE_AS_BLOCK=YES", "STRICT=NO", "GEOREF_SOURCES=NONE"));
        }
        Vector<String> allowed = drivers;
        Vector<String> with = options;
        Dataset dataset = Gdal.quietly(() -> gdal.OpenEx(file.toAbsolutePath().toString(),
                gdalconstConstants.OF_RASTER | gdalconstConstants.OF_VERBOSE_ERROR, allowed, with));
        if (dataset == null) {
            throw new Refusal(RasterCode.NOT_A_RASTER, file.getFileName(), Gdal.complaint().orElse("no format fits."));
        }
        try {
            requireHeader(file, dataset);
            return dataset;
        } catch (Refusal e) {
            dataset.delete();
            throw e;
        }
    }

    /**
     * GDAL takes any other interleave for bsq, reads the missing end of a raw raster as zeros, passes over what lies behind the end, and
     * says nothing of it.
     */
    private static void requireHeader(Path file, Dataset dataset) {
        if (dataset.GetMetadata_Dict(HEADER).isEmpty()) {
            return;
        }
        // one band is the same in any order
        String interleave = value(dataset, "interleave", dataset.GetRasterCount() == 1 ? "bsq" : "missing");
        if (!INTERLEAVES.contains(interleave.toLowerCase(Locale.ROOT))) {
            throw new Refusal(RasterCode.BAD_HEADER, file.getFileName(), "interleave", interleave, "bsq, bil or bip");
        }
        String offset = value(dataset, "header_offset", "0");
        if (!offset.matches("\\d{1,18}")) {
            throw new Refusal(RasterCode.BAD_HEADER, file.getFileName(), "header offset", offset, "a number of bytes");
        }
        if (!value(dataset, "file_compression", "0").equals("0")) {
            return;
        }
        long expected = Long.parseLong(offset) + bytes(dataset);
        long length = file.toFile().length();
        if (length < expected) {
            throw new Refusal(RasterCode.TRUNCATED, file.getFileName(), "it has %d bytes of %d".formatted(length, expected));
        }
        if (length > expected) {
            throw new Refusal(RasterCode.TOO_LONG, file.getFileName(), length, expected);
        }
    }

    /** Bytes of all samples of a raster. */
    static long bytes(Dataset dataset) {
        return (long) dataset.getRasterXSize() * dataset.getRasterYSize() * dataset.getRasterCount()
                * gdal.GetDataTypeSize(dataset.GetRasterBand(1).getDataType()) / Byte.SIZE;
    }

    private static String value(Dataset dataset, String key, String otherwise) {
        return Objects.requireNonNullElse(dataset.GetMetadataItem(key, HEADER), otherwise).strip();
    }

    private static int lines(Dataset dataset, Image image, BandDetector bandDetector, int columns) {
        Path name = image.file().getFileName();
        int rows = dataset.getRasterYSize();
        if (image.rasterBand() > dataset.getRasterCount() || image.row() >= rows) {
            String band = "band " + image.rasterBand();
            throw new Refusal(RasterCode.NO_SUCH_PART, name, dataset.getRasterCount(), rows,
                    image.row() < 0 ? band : "row %d of ".formatted(image.row()) + band);
        }
        if (dataset.getRasterXSize() != columns) {
            throw new Refusal(RasterCode.WRONG_WIDTH, name, dataset.getRasterXSize(), bandDetector, columns);
        }
        int lines = image.row() >= 0 ? 1 : rows;
        int cycle = bandDetector.band().linesPerCycle();
        if (lines % cycle != 0) {
            throw new Refusal(RasterCode.BROKEN_CYCLE, name, lines, cycle);
        }
        if ((long) lines * columns * Double.BYTES > Integer.MAX_VALUE) {
            throw new Refusal(RasterCode.TOO_LARGE, name, lines, columns);
        }
        return lines;
    }
}
