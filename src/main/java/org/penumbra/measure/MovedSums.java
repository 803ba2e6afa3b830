package org.penumbra.measure;

import java.util.Arrays;

/**
 * Sums of the samples of one series that are not among the common ones, by segment and fate: those that are cut at some
 * level, those on the other side of the knee of the on-board equalisation, and the numbers of saturated ones and of those without data.
 *
 * <p>A fate is {@code 2 · rank + side}. The rank is the number of cut levels that leave a sample out, 0 to 3, so that
 * {@link CutLevel} {@code L} keeps it while rank ≤ {@code L.ordinal()}; a pair has the higher rank of its samples. The side
 * is 1 above the knee; a pair across it is on the side of its middle, whose slope then carries it (at equal numbers to
 * either side this errs by the square of half the relative change of slope). Fate 8 is saturated, fate 9 without data, fate 10
 * saturated in a line that is dropped whole: no level keeps them, and nothing is summed.
 */
final class MovedSums {
    static final int SATURATED = 4;
    static final int NO_DATA = 5;
    /** Saturated, and not among the samples of the kept lines. */
    static final int DROPPED = 6;
    static final int FATES = 2 * SATURATED + 3;
    private static final int SAMPLES = 0;
    private static final int PAIRS = 1;
    private static final int FIRST_SUM = 2;
    private static final int ENTRIES = FIRST_SUM + SampleBlock.SUMS;

    private final double[] entries;
    private final int[] used;
    private int count;

    MovedSums(int segments) {
        entries = new double[segments * FATES * ENTRIES];
        used = new int[segments * FATES];
    }

    static int fate(int rank, boolean aboveKnee) {
        return rank >= SATURATED ? SATURATED + rank : 2 * rank + (aboveKnee ? 1 : 0);
    }

    /** The rank of a fate. */
    static int rank(int fate) {
        return fate >= 2 * SATURATED ? fate - SATURATED : fate / 2;
    }

    /** Adds a sample at a distance from the pivot. */
    void addSample(int segment, int fate, double d) {
        int at = entry(segment, fate);
        entries[at + SAMPLES]++;
        if (rank(fate) < SATURATED) {
            entries[at + FIRST_SUM] += d;
            entries[at + FIRST_SUM + 1] += d * d;
            entries[at + FIRST_SUM + 2] += d * d * d;
        }
    }

    /** Adds a pair of samples by its difference. */
    void addPair(int segment, int fate, double step) {
        int at = entry(segment, fate);
        entries[at + PAIRS]++;
        if (rank(fate) < SATURATED) {
            entries[at + FIRST_SUM + 3] += step * step;
        }
    }

    private int entry(int segment, int fate) {
        int key = segment * FATES + fate;
        int at = key * ENTRIES;
        if (entries[at + SAMPLES] == 0 && entries[at + PAIRS] == 0) {
            used[count++] = key;
        }
        return at;
    }

    /** Writes what was added since the last time: its key, then samples, pairs and sums. */
    void writeTo(PackedWriter to, int firstKey, boolean integer) {
        for (int i = 0; i < count; i++) {
            int at = used[i] * ENTRIES;
            to.unsigned(firstKey + used[i]);
            to.unsigned((long) entries[at + SAMPLES]);
            to.unsigned((long) entries[at + PAIRS]);
            to.sums(entries, at + FIRST_SUM, integer);
            Arrays.fill(entries, at, at + ENTRIES, 0);
        }
        count = 0;
    }

    boolean empty() {
        return count == 0;
    }
}
