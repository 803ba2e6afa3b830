package org.penumbra.analysis.striping;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * Where two neighbouring detectors see the same ground (METHODS 8).
 *
 * @param band the band
 * @param detector the first of the two, 1 to 11
 * @param lag lines by which the second sees the ground later
 * @param step log of the level of the second over that of the first, fraction of 1; NaN where the level is too low
 * @param u its standard uncertainty from the blocks of lines and the stability of the dark
 * @param reference median step of earlier acquisitions
 */
record Seam(Band band, int detector, Lag lag, double step, double u, Estimate reference) {
    /** Where too few earlier acquisitions are known. */
    static final Estimate NO_REFERENCE = new Estimate(0, 0, 0);
    /** Standard error of a median in units of that of a mean, of normal values. */
    private static final double MEDIAN = Math.sqrt(Math.PI / 2);

    static Seam of(SceneCounts one, SceneCounts next, Estimate reference, StripingSettings settings) {
        Band band = one.id().band();
        double[] last = one.last();
        double[] first = next.first();
        int length = Math.min(last.length, first.length);
        int used = Math.min(length, settings.lagLines() / band.linePeriods());
        int from = (length - used) / 2;
        Lag lag = Lag.of(Arrays.copyOfRange(last, from, from + used), Arrays.copyOfRange(first, from, from + used),
                settings.largestLag() / band.linePeriods(), settings.blockLines() / band.linePeriods(), settings.lagPeak());
        int begin = Math.max(0, -lag.lines());
        int end = Math.min(length, length - lag.lines());
        int blocks = Math.max(1, (end - begin) * band.linePeriods() / settings.blockLines());
        double[] ratios = IntStream.range(0, blocks).mapToDouble(block -> {
            int here = begin + (int) ((long) (end - begin) * block / blocks);
            int there = begin + (int) ((long) (end - begin) * (block + 1) / blocks);
            return logRatio(last, first, here, there, lag.lines(), settings.smallestLevel());
        }).filter(Double::isFinite).toArray();
        double level = Arrays.stream(last).filter(Double::isFinite).average().orElse(Double.NaN);
        double ofBlocks = ratios.length < 3 ? 0 : MEDIAN * MedianAbsoluteDeviation.scale(ratios, 0) / Math.sqrt(ratios.length);
        double ofDark = Math.sqrt(2) * settings.darkStability(band.focalPlane()) / level;
        return new Seam(band, one.id().detector(), lag, Median.of(ratios), Math.hypot(ofBlocks, ofDark), reference);
    }

    private static double logRatio(double[] last, double[] first, int from, int to, int lag, double smallest) {
        double ofLast = 0;
        double ofFirst = 0;
        int lines = 0;
        for (int line = from; line < to; line++) {
            if (Double.isFinite(last[line]) && Double.isFinite(first[line + lag])) {
                ofLast += last[line];
                ofFirst += first[line + lag];
                lines++;
            }
        }
        return lines > 0 && ofLast >= smallest * lines && ofFirst > 0 ? Math.log(ofFirst / ofLast) : Double.NaN;
    }

    /** Step against that of earlier acquisitions, fraction of 1. */
    double change() {
        return step - reference.value();
    }
}
