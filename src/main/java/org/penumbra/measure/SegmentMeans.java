package org.penumbra.measure;

import java.util.Arrays;
import java.util.List;
import org.penumbra.calibration.OnBoardEqualisation;

/**
 * Means of the columns of a detector in each segment of its strip, over all lines of the cycle, in raw counts X; every valid
 * sample counts, none is cut.
 *
 * @param mean in LSB; NaN where a segment has no sample; axes: segment, column
 * @param saturated saturated samples of the strip; axis: column
 * @param missing samples without data in lines that are not lost as a whole; axes: segment, column
 */
public record SegmentMeans(double[][] mean, int[] saturated, int[][] missing) {
    private static final int COEFFICIENTS = 4;
    private static final int DESCRIPTION = 5;

    /** Reads each column once; parts and counts are those of {@link DetectorMeasurement}. */
    static SegmentMeans of(List<byte[]> columns, boolean integer, int n, int segments, int[] keptLines, OnBoardEqualisation.Law law) {
        double[][] mean = new double[segments][columns.size()];
        int[] saturated = new int[columns.size()];
        int[][] missing = new int[segments][columns.size()];
        double[][] pivots = new double[columns.size()][n];
        for (int column = 0; column < columns.size(); column++) {
            // sums of stored counts about the pivot, and samples; axis: (segment · n + line of cycle − 1) · 2 + side of the knee
            double[] sums = new double[segments * n * 2];
            int[] samples = new int[segments * n * 2];
            int[] missingOf = new int[segments];
            saturated[column] = read(new PackedReader(columns.get(column)), integer, n, segments, keptLines, law.knee(column),
                    pivots[column], sums, samples, missingOf);
            for (int segment = 0; segment < segments; segment++) {
                missing[segment][column] = missingOf[segment];
                double total = 0;
                int count = 0;
                for (int i = segment * n * 2; i < (segment + 1) * n * 2; i++) {
                    double pivot = pivots[column][i / 2 % n];
                    if (samples[i] > 0) {
                        total += samples[i] * rawCount(law, column, i % 2, pivot + sums[i] / samples[i]);
                        count += samples[i];
                    }
                }
                mean[segment][column] = count == 0 ? Double.NaN : total / count;
            }
        }
        return new SegmentMeans(mean, saturated, missing);
    }

    /** X of a mean of stored counts that all lie on one side of the knee: linear there, so that the side's law holds for the mean. */
    private static double rawCount(OnBoardEqualisation.Law law, int column, int side, double stored) {
        double knee = law.knee(column);
        if (Double.isInfinite(knee)) {
            return law.inverse(column, stored);
        }
        double slope = side == 0 ? law.slope(column, knee) : law.slope(column, Math.nextUp(knee));
        return law.inverse(column, knee) + slope * (stored - knee);
    }

    private static int read(PackedReader from, boolean integer, int n, int segments, int[] keptLines, double knee, double[] pivots,
                            double[] sums, int[] samples, int[] missing) {
        for (int i = 0; i < COEFFICIENTS; i++) {
            from.real();
        }
        double[] of = new double[SampleBlock.SUMS];
        int[] common = new int[n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < DESCRIPTION; i++) {
                double value = from.eighths();
                pivots[j] = i == 0 ? value : pivots[j];
            }
            common[j] = pivots[j] > knee ? 1 : 0;
            for (int segment = 0; segment < segments; segment++) {
                Arrays.fill(of, 0);
                from.addSums(of, 0, integer);
                int at = (segment * n + j) * 2 + common[j];
                sums[at] += of[0];
                samples[at] += keptLines[j * segments + segment];
            }
        }
        int saturated = 0;
        while (from.more()) {
            int key = from.count();
            int count = from.count();
            from.count();
            Arrays.fill(of, 0);
            from.addSums(of, 0, integer);
            int fate = key % MovedSums.FATES;
            int series = key / MovedSums.FATES / segments;
            int segment = key / MovedSums.FATES % segments;
            int at = (segment * n + series) * 2;
            if (MovedSums.rank(fate) == MovedSums.DROPPED) {
                saturated += count;
                continue;
            }
            samples[at + common[series]] -= count;
            if (MovedSums.rank(fate) == MovedSums.NO_DATA) {
                missing[segment] += count;
            } else if (MovedSums.rank(fate) == MovedSums.SATURATED) {
                saturated += count;
            } else {
                samples[at + fate % 2] += count;
                sums[at + fate % 2] += of[0];
            }
        }
        return saturated;
    }
}
