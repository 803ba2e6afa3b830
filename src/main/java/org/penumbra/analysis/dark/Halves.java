package org.penumbra.analysis.dark;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;

/**
 * The second half of a strip against the first: whether it was stationary, and which darks fit the half that they were not
 * made from (METHODS 2 and 9).
 *
 * @param columns second half minus first half of each column, minus the detector's median difference, in LSB; the drift of
 *     the blind columns, common to all columns, drops out
 * @param change second half minus first half over the good columns, drift left in, in LSB
 * @param errorOfReference rms over the steady pixels of (second half − reference), in LSB
 * @param errorOfCandidate rms over the steady pixels of (second half − first half), with what rounding can bias, in LSB
 */
record Halves(double[] columns, double change, double errorOfReference, double errorOfCandidate) {

    /**
     * @param reference COEFF_D in LSB, per pixel
     * @param good columns that means are taken over
     * @param steady columns that a reference can fit: the good ones and those that moved
     * @param rounding what rounding can bias in both halves alike but not in the reference, in LSB
     */
    static Halves of(DetectorMeasurement measurement, double[] reference, boolean[] good, boolean[] steady, double rounding) {
        double[] second = measurement.halves().second();
        double[] step = DetectorDark.difference(second, measurement.halves().first());
        double[] columns = PixelStatistics.columnMeans(step, measurement.linesPerCycle());
        double median = Median.of(DetectorDark.finite(good, columns));
        double change = DetectorDark.mean(good, columns);
        Arrays.setAll(columns, column -> columns[column] - median);
        return new Halves(columns, change, leftOver(DetectorDark.difference(second, reference), measurement, steady),
                Math.hypot(leftOver(step, measurement, steady), rounding));
    }

    /** Root mean square in LSB of what the ground leaves of a change: it takes off that of the valid blind columns (METHODS 3, PC). */
    private static double leftOver(double[] change, DetectorMeasurement measurement, boolean[] steady) {
        double blind = BlindColumns.mean(measurement, change);
        double common = Double.isNaN(blind) ? 0 : blind;
        double[] left = DetectorDark.finite(DetectorDark.pixels(steady, measurement.linesPerCycle()), change);
        return Math.sqrt(StatUtils.mean(Arrays.stream(left).map(value -> (value - common) * (value - common)).toArray()));
    }
}
