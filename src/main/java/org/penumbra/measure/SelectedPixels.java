package org.penumbra.measure;

import java.util.Map;

/**
 * What a selection keeps of one (band, detector).
 *
 * @param selection the selection
 * @param statistics statistics of the kept samples; median, MAD, min and max those of the whole strip
 * @param keptOfColumn kept samples of the columns that lost some of the lines that are neither lost nor dropped, by column;
 *     axis: (segment − first) · n + (line of cycle − 1)
 */
public record SelectedPixels(Selection selection, PixelStatistics statistics, Map<Integer, int[]> keptOfColumn) {
}
