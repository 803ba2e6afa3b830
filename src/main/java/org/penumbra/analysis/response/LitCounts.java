package org.penumbra.analysis.response;

import java.util.Arrays;
import java.util.Map;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.SelectedPixels;

/**
 * What was counted on one lit (band, detector) in a part of the strip: all that the response needs of the images.
 * Axis of arrays over pixels: column · n + (line of cycle − 1).
 *
 * @param columns columns of the detector
 * @param linesPerCycle lines n of the chronogram cycle
 * @param samples kept samples per pixel
 * @param mean mean of raw counts X in LSB
 * @param variance mean of (X − mean)² in LSB²: noise and the trend of the illumination
 * @param third mean of (X − mean)³ in LSB³
 * @param steps mean of (X(l+n) − X(l))²/2 in LSB² per column
 * @param saturated saturated samples per column
 * @param firstSegment first segment of the part
 * @param keptLines lines neither lost nor dropped; axis: (segment − firstSegment) · n + (line of cycle − 1)
 * @param keptOfColumn kept samples of the columns that lost some of these, axis as {@code keptLines}, by column
 */
record LitCounts(int columns, int linesPerCycle, int[] samples, double[] mean, double[] variance, double[] third, double[] steps,
                        int[] saturated, int firstSegment, int[] keptLines, Map<Integer, int[]> keptOfColumn) {

    /** The counts of a selection of a measurement. */
    static LitCounts of(DetectorMeasurement measurement, SelectedPixels selected) {
        int n = measurement.linesPerCycle();
        int columns = measurement.columns();
        int first = selected.selection().fromSegment();
        PixelStatistics pixels = selected.statistics();
        int[] kept = new int[(selected.selection().toSegment() - first) * n];
        Arrays.setAll(kept, i -> measurement.keptLines(first + i / n, i % n + 1));
        double[] variance = new double[columns * n];
        double[] steps = new double[columns];
        int[] saturated = new int[columns];
        for (int column = 0; column < columns; column++) {
            for (int i = column * n; i < (column + 1) * n; i++) {
                int samples = pixels.n()[i];
                variance[i] = samples < 2 ? 0 : pixels.std()[i] * pixels.std()[i] * (samples - 1) / samples;
                saturated[column] += pixels.saturated()[i];
            }
            double noise = pixels.columnNoise(column);
            steps[column] = noise * noise;
        }
        return new LitCounts(columns, n, pixels.n(), pixels.mean(), variance, pixels.third(), steps, saturated, first, kept, selected.keptOfColumn());
    }

    /** Mean over the kept lines of a pixel of something that each segment and line of cycle has, axis as {@link #keptLines()}. */
    double overKeptLines(double[] ofSegment, int pixel) {
        return overLines(keptOfColumn.getOrDefault(pixel / linesPerCycle, keptLines), ofSegment, pixel % linesPerCycle);
    }

    /** The same for a line of cycle, 0-based, over the lines that are neither lost nor dropped. */
    double overLines(double[] ofSegment, int j) {
        return overLines(keptLines, ofSegment, j);
    }

    private double overLines(int[] kept, double[] ofSegment, int j) {
        double sum = 0;
        int lines = 0;
        for (int i = j; i < kept.length; i += linesPerCycle) {
            sum += kept[i] == 0 ? 0 : kept[i] * ofSegment[i];
            lines += kept[i];
        }
        return sum / lines;
    }

    /** Kept samples of a column. */
    int columnSamples(int column) {
        int sum = 0;
        for (int i = column * linesPerCycle; i < (column + 1) * linesPerCycle; i++) {
            sum += samples[i];
        }
        return sum;
    }
}
