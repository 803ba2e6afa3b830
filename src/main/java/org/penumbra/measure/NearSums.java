package org.penumbra.measure;

/**
 * Sums over counts that lie near their pivot, as those of a dark do. What three neighbours add to all sums stands side by side
 * in one number of a table, so that two additions sum everything of four counts; {@link TurnedCounts} hands over four counts at a time.
 */
final class NearSums {
    /** Distances from −REACH to REACH − 1 are in the table. */
    private static final int REACH = 16;
    private static final int BITS = 5;
    /** Bits from one of four counts to the next. */
    private static final int QUARTER = 16;
    private static final int TRIPLES = 1 << 3 * BITS;
    /** Of four counts less the lowest, what no bit may be in. */
    private static final long BEYOND = TurnedCounts.fourTimes(0x10000 - 2 * REACH);

    /** Counts that are added before the sums are taken apart; they then fit: Σ(d + REACH) below 2¹⁰, Σd² 2¹⁴, Σ(d³ + REACH³) 2¹⁸. */
    private static final int MOST = TurnedCounts.PIECE;
    private static final int SECOND = 10;
    private static final int THIRD = SECOND + 14;
    private static final int STEPS = THIRD + 18;
    private static final int CUBE = REACH * REACH * REACH;
    /** Of three neighbours the powers of the first two and the squares of both steps. */
    private static final long[] TABLE = new long[TRIPLES];

    static {
        for (int triple = 0; triple < TRIPLES; triple++) {
            long one = (triple & 2 * REACH - 1) - REACH;
            long two = (triple >> BITS & 2 * REACH - 1) - REACH;
            long three = (triple >> 2 * BITS) - REACH;
            TABLE[triple] = powers(one) + powers(two) + ((two - one) * (two - one) + (three - two) * (three - two) << STEPS);
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
        for (int i = from + 1; i < to; i++) {
            long following = fours[i] - base;
            sums += ofFour(four, following);
            beyond |= four;
            four = following;
        }
        long following = next - base;
        sums += ofFour(four, following);
        beyond |= four | following & 0xffff;
        near &= (beyond & BEYOND) == 0;
        first += (sums & (1L << SECOND) - 1) - (to - from) * 4L * REACH;
        second += sums >>> SECOND & (1L << THIRD - SECOND) - 1;
        third += (sums >>> THIRD & (1L << STEPS - THIRD) - 1) - (to - from) * 4L * CUBE;
        steps += sums >>> STEPS;
    }

    /** What the table has for four counts, which another follows, all less the lowest. */
    private static long ofFour(long four, long following) {
        long early = four | four >>> QUARTER - BITS | four >>> 2 * (QUARTER - BITS);
        long late = four >>> 2 * QUARTER | four >>> 3 * QUARTER - BITS | following << 2 * BITS;
        return TABLE[(int) early & TRIPLES - 1] + TABLE[(int) late & TRIPLES - 1];
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
