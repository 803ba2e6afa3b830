package org.penumbra.analysis.defect;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.RunningMedian;

/** What all tests of columns share. */
final class Columns {

    private Columns() {
    }

    /**
     * Line-to-line noise of each column in LSB. A cut that takes more than a small share of a column takes its noise, not outliers: such a
     * column is looked at uncut.
     *
     * @param pixels cut at level 5
     */
    static double[] noise(DetectorMeasurement measurement, PixelStatistics pixels, DefectSettings settings) {
        int n = pixels.linesPerCycle();
        double[] noise = new double[measurement.columns()];
        PixelStatistics uncut = null;
        for (int column = 0; column < noise.length; column++) {
            int cut = IntStream.range(column * n, (column + 1) * n).map(i -> pixels.clipped()[i]).sum();
            if (cut > settings.cutNoise() * (cut + pixels.columnCount(column))) {
                uncut = uncut == null ? measurement.pixels(CutLevel.NONE) : uncut;
                noise[column] = uncut.columnNoise(column);
            } else {
                noise[column] = pixels.columnNoise(column);
            }
        }
        return noise;
    }

    /** What the latest acquisitions of an epoch that have a (band, detector) measured of it, earliest first; at most so many. */
    static List<Measured> latest(Dossier dossier, BandDetector id, int most) {
        List<Acquisition> earlier = Earlier.than(dossier).of(id.band());
        Deque<Measured> latest = new ArrayDeque<>();
        for (int i = earlier.size() - 1; i >= 0 && latest.size() < most; i--) {
            Past.Pixels pixels = Earlier.than(dossier).pixels(earlier.get(i), id);
            if (Arrays.stream(pixels.mean()).anyMatch(Double::isFinite)) {
                latest.addFirst(new Measured(earlier.get(i), pixels));
            }
        }
        return List.copyOf(latest);
    }

    /** An acquisition and what it measured of one (band, detector). */
    record Measured(Acquisition acquisition, Past.Pixels pixels) {
    }

    /**
     * Local median of each column over the imaging ones; that of the detector where the local one is off it by more than a fraction of 1,
     * because a block of columns failed that is wider than the window.
     */
    static double[] local(double[] values, boolean[] imaging, int window, double off) {
        double median = Median.of(IntStream.range(0, values.length).filter(column -> imaging[column]).mapToDouble(column -> values[column])
                .filter(Double::isFinite).toArray());
        return Arrays.stream(RunningMedian.of(values, imaging, window)).map(local -> Math.abs(local / median - 1) > off ? median : local).toArray();
    }

    /** Share of the samples of a column that are saturated, 0 to 1. */
    static double saturated(PixelStatistics pixels, int column) {
        int n = pixels.linesPerCycle();
        int saturated = IntStream.range(column * n, (column + 1) * n).map(i -> pixels.saturated()[i]).sum();
        int clipped = IntStream.range(column * n, (column + 1) * n).map(i -> pixels.clipped()[i]).sum();
        int all = saturated + clipped + pixels.columnCount(column);
        return all == 0 ? 0 : (double) saturated / all;
    }

    static List<Integer> imagingColumns(boolean[] imaging) {
        return IntStream.range(0, imaging.length).filter(column -> imaging[column]).boxed().toList();
    }
}
