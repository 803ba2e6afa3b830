package org.penumbra.measure;

/**
 * Counts of a block, turned from lines into series, four counts of 16 bits in one number, the earliest lowest.
 *
 * <p>They lie in pieces of {@value #PIECE} cycles, one cache line, of each series; pieces of the same cycles follow each
 * other series by series. So rows are turned into a region that is written from start to end, and reading one series after
 * the other follows a few such regions: several times as fast as with whole series, each in a memory page of its own.
 */
final class TurnedCounts {
    static final int PIECE = 32;
    private static final int FOURS = PIECE / 4;
    /** Columns turned together: the parts of their rows stay in the first-level cache. */
    private static final int TILE = 32;
    private static final long QUARTER = 0xffff;

    /** Takes the sign off samples that have none. */
    private final int mask;
    private int series;
    private long[] fours = {};

    TurnedCounts(boolean signed) {
        mask = signed ? -1 : 0xffff;
    }

    /** A value in all four quarters. */
    static long fourTimes(int value) {
        return (value & QUARTER) * 0x1_0001_0001_0001L;
    }

    /** Whether what lies below a value, taken from it in 16 bits, can be told from what lies a little above. */
    static boolean ordinary(int lowest) {
        return lowest >= 0 && lowest < 0x4000;
    }

    /** Makes room; nothing of an earlier block is kept. */
    void shape(int seriesOfBlock, int cycles) {
        series = seriesOfBlock;
        int size = Math.multiplyExact(series, (cycles + PIECE - 1) / PIECE * FOURS);
        fours = fours.length < size ? new long[size] : fours;
    }

    /**
     * Turns lines of some cycles, all in one piece.
     *
     * @param rows counts of the lines, line after line
     * @param columns counts of one line
     */
    void turn(short[] rows, int columns, int cycles, int firstCycle) {
        int n = series / columns;
        int step = n * columns;
        for (int tile = 0; tile < columns; tile += TILE) {
            int end = Math.min(columns, tile + TILE);
            for (int column = tile; column < end; column++) {
                for (int j = 0; j < n; j++) {
                    int source = j * columns + column;
                    int k = 0;
                    if (firstCycle % 4 == 0) {
                        int target = at(column * n + j, firstCycle);
                        for (; k + 4 <= cycles; k += 4, source += 4 * step) {
                            fours[target++] = rows[source] & QUARTER | (rows[source + step] & QUARTER) << 16
                                    | (rows[source + 2 * step] & QUARTER) << 32 | (long) rows[source + 3 * step] << 48;
                        }
                    }
                    for (; k < cycles; k++, source += step) {
                        set(column * n + j, firstCycle + k, rows[source]);
                    }
                }
            }
        }
    }

    private void set(int ofSeries, int cycle, short count) {
        int at = at(ofSeries, cycle);
        int shift = cycle % 4 * 16;
        fours[at] = fours[at] & ~(QUARTER << shift) | (count & QUARTER) << shift;
    }

    /** The counts, four in each number. */
    long[] fours() {
        return fours;
    }

    /** Where a cycle of a series is among the fours; those of a piece lie side by side. */
    int at(int ofSeries, int cycle) {
        return (cycle / PIECE * series + ofSeries) * FOURS + cycle % PIECE / 4;
    }

    /** One count. */
    int count(int ofSeries, int cycle) {
        return (short) (fours[at(ofSeries, cycle)] >>> cycle % 4 * 16) & mask;
    }

    /** Writes the counts of one series into an array. */
    void expand(int ofSeries, int cycles, int[] to) {
        for (int first = 0; first < cycles; first += 4) {
            long four = fours[at(ofSeries, first)];
            if (first + 4 <= cycles) {
                to[first] = (short) four & mask;
                to[first + 1] = (short) (four >>> 16) & mask;
                to[first + 2] = (short) (four >>> 32) & mask;
                to[first + 3] = (short) (four >>> 48) & mask;
            } else {
                for (int k = first; k < cycles; k++) {
                    to[k] = count(ofSeries, k);
                }
            }
        }
    }
}
