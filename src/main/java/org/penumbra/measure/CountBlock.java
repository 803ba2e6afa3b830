package org.penumbra.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * Block of 16-bit integer counts; all its sums and order statistics are exact.
 *
 * <p>Counts lie in pieces of {@value #PIECE} cycles, one cache line, of each series; pieces of the same cycles follow each
 * other series by series. So rows are turned into a region that is written from start to end, and reading one series after
 * the other follows a few such regions: several times as fast as with whole series, each in a memory page of its own.
 */
final class CountBlock extends SampleBlock {
    private static final int PIECE = 32;
    /** Columns turned together: the parts of their rows stay in the first-level cache. */
    private static final int TILE = 32;
    /** Detrended counts are held in quarters, the finest step of a median of medians. */
    private static final int QUARTERS = 4;

    private final boolean signed;
    private short[] samples = {};
    private short[] rows = {};
    private int[] counts = {};
    private int[] looked = {};
    private int[] usable = {};
    private final CountHistogram histogram = new CountHistogram();
    private int unit = 1;

    CountBlock(boolean signed) {
        this.signed = signed;
    }

    @Override
    void shape(int columns, int linesPerCycle, int cycles) {
        super.shape(columns, linesPerCycle, cycles);
        int pieces = (cycles + PIECE - 1) / PIECE;
        int size = Math.multiplyExact(Math.multiplyExact(columns, linesPerCycle), pieces * PIECE);
        samples = samples.length < size ? new short[size] : samples;
        int turned = PIECE * linesPerCycle * columns;
        rows = rows.length < turned ? new short[turned] : rows;
        if (counts.length < cycles + 1) {
            counts = new int[cycles + 1];
            looked = new int[cycles + 1];
            usable = new int[cycles + 1];
        }
    }

    @Override
    void load(ByteBuffer part, int lines, int firstCycle, LineLog log) {
        ShortBuffer stored = part.duplicate().order(ByteOrder.nativeOrder()).asShortBuffer();
        int loaded = 0;
        while (loaded < lines) {
            int cycle = firstCycle + loaded / linesPerCycle();
            int some = Math.min((PIECE - cycle % PIECE) * linesPerCycle(), lines - loaded);
            stored.get(loaded * columns(), rows, 0, some * columns());
            for (int line = 0; line < some; line++) {
                log(line * columns(), log);
            }
            turn(some / linesPerCycle(), cycle);
            loaded += some;
        }
    }

    private void log(int from, LineLog log) {
        int column = 0;
        while (column < columns() && rows[from + column] == 0) {
            column++;
        }
        log.add(column == columns(), mean(from, log.active()), mean(from, log.firstOverlap()), mean(from, log.lastOverlap()));
    }

    private double mean(int from, int[] runs) {
        long sum = 0;
        int summed = 0;
        for (int run = 0; run < runs.length; run += 2) {
            sum += signed ? sumSigned(from + runs[run], from + runs[run + 1]) : sumUnsigned(from + runs[run], from + runs[run + 1]);
            summed += runs[run + 1] - runs[run];
        }
        return (double) sum / summed;
    }

    private int sumUnsigned(int from, int to) {
        int even = 0;
        int odd = 0;
        int i = from;
        for (; i + 1 < to; i += 2) {
            even += rows[i] & 0xffff;
            odd += rows[i + 1] & 0xffff;
        }
        return even + odd + (i < to ? rows[i] & 0xffff : 0);
    }

    private int sumSigned(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += rows[i];
        }
        return sum;
    }

    /** Turns the rows of some cycles, all in one piece. */
    private void turn(int turnedCycles, int firstCycle) {
        short[] from = rows;
        short[] to = samples;
        int columns = columns();
        int n = linesPerCycle();
        int step = n * columns;
        for (int tile = 0; tile < columns; tile += TILE) {
            int end = Math.min(columns, tile + TILE);
            for (int column = tile; column < end; column++) {
                for (int j = 0; j < n; j++) {
                    int target = index(column * n + j, firstCycle);
                    int source = j * columns + column;
                    int k = 0;
                    for (; k + 4 <= turnedCycles; k += 4, source += 4 * step) {
                        short first = from[source];
                        short second = from[source + step];
                        short third = from[source + 2 * step];
                        short fourth = from[source + 3 * step];
                        to[target + k] = first;
                        to[target + k + 1] = second;
                        to[target + k + 2] = third;
                        to[target + k + 3] = fourth;
                    }
                    for (; k < turnedCycles; k++, source += step) {
                        to[target + k] = from[source];
                    }
                }
            }
        }
    }

    private int index(int series, int cycle) {
        return (cycle / PIECE * series() + series) * PIECE + cycle % PIECE;
    }

    @Override
    double count(int series, int cycle) {
        short sample = samples[index(series, cycle)];
        return signed ? sample : sample & 0xffff;
    }

    @Override
    void select(int series) {
        short[] from = samples;
        int[] to = counts;
        for (int first = 0; first < cycles(); first += PIECE) {
            int at = index(series, first);
            int some = Math.min(PIECE, cycles() - first);
            if (signed) {
                for (int k = 0; k < some; k++) {
                    to[first + k] = from[at + k];
                }
            } else {
                for (int k = 0; k < some; k++) {
                    to[first + k] = from[at + k] & 0xffff;
                }
            }
        }
        unit = 1;
    }

    @Override
    void detrend(double[] trend, double scale) {
        for (int k = 0; k < cycles(); k++) {
            looked[k] = QUARTERS * counts[k] - (int) Math.rint(QUARTERS * scale * trend[k]);
        }
        unit = QUARTERS;
    }

    private int[] looked() {
        return unit == 1 ? counts : looked;
    }

    @Override
    Look look(boolean[] leftOut, double saturation) {
        int[] values = looked();
        int n = cycles();
        histogram.findLimits(counts, n);
        boolean complete = histogram.highest() < saturation;
        if (leftOut != null || !complete) {
            values = usable;
            n = 0;
            complete = true;
            for (int k = 0; k < cycles(); k++) {
                if (leftOut == null || !leftOut[k]) {
                    if (counts[k] < saturation) {
                        values[n++] = looked()[k];
                    } else {
                        complete = false;
                    }
                }
            }
        }
        if (n == 0) {
            return new Look(0, complete, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        if (values != counts) {
            histogram.findLimits(values, n);
        }
        return histogram.look(values, n, unit, complete);
    }

    @Override
    double pivot(double median) {
        return Math.rint(median);
    }

    @Override
    double distance(int cycle, double median) {
        return Math.abs((double) looked()[cycle] / unit - median);
    }

    @Override
    int suspects(double median, double cut, double least, double most, boolean[] leftOut, int[] found) {
        int[] values = looked();
        int from = (int) Math.max(Integer.MIN_VALUE, Math.ceil((median - cut) * unit));
        int to = (int) Math.min(Integer.MAX_VALUE, Math.floor((median + cut) * unit));
        int leastCount = (int) Math.ceil(least);
        int mostCount = (int) Math.floor(most);
        int n = 0;
        for (int k = 0; k < cycles(); k++) {
            int value = values[k];
            if (value < from || value > to || counts[k] < leastCount || counts[k] > mostCount || leftOut != null && leftOut[k]) {
                found[n++] = k;
            }
        }
        return n;
    }

    @Override
    void sums(double pivot, int[] boundaries, double[] sums) {
        int[] x = counts;
        int about = (int) pivot;
        x[cycles()] = x[cycles() - 1];
        for (int segment = 0; segment + 1 < boundaries.length; segment++) {
            long first = 0;
            long second = 0;
            long third = 0;
            long pairs = 0;
            int to = boundaries[segment + 1];
            for (int k = boundaries[segment]; k < to; k++) {
                long d = x[k] - about;
                long square = d * d;
                first += d;
                second += square;
                third += square * d;
                long step = x[k + 1] - x[k];
                pairs += step * step;
            }
            int at = segment * SUMS;
            sums[at] = first;
            sums[at + 1] = second;
            sums[at + 2] = third;
            sums[at + 3] = pairs;
        }
    }

    @Override
    void leaveOut(double pivot, int[] boundaries, int[] moved, int count, double[] sums) {
        int segment = 0;
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int k = moved[i];
            if (k > 0 && previous != k - 1) {
                while (k - 1 >= boundaries[segment + 1]) {
                    segment++;
                }
                leaveOutPair(k - 1, segment, sums);
            }
            while (k >= boundaries[segment + 1]) {
                segment++;
            }
            double d = counts[k] - pivot;
            sums[segment * SUMS] -= d;
            sums[segment * SUMS + 1] -= d * d;
            sums[segment * SUMS + 2] -= d * d * d;
            if (k + 1 < cycles()) {
                leaveOutPair(k, segment, sums);
            }
            previous = k;
        }
    }

    private void leaveOutPair(int k, int segment, double[] sums) {
        double step = counts[k + 1] - counts[k];
        sums[segment * SUMS + 3] -= step * step;
    }
}
