package org.penumbra.measure;

import java.util.Arrays;

/**
 * A column that shows two levels within one block of lines (METHODS 6); it is not cut there.
 *
 * @param column 0-based
 * @param firstLine first line of the block, 0-based from the first line of the strip
 * @param lines lines of the block that were looked at
 * @param significance standard deviations by which its variance exceeds what line-to-line noise explains
 * @param explained fraction of the variance of the running mean that lies between the two levels
 * @param low lower level in LSB, relative to the mean of the column
 * @param high upper level in LSB, relative to the mean of the column
 * @param occupancy fraction of the lines in the upper level
 * @param switches changes from one level to the other
 * @param histogram counts of the running mean in equal bins from its lowest to its highest value
 * @param lowest lowest value of the running mean in LSB, relative to the mean of the column
 * @param highest highest value of the running mean in LSB, relative to the mean of the column
 */
public record Telegraph(int column, int firstLine, int lines, double significance, double explained, double low, double high,
                        double occupancy, int switches, int[] histogram, double lowest, double highest) {

    /** Distance of the two levels in LSB. */
    public double gap() {
        return high - low;
    }

    void pack(PackedWriter to) {
        to.unsigned(column);
        to.unsigned(firstLine);
        to.unsigned(lines);
        to.real(significance);
        to.real(explained);
        to.real(low);
        to.real(high);
        to.real(occupancy);
        to.unsigned(switches);
        to.unsigned(histogram.length);
        for (int count : histogram) {
            to.unsigned(count);
        }
        to.real(lowest);
        to.real(highest);
    }

    static Telegraph unpack(PackedReader from) {
        int column = from.count();
        int firstLine = from.count();
        int lines = from.count();
        double significance = from.real();
        double explained = from.real();
        double low = from.real();
        double high = from.real();
        double occupancy = from.real();
        int switches = from.count();
        int[] histogram = new int[from.count()];
        Arrays.setAll(histogram, bin -> from.count());
        return new Telegraph(column, firstLine, lines, significance, explained, low, high, occupancy, switches, histogram, from.real(), from.real());
    }
}
