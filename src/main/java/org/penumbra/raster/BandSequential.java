package org.penumbra.raster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Product.Image;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;

/**
 * Copies, band after band, of the rasters whose bands are interleaved pixel by pixel: bands are measured one by one, and each would cost
 * a pass over the pixels of all.
 */
public final class BandSequential {
    private static final String PIXEL = "PIXEL";
    private static final String FORMAT = "GTiff";

    private BandSequential() {
    }

    /**
     * The product with its interleaved rasters replaced by copies; the other rasters are read where they are.
     *
     * @param directory where the copies are made; one that is there from an earlier attempt is used again
     * @throws Refusal RASTER-101 to 105, 111 and 112 where a raster of several bands cannot be opened or decoded, RASTER-110 without GDAL
     */
    public static Product of(Product product, Path directory) {
        Map<Path, Path> copies = new HashMap<>();
        Stream.concat(product.images().values().stream().flatMap(List::stream), product.knownDefects().values().stream())
                .collect(Collectors.groupingBy(Image::file, LinkedHashMap::new, Collectors.mapping(Image::rasterBand, Collectors.toSet())))
                .forEach((file, bands) -> {
                    if (bands.size() > 1) {
                        copies.put(file, copy(file, directory.resolve(product.root().relativize(file) + ".tif")));
                    }
                });
        Function<Image, Image> copied = image -> new Image(copies.getOrDefault(image.file(), image.file()),
                image.rasterBand(), image.row(), image.position());
        Map<BandDetector, List<Image>> images = new LinkedHashMap<>();
        product.images().forEach((id, each) -> images.put(id, each.stream().map(copied).toList()));
        Map<BandDetector, Image> knownDefects = new LinkedHashMap<>();
        product.knownDefects().forEach((id, each) -> knownDefects.put(id, copied.apply(each)));
        return product.withImages(images, knownDefects);
    }

    /** The file itself where its bands are not interleaved by pixel, and a JPEG 2000 image, of which damage is told while it is read alone. */
    private static Path copy(Path file, Path copy) {
        if (Files.exists(copy)) {
            return copy;
        }
        Gdal.require();
        Dataset dataset = RasterLines.dataset(file);
        try {
            if (!PIXEL.equals(dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE")) || dataset.GetDriver().getShortName().equals(Gdal.JPEG2000)) {
                return file;
            }
            Files.createDirectories(copy.getParent());
            requireRoom(dataset, copy);
            Path part = copy.resolveSibling(copy.getFileName() + ".part");
            write(dataset, file, part);
            return Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            dataset.delete();
        }
    }

    /** GDAL does not tell a full disk from a damaged raster. */
    private static void requireRoom(Dataset dataset, Path copy) throws IOException {
        if (Files.getFileStore(copy.getParent()).getUsableSpace() < RasterLines.bytes(dataset)) {
            throw new FileSystemException(copy.toString(), null, "No space left on device");
        }
    }

    private static void write(Dataset dataset, Path file, Path to) {
        boolean written = Gdal.quietly(() -> {
            Dataset copy = gdal.GetDriverByName(FORMAT).CreateCopy(to.toString(), dataset, 0,
                    new Vector<>(List.of("INTERLEAVE=BAND", "BIGTIFF=IF_SAFER")));
            if (copy != null) {
                // writes what is still in memory
                copy.delete();
            }
            return copy != null && gdal.GetLastErrorType() < gdalconstConstants.CE_Failure;
        });
        if (!written) {
            throw new Refusal(RasterCode.DAMAGED, file.getFileName(), Gdal.complaint().orElse("no reason was given"));
        }
    }
}
