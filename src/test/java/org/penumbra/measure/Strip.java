package org.penumbra.measure;

import java.util.Arrays;
import java.util.Random;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.measure.MeasureTask.Kind;
import org.penumbra.settings.Settings;

/** What the tests measure: small strips of planted truth. */
final class Strip {
    /** As by default, but with as many segments in a short strip as in a long one. */
    static final MeasureSettings SETTINGS = with(Settings.defaults(MeasureSettings.class).blockGranules(), 1);
    static final double SATURATION = 4095;
    /** Blind columns on each side: the outer two are valid, the inner one is not. */
    static final int BLIND = 3;

    private Strip() {
    }

    static Band band(int columns, int linesPerCycle) {
        return new Band(1, "B02", FocalPlane.VNIR, columns, columns, linesPerCycle, 1, 1, 1, 490);
    }

    static MeasureTask task(Kind kind, int columns, int linesPerCycle) {
        return task(kind, columns, linesPerCycle, OnBoardEqualisation.Law.identity(columns), false);
    }

    static MeasureTask task(Kind kind, int columns, int linesPerCycle, OnBoardEqualisation.Law law, boolean compressed) {
        boolean[] blind = new boolean[columns];
        boolean[] valid = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int edge = Math.min(column, columns - 1 - column);
            blind[column] = edge < BLIND;
            valid[column] = edge < BLIND - 1;
        }
        return new MeasureTask(new BandDetector(band(columns, linesPerCycle), 1), blind, valid, SATURATION, kind, law, compressed);
    }

    /** The same without blind columns. */
    static MeasureTask allActive(Kind kind, int columns, int linesPerCycle) {
        return new MeasureTask(new BandDetector(band(columns, linesPerCycle), 1), new boolean[columns], new boolean[columns], SATURATION,
                kind, OnBoardEqualisation.Law.identity(columns), false);
    }

    /** Rounded normal counts about a level of each (column, line of cycle). Axes: line, column. */
    static double[][] noise(long seed, int lines, int columns, int linesPerCycle, double level, double sigma) {
        Random random = new Random(seed);
        double[][] mean = new double[linesPerCycle][columns];
        for (double[] line : mean) {
            Arrays.setAll(line, column -> level + 3 * random.nextGaussian());
        }
        double[][] samples = new double[lines][columns];
        for (int line = 0; line < lines; line++) {
            double[] means = mean[line % linesPerCycle];
            Arrays.setAll(samples[line], column -> Math.rint(means[column] + sigma * random.nextGaussian()));
        }
        return samples;
    }

    static MeasureSettings blocksOf(int granules) {
        return with(granules, SETTINGS.segmentCycles());
    }

    private static MeasureSettings with(int granules, int segmentCycles) {
        MeasureSettings s = Settings.defaults(MeasureSettings.class);
        return new MeasureSettings(granules, s.segments(), segmentCycles, 1, s.minimumSamples(), s.droppedLineFraction(), s.smoothingLines(),
                s.gapColumns(), s.trendColumns(), s.overlapColumns(), s.overlapData(), s.telegraphSignificance(), s.telegraphExplained(),
                s.telegraphOccupancy(), s.telegraphGap(), s.telegraphGapNoise(), s.telegraphLines(), s.telegraphFraction());
    }

    static DetectorMeasurement measure(MeasureTask task, MemoryLines lines) {
        return new StripMeasure().measure(task, lines, SETTINGS);
    }
}
