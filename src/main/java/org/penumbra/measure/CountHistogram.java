package org.penumbra.measure;

import java.util.Arrays;
import org.penumbra.measure.SampleBlock.Look;

/** Counts how often each value occurs in a series; gives exact order statistics, and the moments nearly for nothing. */
final class CountHistogram {
    /** A series of a dark seldom spans more values; to count them without knowing their range is fastest. */
    private static final int NARROW = 64;
    /** Counters per value of a narrow series: neighbouring samples are often equal and must not wait for each other. */
    private static final int LANES = 4;

    /** Of four values less the lowest, what no bit may be in. */
    private static final long BEYOND = TurnedCounts.fourTimes(0x10000 - NARROW);

    private final int[] lanes = new int[LANES * NARROW];
    private int[] bins = new int[NARROW];
    private int lowest;
    private int highest;

    /** Starts to count a series that is expected to stay near this value; false if no value of it can be counted so. */
    boolean startAbout(int value) {
        lowest = value - NARROW / 2;
        highest = lowest + NARROW - 1;
        Arrays.fill(lanes, 0);
        return TurnedCounts.ordinary(lowest);
    }

    /** Counts values, four in each number; false if one is too far away, then the count is spoilt. */
    boolean countNear(long[] fours, int from, int to) {
        int[] counters = lanes;
        long base = TurnedCounts.fourTimes(lowest);
        long beyond = 0;
        for (int i = from; i < to; i++) {
            long four = fours[i] - base;
            beyond |= four;
            counters[(int) four & NARROW - 1]++;
            counters[((int) (four >>> 16) & NARROW - 1) + NARROW]++;
            counters[((int) (four >>> 32) & NARROW - 1) + 2 * NARROW]++;
            counters[((int) (four >>> 48) & NARROW - 1) + 3 * NARROW]++;
        }
        return (beyond & BEYOND) == 0;
    }

    /** Counts one value; false if it is too far away. */
    boolean countNear(int value) {
        lanes[value - lowest & NARROW - 1]++;
        return value >= lowest && value <= highest;
    }

    /** What the samples that were counted look like, if all were near enough. */
    Look lookNear(int n) {
        for (int bin = 0; bin < NARROW; bin++) {
            bins[bin] = lanes[bin] + lanes[bin + NARROW] + lanes[bin + 2 * NARROW] + lanes[bin + 3 * NARROW];
        }
        return look(n, 1, true);
    }

    /** Finds the lowest and the highest value. */
    void findRange(int[] values, int n) {
        int low = values[0];
        int high = values[0];
        for (int k = 0; k < n; k++) {
            low = Math.min(low, values[k]);
            high = Math.max(high, values[k]);
        }
        lowest = low;
        highest = high;
    }

    /** A value that no sample lies below. */
    int lowest() {
        return lowest;
    }

    /** A value that no sample lies above. */
    int highest() {
        return highest;
    }

    /**
     * What the values, whose range was found before, look like.
     *
     * @param n number of values, at least 1
     * @param unit values per LSB
     */
    Look look(int[] values, int n, int unit, boolean complete) {
        int size = highest - lowest + 1;
        if (bins.length < size) {
            bins = new int[size];
        } else {
            Arrays.fill(bins, 0, size, 0);
        }
        int from = lowest;
        for (int k = 0; k < n; k++) {
            bins[values[k] - from]++;
        }
        return look(n, unit, complete);
    }

    private Look look(int n, int unit, boolean complete) {
        int first = 0;
        while (bins[first] == 0) {
            first++;
        }
        int last = highest - lowest;
        while (bins[last] == 0) {
            last--;
        }
        int bin = first;
        int seen = bins[bin];
        while (seen <= (n - 1) / 2) {
            seen += bins[++bin];
        }
        int twiceMedian = bin;
        while (seen <= n / 2) {
            seen += bins[++bin];
        }
        twiceMedian += bin;
        double mad = twiceAbsoluteDeviations(twiceMedian, last, n) / (4.0 * unit);
        double reach = Look.reach(mad) * unit;
        int from = Math.max(first, (int) Math.ceil(twiceMedian / 2.0 - reach));
        int to = Math.min(last, (int) Math.floor(twiceMedian / 2.0 + reach));
        return new Look(n, complete, (double) (lowest + first) / unit, (double) (lowest + last) / unit, (2.0 * lowest + twiceMedian) / (2 * unit),
                mad, deviation(twiceMedian / 2, from, to) / unit);
    }

    /** Sum of twice the two middle absolute deviations; bins are visited in the order of their distance from the median. */
    private int twiceAbsoluteDeviations(int twiceMedian, int last, int n) {
        int below = twiceMedian / 2;
        int above = below + 1;
        int seen = 0;
        int first = -1;
        while (true) {
            int distanceBelow = below < 0 ? Integer.MAX_VALUE : twiceMedian - 2 * below;
            int distanceAbove = above > last ? Integer.MAX_VALUE : 2 * above - twiceMedian;
            int distance = Math.min(distanceBelow, distanceAbove);
            seen += distanceBelow <= distanceAbove ? bins[below--] : bins[above++];
            if (first < 0 && seen > (n - 1) / 2) {
                first = distance;
            }
            if (seen > n / 2) {
                return first + distance;
            }
        }
    }

    private double deviation(int middle, int first, int last) {
        int n = 0;
        long sum = 0;
        long squares = 0;
        for (int bin = first; bin <= last; bin++) {
            long distance = bin - middle;
            n += bins[bin];
            sum += bins[bin] * distance;
            squares += bins[bin] * distance * distance;
        }
        return n < 2 ? Double.NaN : Math.sqrt((squares - (double) sum * sum / n) / (n - 1));
    }
}
