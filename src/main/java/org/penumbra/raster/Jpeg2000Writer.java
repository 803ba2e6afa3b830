package org.penumbra.raster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Vector;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.Driver;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;

/** Writes counts as the images of an MSI product: lossless JPEG 2000, one band, 12 significant bits (FORMATS 2). */
public final class Jpeg2000Writer {
    private static final int LARGEST = 4095;
    // strips of the whole width decode fastest (25 Mpx/s per core; tiles of 1024 x 1024: 23, untiled: 16 to 23)
    private static final int TILE_LINES = 256;
    // GDAL takes no smaller tile; it cuts tiles to the image by itself
    private static final int SMALLEST_TILE = 32;

    private Jpeg2000Writer() {
    }

    /**
     * Writes one image; the file appears under its name when it is complete.
     *
     * @param file the image, in a directory that exists; replaced if it exists
     * @param columns samples of one line
     * @param samples direct buffer from its start to its limit: row-major (line, column) 16-bit counts in native byte order, 0 to 4095 LSB
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, int columns, ByteBuffer samples) {
        Gdal.require();
        int lines = samples.limit() / Short.BYTES / columns;
        require12Bits(samples.duplicate().order(ByteOrder.nativeOrder()));
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            encode(beside, columns, lines, samples);
            Codestream.check(beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            beside.toFile().delete();
        }
    }

    private static void encode(Path file, int columns, int lines, ByteBuffer samples) throws IOException {
        Driver jpeg2000 = gdal.GetDriverByName(Gdal.JPEG2000);
        Vector<String> options = new Vector<>(List.of("CODEC=JP2", "REVERSIBLE=YES", "QUALITY=100", "NBITS=12", "GeoJP2=NO", "GMLJP2=NO",
                "BLOCKXSIZE=" + Math.max(columns, SMALLEST_TILE), "BLOCKYSIZE=" + TILE_LINES, "RESOLUTIONS=" + resolutions(columns, lines)));
        Dataset memory = gdal.GetDriverByName("MEM").Create("", columns, lines, 1, gdalconstConstants.GDT_UInt16);
        try {
            memory.GetRasterBand(1).WriteRaster_Direct(0, 0, columns, lines, columns, lines, gdalconstConstants.GDT_UInt16, samples);
            Gdal.quietly(() -> {
                Dataset written = jpeg2000.CreateCopy(file.toString(), memory, options);
                if (written != null) {
                    written.delete();
                }
                return null;
            });
            if (Gdal.complaint().isPresent()) {
                throw new IOException(file + " cannot be written: " + Gdal.complaint().get());
            }
        } finally {
            memory.delete();
        }
    }

    /** Six as usual, fewer where an image is too small to be halved five times. */
    private static int resolutions(int columns, int lines) {
        int halvings = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.min(columns, lines));
        return 1 + Math.min(5, halvings);
    }

    private static void require12Bits(ByteBuffer samples) {
        for (int i = 0; i < samples.limit(); i += Short.BYTES) {
            if (Short.toUnsignedInt(samples.getShort(i)) > LARGEST) {
                throw new IllegalArgumentException("sample " + i / Short.BYTES + " is beyond 12 bits: " + Short.toUnsignedInt(samples.getShort(i)));
            }
        }
    }
}
