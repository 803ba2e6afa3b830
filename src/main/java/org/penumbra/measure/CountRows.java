package org.penumbra.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Some lines of 16-bit counts, four counts in one number, the leftmost lowest; each line starts with a number of its own. */
final class CountRows {
    /** The first and third of four counts. */
    static final long EVEN = 0xffff_0000_ffffL;

    /** Takes the sign off samples that have none. */
    private final int mask;
    /** Turns the order of samples into that of unsigned numbers, in each quarter of 64 bits. */
    private final long bias;
    private int columns;
    private int numbers;
    private long[] rows = {};

    CountRows(boolean signed) {
        mask = signed ? -1 : 0xffff;
        bias = signed ? 0x8000_8000_8000_8000L : 0;
    }

    /** Makes room. @param most lines that are held at once */
    void shape(int columnsOfLine, int most) {
        columns = columnsOfLine;
        numbers = (columns + 3) / 4;
        int size = Math.multiplyExact(most, numbers);
        rows = rows.length < size ? new long[size] : rows;
    }

    /**
     * Takes over lines.
     *
     * @param part row-major samples in native byte order
     * @param first line of the part
     */
    void load(ByteBuffer part, int first, int lines) {
        ByteBuffer bytes = part.duplicate().order(ByteOrder.nativeOrder());
        int whole = columns / 4;
        for (int line = 0; line < lines; line++) {
            int from = (first + line) * columns * Short.BYTES;
            bytes.position(from);
            bytes.asLongBuffer().get(rows, line * numbers, whole);
            if (whole < numbers) {
                long rest = 0;
                for (int column = columns - 1; column >= 4 * whole; column--) {
                    rest = rest << 16 | bytes.getShort(from + column * Short.BYTES) & 0xffff;
                }
                rows[line * numbers + whole] = rest;
            }
        }
    }

    /** Counts of all lines, {@link #numbersOfLine} for each. */
    long[] numbers() {
        return rows;
    }

    int numbersOfLine() {
        return numbers;
    }

    /** Whether every count of a line is 0. */
    boolean empty(int line) {
        int number = line * numbers;
        while (number < (line + 1) * numbers && rows[number] == 0) {
            number++;
        }
        return number == (line + 1) * numbers;
    }

    /**
     * Where consecutive counts of a line are 0, as runs: first column, column behind the last, next first …
     *
     * @param least length of a run, at least 7 columns: a shorter one may lie between the numbers that are looked at
     */
    int[] zeros(int line, int least) {
        int[] runs = {};
        // a run that is long enough holds so many numbers whole: one of them is looked at
        int whole = (least - 3) / 4;
        for (int number = whole - 1; number < numbers; number += whole) {
            if (rows[line * numbers + number] == 0) {
                int first = 4 * number;
                while (first > 0 && count(line, first - 1) == 0) {
                    first--;
                }
                int end = 4 * number;
                while (end < columns && count(line, end) == 0) {
                    end++;
                }
                if (end - first >= least) {
                    runs = Arrays.copyOf(runs, runs.length + 2);
                    runs[runs.length - 2] = first;
                    runs[runs.length - 1] = end;
                }
                number = end / 4;
            }
        }
        return runs;
    }

    /** One count. */
    int count(int line, int column) {
        return (short) (rows[line * numbers + column / 4] >>> column % 4 * 16) & mask;
    }

    /** Sum over consecutive columns; four counts at a time, in the four quarters of two numbers: no line is so long that a half overflows. */
    long sum(int line, int firstColumn, int endColumn) {
        int first = Math.min(endColumn, (firstColumn + 3) / 4 * 4);
        int end = Math.max(first, endColumn / 4 * 4);
        long even = 0;
        long odd = 0;
        for (int number = line * numbers + first / 4; number < line * numbers + end / 4; number++) {
            long four = rows[number] ^ bias;
            even += four & EVEN;
            odd += four >>> 16 & EVEN;
        }
        long both = even + odd;
        return (both >>> 32) + (both & 0xffff_ffffL) - (end - first) * (bias & 0xffff)
                + oneByOne(line, firstColumn, first) + oneByOne(line, end, endColumn);
    }

    private long oneByOne(int line, int firstColumn, int endColumn) {
        long sum = 0;
        for (int column = firstColumn; column < endColumn; column++) {
            sum += count(line, column);
        }
        return sum;
    }
}
