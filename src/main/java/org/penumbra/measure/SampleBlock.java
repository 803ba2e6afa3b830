package org.penumbra.measure;

import java.nio.ByteBuffer;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * The stored counts of a block of cycles, turned so that each series, the samples of one (column, line of cycle) in time
 * order, lies in one piece. Series are numbered column · n + (line of cycle − 1).
 *
 * <p>One series at a time is selected and looked at more closely; what is looked at for outliers may be freed from the
 * trend of the illumination, sums are always those of the stored counts.
 */
abstract class SampleBlock {
    /** Entries of a segment in an array of sums: Σd, Σd², Σd³ with d = count − pivot, Σe² with e = difference to the next cycle. */
    static final int SUMS = 4;

    private int columns;
    private int linesPerCycle;
    private int cycles;

    /** Makes room for a block; nothing of an earlier one is kept. */
    void shape(int blockColumns, int blockLinesPerCycle, int blockCycles) {
        columns = blockColumns;
        linesPerCycle = blockLinesPerCycle;
        cycles = blockCycles;
    }

    final int columns() {
        return columns;
    }

    final int linesPerCycle() {
        return linesPerCycle;
    }

    final int cycles() {
        return cycles;
    }

    final int series() {
        return columns * linesPerCycle;
    }

    /**
     * Takes over the lines of one part.
     *
     * @param part row-major samples in native byte order
     * @param lines lines of the part, whole cycles
     * @param firstCycle where they start in the block
     * @param log is told the sums of each line
     */
    abstract void load(ByteBuffer part, int lines, int firstCycle, LineLog log);

    /** Stored count of any series. */
    abstract double count(int series, int cycle);

    /** Makes a series the selected one, with its trend left in. */
    abstract void select(int series);

    /** Takes {@code scale · trend}, axis: cycle of the block, in LSB, out of what is looked at in the selected series. */
    abstract void detrend(double[] trend, double scale);

    /** What the selected series looks like without left-out lines (axis: cycle), samples not within [least, saturation[ as stored, and NaN. */
    abstract Look look(boolean[] leftOut, double least, double saturation);

    /** Median of the selected series rounded to what its samples can be. */
    abstract double pivot(double median);

    /** Distance of a sample of the selected series from a median, its trend taken out, in LSB. */
    abstract double distance(int cycle, double median);

    /**
     * Cycles of the selected series, ascending, whose sample is in a left-out line, farther than {@code cut} from the
     * median, or not within [least, most] as stored (NaN never is).
     *
     * @return how many were written to {@code found}
     */
    abstract int suspects(double median, double cut, double least, double most, boolean[] leftOut, int[] found);

    /** Sums of all samples of the selected series, {@link #SUMS} for each segment between the boundaries. */
    abstract void sums(double pivot, int[] boundaries, double[] sums);

    /**
     * Turns sums of all samples into sums of those that stay.
     *
     * @param moved cycles, ascending, whose samples do not stay; no pair with one of them does
     * @param count number of them
     */
    abstract void leaveOut(double pivot, int[] boundaries, int[] moved, int count, double[] sums);

    /**
     * What a series looks like, in LSB; NaN where there is no sample.
     *
     * @param n samples
     * @param complete whether no sample outside the left-out lines was passed over
     * @param median exact
     * @param mad median absolute deviation, exact
     * @param deviation standard deviation, n − 1, of the samples that lie within {@link #reach} of the median
     */
    record Look(int n, boolean complete, double lowest, double highest, double median, double mad, double deviation) {
        /** Robust standard deviations, and at least LSB, to either side. */
        private static final int SCALES = 10;

        /**
         * Distance from the median within which samples tell how wide a series is, in LSB: noise never goes farther, and a flash that
         * lights some lines, or a gap in them, leaves the deviation as it was.
         *
         * @param mad in LSB
         */
        static double reach(double mad) {
            return SCALES * Math.max(1, MedianAbsoluteDeviation.NORMAL * mad);
        }
    }
}
