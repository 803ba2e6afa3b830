package org.penumbra.measure;

import java.util.Arrays;
import org.penumbra.measure.SampleBlock.Look;

/** Counts how often each value occurs in a series; gives exact order statistics, and the moments nearly for nothing. */
final class CountHistogram {
    /** A series of a dark seldom spans more values; to tell that it does not is faster than to find its range. */
    private static final int NARROW = 64;
    /** Counters per value of a narrow series: neighbouring samples are often equal and must not wait for each other. */
    private static final int LANES = 8;

    private int[] bins = {};
    private int lowest;
    private int highest;

    /** Finds values that no sample lies below or above. */
    void findLimits(int[] values, int n) {
        int from = values[0] - NARROW / 2;
        int beyond = 0;
        for (int k = 0; k < n; k++) {
            beyond |= values[k] - from;
        }
        lowest = from;
        highest = from + NARROW - 1;
        if ((beyond & -NARROW) != 0) {
            findRange(values, n);
        }
    }

    private void findRange(int[] values, int n) {
        int low = values[0];
        int high = values[0];
        for (int k = 0; k < n; k++) {
            low = Math.min(low, values[k]);
            high = Math.max(high, values[k]);
        }
        lowest = low;
        highest = high;
    }

    /** A value that no sample lies above. */
    int highest() {
        return highest;
    }

    /**
     * What the values, whose limits were found before, look like.
     *
     * @param n number of values, at least 1
     * @param unit values per LSB
     */
    Look look(int[] values, int n, int unit, boolean complete) {
        count(values, n);
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
        return new Look(n, complete, (double) (lowest + first) / unit, (double) (lowest + last) / unit, (2.0 * lowest + twiceMedian) / (2 * unit),
                twiceAbsoluteDeviations(twiceMedian, last, n) / (4.0 * unit), deviation(twiceMedian / 2, first, last, n) / unit);
    }

    private void count(int[] values, int n) {
        int size = highest - lowest + 1;
        if (size == NARROW) {
            countNarrow(values, n, clear(size * LANES), lowest);
        } else {
            countWide(values, n, clear(size), lowest);
        }
    }

    private int[] clear(int size) {
        if (bins.length < size) {
            bins = new int[size];
        } else {
            Arrays.fill(bins, 0, size, 0);
        }
        return bins;
    }

    private static void countWide(int[] values, int n, int[] bins, int from) {
        for (int k = 0; k < n; k++) {
            bins[values[k] - from]++;
        }
    }

    private static void countNarrow(int[] values, int n, int[] bins, int from) {
        int k = 0;
        for (; k + LANES <= n; k += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                bins[(values[k + lane] - from) * LANES + lane]++;
            }
        }
        for (; k < n; k++) {
            bins[(values[k] - from) * LANES]++;
        }
        for (int bin = 0; bin < NARROW; bin++) {
            int sum = 0;
            for (int lane = 0; lane < LANES; lane++) {
                sum += bins[bin * LANES + lane];
            }
            bins[bin] = sum;
        }
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

    private double deviation(int middle, int first, int last, int n) {
        long sum = 0;
        long squares = 0;
        for (int bin = first; bin <= last; bin++) {
            long distance = bin - middle;
            sum += bins[bin] * distance;
            squares += bins[bin] * distance * distance;
        }
        return n < 2 ? Double.NaN : Math.sqrt((squares - (double) sum * sum / n) / (n - 1));
    }
}
