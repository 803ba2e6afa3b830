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
    /** Numbers of four columns turned together: the parts of their rows stay in the first-level cache. */
    private static final int TILE = 8;
    private static final long QUARTER = 0xffff;
    private static final long EVEN = CountRows.EVEN;
    private static final long HALF = 0xffff_ffffL;

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
     * @param columns counts of one line
     */
    void turn(CountRows lines, int columns, int cycles, int firstCycle) {
        int n = series / columns;
        int numbers = lines.numbersOfLine();
        long[] rows = lines.numbers();
        // fours are whole only where they start
        int inFours = firstCycle % 4 == 0 ? cycles / 4 * 4 : 0;
        for (int tile = 0; tile < numbers; tile += TILE) {
            int end = Math.min(numbers, tile + TILE);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < inFours; k += 4) {
                    for (int number = tile; number < end; number++) {
                        turn(rows, (k * n + j) * numbers + number, n * numbers, at(4 * number * n + j, firstCycle + k),
                                n * FOURS, columns - 4 * number);
                    }
                }
                for (int k = inFours; k < cycles; k++) {
                    for (int column = 4 * tile; column < Math.min(columns, 4 * end); column++) {
                        set(column * n + j, firstCycle + k, lines.count(k * n + j, column));
                    }
                }
            }
        }
    }

    /** Turns four counts of four lines: first each two, then the halves of four. */
    private void turn(long[] rows, int source, int nextLine, int target, int nextColumn, int columns) {
        long one = rows[source];
        long two = rows[source + nextLine];
        long three = rows[source + 2 * nextLine];
        long four = rows[source + 3 * nextLine];
        long even = one & EVEN | (two & EVEN) << 16;
        long odd = one >>> 16 & EVEN | two & ~EVEN;
        long laterEven = three & EVEN | (four & EVEN) << 16;
        long laterOdd = three >>> 16 & EVEN | four & ~EVEN;
        fours[target] = even & HALF | laterEven << 32;
        if (columns > 1) {
            fours[target + nextColumn] = odd & HALF | laterOdd << 32;
        }
        if (columns > 2) {
            fours[target + 2 * nextColumn] = even >>> 32 | laterEven & ~HALF;
        }
        if (columns > 3) {
            fours[target + 3 * nextColumn] = odd >>> 32 | laterOdd & ~HALF;
        }
    }

    private void set(int ofSeries, int cycle, int count) {
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
