package org.penumbra.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * Block of floating-point samples, of which those that are not finite are no data;
 * its sums are compensated (Neumaier 1974) and taken in the order of time.
 */
final class RealBlock extends SampleBlock {
    private double[] samples = {};
    private double[] row = {};
    private double[] values = {};
    private double[] looked = {};

    @Override
    void shape(int columns, int linesPerCycle, int cycles) {
        super.shape(columns, linesPerCycle, cycles);
        samples = new double[Math.multiplyExact(Math.multiplyExact(columns, linesPerCycle), cycles)];
        row = new double[columns];
        values = new double[cycles];
    }

    @Override
    void load(ByteBuffer part, int lines, int firstCycle, LineLog log) {
        DoubleBuffer stored = part.duplicate().order(ByteOrder.nativeOrder()).asDoubleBuffer();
        for (int line = 0; line < lines; line++) {
            stored.get(line * columns(), row);
            boolean lost = true;
            for (int column = 0; column < columns(); column++) {
                // no number is no data, an infinite one no more than NaN: neither may enter a mean of its line
                row[column] = Double.isFinite(row[column]) ? row[column] : Double.NaN;
                lost &= row[column] == 0 || Double.isNaN(row[column]);
                samples[(column * linesPerCycle() + line % linesPerCycle()) * cycles() + firstCycle + line / linesPerCycle()] = row[column];
            }
            log.add(lost, mean(log.active(), log), mean(log.firstOverlap(), log), mean(log.lastOverlap(), log));
        }
    }

    private double mean(int[] runs, LineLog log) {
        Sum sum = new Sum();
        int summed = 0;
        int columns = 0;
        for (int run = 0; run < runs.length; run += 2) {
            for (int column = runs[run]; column < runs[run + 1]; column++) {
                if (row[column] >= log.least()) {
                    sum.add(row[column]);
                    summed++;
                }
            }
            columns += runs[run + 1] - runs[run];
        }
        return log.mean(runs, sum.value(), summed, columns);
    }

    @Override
    double count(int series, int cycle) {
        return samples[series * cycles() + cycle];
    }

    @Override
    void select(int series) {
        System.arraycopy(samples, series * cycles(), values, 0, cycles());
        looked = values;
    }

    @Override
    void detrend(double[] trend, double scale) {
        looked = values.clone();
        for (int k = 0; k < cycles(); k++) {
            looked[k] -= scale * trend[k];
        }
    }

    @Override
    Look look(boolean[] leftOut, double least, double saturation) {
        double[] sorted = new double[cycles()];
        int n = 0;
        boolean complete = true;
        for (int k = 0; k < cycles(); k++) {
            if (leftOut == null || !leftOut[k]) {
                if (values[k] >= least && values[k] < saturation) {
                    sorted[n++] = looked[k];
                } else {
                    complete = false;
                }
            }
        }
        if (n == 0) {
            return new Look(0, complete, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        Arrays.sort(sorted, 0, n);
        double lowest = sorted[0];
        double highest = sorted[n - 1];
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        double[] distances = new double[n];
        for (int i = 0; i < n; i++) {
            distances[i] = Math.abs(sorted[i] - median);
        }
        Arrays.sort(distances);
        double mad = (distances[(n - 1) / 2] + distances[n / 2]) / 2;
        return new Look(n, complete, lowest, highest, median, mad, deviation(sorted, n, median, Look.reach(mad)));
    }

    private static double deviation(double[] samples, int n, double median, double reach) {
        Sum sum = new Sum();
        Sum squares = new Sum();
        int near = 0;
        for (int i = 0; i < n; i++) {
            double distance = samples[i] - median;
            if (Math.abs(distance) <= reach) {
                sum.add(distance);
                squares.add(distance * distance);
                near++;
            }
        }
        return near < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares.value() - sum.value() * sum.value() / near) / (near - 1));
    }

    @Override
    double pivot(double median) {
        return median;
    }

    @Override
    double distance(int cycle, double median) {
        return Math.abs(looked[cycle] - median);
    }

    @Override
    int suspects(double median, double cut, double least, double most, boolean[] leftOut, int[] found) {
        int n = 0;
        for (int k = 0; k < cycles(); k++) {
            if (!(distance(k, median) <= cut && values[k] >= least && values[k] <= most) || leftOut != null && leftOut[k]) {
                found[n++] = k;
            }
        }
        return n;
    }

    @Override
    void sums(double pivot, int[] boundaries, double[] sums) {
        leaveOut(pivot, boundaries, new int[0], 0, sums);
    }

    /** Sums anew: taking an outlier away from a floating-point sum would leave its rounding error behind. */
    @Override
    void leaveOut(double pivot, int[] boundaries, int[] moved, int count, double[] sums) {
        boolean[] stays = new boolean[cycles() + 1];
        Arrays.fill(stays, 0, cycles(), true);
        for (int i = 0; i < count; i++) {
            stays[moved[i]] = false;
        }
        for (int segment = 0; segment + 1 < boundaries.length; segment++) {
            Sum[] parts = {new Sum(), new Sum(), new Sum(), new Sum()};
            for (int k = boundaries[segment]; k < boundaries[segment + 1]; k++) {
                if (stays[k]) {
                    double d = values[k] - pivot;
                    parts[0].add(d);
                    parts[1].add(d * d);
                    parts[2].add(d * d * d);
                    if (stays[k + 1]) {
                        double step = values[k + 1] - values[k];
                        parts[3].add(step * step);
                    }
                }
            }
            for (int i = 0; i < SUMS; i++) {
                sums[segment * SUMS + i] = parts[i].value();
            }
        }
    }

    private static final class Sum {
        private double sum;
        private double lost;

        void add(double x) {
            double next = sum + x;
            lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }

        double value() {
            return sum + lost;
        }
    }
}
