package org.penumbra.measure;

import java.util.Arrays;
import org.penumbra.statistics.RunningMedian;

/**
 * Statistics of each line of a strip. Axis of each array but {@code blindReference}: line, 0-based from the first of the
 * strip; a line lost in transmission is NaN in all of them.
 *
 * @param linesPerCycle lines n of the chronogram cycle
 * @param smoothingLines lines of the running median that smooths compressed blind pixels; 0 where counts are not compressed
 * @param blind mean over valid blind columns of X − reference, in LSB, or their median where counts are compressed; NaN where
 *     there is none
 * @param blindReference mean of X over the first block of each valid blind (column, line of cycle), in LSB, NaN for other
 *     columns; axis: column · n + (line of cycle − 1)
 * @param activeMean mean over all active columns of the stored count in LSB, saturated and cut samples included, those without data left out
 * @param firstMean the same over the first active columns, which see the ground of the detector before (METHODS 8); NaN where too few have data
 * @param lastMean the same over the last active columns, which see the ground of the next detector
 */
public record LineStatistics(int linesPerCycle, int smoothingLines, double[] blind, double[] blindReference,
                             double[] activeMean, double[] firstMean, double[] lastMean) {

    /** Whether a line was lost in transmission. */
    public boolean lost(int line) {
        return Double.isNaN(activeMean[line]);
    }

    /**
     * Pixel contextual offset PC(l) = mean over valid blind pixels of (X − DS) against any dark signal (METHODS 2): the mean
     * of each line, or of compressed counts the running median over its medians.
     *
     * @param dark DS in LSB; axis: column · n + (line of cycle − 1); a blind pixel whose DS is NaN is left out
     * @return PC in LSB; axis: line; NaN in lost lines, 0 everywhere if there are no valid blind columns
     */
    public double[] contextualOffset(double[] dark) {
        double[] shift = new double[linesPerCycle];
        int[] known = new int[linesPerCycle];
        for (int series = 0; series < blindReference.length; series++) {
            double difference = blindReference[series] - dark[series];
            if (!Double.isNaN(difference)) {
                shift[series % linesPerCycle] += difference;
                known[series % linesPerCycle]++;
            }
        }
        double[] offset = blind.clone();
        for (int line = 0; line < offset.length; line++) {
            int j = line % linesPerCycle;
            offset[line] += known[j] == 0 ? 0 : shift[j] / known[j];
        }
        return smooth(offset, smoothingLines);
    }

    /** Values of consecutive lines smoothed over so many, half of them on either side; all 0 where no line has a value. */
    static double[] smooth(double[] values, int smoothingLines) {
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            return new double[values.length];
        }
        if (smoothingLines == 0) {
            return values;
        }
        double[] smooth = RunningMedian.of(values, smoothingLines / 2 * 2 + 1);
        for (int line = 0; line < values.length; line++) {
            smooth[line] = Double.isNaN(values[line]) ? Double.NaN : smooth[line];
        }
        return smooth;
    }

    void pack(PackedWriter to) {
        to.unsigned(smoothingLines);
        to.unsigned(activeMean.length);
        for (double[] values : new double[][] {blind, activeMean, firstMean, lastMean}) {
            for (double value : values) {
                to.real(value);
            }
        }
        to.unsigned(blindReference.length);
        for (double value : blindReference) {
            to.eighths(value);
        }
    }

    static LineStatistics unpack(PackedReader from, int linesPerCycle) {
        int smoothingLines = from.count();
        double[][] values = new double[4][from.count()];
        for (double[] each : values) {
            Arrays.setAll(each, line -> from.real());
        }
        double[] reference = new double[from.count()];
        Arrays.setAll(reference, series -> from.eighths());
        return new LineStatistics(linesPerCycle, smoothingLines, values[0], reference, values[1], values[2], values[3]);
    }
}
