package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.penumbra.calibration.OnBoardEqualisation.Law;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.LightEvent;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.Telegraph;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.QuantisationBias;

/**
 * The dark signal of one (band, detector), held against the reference in force (METHODS 2).
 * Axis of arrays over pixels: column · n + (line of cycle − 1); of arrays over columns: column.
 *
 * @param id band and detector
 * @param linesPerCycle n
 * @param lines lines of the strip
 * @param imaging columns that see the scene and are not known to be defective
 * @param good imaging columns that this product does not show as noisy or as changed: those that means are taken over (METHODS 0)
 * @param mean DS in raw counts, LSB, per pixel
 * @param u standard uncertainty of DS in LSB, per pixel
 * @param reference COEFF_D in LSB, per pixel; NaN where there is none
 * @param change DS − COEFF_D in LSB, per pixel
 * @param sampling u without what rounding can bias, in LSB, per pixel: what the spread of the changes is freed from
 * @param noise line-to-line noise of each column, in LSB
 * @param samples kept samples of each column
 * @param halves second half minus first half of each column, on X − PC, minus the detector's median difference, in LSB
 * @param medianChange median change of the imaging pixels, in LSB
 * @param blindChange mean change of the valid blind columns, in LSB; NaN without blind columns
 * @param halvesChange second half minus first half of the detector with PC left in, in LSB
 * @param drift means of PC over equal blocks of the strip, in LSB; empty without blind columns
 * @param driftSlope slope of PC over the strip, in LSB per 1 000 lines of the band
 * @param errorOfReference rms of (second half − reference), the held-back test of METHODS 9, in LSB
 * @param errorOfCandidate rms of (second half − first half), with what rounding can bias, in LSB
 * @param means what is taken over the columns of the detector
 * @param lightEvents lines left out
 * @param telegraphs columns that show two levels
 */
record DetectorDark(BandDetector id, int linesPerCycle, int lines, boolean[] imaging, boolean[] good, double[] mean, double[] u, double[] reference,
                    double[] change, double[] sampling, double[] noise, int[] samples, double[] halves, double medianChange,
                    double blindChange, double halvesChange, double[] drift, double driftSlope, double errorOfReference,
                    double errorOfCandidate, Means means, List<LightEvent> lightEvents, List<Telegraph> telegraphs) {
    private static final int DRIFT_BLOCKS = 8;
    /** A column this many times as noisy as the median is no measure of its detector's noise (METHODS 6). */
    private static final double NOISY = 3;

    /**
     * @param law on-board law of the detector
     * @param digitisedBefore whether counts are rounded before the on-board equalisation as well (METHODS 1)
     * @param reference COEFF_D [line of cycle − 1][column] in LSB, or null where there is no calibration set
     * @param unused columns that are known to be defective or carry no image
     * @param referenceIsAMeasurement whether COEFF_D is itself a mean of quantised data made by this program, so that rounding biases both alike
     */
    static DetectorDark of(DetectorMeasurement measurement, Law law, boolean digitisedBefore, double[][] reference, boolean[] unused,
                           boolean referenceIsAMeasurement, DarkSettings settings) {
        int columns = measurement.columns();
        int n = measurement.linesPerCycle();
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        boolean[] imaging = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            imaging[column] = !measurement.blind(column) && !unused[column];
        }
        double[] noise = new double[columns];
        int[] samples = new int[columns];
        Arrays.setAll(noise, pixels::columnNoise);
        Arrays.setAll(samples, pixels::columnCount);
        double[] slope = new double[columns * n];
        Arrays.setAll(slope, i -> law.slope(i / n, law.equalise(i / n, pixels.mean()[i])));
        double medianNoise = Median.of(finite(noise, imaging).mapToDouble(column -> noise[column]).toArray());
        boolean[] good = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            good[column] = imaging[column] && !(noise[column] > NOISY * medianNoise);
        }
        double storedVariance = finite(noise, good).mapToDouble(column -> square(noise[column] / slope[column * n])).average().orElse(Double.NaN);
        double storedBias = QuantisationBias.rms(storedVariance);

        double[] u = new double[columns * n];
        double[] sampling = new double[columns * n];
        double[] expected = new double[columns * n];
        double[] change = new double[columns * n];
        for (int column = 0; column < columns; column++) {
            for (int j = 0; j < n; j++) {
                int i = column * n + j;
                double bias = storedBias * slope[i];
                double rounding = digitisedBefore ? slope[i] / Math.sqrt(12) : 0;
                double variance = storedBias > 0.01 ? storedVariance * square(slope[i]) : square(noise[column]);
                double perSample = pixels.n()[i] > 0 ? variance / pixels.n()[i] : Double.NaN;
                u[i] = Math.sqrt(perSample + square(bias) + square(rounding));
                double ofReference = referenceIsAMeasurement ? perSample : 0;
                sampling[i] = Math.sqrt(perSample + ofReference + (referenceIsAMeasurement ? 0 : square(bias) + square(rounding)));
                expected[i] = reference == null ? Double.NaN : reference[j][column];
                change[i] = pixels.mean()[i] - expected[i];
            }
        }
        double medianChange = Median.of(Arrays.stream(pixelsOf(imaging, n)).mapToDouble(i -> change[i]).filter(Double::isFinite).toArray());
        for (int i = 0; i < change.length; i++) {
            good[i / n] &= !(Math.abs(change[i] - medianChange) > limit(u[i], settings));
        }
        int half = measurement.segments() / 2;
        PixelStatistics first = measurement.pixels(CutLevel.FIVE, 0, half);
        PixelStatistics second = measurement.pixels(CutLevel.FIVE, half, measurement.segments());
        double[] halfDifference = new double[columns * n];
        Arrays.setAll(halfDifference, i -> second.mean()[i] - first.mean()[i]);
        double[] halves = columnMeans(halfDifference, n);
        double medianHalves = Median.of(finite(halves, good).mapToDouble(column -> halves[column]).toArray());
        double halvesChange = finite(halves, good).mapToDouble(column -> halves[column]).average().orElse(Double.NaN);
        Arrays.setAll(halves, column -> halves[column] - medianHalves);

        boolean blind = IntStream.range(0, columns).anyMatch(measurement::validBlind);
        double[] blindOffsets = blind ? measurement.lineStatistics().contextualOffset(pixels.mean()) : new double[0];
        double ofReference = rms(pixelsOf(good, n), i -> second.mean()[i] - expected[i]);
        double ofCandidate = rms(pixelsOf(good, n), i -> halfDifference[i]);
        double bias = referenceIsAMeasurement ? 0 : storedBias * Median.of(slope);
        Means means = means(pixels.mean(), u, change, sampling, noise, medianChange, imaging, good, n, settings);
        return new DetectorDark(measurement.id(), n, measurement.lines(), imaging, good, pixels.mean(), u, expected, change, sampling, noise,
                samples, halves,
                medianChange, meanOf(change, n, measurement::validBlind, columns), halvesChange, blockMeans(blindOffsets, DRIFT_BLOCKS), slopeOf(blindOffsets),
                ofReference, Math.hypot(ofCandidate, bias), means, measurement.lightEvents(), measurement.telegraphs());
    }

    /**
     * What is taken over the columns of a detector once.
     *
     * @param level mean dark over the good columns, in LSB
     * @param levelUncertainty its standard uncertainty in LSB
     * @param change mean change over the good columns, in LSB, blind part included
     * @param noise median line-to-line noise over the good columns, in LSB
     * @param maxAbsChange largest absolute change of an imaging pixel, in LSB
     * @param dsnuVariance signed variance of the dark signal non-uniformity that the reference leaves over, in LSB²: the spread of the
     *     changes of pixels within their limit, noise removed (METHODS 2)
     * @param beyond columns with a pixel that moved by more than its limit against the detector
     */
    record Means(double level, double levelUncertainty, double change, double noise, double maxAbsChange, double dsnuVariance, int beyond) {
    }

    private static Means means(double[] mean, double[] u, double[] change, double[] sampling, double[] noise, double medianChange, boolean[] imaging,
                               boolean[] good, int n, DarkSettings settings) {
        Mean level = new Mean();
        Mean variance = new Mean();
        Mean shift = new Mean();
        Mean within = new Mean();
        Mean ofSampling = new Mean();
        double largest = Double.NaN;
        int beyond = 0;
        for (int column = 0; column < imaging.length; column++) {
            boolean moved = false;
            for (int i = column * n; imaging[column] && i < (column + 1) * n; i++) {
                if (good[column]) {
                    level.add(mean[i]);
                    variance.add(square(u[i]));
                    shift.add(change[i]);
                }
                if (!Double.isNaN(change[i])) {
                    largest = Double.isNaN(largest) ? Math.abs(change[i]) : Math.max(largest, Math.abs(change[i]));
                    boolean far = Math.abs(change[i] - medianChange) > limit(u[i], settings);
                    moved |= far;
                    if (!far) {
                        within.add(change[i] - medianChange);
                        ofSampling.add(square(sampling[i]));
                    }
                }
            }
            beyond += moved ? 1 : 0;
        }
        double spread = within.n < 2 ? Double.NaN : (within.squares - within.sum * within.sum / within.n) / (within.n - 1);
        double medianNoise = Median.of(finite(noise, good).mapToDouble(column -> noise[column]).toArray());
        return new Means(level.value(), Math.sqrt(variance.value() / variance.n), shift.value(), medianNoise, largest, spread - ofSampling.value(), beyond);
    }

    /** A mean of finite values about zero, and their squares. */
    private static final class Mean {
        private int n;
        private double sum;
        private double squares;

        void add(double value) {
            if (Double.isFinite(value)) {
                n++;
                sum += value;
                squares += value * value;
            }
        }

        double value() {
            return n == 0 ? Double.NaN : sum / n;
        }
    }

    double level() {
        return means.level();
    }

    double meanChange() {
        return means.change();
    }

    /** Range of the block means of the blind columns' offset, in LSB; NaN without blind columns. */
    double blindDrift() {
        return drift.length == 0 ? Double.NaN : DoubleStream.of(drift).max().getAsDouble() - DoubleStream.of(drift).min().getAsDouble();
    }

    /** How far a pixel's change lies from its detector's median change, in LSB. */
    double deviation(int pixel) {
        return change[pixel] - medianChange;
    }

    static double limit(double u, DarkSettings settings) {
        return Math.max(settings.pixelUncertainties() * u, settings.pixelChange());
    }

    /** Means over the lines of cycle, per column. */
    static double[] columnMeans(double[] perPixel, int n) {
        double[] means = new double[perPixel.length / n];
        for (int i = 0; i < perPixel.length; i++) {
            means[i / n] += perPixel[i] / n;
        }
        return means;
    }

    int[] imagingColumns() {
        return IntStream.range(0, imaging.length).filter(column -> imaging[column]).toArray();
    }

    private static IntStream finite(double[] perColumn, boolean[] among) {
        return IntStream.range(0, among.length).filter(column -> among[column] && Double.isFinite(perColumn[column]));
    }

    private static int[] pixelsOf(boolean[] columns, int n) {
        return IntStream.range(0, columns.length * n).filter(i -> columns[i / n]).toArray();
    }

    private static double meanOf(double[] perPixel, int n, java.util.function.IntPredicate which, int columns) {
        return IntStream.range(0, columns).filter(which).flatMap(column -> IntStream.range(column * n, (column + 1) * n))
                .mapToDouble(i -> perPixel[i]).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static double rms(int[] pixels, java.util.function.IntToDoubleFunction error) {
        return Math.sqrt(Arrays.stream(pixels).mapToDouble(error).filter(Double::isFinite).map(DetectorDark::square).average().orElse(Double.NaN));
    }

    /** Means over equal blocks of the values present; empty where there are none. */
    private static double[] blockMeans(double[] values, int blocks) {
        if (values.length < blocks) {
            return new double[0];
        }
        double[] means = new double[blocks];
        Arrays.setAll(means, block -> Arrays.stream(values, (int) ((long) values.length * block / blocks),
                (int) ((long) values.length * (block + 1) / blocks)).filter(Double::isFinite).average().orElse(Double.NaN));
        return Arrays.stream(means).filter(Double::isFinite).toArray();
    }

    private static double slopeOf(double[] values) {
        var line = new org.apache.commons.math3.stat.regression.SimpleRegression();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                line.addData(i / 1000.0, values[i]);
            }
        }
        return line.getSlope();
    }

    private static double square(double value) {
        return value * value;
    }
}
