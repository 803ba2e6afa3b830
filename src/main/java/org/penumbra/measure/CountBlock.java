package org.penumbra.measure;

import java.nio.ByteBuffer;

/**
 * Block of 16-bit integer counts; all its sums and order statistics are exact. Series that span few values, as nearly all of
 * a dark do, are counted and summed four samples at a time, others one by one.
 */
final class CountBlock extends SampleBlock {
    private static final int PIECE = TurnedCounts.PIECE;
    /** Detrended counts are held in quarters, the finest step of a median of medians. */
    private static final int QUARTERS = 4;

    private final CountRows rows;
    private final TurnedCounts turned;
    private int[] expanded = {};
    private int[] looked = {};
    private int[] usable = {};
    private final CountHistogram histogram = new CountHistogram();
    private final NearSums near = new NearSums();
    private int selected;
    private boolean isExpanded;
    private int unit = 1;

    CountBlock(boolean signed) {
        rows = new CountRows(signed);
        turned = new TurnedCounts(signed);
    }

    @Override
    void shape(int columns, int linesPerCycle, int cycles) {
        super.shape(columns, linesPerCycle, cycles);
        turned.shape(Math.multiplyExact(columns, linesPerCycle), cycles);
        rows.shape(columns, PIECE * linesPerCycle);
        if (expanded.length < cycles + 1) {
            expanded = new int[cycles + 1];
            looked = new int[cycles + 1];
            usable = new int[cycles + 1];
        }
    }

    @Override
    void load(ByteBuffer part, int lines, int firstCycle, LineLog log) {
        int loaded = 0;
        while (loaded < lines) {
            int cycle = firstCycle + loaded / linesPerCycle();
            int some = Math.min((PIECE - cycle % PIECE) * linesPerCycle(), lines - loaded);
            rows.load(part, loaded, some);
            for (int line = 0; line < some; line++) {
                boolean empty = rows.empty(line);
                if (!empty && log.zeroMayBeACount()) {
                    log.addZeros(rows.zeros(line, log.leastZeros()));
                }
                log.add(empty, mean(line, log.active(), log), mean(line, log.firstOverlap(), log), mean(line, log.lastOverlap(), log));
            }
            turned.turn(rows, columns(), some / linesPerCycle(), cycle);
            loaded += some;
        }
    }

    private double mean(int line, int[] runs, LineLog log) {
        long sum = 0;
        int columns = 0;
        int missing = 0;
        for (int run = 0; run < runs.length; run += 2) {
            sum += rows.sum(line, runs[run], runs[run + 1]);
            columns += runs[run + 1] - runs[run];
            if (!log.zeroMayBeACount()) {
                for (int column = runs[run]; column < runs[run + 1]; column++) {
                    int count = rows.count(line, column);
                    if (count < log.least()) {
                        sum -= count;
                        missing++;
                    }
                }
            }
        }
        return log.mean(runs, sum, columns - missing, columns);
    }

    @Override
    double count(int series, int cycle) {
        return turned.count(series, cycle);
    }

    @Override
    void select(int series) {
        selected = series;
        isExpanded = false;
        unit = 1;
    }

    /** The selected series in an array of its own, with room for one more. */
    private int[] counts() {
        if (!isExpanded) {
            turned.expand(selected, cycles(), expanded);
            isExpanded = true;
        }
        return expanded;
    }

    @Override
    void detrend(double[] trend, double scale) {
        int[] counts = counts();
        for (int k = 0; k < cycles(); k++) {
            looked[k] = QUARTERS * counts[k] - (int) Math.rint(QUARTERS * scale * trend[k]);
        }
        unit = QUARTERS;
    }

    private int[] looked() {
        return unit == 1 ? counts() : looked;
    }

    @Override
    Look look(boolean[] leftOut, double least, double saturation) {
        if (leftOut == null && unit == 1 && countNear() && histogram.lowest() >= least && histogram.highest() < saturation) {
            return histogram.lookNear(cycles());
        }
        int[] counts = counts();
        int[] values = looked();
        int n = cycles();
        histogram.findRange(counts, n);
        boolean complete = histogram.lowest() >= least && histogram.highest() < saturation;
        if (leftOut != null || !complete) {
            complete = true;
            n = 0;
            for (int k = 0; k < cycles(); k++) {
                if (leftOut == null || !leftOut[k]) {
                    if (counts[k] >= least && counts[k] < saturation) {
                        usable[n++] = values[k];
                    } else {
                        complete = false;
                    }
                }
            }
            values = usable;
        }
        if (n == 0) {
            return new Look(0, complete, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        if (values != counts) {
            histogram.findRange(values, n);
        }
        return histogram.look(values, n, unit, complete);
    }

    private boolean countNear() {
        boolean near = histogram.startAbout(turned.count(selected, 0));
        int k = 0;
        while (near && k + 4 <= cycles()) {
            int some = Math.min(PIECE, (cycles() - k) / 4 * 4);
            int at = turned.at(selected, k);
            near = histogram.countNear(turned.fours(), at, at + some / 4);
            k += some;
        }
        for (; near && k < cycles(); k++) {
            near = histogram.countNear(turned.count(selected, k));
        }
        return near;
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
        int[] counts = counts();
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
        if (!sumsNear((int) pivot, boundaries, sums)) {
            sumsAnywhere((int) pivot, boundaries, sums);
        }
    }

    private boolean sumsNear(int pivot, int[] boundaries, double[] sums) {
        boolean all = true;
        for (int segment = 0; all && segment + 1 < boundaries.length; segment++) {
            near.start(pivot);
            int k = boundaries[segment];
            int to = boundaries[segment + 1];
            while (k < to) {
                if (k % 4 == 0 && k + 4 <= to) {
                    int some = Math.min(PIECE - k % PIECE, (to - k) / 4 * 4);
                    int at = turned.at(selected, k);
                    k += some;
                    long next = k < cycles() ? turned.fours()[turned.at(selected, k)] : turned.count(selected, k - 1);
                    near.add(turned.fours(), at, at + some / 4, next);
                } else {
                    near.add(turned.count(selected, k), turned.count(selected, Math.min(k + 1, cycles() - 1)));
                    k++;
                }
            }
            all = near.write(sums, segment * SUMS);
        }
        return all;
    }

    private void sumsAnywhere(int about, int[] boundaries, double[] sums) {
        int[] x = counts();
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
            double d = turned.count(selected, k) - pivot;
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
        double step = turned.count(selected, k + 1) - turned.count(selected, k);
        sums[segment * SUMS + 3] -= step * step;
    }
}
