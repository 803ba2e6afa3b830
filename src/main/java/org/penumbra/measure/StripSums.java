package org.penumbra.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.measure.MeasureTask.Kind;
import org.penumbra.measure.SampleBlock.Look;

/**
 * Sums over a strip of every series and segment, block after block. The common samples, those that no level cuts, on the
 * side of the knee where the pivot lies, are summed densely; the others, few, in {@link MovedSums}.
 */
final class StripSums {
    /** Rank of the other samples in lost and dropped lines: they are not counted. */
    private static final int NO_LINE = MovedSums.DROPPED + 1;

    private final MeasureTask task;
    private final MeasureSettings settings;
    private final Segments segments;
    private final boolean integer;
    private final int n;
    private final double[] dense;
    private final double[] pivot;
    private final double[] median;
    private final double[] mad;
    private final double[] lowest;
    private final double[] highest;
    private final PackedWriter[] moved;
    private final double[] lastCount;
    private final byte[] lastRank;
    private final boolean[] lastLineKept;
    private final int[] lines;
    private final int[] pairs;
    private final MovedSums movedSums;
    private byte[] rank = {};
    private int[] found = {};

    /** @param buffer room for the sums of every series and segment; used until {@link #pack} */
    StripSums(MeasureTask task, MeasureSettings settings, Segments segments, boolean integer, double[] buffer) {
        this.task = task;
        this.settings = settings;
        this.segments = segments;
        this.integer = integer;
        n = task.linesPerCycle();
        int series = task.columns() * n;
        dense = buffer;
        Arrays.fill(dense, 0, size(task, segments), 0);
        pivot = unknown(series);
        median = unknown(series);
        mad = unknown(series);
        lowest = unknown(series);
        highest = unknown(series);
        moved = new PackedWriter[task.columns()];
        lastCount = new double[series];
        lastRank = new byte[series];
        lastLineKept = new boolean[n];
        lines = new int[n * segments.count()];
        pairs = new int[n * segments.count()];
        movedSums = new MovedSums(segments.count());
    }

    static int size(MeasureTask task, Segments segments) {
        return task.columns() * task.linesPerCycle() * segments.count() * SampleBlock.SUMS;
    }

    private static double[] unknown(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /**
     * Adds a block.
     *
     * @param firstCycle its first cycle, 0-based from the first of the strip
     * @param offset PC of each of its lines in LSB, for the test of two levels
     * @return columns that show two levels
     */
    List<Telegraph> add(SampleBlock block, OutlierCut cut, int firstCycle, double[] offset) {
        int[] boundaries = segments.boundaries(firstCycle, block.cycles());
        int firstSegment = segments.of(firstCycle);
        found = found.length < block.cycles() ? new int[block.cycles()] : found;
        rank = rank.length < block.cycles() ? new byte[block.cycles()] : rank;
        countLines(block, cut, firstCycle, boundaries, firstSegment);
        TwoLevels test = new TwoLevels(task, settings, block, cut, firstCycle * n, offset, boundaries);
        List<Telegraph> telegraphs = new ArrayList<>();
        double[][] sums = new double[n][(boundaries.length - 1) * SampleBlock.SUMS];
        double[] pivots = new double[n];
        for (int column = 0; column < task.columns(); column++) {
            for (int j = 0; j < n; j++) {
                int series = column * n + j;
                describe(block, series, cut.look(series), cut.stored(series));
                pivots[j] = pivot[series];
                block.select(series);
                block.sums(pivotOrZero(series), boundaries, sums[j]);
            }
            boolean twoLevels = task.kind() == Kind.DARK && !task.blind()[column]
                    && test.test(column, pivots, sums).map(telegraphs::add).orElse(false);
            for (int j = 0; j < n; j++) {
                add(block, cut, column * n + j, twoLevels, firstCycle, firstSegment, boundaries, sums[j]);
            }
        }
        for (int j = 0; j < n; j++) {
            lastLineKept[j] = keeps(cut, j, block.cycles() - 1);
        }
        return telegraphs;
    }

    private void countLines(SampleBlock block, OutlierCut cut, int firstCycle, int[] boundaries, int firstSegment) {
        for (int j = 0; j < n; j++) {
            boolean before = lastLineKept[j];
            if (before && keeps(cut, j, 0)) {
                pairs[j * segments.count() + segments.of(firstCycle - 1)]++;
            }
            for (int segment = 0; segment + 1 < boundaries.length; segment++) {
                int at = j * segments.count() + firstSegment + segment;
                for (int k = boundaries[segment]; k < boundaries[segment + 1]; k++) {
                    boolean kept = keeps(cut, j, k);
                    lines[at] += kept ? 1 : 0;
                    pairs[at] += kept && k + 1 < block.cycles() && keeps(cut, j, k + 1) ? 1 : 0;
                }
            }
        }
    }

    private static boolean keeps(OutlierCut cut, int j, int cycle) {
        boolean[] leftOut = cut.leftOut(j);
        return leftOut == null || !leftOut[cycle];
    }

    private void describe(SampleBlock block, int series, Look look, Look stored) {
        if (Double.isNaN(pivot[series]) && look.n() > 0) {
            pivot[series] = block.pivot(stored.median());
            median[series] = look.median();
            mad[series] = look.mad();
        }
        lowest[series] = known(lowest[series], stored.lowest(), Math.min(lowest[series], stored.lowest()));
        highest[series] = known(highest[series], stored.highest(), Math.max(highest[series], stored.highest()));
    }

    private static double known(double first, double second, double both) {
        return Double.isNaN(first) ? second : Double.isNaN(second) ? first : both;
    }

    private double pivotOrZero(int series) {
        return Double.isNaN(pivot[series]) ? 0 : pivot[series];
    }

    private void add(SampleBlock block, OutlierCut cut, int series, boolean twoLevels, int firstCycle, int firstSegment,
                     int[] boundaries, double[] sums) {
        double about = pivotOrZero(series);
        double knee = task.law().knee(series / n);
        boolean side = about > knee;
        int count = rank(block, cut, series, twoLevels, side, knee);
        if (count > 0) {
            block.leaveOut(about, boundaries, found, count, sums);
            move(block, series, firstSegment, boundaries, about, knee, count);
        }
        if (firstCycle > 0) {
            addPairAcross(series, segments.of(firstCycle - 1), block.count(series, 0), side, knee);
        }
        lastCount[series] = block.count(series, block.cycles() - 1);
        lastRank[series] = rank[block.cycles() - 1];
        for (int i = 0; i < count; i++) {
            rank[found[i]] = 0;
        }
        if (!movedSums.empty()) {
            int column = series / n;
            moved[column] = moved[column] == null ? new PackedWriter() : moved[column];
            movedSums.writeTo(moved[column], series % n * segments.count() * MovedSums.FATES, integer);
        }
        int at = (series * segments.count() + firstSegment) * SampleBlock.SUMS;
        for (int i = 0; i < sums.length; i++) {
            dense[at + i] += sums[i];
        }
    }

    /** Finds the samples that are not common ones and ranks them; returns how many there are. */
    private int rank(SampleBlock block, OutlierCut cut, int series, boolean twoLevels, boolean side, double knee) {
        Look stored = cut.stored(series);
        Look look = cut.look(series);
        double narrow = twoLevels ? Double.POSITIVE_INFINITY : cut.cut(series, CutLevel.THREE);
        double least = side ? Math.max(Math.nextUp(knee), task.least()) : task.least();
        double most = side ? Math.nextDown(task.saturation()) : Math.min(knee, Math.nextDown(task.saturation()));
        boolean[] leftOut = cut.leftOut(series);
        if (leftOut == null && look.complete() && !cut.reaches(series, narrow) && stored.lowest() >= least && stored.highest() <= most) {
            return 0;
        }
        cut.select(series);
        double centre = look.n() == 0 ? 0 : look.median();
        double wide = twoLevels ? narrow : cut.cut(series, CutLevel.FIVE);
        double widest = twoLevels ? narrow : cut.cut(series, CutLevel.EIGHT);
        int count = block.suspects(centre, narrow, least, most, leftOut, found);
        for (int i = 0; i < count; i++) {
            int k = found[i];
            double distance = block.distance(k, centre);
            double sample = block.count(series, k);
            if (leftOut != null && leftOut[k]) {
                rank[k] = (byte) (sample >= task.saturation() ? MovedSums.DROPPED : NO_LINE);
            } else if (!(sample >= task.least())) {
                rank[k] = MovedSums.NO_DATA;
            } else if (sample >= task.saturation()) {
                rank[k] = MovedSums.SATURATED;
            } else {
                rank[k] = (byte) (distance > widest ? 3 : distance > wide ? 2 : distance > narrow ? 1 : 0);
            }
        }
        return count;
    }

    private void move(SampleBlock block, int series, int firstSegment, int[] boundaries, double about, double knee, int count) {
        int segment = 0;
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int k = found[i];
            if (k > 0 && previous != k - 1) {
                while (k - 1 >= boundaries[segment + 1]) {
                    segment++;
                }
                movePair(firstSegment + segment, rank[k], block.count(series, k - 1), block.count(series, k), knee);
            }
            while (k >= boundaries[segment + 1]) {
                segment++;
            }
            double sample = block.count(series, k);
            if (rank[k] < NO_LINE) {
                movedSums.addSample(firstSegment + segment, MovedSums.fate(rank[k], sample > knee), sample - about);
            }
            if (k + 1 < block.cycles()) {
                movePair(firstSegment + segment, Math.max(rank[k], rank[k + 1]), sample, block.count(series, k + 1), knee);
            }
            previous = k;
        }
    }

    private void movePair(int segment, int pairRank, double first, double second, double knee) {
        if (pairRank <= MovedSums.NO_DATA) {
            movedSums.addPair(segment, MovedSums.fate(pairRank, (first + second) / 2 > knee), second - first);
        }
    }

    /** The pair of the last sample of the block before and the first of this one belongs to the segment of the former. */
    private void addPairAcross(int series, int segment, double first, boolean side, double knee) {
        int pairRank = Math.max(lastRank[series], rank[0]);
        boolean pairSide = (lastCount[series] + first) / 2 > knee;
        if (pairRank == 0 && pairSide == side) {
            double step = first - lastCount[series];
            dense[(series * segments.count() + segment) * SampleBlock.SUMS + 3] += step * step;
        } else {
            movePair(segment, pairRank, lastCount[series], first, knee);
        }
    }

    /** The columns as they are kept: see {@link DetectorMeasurement#pack}. */
    List<byte[]> pack() {
        List<byte[]> columns = new ArrayList<>();
        PackedWriter to = new PackedWriter();
        for (int column = 0; column < task.columns(); column++) {
            to.clear();
            to.real(task.law().a1().get(column));
            to.real(task.law().a2().get(column));
            to.real(task.law().zs().get(column));
            to.real(task.law().d().get(column));
            for (int series = column * n; series < (column + 1) * n; series++) {
                to.eighths(pivotOrZero(series));
                to.eighths(median[series]);
                to.eighths(mad[series]);
                to.eighths(lowest[series]);
                to.eighths(highest[series]);
                int from = series * segments.count() * SampleBlock.SUMS;
                for (int at = from; at < from + segments.count() * SampleBlock.SUMS; at += SampleBlock.SUMS) {
                    to.sums(dense, at, integer);
                }
            }
            if (moved[column] != null) {
                to.all(moved[column]);
            }
            columns.add(to.toBytes());
        }
        return columns;
    }

    /** Kept lines and pairs of them; axis: (line of cycle − 1) · segments + segment. */
    int[][] counts() {
        return new int[][] {lines, pairs};
    }
}
