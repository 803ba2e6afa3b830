package org.penumbra.statistics;

import java.util.Arrays;

/**
 * Median over a window that moves along an array: the local level against which a column is compared (METHODS 6, 8).
 *
 * <p>At the ends the window shrinks to the part of it that lies inside the array, so that an edge column is still
 * compared with its neighbours. NaN entries are left out of every window but get a value themselves.
 */
public final class RunningMedian {
    private RunningMedian() {
    }

    /**
     * Median around each entry.
     *
     * @param values axis: column; NaN is ignored
     * @param window number of entries of the full window, odd, ≥ 1
     * @return axis: column; NaN where the window holds no number
     */
    public static double[] of(double[] values, int window) {
        if (window < 1 || window % 2 == 0) {
            throw new IllegalArgumentException("the window of a running median must be odd and at least 1, not " + window);
        }
        int half = window / 2;
        double[] sorted = new double[window];
        int n = 0;
        for (int i = 0; i < Math.min(half, values.length); i++) {
            n = insert(sorted, n, values[i]);
        }
        double[] medians = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (i + half < values.length) {
                n = insert(sorted, n, values[i + half]);
            }
            medians[i] = n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
            if (i - half >= 0) {
                n = remove(sorted, n, values[i - half]);
            }
        }
        return medians;
    }

    /**
     * Median around each entry over the chosen ones.
     *
     * @param chosen whether an entry counts; one that does not gets a value itself
     */
    public static double[] of(double[] values, boolean[] chosen, int window) {
        double[] counted = new double[values.length];
        Arrays.setAll(counted, i -> chosen[i] ? values[i] : Double.NaN);
        return of(counted, window);
    }

    private static int insert(double[] sorted, int n, double value) {
        if (Double.isNaN(value)) {
            return n;
        }
        int found = Arrays.binarySearch(sorted, 0, n, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, n - at);
        sorted[at] = value;
        return n + 1;
    }

    private static int remove(double[] sorted, int n, double value) {
        if (Double.isNaN(value)) {
            return n;
        }
        int at = Arrays.binarySearch(sorted, 0, n, value);
        System.arraycopy(sorted, at + 1, sorted, at, n - at - 1);
        return n - 1;
    }
}
