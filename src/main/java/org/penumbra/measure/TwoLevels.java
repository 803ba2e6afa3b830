package org.penumbra.measure;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.statistics.Otsu;

/**
 * Looks for columns that show two levels within a block (METHODS 6), on samples that are not cut: x = X − PC − its mean over
 * each line of cycle, lines in time order, PC smoothed ({@link LineLog#offset}); lost and dropped lines and saturated samples are left out.
 *
 * <p>Rule (a) needs the variance of x; most columns fail it already when it is estimated from the sums of their segments,
 * in which PC is as good as constant. What the estimate neglects, the product of noise and the fast part of PC, is known in
 * size, and four standard deviations of it are allowed for. Only what is left is looked at line by line.
 */
final class TwoLevels {
    private static final double NEGLECTED = 4;
    private static final int BINS = 64;

    private final MeasureTask task;
    private final MeasureSettings settings;
    private final SampleBlock block;
    private final OutlierCut cut;
    private final int firstLine;
    private final double[] offset;
    private final int[] boundaries;
    private final double[] cellOffset;
    private final double fastOffset;
    private final boolean everyLine;
    private final int n;

    /** @param offset PC of each line of the block in LSB */
    TwoLevels(MeasureTask task, MeasureSettings settings, SampleBlock block, OutlierCut cut, int firstLine, double[] offset, int[] boundaries) {
        this.task = task;
        this.settings = settings;
        this.block = block;
        this.cut = cut;
        this.firstLine = firstLine;
        this.offset = offset;
        this.boundaries = boundaries;
        n = task.linesPerCycle();
        int segments = boundaries.length - 1;
        cellOffset = new double[n * segments];
        double fast = 0;
        boolean all = true;
        for (int j = 0; j < n; j++) {
            all &= cut.leftOut(j) == null;
            for (int segment = 0; segment < segments; segment++) {
                double sum = 0;
                for (int k = boundaries[segment]; k < boundaries[segment + 1]; k++) {
                    sum += offset[k * n + j];
                }
                double mean = sum / (boundaries[segment + 1] - boundaries[segment]);
                cellOffset[j * segments + segment] = mean;
                for (int k = boundaries[segment]; k < boundaries[segment + 1]; k++) {
                    fast += (offset[k * n + j] - mean) * (offset[k * n + j] - mean);
                }
            }
        }
        fastOffset = fast;
        // a line without PC is lost, or has no valid blind sample: then the estimate from sums is none
        everyLine = all && !Double.isNaN(fast);
    }

    /**
     * Tests one column.
     *
     * @param pivot pivot of the sums of each line of cycle
     * @param sums sums of all samples of each line of cycle and segment of the block (see {@link SampleBlock#SUMS})
     */
    Optional<Telegraph> test(int column, double[] pivot, double[][] sums) {
        return mayVarySlowly(column, pivot, sums) ? testLines(column) : Optional.empty();
    }

    private boolean mayVarySlowly(int column, double[] pivot, double[][] sums) {
        double knee = task.law().knee(column);
        double within = 0;
        double between = 0;
        double steps = 0;
        for (int j = 0; j < n; j++) {
            var look = cut.stored(column * n + j);
            if (!everyLine || !look.complete() || look.highest() > knee) {
                return true;
            }
            double slope = task.law().slope(column, pivot[j]);
            int segments = boundaries.length - 1;
            double sum = 0;
            double squares = 0;
            for (int segment = 0; segment < segments; segment++) {
                int cycles = boundaries[segment + 1] - boundaries[segment];
                double first = sums[j][segment * SampleBlock.SUMS];
                double level = slope * first / cycles - cellOffset[j * segments + segment];
                within += slope * slope * (sums[j][segment * SampleBlock.SUMS + 1] - first * first / cycles);
                steps += slope * slope * sums[j][segment * SampleBlock.SUMS + 3];
                sum += cycles * level;
                squares += cycles * level * level;
            }
            between += squares - sum * sum / block.cycles();
        }
        int lines = block.cycles() * n;
        double neglected = 2 * Math.sqrt(within * fastOffset / lines);
        double variance = (within + between + fastOffset + NEGLECTED * neglected) / (lines - n);
        return significance(lines, variance, steps / (2.0 * (lines - n))) > settings.telegraphSignificance();
    }

    private double significance(int lines, double variance, double noiseVariance) {
        return Math.sqrt(lines - n) * (variance / Math.max(noiseVariance, 1 / 12.0) - 1);
    }

    private Optional<Telegraph> testLines(int column) {
        double[] x = new double[block.cycles() * n];
        double[] mean = new double[n];
        int[] count = new int[n];
        double steps = 0;
        int pairs = 0;
        for (int j = 0; j < n; j++) {
            boolean[] leftOut = cut.leftOut(j);
            double before = Double.NaN;
            for (int k = 0; k < block.cycles(); k++) {
                double stored = block.count(column * n + j, k);
                boolean usable = stored < task.saturation() && (leftOut == null || !leftOut[k]);
                double raw = usable ? task.law().inverse(column, stored) : Double.NaN;
                if (usable && !Double.isNaN(before)) {
                    steps += (raw - before) * (raw - before);
                    pairs++;
                }
                before = raw;
                x[k * n + j] = raw - offset[k * n + j];
                if (!Double.isNaN(x[k * n + j])) {
                    mean[j] += x[k * n + j];
                    count[j]++;
                }
            }
        }
        int lines = 0;
        double squares = 0;
        for (int line = 0; line < x.length; line++) {
            if (!Double.isNaN(x[line])) {
                x[lines] = x[line] - mean[line % n] / count[line % n];
                squares += x[lines] * x[lines];
                lines++;
            }
        }
        if (lines < settings.minimumSamples() * n || pairs == 0) {
            return Optional.empty();
        }
        double noiseVariance = steps / (2.0 * pairs);
        double significance = significance(lines, squares / (lines - n), noiseVariance);
        return significance > settings.telegraphSignificance()
                ? testLevels(column, Arrays.copyOf(x, lines), significance, Math.sqrt(noiseVariance)) : Optional.empty();
    }

    private Optional<Telegraph> testLevels(int column, double[] x, double significance, double noise) {
        double leastGap = Math.max(settings.telegraphGap(), settings.telegraphGapNoise() * noise);
        // a long mean shows small gaps, and smears what jumps more often than it is long
        int shortest = settings.telegraphLines();
        for (int length = Math.max(shortest, (int) (settings.telegraphFraction() * x.length)); ; length = Math.max(shortest, length / 2)) {
            Optional<Telegraph> found = testLevels(column, x, length, leastGap, significance);
            if (found.isPresent() || length == shortest) {
                return found;
            }
        }
    }

    private Optional<Telegraph> testLevels(int column, double[] x, int length, double leastGap, double significance) {
        double[] running = runningMean(x, length);
        double occupancy = settings.telegraphOccupancy();
        // two levels so far apart, the rarer held so often, have at least this variance: sorting is spared where it is not reached
        if (variance(running) < occupancy * (1 - occupancy) * leastGap * leastGap) {
            return Optional.empty();
        }
        Otsu levels = Otsu.split(running, occupancy);
        if (levels.explained() <= settings.telegraphExplained() || levels.gap() <= leastGap) {
            return Optional.empty();
        }
        double from = Arrays.stream(running).min().orElseThrow();
        double to = Arrays.stream(running).max().orElseThrow();
        int[] histogram = new int[BINS];
        for (double value : running) {
            histogram[Math.min(BINS - 1, (int) (BINS * (value - from) / (to - from)))]++;
        }
        return Optional.of(new Telegraph(column, firstLine, x.length, significance, levels.explained(),
                within(running, length, levels, false), within(running, length, levels, true), levels.occupancy(),
                switches(running, levels), histogram, from, to));
    }

    /**
     * A level: the mean of the running means that lie on its side together with those a length before and after, and so hold no jump. A mean
     * over a jump lies between the levels and would draw them together.
     */
    private static double within(double[] running, int length, Otsu levels, boolean high) {
        double middle = (levels.low() + levels.high()) / 2;
        double sum = 0;
        int count = 0;
        for (int line = length; line < running.length - length; line++) {
            if (running[line] > middle == high && running[line - length] > middle == high && running[line + length] > middle == high) {
                sum += running[line];
                count++;
            }
        }
        return count > 0 ? sum / count : high ? levels.high() : levels.low();
    }

    private static double[] runningMean(double[] x, int length) {
        double[] running = new double[x.length - length + 1];
        double sum = 0;
        for (int line = 0; line < x.length; line++) {
            sum += x[line];
            if (line >= length) {
                sum -= x[line - length];
            }
            if (line + 1 >= length) {
                running[line + 1 - length] = sum / length;
            }
        }
        return running;
    }

    private static double variance(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        return squares / values.length - sum * sum / values.length / values.length;
    }

    /** Changes of level; a quarter of the gap on either side of the middle is no change, so that noise is not counted. */
    private static int switches(double[] running, Otsu levels) {
        double middle = (levels.low() + levels.high()) / 2;
        int switches = 0;
        Boolean high = null;
        for (double value : running) {
            if (Math.abs(value - middle) > levels.gap() / 4) {
                boolean now = value > middle;
                switches += high != null && high != now ? 1 : 0;
                high = now;
            }
        }
        return switches;
    }
}
