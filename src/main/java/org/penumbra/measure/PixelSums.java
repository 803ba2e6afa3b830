package org.penumbra.measure;

import java.util.Arrays;
import org.penumbra.calibration.OnBoardEqualisation;

/** Adds up what one cut level keeps of one column in a range of segments, and makes it statistics of raw counts. */
final class PixelSums {
    private static final int DESCRIPTION = 5;
    private static final int COEFFICIENTS = 4;

    private final boolean integer;
    private final int n;
    private final int segments;
    private final int[] lines;
    private final int[] pairsOfLines;
    private final CutLevel level;
    private final int fromSegment;
    private final int toSegment;
    private final double[][] description;
    /** Axes: line of cycle − 1, side of the knee · SUMS + sum. */
    private final double[][] sums;
    /** Axes: line of cycle − 1, side of the knee. */
    private final int[][] samples;
    private final int[] left;
    private final int[] leftPairs;
    private final int[] cut;
    private final int[] unusable;
    private final int[] keptLines;
    private final int[] keptSamples;
    private final double[] unwanted = new double[SampleBlock.SUMS];

    PixelSums(boolean integer, int n, int segments, int[] keptLines, int[] keptPairs, CutLevel level, int fromSegment, int toSegment) {
        this.integer = integer;
        this.n = n;
        this.segments = segments;
        this.level = level;
        this.fromSegment = fromSegment;
        this.toSegment = toSegment;
        lines = new int[n];
        pairsOfLines = new int[n];
        for (int j = 0; j < n; j++) {
            for (int segment = fromSegment; segment < toSegment; segment++) {
                lines[j] += keptLines[j * segments + segment];
                pairsOfLines[j] += keptPairs[j * segments + segment];
            }
        }
        description = new double[n][DESCRIPTION];
        sums = new double[n][2 * SampleBlock.SUMS];
        samples = new int[n][2];
        left = new int[n];
        leftPairs = new int[n];
        cut = new int[n];
        unusable = new int[n];
        this.keptLines = keptLines;
        keptSamples = new int[n * segments];
    }

    /** Reads the part of a column as {@link DetectorMeasurement#pack} describes it. */
    void read(byte[] part) {
        PackedReader from = new PackedReader(part);
        double knee = knee(from);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < DESCRIPTION; i++) {
                description[j][i] = from.eighths();
            }
            Arrays.fill(sums[j], 0);
            int side = description[j][0] > knee ? SampleBlock.SUMS : 0;
            for (int segment = 0; segment < segments; segment++) {
                if (wanted(segment)) {
                    from.addSums(sums[j], side, integer);
                } else {
                    from.addSums(unwanted, 0, integer);
                }
            }
            Arrays.fill(samples[j], 0);
            left[j] = lines[j];
            leftPairs[j] = pairsOfLines[j];
            cut[j] = 0;
            unusable[j] = 0;
        }
        for (int segment = 0; segment < segments; segment++) {
            for (int j = 0; j < n; j++) {
                keptSamples[segment * n + j] = keptLines[j * segments + segment];
            }
        }
        while (from.more()) {
            readMoved(from, knee);
        }
        for (int j = 0; j < n; j++) {
            samples[j][description[j][0] > knee ? 1 : 0] += left[j];
        }
    }

    private boolean wanted(int segment) {
        return segment >= fromSegment && segment < toSegment;
    }

    private static double knee(PackedReader from) {
        double[] coefficients = new double[COEFFICIENTS];
        Arrays.setAll(coefficients, i -> from.real());
        return coefficients[0] * coefficients[2];
    }

    private void readMoved(PackedReader from, double knee) {
        int key = from.count();
        int count = from.count();
        int pairs = from.count();
        int fate = key % MovedSums.FATES;
        int segment = key / MovedSums.FATES % segments;
        int j = key / MovedSums.FATES / segments;
        int rank = fate / 2;
        if (rank > level.ordinal()) {
            keptSamples[segment * n + j] -= count;
        }
        int side = fate % 2;
        boolean kept = wanted(segment) && rank <= level.ordinal();
        from.addSums(kept ? sums[j] : unwanted, kept ? side * SampleBlock.SUMS : 0, integer);
        if (!wanted(segment)) {
            return;
        }
        left[j] -= count;
        if (kept) {
            samples[j][side] += count;
        } else {
            leftPairs[j] -= pairs;
            if (rank == MovedSums.UNUSABLE) {
                unusable[j] += count;
            } else {
                cut[j] += count;
            }
        }
    }

    /** Samples of the column that was read last that are kept, whatever the range; axis: segment · n + (line of cycle − 1). */
    int[] keptSamples() {
        return keptSamples;
    }

    /** Writes the statistics of one line of cycle of the column that was read last. */
    void write(int j, OnBoardEqualisation.Law law, int column, PixelStatistics to) {
        double pivot = description[j][0];
        double knee = law.knee(column);
        double above = Math.nextUp(knee);
        double[] slopes = {law.slope(column, knee), law.slope(column, above)};
        double kneeOrPivot = Double.isInfinite(knee) ? pivot : knee;
        double xOfKnee = law.inverse(column, kneeOrPivot);
        RawCountMoments[] sides = new RawCountMoments[2];
        double steps = 0;
        for (int side = 0; side < 2; side++) {
            sides[side] = RawCountMoments.of(samples[j][side], xOfKnee + slopes[side] * (pivot - kneeOrPivot), slopes[side], sums[j], side * SampleBlock.SUMS);
            steps += slopes[side] * slopes[side] * sums[j][side * SampleBlock.SUMS + 3];
        }
        RawCountMoments all = sides[0].with(sides[1]);
        int at = column * n + j;
        to.n()[at] = all.n();
        to.mean()[at] = all.mean();
        to.std()[at] = all.deviation();
        to.third()[at] = all.thirdCentral();
        to.pairs()[at] = leftPairs[j];
        to.noise()[at] = leftPairs[j] == 0 ? Double.NaN : Math.sqrt(steps / (2.0 * leftPairs[j]));
        to.median()[at] = law.inverse(column, description[j][1]);
        to.mad()[at] = description[j][2] * law.slope(column, description[j][1]);
        to.min()[at] = law.inverse(column, description[j][3]);
        to.max()[at] = law.inverse(column, description[j][4]);
        to.clipped()[at] = cut[j];
        to.saturated()[at] = unusable[j];
    }
}
