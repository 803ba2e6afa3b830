package org.penumbra.raster;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * All lines of one (band, detector) in order along track, in parts: the granules of a product, or the blocks of a simulation.
 * Samples are stored counts in LSB, or whatever unit a raster of another instrument holds.
 */
public interface PixelLines extends AutoCloseable {

    /** Samples of one line, one per column. */
    int columns();

    /** Lines of each part, in order along track; all are positive. */
    List<Integer> lineCounts();

    /** Lines of all parts together. */
    default int lines() {
        return lineCounts().stream().mapToInt(Integer::intValue).reduce(0, Math::addExact);
    }

    /** Whether samples are 16-bit integers; otherwise they are 64-bit floats. */
    boolean integer();

    /** Whether integer samples are in two's complement, −32768 to 32767 instead of 0 to 65535; true for floats. */
    boolean signed();

    /** Bytes that {@link #read} needs for a part, 0 to the number of parts − 1. */
    default int bytes(int part) {
        return Math.multiplyExact(Math.multiplyExact(lineCounts().get(part), columns()), integer() ? Short.BYTES : Double.BYTES);
    }

    /**
     * Reads all lines of one part, row-major (line, column), in native byte order, from the start of the buffer;
     * afterwards its position is 0 and its limit the bytes read. A float sample that has no value is NaN.
     *
     * @param part index of the part, 0 to the number of parts − 1
     * @param into direct buffer of at least {@link #bytes} of that part; reusable from part to part
     * @throws org.penumbra.finding.Refusal if the samples cannot be had completely
     */
    void read(int part, ByteBuffer into);

    /** Lets go of what the source holds, if it holds anything. */
    @Override
    default void close() {
    }
}
