package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.penumbra.calibration.OnBoardEqualisation.Law;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.LightEvent;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.Telegraph;
import org.penumbra.statistics.Median;

/**
 * The dark signal of one (band, detector), held against the reference in force (METHODS 2).
 * Axis of arrays over pixels: column · n + (line of cycle − 1); of arrays over columns: column.
 *
 * @param id band and detector
 * @param linesPerCycle n
 * @param lines lines of the strip
 * @param usableLines see {@link DetectorMeasurement#usableLines}
 * @param lostLines lines lost in transmission
 * @param sufficient whether the lines are enough to judge stability
 * @param frozen stored count that every imaging column shows in every line, in LSB; NaN where they differ
 * @param imaging columns that see the scene and are not known to be defective
 * @param good imaging columns that this product does not show as noisy or as changed or, without a reference, as hot or stuck:
 *     those that means are taken over (METHODS 0)
 * @param mean DS in raw counts, LSB, per pixel
 * @param uncertainty of DS and of its change, per pixel
 * @param reference COEFF_D in LSB, per pixel; NaN where there is none
 * @param change DS − COEFF_D in LSB, per pixel
 * @param medianChange median change of the imaging pixels, in LSB
 * @param activeChange mean change of the imaging pixels that light could explain, in LSB; NaN without any
 * @param noise line-to-line noise of each column, in LSB
 * @param samples kept samples of each column
 * @param absent imaging columns of which no sample is data, ascending
 * @param means what is taken over the columns
 * @param halves the second half of the strip against the first
 * @param blind what the valid blind columns show
 * @param lightEvents lines left out
 * @param telegraphs columns that show two levels
 */
record DetectorDark(BandDetector id, int linesPerCycle, int lines, int usableLines, int lostLines, boolean sufficient, double frozen,
                    boolean[] imaging, boolean[] good, double[] mean, DarkUncertainty uncertainty, double[] reference, double[] change,
                    double medianChange, double activeChange, double[] noise, int[] samples, int[] absent, DetectorMeans means, Halves halves,
                    BlindColumns blind, List<LightEvent> lightEvents, List<Telegraph> telegraphs) {
    /** A column more times as noisy than this as the median is no measure of its detector's noise (METHODS 6, NOISY). */
    private static final double NOISY_VNIR = 3;
    private static final double NOISY_SWIR = 4;
    /** Hot and stuck as METHODS 6 has them. */
    private static final int NEIGHBOURS = 101;
    private static final double HOT = 30;
    private static final double HOT_SCALES = 10;
    private static final double DYNAMIC_RANGE = 0.8;
    private static final int STUCK_SAMPLES = 180;
    private static final double STUCK_NOISE = 0.4;

    /**
     * COEFF_D of one detector.
     *
     * @param dark in LSB, per pixel; NaN where there is none
     * @param measured whether it is itself a mean of quantised data made by this program, so that rounding biases both alike
     */
    record Reference(double[] dark, boolean measured) {
    }

    /**
     * @param sufficient whether the lines are enough to judge stability
     * @param law on-board law of the detector
     * @param digitisedBefore whether counts are rounded before the on-board equalisation as well (METHODS 1)
     * @param imaging columns that see the scene and are not known to be defective
     * @param saturation count at and above which a sample is saturated, in LSB
     */
    static DetectorDark of(DetectorMeasurement measurement, boolean sufficient, Law law, boolean digitisedBefore, Reference reference,
                           boolean[] imaging, double saturation, DarkSettings settings) {
        int columns = measurement.columns();
        int n = measurement.linesPerCycle();
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        double[] noise = new double[columns];
        int[] samples = new int[columns];
        Arrays.setAll(noise, pixels::columnNoise);
        Arrays.setAll(samples, pixels::columnCount);
        double usualNoise = Median.of(finite(imaging, noise));
        double noisy = (measurement.id().band().focalPlane() == FocalPlane.SWIR ? NOISY_SWIR : NOISY_VNIR) * usualNoise;
        double[] change = difference(pixels.mean(), reference.dark());
        double medianChange = Median.of(finite(pixels(imaging, n), change));
        double frozen = Frozen.count(pixels, imaging, law);
        HotPixels hot = HotPixels.of(pixels, imaging, new HotPixels.Rule(NEIGHBOURS, HOT, HOT_SCALES, (1 - DYNAMIC_RANGE) * saturation));
        boolean[] stuck = where(columns, column -> usualNoise >= STUCK_NOISE && pixels.stuck(column, STUCK_SAMPLES));
        // without a reference nothing else tells that they must not enter a mean
        boolean[] aberrant = where(columns, column -> stuck[column] || ofColumn(column, n).anyMatch(hot::holds));
        // with a reference those that it allows for are good; of a detector that does not answer none is
        boolean[] twoLevels = twoLevels(measurement, imaging, settings);
        boolean[] good = where(columns, column -> Double.isNaN(frozen) && imaging[column] && !(noise[column] > noisy) && !twoLevels[column]
                && (Double.isFinite(medianChange) || !aberrant[column]));
        DarkUncertainty uncertainty = DarkUncertainty.of(pixels, law, digitisedBefore, noise, good, reference.measured());

        // a column that moved is what a new reference is for, unless it is defective: hot, moving all the time, or not at all any more
        boolean[] steady = where(columns, column -> good[column] && !aberrant[column]);
        for (int i = 0; i < change.length; i++) {
            boolean moved = Math.abs(change[i] - medianChange) > limit(uncertainty.ofDark()[i], settings);
            good[i / n] &= !moved;
            steady[i / n] &= !(moved && noise[i / n] == 0);
        }
        DetectorMeans means = DetectorMeans.of(pixels.mean(), change, medianChange, uncertainty, noise, imaging, good, settings);
        Halves halves = Halves.of(measurement, reference.dark(), good, steady, reference.measured() ? 0 : uncertainty.rounding());
        int[] absent = IntStream.range(0, columns).filter(column -> imaging[column] && pixels.absent(column)).toArray();
        return new DetectorDark(measurement.id(), n, measurement.lines(), measurement.usableLines(), measurement.lostLines(), sufficient, frozen,
                imaging, good, pixels.mean(), uncertainty, reference.dark(), change, medianChange,
                mean(pixels(lightable(imaging, hot, stuck, twoLevels), n), change), noise, samples, absent, means, halves,
                BlindColumns.of(measurement, pixels.mean(), change), measurement.lightEvents(), measurement.telegraphs());
    }

    /**
     * Columns that show two levels; none where more than a small share does: it is no longer pixels that are defective, and light that comes and
     * goes, or a step within the strip, looks like that.
     */
    private static boolean[] twoLevels(DetectorMeasurement measurement, boolean[] imaging, DarkSettings settings) {
        boolean[] twoLevels = new boolean[imaging.length];
        measurement.telegraphs().forEach(telegraph -> twoLevels[telegraph.column()] = imaging[telegraph.column()]);
        return count(twoLevels) > settings.detectorWide() * count(imaging) ? new boolean[imaging.length] : twoLevels;
    }

    /**
     * Columns whose level light could explain: all imaging ones but those that are stuck, hot against their neighbours, or show two levels. A block of
     * columns that is hot to its last one stays in: what it has is light until the contrary is known.
     */
    private static boolean[] lightable(boolean[] imaging, HotPixels hot, boolean[] stuck, boolean[] twoLevels) {
        int n = hot.limits().length;
        return where(imaging.length, column -> imaging[column] && !stuck[column] && !twoLevels[column]
                && ofColumn(column, n).noneMatch(hot::standsOut));
    }

    /** The pixels of a column, one for each of n lines of cycle. */
    private static IntStream ofColumn(int column, int n) {
        return IntStream.range(column * n, (column + 1) * n);
    }

    /**
     * What the active columns rose by that the blind ones do not share, in LSB; NaN without reference or usable sample. Where the change of the
     * blind ones is not known, the active ones stand alone: nothing then tells light from warmth, and a dark that may be lit must not pass unseen.
     */
    double light() {
        return activeChange - (Double.isFinite(blind.change()) ? blind.change() : 0);
    }

    /** Whether it can be judged: its lines are enough, and it answers. */
    boolean judged() {
        return sufficient && Double.isNaN(frozen);
    }

    /** Usable lines in shortest line periods. */
    int usablePeriods() {
        return usableLines * id.band().linePeriods();
    }

    /** Whether there is a reference that the dark can be held against. */
    boolean referenced() {
        return Double.isFinite(medianChange);
    }

    /** How far the changes of pixels lie from their median over the imaging ones, in LSB. */
    double[] deviations(double[] change) {
        double median = Median.of(finite(pixels(imaging, linesPerCycle), change));
        return Arrays.stream(change).map(each -> each - median).toArray();
    }

    /**
     * How far imaging pixels lie off their median change in a dark, in their limits: beyond −1 and 1 a pixel has moved.
     *
     * @param change change of the pixels in that dark, in LSB
     * @param u standard uncertainties of their means, in LSB
     */
    double[] inLimits(double[] change, double[] u, DarkSettings settings) {
        boolean[] seen = pixels(imaging, linesPerCycle);
        double[] deviations = deviations(change);
        double[] inLimits = new double[change.length];
        Arrays.setAll(inLimits, i -> seen[i] ? deviations[i] / limit(u[i], settings) : Double.NaN);
        return inLimits;
    }

    int[] imagingColumns() {
        return IntStream.range(0, imaging.length).filter(column -> imaging[column]).toArray();
    }

    /** Change beyond which a pixel of standard uncertainty u has moved, in LSB. */
    static double limit(double u, DarkSettings settings) {
        return Math.max(settings.pixelUncertainties() * u, settings.pixelChange());
    }

    static boolean[] where(int size, IntPredicate condition) {
        boolean[] chosen = new boolean[size];
        for (int i = 0; i < size; i++) {
            chosen[i] = condition.test(i);
        }
        return chosen;
    }

    private static long count(boolean[] chosen) {
        return IntStream.range(0, chosen.length).filter(i -> chosen[i]).count();
    }

    /** Columns as pixels: all lines of cycle of each. */
    static boolean[] pixels(boolean[] columns, int n) {
        return where(columns.length * n, i -> columns[i / n]);
    }

    /** The finite values at the chosen places. */
    static double[] finite(boolean[] chosen, double[] values) {
        double[] finite = new double[chosen.length];
        int count = 0;
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] && Double.isFinite(values[i])) {
                finite[count++] = values[i];
            }
        }
        return Arrays.copyOf(finite, count);
    }

    /** The values at the chosen places, NaN elsewhere. */
    static double[] only(boolean[] chosen, double[] values) {
        double[] only = new double[values.length];
        Arrays.setAll(only, i -> chosen[i] ? values[i] : Double.NaN);
        return only;
    }

    /** Mean of the finite values at the chosen places; NaN where there is none. */
    static double mean(boolean[] chosen, double[] values) {
        return Arrays.stream(finite(chosen, values)).average().orElse(Double.NaN);
    }

    static double[] difference(double[] minuend, double[] subtrahend) {
        double[] difference = new double[minuend.length];
        Arrays.setAll(difference, i -> minuend[i] - subtrahend[i]);
        return difference;
    }
}
