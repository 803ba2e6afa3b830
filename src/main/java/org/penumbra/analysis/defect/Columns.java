package org.penumbra.analysis.defect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.RunningMedian;

/** What all tests of columns share. */
final class Columns {

    private Columns() {
    }

    /** Columns that can be defective: neither blind nor excluded by the profile of the instrument. */
    static boolean[] imaging(Dossier dossier, DetectorMeasurement measurement) {
        boolean[] imaging = new boolean[measurement.columns()];
        for (int column = 0; column < imaging.length; column++) {
            imaging[column] = !measurement.blind(column);
        }
        dossier.product().spacecraft().instrument().excludedColumns().forEach(column -> imaging[column] = false);
        return imaging;
    }

    /** Local median of each column over the imaging ones. */
    static double[] local(double[] values, boolean[] imaging, int window) {
        double[] seen = new double[values.length];
        Arrays.setAll(seen, column -> imaging[column] ? values[column] : Double.NaN);
        return RunningMedian.of(seen, window);
    }

    /** Share of the samples of a column that are saturated, 0 to 1. */
    static double saturated(PixelStatistics pixels, int column) {
        int n = pixels.linesPerCycle();
        int saturated = IntStream.range(column * n, (column + 1) * n).map(i -> pixels.saturated()[i]).sum();
        int clipped = IntStream.range(column * n, (column + 1) * n).map(i -> pixels.clipped()[i]).sum();
        int all = saturated + clipped + pixels.columnCount(column);
        return all == 0 ? 0 : (double) saturated / all;
    }

    /** Whether a column shows one and the same count in every line. */
    static boolean stuck(PixelStatistics pixels, int column, int fewest) {
        int n = pixels.linesPerCycle();
        double first = pixels.min()[column * n];
        return pixels.columnCount(column) >= fewest
                && IntStream.range(column * n, (column + 1) * n).allMatch(i -> pixels.min()[i] == first && pixels.max()[i] == first);
    }

    static List<Integer> imagingColumns(boolean[] imaging) {
        return IntStream.range(0, imaging.length).filter(column -> imaging[column]).boxed().toList();
    }
}
