package org.penumbra.measure;

/**
 * Sums over counts that lie near their pivot, as those of a dark do. What two neighbours add to all sums stands side by side in
 * one number of a table, so that one addition sums everything; {@link TurnedCounts} hands over four counts at a time.
 */
final class NearSums {
    /** Distances from −REACH to REACH − 1 are in the table. */
    private static final int REACH = 16;
    private static final int BITS = 5;
    private static final int PAIRS = 1 << 2 * BITS;
    /** Of four counts less the lowest, what no bit may be in. */
    private static final long BEYOND = TurnedCounts.fourTimes(0x10000 - 2 * REACH);

    /** Counts that are added before the sums are taken apart; they then fit: Σ(d + REACH) below 2¹⁰, Σd² 2¹⁴, Σ(d³ + REACH³) 2¹⁸. */
    private static final int MOST = TurnedCounts.PIECE;
    private static final int SECOND = 10;
    private static final int THIRD = SECOND + 14;
    private static final int STEPS = THIRD + 18;
    private static final int CUBE = REACH * REACH * REACH;
    /** Powers of both of two neighbours, and the square of their step. */
    private static final long[] BOTH = new long[PAIRS];
    /** The square of the step of two neighbours alone. */
    private static final long[] STEP = new long[PAIRS];

    static {
        for (int pair = 0; pair < PAIRS; pair++) {
            long one = pair % (2 * REACH) - REACH;
            long other = pair / (2 * REACH) - REACH;
            STEP[pair] = (other - one) * (other - one) << STEPS;
            BOTH[pair] = powers(one) + powers(other) + STEP[pair];
        }
    }

    private long pivot;
    private long lowest;
    private boolean near;
    private long first;
    private long second;
    private long third;
    private long steps;

    private static long powers(long d) {
        return d + REACH | d * d << SECOND | d * d * d + CUBE << THIRD;
    }

    /** Starts to sum counts about a pivot. */
    void start(int about) {
        pivot = about;
        lowest = TurnedCounts.fourTimes(about - REACH);
        near = TurnedCounts.ordinary(about - REACH);
        first = 0;
        second = 0;
        third = 0;
        steps = 0;
    }

    /**
     * Adds counts, four in each number, at most {@value #MOST} counts.
     *
     * @param next what follows: the count behind the last in its lowest quarter
     */
    void add(long[] fours, int from, int to, long next) {
        long base = lowest;
        long beyond = 0;
        long sums = 0;
        long four = fours[from] - base;
        for (int i = from; i < to; i++) {
            long following = (i + 1 < to ? fours[i + 1] : next) - base;
            long pairs = four | (four >>> 16 | following << 48) << BITS;
            sums += BOTH[(int) pairs & PAIRS - 1] + STEP[(int) (pairs >>> 16) & PAIRS - 1]
                    + BOTH[(int) (pairs >>> 32) & PAIRS - 1] + STEP[(int) (pairs >>> 48) & PAIRS - 1];
            beyond |= four;
            four = following;
        }
        near &= (beyond & BEYOND) == 0 && (four & BEYOND & 0xffff) == 0;
        first += (sums & (1L << SECOND) - 1) - (to - from) * 4L * REACH;
        second += sums >>> SECOND & (1L << THIRD - SECOND) - 1;
        third += (sums >>> THIRD & (1L << STEPS - THIRD) - 1) - (to - from) * 4L * CUBE;
        steps += sums >>> STEPS;
    }

    /** Adds one count, which another follows. */
    void add(int count, int next) {
        long d = count - pivot;
        long step = next - count;
        first += d;
        second += d * d;
        third += d * d * d;
        steps += step * step;
    }

    /** Writes the sums (see {@link SampleBlock#SUMS}); false if a count was too far away, then they are wrong. */
    boolean write(double[] sums, int at) {
        sums[at] = first;
        sums[at + 1] = second;
        sums[at + 2] = third;
        sums[at + 3] = steps;
        return near;
    }
}
