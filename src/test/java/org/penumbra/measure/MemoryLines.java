package org.penumbra.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.raster.PixelLines;

/** Lines of a test, held as doubles; axes: line, column. */
record MemoryLines(double[][] samples, List<Integer> lineCounts, boolean integer, boolean signed) implements PixelLines {

    static MemoryLines counts(double[][] samples, int... lineCounts) {
        return new MemoryLines(samples, parts(samples, lineCounts), true, false);
    }

    static MemoryLines reals(double[][] samples, int... lineCounts) {
        return new MemoryLines(samples, parts(samples, lineCounts), false, true);
    }

    private static List<Integer> parts(double[][] samples, int[] lineCounts) {
        List<Integer> parts = new ArrayList<>();
        for (int count : lineCounts.length == 0 ? new int[] {samples.length} : lineCounts) {
            parts.add(count);
        }
        return parts;
    }

    @Override
    public int columns() {
        return samples[0].length;
    }

    @Override
    public void read(int part, ByteBuffer into) {
        into.clear().order(ByteOrder.nativeOrder());
        int first = lineCounts.subList(0, part).stream().mapToInt(Integer::intValue).sum();
        for (int line = first; line < first + lineCounts.get(part); line++) {
            for (double sample : samples[line]) {
                if (integer) {
                    into.putShort((short) (int) sample);
                } else {
                    into.putDouble(sample);
                }
            }
        }
        into.flip();
    }
}
