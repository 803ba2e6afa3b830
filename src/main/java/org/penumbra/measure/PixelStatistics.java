package org.penumbra.measure;

import java.util.stream.IntStream;

/**
 * Statistics of the pixels of one (band, detector) in raw counts X (METHODS 1), over the samples that one cut level keeps.
 * Axis of each array: column · n + (line of cycle − 1). A value that has no sample is NaN.
 *
 * <p>Mean, standard deviation and third moment are exact on either side of the knee of the on-board equalisation and across
 * it; a line-to-line difference across the knee is carried by the slope at its middle.
 *
 * @param columns columns of the detector
 * @param linesPerCycle lines n of the chronogram cycle
 * @param n kept samples
 * @param mean mean in LSB
 * @param std temporal standard deviation in LSB, n − 1
 * @param noise line-to-line noise sqrt(mean((X(l+n) − X(l))²)/2) in LSB
 * @param pairs pairs of kept samples in consecutive cycles, behind {@code noise}
 * @param third third central moment in LSB³
 * @param median median in LSB of the first block, uncut; of the whole strip where it is one block; of a diffuser freed from
 *     the trend of the illumination
 * @param mad median absolute deviation in LSB, as the median
 * @param min smallest valid sample of the strip, cut or not, in LSB
 * @param max largest valid sample of the strip, cut or not, in LSB
 * @param clipped samples cut at this level one by one, those of dropped lines not included
 * @param saturated saturated samples, those of dropped lines included
 * @param missing samples without data, in lines that are not lost as a whole
 */
public record PixelStatistics(int columns, int linesPerCycle, int[] n, double[] mean, double[] std, double[] noise, int[] pairs,
                              double[] third, double[] median, double[] mad, double[] min, double[] max,
                              int[] clipped, int[] saturated, int[] missing) {

    /** Statistics to be filled. */
    static PixelStatistics of(int columns, int linesPerCycle) {
        int size = columns * linesPerCycle;
        return new PixelStatistics(columns, linesPerCycle,
                new int[0], new double[0], new double[0], new double[0], new int[0],
                new double[0], new double[size], new double[size], new double[size], new double[size],
                new int[0], new int[0], new int[0]).withOtherSamples();
    }

    /** Statistics of other samples, to be filled, that share what is the same of the whole strip. */
    PixelStatistics withOtherSamples() {
        int size = median.length;
        return new PixelStatistics(columns, linesPerCycle, new int[size], new double[size], new double[size], new double[size], new int[size],
                new double[size], median, mad, min, max, new int[size], new int[size], new int[size]);
    }

    /** Values of pixels, of n lines of cycle each, as their means over a column, in their unit. */
    public static double[] columnMeans(double[] perPixel, int n) {
        double[] means = new double[perPixel.length / n];
        for (int i = 0; i < perPixel.length; i++) {
            means[i / n] += perPixel[i] / n;
        }
        return means;
    }

    /** Mean in LSB over all kept samples of a column. */
    public double columnMean(int column) {
        double sum = 0;
        for (int i = column * linesPerCycle; i < (column + 1) * linesPerCycle; i++) {
            sum += n[i] == 0 ? 0 : n[i] * mean[i];
        }
        return sum / columnCount(column);
    }

    /** Line-to-line noise in LSB of a column, over all its pairs. */
    public double columnNoise(int column) {
        double sum = 0;
        for (int i = column * linesPerCycle; i < (column + 1) * linesPerCycle; i++) {
            sum += pairs[i] == 0 ? 0 : pairs[i] * noise[i] * noise[i];
        }
        return Math.sqrt(sum / columnPairs(column));
    }

    /** Kept samples of a column. */
    public int columnCount(int column) {
        return sum(n, column);
    }

    /** Pairs of kept samples of a column. */
    public int columnPairs(int column) {
        return sum(pairs, column);
    }

    /** Whether no sample of a column is data; one that is saturated throughout has some. */
    public boolean absent(int column) {
        return sum(missing, column) > 0 && columnCount(column) + sum(clipped, column) + sum(saturated, column) == 0;
    }

    /** Whether a column shows one and the same count in all of at least so many samples. */
    public boolean stuck(int column, int fewest) {
        double first = min[column * linesPerCycle];
        return columnCount(column) >= fewest && IntStream.range(column * linesPerCycle, (column + 1) * linesPerCycle)
                .allMatch(i -> min[i] == first && max[i] == first);
    }

    private int sum(int[] counts, int column) {
        int sum = 0;
        for (int i = column * linesPerCycle; i < (column + 1) * linesPerCycle; i++) {
            sum += counts[i];
        }
        return sum;
    }
}
