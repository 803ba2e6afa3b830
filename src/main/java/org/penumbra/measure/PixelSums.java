package org.penumbra.measure;

import java.util.Arrays;
import org.penumbra.calibration.OnBoardEqualisation;

/** Adds up what a selection keeps of one column, and makes it statistics of raw counts. */
final class PixelSums {
    private final Selection selection;
    private final int segments;
    private final int[] keptLines;
    private final int[] lines;
    private final int[] pairsOfLines;
    /** Axes: line of cycle − 1, side of the knee · SUMS + sum. */
    private final double[][] sums;
    /** Axes: line of cycle − 1, side of the knee. */
    private final int[][] samples;
    private final int[] left;
    private final int[] leftPairs;
    private final int[] cut;
    private final int[] saturated;
    private final int[] missing;

    PixelSums(int n, int segments, int[] keptLines, int[] keptPairs, Selection selection) {
        this.selection = selection;
        this.segments = segments;
        this.keptLines = keptLines;
        lines = new int[n];
        pairsOfLines = new int[n];
        for (int j = 0; j < n; j++) {
            for (int segment = selection.fromSegment(); segment < selection.toSegment(); segment++) {
                lines[j] += keptLines[j * segments + segment];
                pairsOfLines[j] += keptPairs[j * segments + segment];
            }
        }
        sums = new double[n][2 * SampleBlock.SUMS];
        samples = new int[n][2];
        left = new int[n];
        leftPairs = new int[n];
        cut = new int[n];
        saturated = new int[n];
        missing = new int[n];
    }

    /** Adds up a column. */
    void add(PackedColumn column) {
        for (int j = 0; j < lines.length; j++) {
            Arrays.fill(sums[j], 0);
            column.addCommon(j, selection.fromSegment(), selection.toSegment(), sums[j], column.side(j) * SampleBlock.SUMS);
            Arrays.fill(samples[j], 0);
            left[j] = lines[j];
            leftPairs[j] = pairsOfLines[j];
            cut[j] = 0;
            saturated[j] = 0;
            missing[j] = 0;
        }
        for (int entry = 0; entry < column.moved(); entry++) {
            if (wanted(column.movedSegment(entry))) {
                addMoved(column, entry);
            }
        }
        for (int j = 0; j < lines.length; j++) {
            samples[j][column.side(j)] += left[j];
        }
    }

    private boolean wanted(int segment) {
        return segment >= selection.fromSegment() && segment < selection.toSegment();
    }

    private void addMoved(PackedColumn column, int entry) {
        int j = column.movedLine(entry);
        int rank = MovedSums.rank(column.movedFate(entry));
        int side = column.movedFate(entry) % 2;
        int count = column.movedSamples(entry);
        if (rank == MovedSums.DROPPED) {
            saturated[j] += count;
            return;
        }
        left[j] -= count;
        if (rank <= selection.level().ordinal()) {
            column.addMoved(entry, sums[j], side * SampleBlock.SUMS);
            samples[j][side] += count;
        } else {
            leftPairs[j] -= column.movedPairs(entry);
            int[] out = rank == MovedSums.NO_DATA ? missing : rank == MovedSums.SATURATED ? saturated : cut;
            out[j] += count;
        }
    }

    /** Whether every sample of the selected lines is kept in the column that was added last. */
    boolean complete() {
        for (int j = 0; j < lines.length; j++) {
            if (cut[j] > 0 || saturated[j] > 0 || missing[j] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Samples of a column that are kept; axis: (segment − first) · n + (line of cycle − 1). */
    int[] keptSamples(PackedColumn column) {
        int n = lines.length;
        int first = selection.fromSegment();
        int[] kept = new int[(selection.toSegment() - first) * n];
        Arrays.setAll(kept, i -> keptLines[i % n * segments + first + i / n]);
        for (int entry = 0; entry < column.moved(); entry++) {
            int rank = MovedSums.rank(column.movedFate(entry));
            if (wanted(column.movedSegment(entry)) && rank > selection.level().ordinal() && rank != MovedSums.DROPPED) {
                kept[(column.movedSegment(entry) - first) * n + column.movedLine(entry)] -= column.movedSamples(entry);
            }
        }
        return kept;
    }

    /** Writes the statistics of one line of cycle, 0-based, of the column that was added last. */
    void write(int j, double pivot, OnBoardEqualisation.Law law, int column, PixelStatistics to) {
        double knee = law.knee(column);
        double above = Math.nextUp(knee);
        double[] slopes = {law.slope(column, knee), law.slope(column, above)};
        double kneeOrPivot = Double.isInfinite(knee) ? pivot : knee;
        double xOfKnee = law.inverse(column, kneeOrPivot);
        RawCountMoments[] sides = new RawCountMoments[2];
        double steps = 0;
        for (int side = 0; side < 2; side++) {
            sides[side] = RawCountMoments.of(samples[j][side], xOfKnee + slopes[side] * (pivot - kneeOrPivot), slopes[side],
                    sums[j], side * SampleBlock.SUMS);
            steps += slopes[side] * slopes[side] * sums[j][side * SampleBlock.SUMS + 3];
        }
        RawCountMoments all = sides[0].with(sides[1]);
        int at = column * lines.length + j;
        to.n()[at] = all.n();
        to.mean()[at] = all.mean();
        to.std()[at] = all.deviation();
        to.third()[at] = all.thirdCentral();
        to.pairs()[at] = leftPairs[j];
        to.noise()[at] = leftPairs[j] == 0 ? Double.NaN : Math.sqrt(steps / (2.0 * leftPairs[j]));
        to.clipped()[at] = cut[j];
        to.saturated()[at] = saturated[j];
        to.missing()[at] = missing[j];
    }
}
