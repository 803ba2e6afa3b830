package org.penumbra.measure;

import java.util.Arrays;
import org.penumbra.calibration.OnBoardEqualisation;

/** The sums of one column as {@link DetectorMeasurement#pack} describes them, unpacked once for all statistics that are made of them. */
final class PackedColumn {
    private static final int DESCRIPTION = 5;
    private static final int COEFFICIENTS = 4;

    private final boolean integer;
    private final int segments;
    /** Pivot, median, MAD, lowest and highest stored count; axes: line of cycle − 1, entry. */
    private final double[][] description;
    /** Common sums; axes: line of cycle − 1, segment · SUMS + sum. */
    private final double[][] common;
    private double knee;
    private int moved;
    private int[] keys = new int[16];
    private int[] samples = new int[16];
    private int[] pairs = new int[16];
    private double[] movedSums = new double[16 * SampleBlock.SUMS];

    PackedColumn(boolean integer, int n, int segments) {
        this.integer = integer;
        this.segments = segments;
        description = new double[n][DESCRIPTION];
        common = new double[n][segments * SampleBlock.SUMS];
    }

    /** Unpacks a part in place of the one before. */
    void read(byte[] part) {
        PackedReader from = new PackedReader(part);
        double[] coefficients = new double[COEFFICIENTS];
        Arrays.setAll(coefficients, i -> from.real());
        knee = coefficients[0] * coefficients[2];
        for (int j = 0; j < description.length; j++) {
            for (int i = 0; i < DESCRIPTION; i++) {
                description[j][i] = from.eighths();
            }
            Arrays.fill(common[j], 0);
            for (int segment = 0; segment < segments; segment++) {
                from.addSums(common[j], segment * SampleBlock.SUMS, integer);
            }
        }
        moved = 0;
        while (from.more()) {
            if (moved == keys.length) {
                grow();
            }
            keys[moved] = from.count();
            samples[moved] = from.count();
            pairs[moved] = from.count();
            Arrays.fill(movedSums, moved * SampleBlock.SUMS, (moved + 1) * SampleBlock.SUMS, 0);
            from.addSums(movedSums, moved * SampleBlock.SUMS, integer);
            moved++;
        }
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * moved);
        samples = Arrays.copyOf(samples, 2 * moved);
        pairs = Arrays.copyOf(pairs, 2 * moved);
        movedSums = Arrays.copyOf(movedSums, 2 * moved * SampleBlock.SUMS);
    }

    /** Stored count that the distances d of a line of cycle, 0-based, are from. */
    double pivot(int j) {
        return description[j][0];
    }

    /** Writes what is the same for every selection of a line of cycle, 0-based. */
    void write(int j, OnBoardEqualisation.Law law, int column, PixelStatistics to) {
        int at = column * description.length + j;
        double median = description[j][1];
        to.median()[at] = law.inverse(column, median);
        to.mad()[at] = description[j][2] * law.slope(column, median);
        to.min()[at] = law.inverse(column, description[j][3]);
        to.max()[at] = law.inverse(column, description[j][4]);
    }

    /** 1 where the common sums of a line of cycle, 0-based, are above the knee, else 0. */
    int side(int j) {
        return description[j][0] > knee ? 1 : 0;
    }

    /** Adds the common sums of consecutive segments to those from an index on. */
    void addCommon(int j, int fromSegment, int toSegment, double[] to, int at) {
        for (int i = fromSegment * SampleBlock.SUMS; i < toSegment * SampleBlock.SUMS; i += SampleBlock.SUMS) {
            for (int sum = 0; sum < SampleBlock.SUMS; sum++) {
                to[at + sum] += common[j][i + sum];
            }
        }
    }

    /** Number of entries of moved samples. */
    int moved() {
        return moved;
    }

    int movedFate(int entry) {
        return keys[entry] % MovedSums.FATES;
    }

    int movedSegment(int entry) {
        return keys[entry] / MovedSums.FATES % segments;
    }

    /** Line of cycle, 0-based. */
    int movedLine(int entry) {
        return keys[entry] / MovedSums.FATES / segments;
    }

    int movedSamples(int entry) {
        return samples[entry];
    }

    int movedPairs(int entry) {
        return pairs[entry];
    }

    void addMoved(int entry, double[] to, int at) {
        for (int sum = 0; sum < SampleBlock.SUMS; sum++) {
            to[at + sum] += movedSums[entry * SampleBlock.SUMS + sum];
        }
    }
}
