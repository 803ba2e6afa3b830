package org.penumbra.measure;

/**
 * Equal parts of a strip, with boundaries between whole chronogram cycles.
 *
 * @param cycles cycles of the strip, at least 1
 * @param count segments, each of at least one cycle
 */
record Segments(int cycles, int count) {

    private static final int QUARTERS = 4;

    /**
     * As many as wanted or as fit; a multiple of four where four fit, so that halves and quarters are unions of segments.
     *
     * @param least cycles that each has at least, unless there would be less than four
     */
    static Segments of(int cycles, int wanted, int least) {
        int count = Math.min(Math.min(wanted, Math.max(QUARTERS, cycles / least)), cycles);
        return new Segments(cycles, count < QUARTERS ? count : count - count % QUARTERS);
    }

    /** First cycle of a segment; of {@code count}, the end of the last. */
    int first(int segment) {
        return (int) ((long) segment * cycles / count);
    }

    /** Segment that holds a cycle. */
    int of(int cycle) {
        return (int) (((cycle + 1L) * count - 1) / cycles);
    }

    /** Boundaries inside a block: its first cycle, each segment that starts within, its end; relative to its first cycle. */
    int[] boundaries(int firstCycle, int blockCycles) {
        int first = of(firstCycle);
        int last = of(firstCycle + blockCycles - 1);
        int[] boundaries = new int[last - first + 2];
        for (int segment = first + 1; segment <= last; segment++) {
            boundaries[segment - first] = first(segment) - firstCycle;
        }
        boundaries[last - first + 1] = blockCycles;
        return boundaries;
    }
}
