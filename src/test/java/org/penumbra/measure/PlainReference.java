package org.penumbra.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rules of METHODS 2 written down as plainly as possible, for darks and scenes of integer counts without on-board
 * equalisation and without columns of two levels: sorted lists, no sums kept, every sample looked at for every question.
 */
final class PlainReference {
    private final MeasureTask task;
    private final double[][] samples;
    private final int n;
    /**
     * How many of the levels 3, 5, 8 cut a sample; 4 saturated, 5 in a lost or dropped line (a saturated sample is counted there too).
     * Axes: line, column.
     */
    final int[][] rank;
    final List<Integer> litLines = new ArrayList<>();
    final List<Integer> lostLines = new ArrayList<>();

    PlainReference(MeasureTask task, double[][] samples, int[] blockLines) {
        this.task = task;
        this.samples = samples;
        n = task.linesPerCycle();
        rank = new int[samples.length][task.columns()];
        for (int line = 0; line < samples.length; line++) {
            if (Arrays.stream(samples[line]).allMatch(sample -> sample == 0)) {
                Arrays.fill(rank[line], 5);
                lostLines.add(line);
            } else {
                for (int column = 0; column < task.columns(); column++) {
                    rank[line][column] = samples[line][column] >= task.saturation() ? 4 : 0;
                }
            }
        }
        int first = 0;
        for (int lines : blockLines) {
            if (task.kind() != MeasureTask.Kind.SCENE) {
                cut(first, first + lines);
            }
            first += lines;
        }
    }

    private List<Double> valid(int from, int to, int column, int j) {
        List<Double> values = new ArrayList<>();
        for (int line = from; line < to; line++) {
            if (line % n == j && rank[line][column] < 4) {
                values.add(samples[line][column]);
            }
        }
        values.sort(null);
        return values;
    }

    static double median(List<Double> sorted) {
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    static double mad(List<Double> sorted) {
        double median = median(sorted);
        return median(sorted.stream().map(value -> Math.abs(value - median)).sorted().toList());
    }

    /** Without what is farther than ten robust scales, and at least LSB, from the median. */
    private static double deviation(List<Double> sorted) {
        double reach = 10 * Math.max(1, 1.4826 * mad(sorted));
        List<Double> values = sorted.stream().filter(value -> Math.abs(value - median(sorted)) <= reach).toList();
        double mean = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        return Math.sqrt(values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum() / (values.size() - 1));
    }

    private void cut(int from, int to) {
        List<Double> deviations = new ArrayList<>();
        for (int column = 0; column < task.columns(); column++) {
            for (int j = 0; j < n && !task.blind()[column]; j++) {
                List<Double> values = valid(from, to, column, j);
                if (values.size() > 1) {
                    deviations.add(deviation(values));
                }
            }
        }
        deviations.sort(null);
        double[][] median = new double[task.columns()][n];
        double[][] scale = new double[task.columns()][n];
        for (int column = 0; column < task.columns(); column++) {
            for (int j = 0; j < n; j++) {
                List<Double> values = valid(from, to, column, j);
                median[column][j] = median(values);
                double mad = mad(values);
                scale[column][j] = values.size() < 30 ? Double.POSITIVE_INFINITY
                        : Math.max(Math.max(mad > 1 ? 1.4826 * mad : 0, 1 / Math.sqrt(12)), median(deviations));
            }
        }
        int active = 0;
        for (boolean blind : task.blind()) {
            active += blind ? 0 : 1;
        }
        int[] beyond = new int[to - from];
        for (int line = from; line < to; line++) {
            for (int column = 0; column < task.columns(); column++) {
                double distance = Math.abs(samples[line][column] - median[column][line % n]);
                double unit = scale[column][line % n];
                beyond[line - from] += !task.blind()[column] && rank[line][column] != 5 && distance > 5 * unit + 0.5 ? 1 : 0;
                if (rank[line][column] == 0) {
                    rank[line][column] = distance > 8 * unit + 0.5 ? 3 : distance > 5 * unit + 0.5 ? 2 : distance > 3 * unit + 0.5 ? 1 : 0;
                }
            }
        }
        List<Double> usual = new ArrayList<>();
        for (int line = from; line < to; line++) {
            if (!lostLines.contains(line)) {
                usual.add((double) beyond[line - from]);
            }
        }
        usual.sort(null);
        for (int line = from; line < to; line++) {
            if (beyond[line - from] > median(usual) + 5 * 1.4826 * mad(usual) + 0.01 * active) {
                litLines.add(line);
                Arrays.fill(rank[line], 5);
            }
        }
    }

    /** Exact sums over lines [from, to) of one (column, line of cycle) at a level. */
    record Sums(int n, long sum, long squares, long cubes, int pairs, long steps, int cut, int saturated) {
    }

    Sums sums(CutLevel level, int from, int to, int column, int j) {
        int count = 0;
        long sum = 0;
        long squares = 0;
        long cubes = 0;
        int pairs = 0;
        long steps = 0;
        int cut = 0;
        int saturated = 0;
        for (int line = from; line < to; line++) {
            if (line % n == j) {
                int fate = rank[line][column];
                long x = (long) samples[line][column];
                cut += fate > level.ordinal() && fate < 4 ? 1 : 0;
                saturated += x >= task.saturation() ? 1 : 0;
                if (fate <= level.ordinal()) {
                    count++;
                    sum += x;
                    squares += x * x;
                    cubes += x * x * x;
                    if (line + n < samples.length && rank[line + n][column] <= level.ordinal()) {
                        long step = (long) samples[line + n][column] - x;
                        pairs++;
                        steps += step * step;
                    }
                }
            }
        }
        return new Sums(count, sum, squares, cubes, pairs, steps, cut, saturated);
    }
}
