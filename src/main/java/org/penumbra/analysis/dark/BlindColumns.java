package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.penumbra.measure.DetectorMeasurement;

/**
 * What the valid blind columns of a detector show: the part of a change that has nothing to do with its pixels (METHODS 2).
 *
 * @param columns which they are
 * @param change their mean change against COEFF_D, in LSB; NaN without blind columns or reference
 * @param drift means of their offset PC over equal blocks of the strip, in LSB; empty without blind columns
 * @param slope of PC over the strip, in LSB per 1 000 lines of the band; NaN without blind columns
 */
record BlindColumns(int[] columns, double change, double[] drift, double slope) {
    private static final int BLOCKS = 8;

    /**
     * @param mean DS in LSB, per pixel
     * @param change DS − COEFF_D in LSB, per pixel
     */
    static BlindColumns of(DetectorMeasurement measurement, double[] mean, double[] change) {
        int[] columns = columns(measurement);
        if (columns.length == 0) {
            return new BlindColumns(columns, Double.NaN, new double[0], Double.NaN);
        }
        double[] offset = measurement.lineStatistics().contextualOffset(mean);
        return new BlindColumns(columns, mean(columns, change, measurement.linesPerCycle()), blockMeans(offset), slope(offset));
    }

    /** Mean over the valid blind columns of a value per pixel; NaN without any. */
    static double mean(DetectorMeasurement measurement, double[] perPixel) {
        return mean(columns(measurement), perPixel, measurement.linesPerCycle());
    }

    /** Mean over these columns of a value per pixel, of n lines of cycle; NaN without any. */
    double mean(double[] perPixel, int n) {
        return mean(columns, perPixel, n);
    }

    private static int[] columns(DetectorMeasurement measurement) {
        return IntStream.range(0, measurement.columns()).filter(measurement::validBlind).toArray();
    }

    private static double mean(int[] columns, double[] perPixel, int n) {
        return Arrays.stream(columns).flatMap(column -> IntStream.range(column * n, (column + 1) * n)).mapToDouble(i -> perPixel[i])
                .filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Range of the block means of PC, in LSB; NaN where there are none. */
    double range() {
        return drift.length == 0 ? Double.NaN : DoubleStream.of(drift).max().getAsDouble() - DoubleStream.of(drift).min().getAsDouble();
    }

    private static double[] blockMeans(double[] offset) {
        if (offset.length < BLOCKS) {
            return new double[0];
        }
        return IntStream.range(0, BLOCKS)
                .mapToDouble(block -> Arrays.stream(offset, offset.length * block / BLOCKS, offset.length * (block + 1) / BLOCKS)
                        .filter(Double::isFinite).average().orElse(Double.NaN))
                .filter(Double::isFinite).toArray();
    }

    private static double slope(double[] offset) {
        SimpleRegression line = new SimpleRegression();
        IntStream.range(0, offset.length).filter(i -> Double.isFinite(offset[i])).forEach(i -> line.addData(i / 1000.0, offset[i]));
        return line.getSlope();
    }
}
