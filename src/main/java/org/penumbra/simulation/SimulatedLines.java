package org.penumbra.simulation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;
import org.penumbra.raster.PixelLines;

/** The lines of one (band, detector) of a simulation, made when they are read; one part per granule. Threads may share one object. */
final class SimulatedLines implements PixelLines {
    private final LineSource signal;
    private final List<Integer> lineCounts;

    /** @param lineCounts lines of each granule, in lines of the band */
    SimulatedLines(LineSource signal, List<Integer> lineCounts) {
        this.signal = signal;
        this.lineCounts = List.copyOf(lineCounts);
    }

    @Override
    public int columns() {
        return signal.columns();
    }

    @Override
    public List<Integer> lineCounts() {
        return lineCounts;
    }

    @Override
    public boolean integer() {
        return true;
    }

    @Override
    public boolean signed() {
        return false;
    }

    @Override
    public void read(int part, ByteBuffer into) {
        into.clear().limit(bytes(part)).order(ByteOrder.nativeOrder());
        ShortBuffer samples = into.asShortBuffer();
        int[] counts = new int[columns()];
        short[] row = new short[columns()];
        long first = lineCounts.subList(0, part).stream().mapToLong(Integer::longValue).sum();
        for (int line = 0; line < lineCounts.get(part); line++) {
            signal.line(first + line, counts);
            for (int column = 0; column < row.length; column++) {
                row[column] = (short) counts[column];
            }
            samples.put(row);
        }
    }
}
