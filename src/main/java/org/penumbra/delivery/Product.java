package org.penumbra.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.finding.Finding;
import org.penumbra.geometry.LineTimes;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Spacecraft;

/**
 * One opened and verified product, whatever the form it was delivered in.
 *
 * @param id product id: the name of the {@code .SAFE} directory without its suffix, or instrument, spacecraft and sensing start of a stack
 * @param spacecraft the unit that acquired it
 * @param type acquisition type, from the metadata
 * @param datatakeType {@code DATATAKE_TYPE} of MSI, or null for a raster stack
 * @param level {@code L1A}, {@code L1B}, or {@code RAW} for a raster stack
 * @param sensingStart UTC start of the datastrip
 * @param sensingStop UTC stop of the datastrip, or null where unknown
 * @param datastrip the MSI metadata; empty for a raster stack
 * @param images files of each (band, detector) in order along track; bands in the order of their id, then detectors
 * @param knownDefects where a stack says which pixels of a (band, detector) are known as defective (non-zero); empty where it does not
 * @param inputs every file that belongs to the product, in the order of their relative paths
 * @param notes findings made while opening, for example unlisted files
 * @param root directory that holds the files
 */
public record Product(String id, Spacecraft spacecraft, AcquisitionType type, String datatakeType, String level,
                      Instant sensingStart, Instant sensingStop, Optional<Datastrip> datastrip,
                      Map<BandDetector, List<Image>> images, Map<BandDetector, Image> knownDefects, List<InputFile> inputs,
                      List<Finding> notes, Path root) {

    /** Columns that each image of a band has at the level of the product. */
    public int columns(Band band) {
        return level.equals("L1B") ? band.columnsLevel1B() : band.columns();
    }

    /**
     * When the lines of a (band, detector) began, as the metadata date them; empty where they do not. Lines count from the first of the datastrip.
     */
    public Optional<LineTimes> lineTimes(BandDetector id) {
        return datastrip.filter(strip -> strip.linePeriod() != null).flatMap(strip -> strip.timeStamps().stream()
                .filter(stamp -> stamp.bandId() == id.band().id() && stamp.detector() == id.detector()).findFirst()
                .map(stamp -> new LineTimes(stamp.gpsTime(), stamp.referenceLine(), strip.linePeriod() * id.band().linePeriods())));
    }

    /** Number in the datastrip of the first line of a (band, detector) that was delivered, 0-based. */
    public int firstLine(BandDetector id) {
        List<Image> delivered = images.getOrDefault(id, List.of());
        return delivered.isEmpty() ? 0 : (int) (delivered.get(0).position() / id.band().linePeriods());
    }

    /** The same product, its images read from other files. */
    public Product withImages(Map<BandDetector, List<Image>> others, Map<BandDetector, Image> otherKnownDefects) {
        return new Product(id, spacecraft, type, datatakeType, level, sensingStart, sensingStop,
                datastrip, others, otherKnownDefects, inputs, notes, root);
    }

    public Product {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        knownDefects = Collections.unmodifiableMap(new LinkedHashMap<>(knownDefects));
        inputs = List.copyOf(inputs);
        notes = List.copyOf(notes);
    }

    /**
     * One raster file, or a part of one, that holds consecutive lines of one (band, detector).
     *
     * @param file the raster
     * @param rasterBand 1-based band of the raster
     * @param row row of that raster band that holds the single line (layout {@code rows}), or -1 when all rows are lines
     * @param position first line in shortest line periods, 0-based from the first line of the datastrip
     */
    public record Image(Path file, int rasterBand, int row, long position) {
    }

    /**
     * One file of the product.
     *
     * @param name path relative to the product, with forward slashes
     * @param size in bytes
     * @param sha256 of its content, lower-case hexadecimal
     */
    public record InputFile(String name, long size, String sha256) {
    }
}
