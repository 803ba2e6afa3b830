package org.penumbra.analysis.striping;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * How the columns of one (band, detector) of a nominal image differ from their neighbours (METHODS 8). Axis of arrays: column.
 *
 * @param id band and detector
 * @param blocks blocks of lines
 * @param behind those of them behind the deviation of a column
 * @param level mean of Z over the columns, in LSB
 * @param deviation median over blocks of Z divided by its running median, minus 1; NaN in blind columns and where the level is too low
 * @param significance Student's t of the deviation over the blocks; NaN with fewer than 3 blocks
 * @param scatter robust scale of the deviations over the columns, at least the median of their standard errors: where the scene
 *     slopes, a column is its own running median and deviations are 0
 */
record DetectorStripes(BandDetector id, int blocks, int[] behind, double level, double[] deviation, double[] significance, double scatter) {

    static DetectorStripes of(SceneCounts counts, StripingSettings settings) {
        int columns = counts.columns();
        int blocks = counts.blocks().length;
        double[][] residuals = new double[columns][blocks];
        double level = Arrays.stream(counts.blocks()).flatMapToDouble(Arrays::stream).filter(Double::isFinite).average().orElse(Double.NaN);
        for (int block = 0; block < blocks; block++) {
            double[] z = counts.blocks()[block];
            double[] local = neighbourhood(z, settings.window() / 2);
            for (int column = 0; column < columns; column++) {
                residuals[column][block] = local[column] >= settings.smallestLevel() ? z[column] / local[column] - 1 : Double.NaN;
            }
        }
        double[] deviation = new double[columns];
        double[] significance = new double[columns];
        double[] error = new double[columns];
        int[] behind = new int[columns];
        for (int column = 0; column < columns; column++) {
            double[] of = Arrays.stream(residuals[column]).filter(Double::isFinite).toArray();
            behind[column] = of.length;
            deviation[column] = Median.of(of);
            error[column] = of.length < 3 ? Double.NaN : Math.sqrt(StatUtils.variance(of) / of.length);
            significance[column] = StatUtils.mean(of) / error[column];
        }
        return new DetectorStripes(counts.id(), blocks, behind, level, deviation, significance,
                MedianAbsoluteDeviation.scale(deviation, floor(error)));
    }

    private static double floor(double[] errors) {
        double median = Median.of(errors);
        return Double.isNaN(median) ? 0 : median;
    }

    /** Whether there are blocks enough to judge its stripes; with fewer they are listed only. */
    boolean judged(StripingSettings settings) {
        return blocks >= settings.blocks();
    }

    /** What a column must pass to be a stripe, as a fraction of 1. */
    double limit(StripingSettings settings) {
        return Math.max(settings.stripe(), settings.scatter() * scatter);
    }

    /**
     * Running median that narrows towards the ends, the same on both sides, so that a gradient of the scene does not make a
     * stripe of the last columns; the outermost column is compared with nothing.
     */
    private static double[] neighbourhood(double[] values, int half) {
        int[] active = IntStream.range(0, values.length).filter(column -> !Double.isNaN(values[column])).toArray();
        double[] local = new double[values.length];
        Arrays.fill(local, Double.NaN);
        for (int i = 0; i < active.length; i++) {
            int reach = Math.min(half, Math.min(i, active.length - 1 - i));
            local[active[i]] = reach == 0 ? Double.NaN
                    : Median.of(Arrays.stream(active, i - reach, i + reach + 1).mapToDouble(column -> values[column]).toArray());
        }
        return local;
    }
}
