package org.penumbra.measure;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.penumbra.statistics.Median;

/** Collects the statistics of lines while a strip is read. */
final class LineLog {
    /** A count that noise about 0 does not reach, in LSB. */
    private static final double COUNTING = 16;

    private final MeasureTask task;
    private final MeasureSettings settings;
    private final int[] active;
    private final int[] firstOverlap;
    private final int[] lastOverlap;
    private final double[] activeMean;
    private final double[] firstMean;
    private final double[] lastMean;
    private final double[] blind;
    private final double[] blindReference;
    private final SortedMap<Integer, int[]> zeros = new TreeMap<>();
    private int line;

    LineLog(MeasureTask task, MeasureSettings settings, int lines) {
        this.task = task;
        this.settings = settings;
        int[] columns = IntStream.range(0, task.columns()).filter(column -> !task.blind()[column]).toArray();
        int overlap = Math.min(columns.length, settings.overlapColumns(task.id().band(), task.columns()));
        active = runs(columns);
        firstOverlap = runs(Arrays.copyOf(columns, overlap));
        lastOverlap = runs(Arrays.copyOfRange(columns, columns.length - overlap, columns.length));
        activeMean = new double[lines];
        firstMean = new double[lines];
        lastMean = new double[lines];
        blind = new double[lines];
        blindReference = new double[task.columns() * task.linesPerCycle()];
        Arrays.fill(blind, Double.NaN);
        Arrays.fill(blindReference, Double.NaN);
    }

    /** Active columns as runs: first column, column behind the last, next first … */
    int[] active() {
        return active;
    }

    /** The first active columns, seen by the detector before as well; runs as {@link #active()}. */
    int[] firstOverlap() {
        return firstOverlap;
    }

    /** The last active columns, seen by the next detector as well; runs as {@link #active()}. */
    int[] lastOverlap() {
        return lastOverlap;
    }

    /** Stored count below which a sample is no data. */
    double least() {
        return task.least();
    }

    /** Whether a stored count of 0 tells nothing: then only the rest of its column tells whether it is one. */
    boolean zeroMayBeACount() {
        return task.least() == Double.NEGATIVE_INFINITY;
    }

    /** Consecutive columns of a line that make a gap when all their counts are 0. */
    int leastZeros() {
        return settings.gapColumns();
    }

    /** Takes note where the next line may have gaps; runs as {@link #active()}. */
    void addZeros(int[] runs) {
        if (runs.length > 0) {
            zeros.put(line, runs);
        }
    }

    /**
     * Calls the lines of a block lost of which a part was: most columns of a gap have counts in other lines. Columns that are always 0
     * are no gap, nor are those of an instrument whose dark lies at 0 and so counts a few LSB at most.
     */
    void loseLinesWithGaps(SampleBlock block) {
        double[] highest = new double[block.series()];
        Arrays.fill(highest, Double.NaN);
        zeros.forEach((each, runs) -> {
            int j = each % task.linesPerCycle();
            for (int run = 0; run < runs.length; run += 2) {
                int counting = 0;
                for (int column = runs[run]; column < runs[run + 1]; column++) {
                    int series = column * task.linesPerCycle() + j;
                    if (Double.isNaN(highest[series])) {
                        highest[series] = IntStream.range(0, block.cycles()).mapToDouble(k -> block.count(series, k)).max().orElseThrow();
                    }
                    counting += highest[series] >= COUNTING ? 1 : 0;
                }
                if (2 * counting > runs[run + 1] - runs[run]) {
                    activeMean[each] = Double.NaN;
                    firstMean[each] = Double.NaN;
                    lastMean[each] = Double.NaN;
                }
            }
        });
        zeros.clear();
    }

    /**
     * Mean over some columns of a line, those without data left out; NaN where none has, and of the shared ones where too few have:
     * the others would not show the ground that the neighbour sees.
     *
     * @param runs one of the sets of columns
     * @param sum over those with data
     * @param withData number of those with data
     */
    double mean(int[] runs, double sum, int withData, int columns) {
        return withData == 0 || runs != active && withData < settings.overlapData() * columns ? Double.NaN : sum / withData;
    }

    /** Takes the next line: whether it is lost, and the means of its stored counts over the three sets of columns. */
    void add(boolean lost, double activeMeanOfLine, double firstMeanOfLine, double lastMeanOfLine) {
        activeMean[line] = lost ? Double.NaN : activeMeanOfLine;
        firstMean[line] = lost ? Double.NaN : firstMeanOfLine;
        lastMean[line] = lost ? Double.NaN : lastMeanOfLine;
        line++;
    }

    boolean lost(int someLine) {
        return Double.isNaN(activeMean[someLine]);
    }

    /** Takes the blind columns of a block; the first block gives their reference. */
    void addBlind(SampleBlock block, int firstLine) {
        int n = task.linesPerCycle();
        int[] columns = IntStream.range(0, task.columns()).filter(column -> task.validBlind()[column]).toArray();
        double[] values = new double[columns.length];
        double[][] raw = new double[columns.length][block.cycles()];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < columns.length; i++) {
                for (int k = 0; k < block.cycles(); k++) {
                    raw[i][k] = rawCount(block, columns[i], j, k);
                }
                if (firstLine == 0) {
                    blindReference[columns[i] * n + j] = mean(raw[i], j);
                }
            }
            for (int k = 0; k < block.cycles(); k++) {
                int at = firstLine + k * n + j;
                if (!lost(at)) {
                    int usable = 0;
                    double sum = 0;
                    for (int i = 0; i < columns.length; i++) {
                        double x = raw[i][k] - blindReference[columns[i] * n + j];
                        if (!Double.isNaN(x)) {
                            values[usable++] = x;
                            sum += x;
                        }
                    }
                    blind[at] = task.compressed() ? Median.of(Arrays.copyOf(values, usable)) : usable == 0 ? Double.NaN : sum / usable;
                }
            }
        }
    }

    private double mean(double[] raw, int j) {
        double sum = 0;
        int usable = 0;
        for (int k = 0; k < raw.length; k++) {
            if (!Double.isNaN(raw[k]) && !lost(k * task.linesPerCycle() + j)) {
                sum += raw[k];
                usable++;
            }
        }
        return usable == 0 ? Double.NaN : sum / usable;
    }

    /** X in LSB; NaN where the sample is saturated or no data. */
    private double rawCount(SampleBlock block, int column, int j, int cycle) {
        double count = block.count(column * task.linesPerCycle() + j, cycle);
        return count >= task.least() && count < task.saturation() ? task.law().inverse(column, count) : Double.NaN;
    }

    /**
     * Slow part of PC in consecutive lines against the reference of the blind columns, in LSB; 0 where there are no valid
     * blind columns. It is smoothed, compressed or not: one blind sample hit by a particle would else make every column of
     * its line look like an outlier.
     */
    double[] offset(int firstLine, int lines) {
        double[] offset = Arrays.copyOfRange(blind, firstLine, firstLine + lines);
        return LineStatistics.smooth(offset, settings.smoothingLines());
    }

    LineStatistics statistics() {
        int smoothingLines = task.compressed() ? settings.smoothingLines() : 0;
        return new LineStatistics(task.linesPerCycle(), smoothingLines, blind, blindReference, activeMean, firstMean, lastMean);
    }

    private static int[] runs(int[] columns) {
        IntStream.Builder runs = IntStream.builder();
        for (int i = 0; i < columns.length; i++) {
            if (i == 0 || columns[i] != columns[i - 1] + 1) {
                runs.add(columns[i]);
            }
            if (i + 1 == columns.length || columns[i + 1] != columns[i] + 1) {
                runs.add(columns[i] + 1);
            }
        }
        return runs.build().toArray();
    }
}
