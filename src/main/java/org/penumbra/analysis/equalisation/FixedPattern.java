package org.penumbra.analysis.equalisation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.penumbra.statistics.Spread;

/**
 * Fixed pattern of one detector (METHODS 3): what columns differ by in windows of contiguous columns, half overlapping, a
 * least-squares line removed. The last window ends with the last column, so that each column is in one.
 *
 * @param spread mean over the windows of RSS/(n − 2) − mean(u²), in the unit of the values
 * @param largest largest distance of a column from the line of a window, in the unit of the values
 * @param centres columns in the middle of the windows
 * @param means mean of each window, in the unit of the values
 */
record FixedPattern(Spread spread, double largest, double[] centres, double[] means) {
    /** Fewer columns than this say nothing about a spread. */
    private static final int FEWEST = 10;

    /**
     * @param values axis: column
     * @param u standard uncertainties of the values
     * @param imaging columns that see the scene, defective or not: windows are over these
     * @param good those of them that are used
     * @param window columns of a window, 10 or more
     */
    static FixedPattern of(double[] values, double[] u, boolean[] imaging, boolean[] good, int window) {
        int[] columns = IntStream.range(0, imaging.length).filter(column -> imaging[column]).toArray();
        double residuals = 0;
        double noise = 0;
        double[] weights = new double[imaging.length];
        List<Double> centres = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        double largest = Double.NaN;
        for (int from : starts(columns.length, window)) {
            int[] used = IntStream.range(from, Math.min(columns.length, from + window)).map(i -> columns[i])
                    .filter(column -> good[column] && Double.isFinite(values[column])).toArray();
            if (used.length >= FEWEST) {
                SimpleRegression line = new SimpleRegression();
                double sum = 0;
                for (int column : used) {
                    line.addData(column, values[column]);
                    noise += u[column] * u[column] / used.length;
                    weights[column] += 1.0 / used.length;
                    sum += values[column];
                }
                residuals += line.getSumSquaredErrors() / (used.length - 2);
                centres.add(IntStream.of(used).average().orElseThrow());
                means.add(sum / used.length);
                for (int column : used) {
                    double distance = Math.abs(values[column] - line.predict(column));
                    largest = distance <= largest ? largest : distance;
                }
            }
        }
        // most columns are in two windows: the mean over windows is one over columns of unequal weight
        int windows = means.size();
        double columnsBehind = windows * windows / StatUtils.sumSq(weights);
        return new FixedPattern(windows == 0 ? Spread.NONE : Spread.of(residuals / windows, noise / windows, columnsBehind), largest,
                centres.stream().mapToDouble(Double::doubleValue).toArray(), means.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static int[] starts(int columns, int window) {
        IntStream.Builder starts = IntStream.builder();
        int from = 0;
        for (; from + window < columns; from += window / 2) {
            starts.add(from);
        }
        return starts.add(Math.max(0, columns - window)).build().toArray();
    }
}
