package org.penumbra.statistics;

import java.util.Arrays;

/**
 * Median by selection in linear time (Hoare 1961, "Algorithm 65: Find", CACM 4); of an even number of values the mean of
 * the two middle ones. NaN means "left out" and is ignored.
 */
public final class Median {
    private Median() {
    }

    /** Median of the values that are not NaN; NaN where there is none. The array is not changed. */
    public static double of(double... values) {
        double[] kept = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                kept[n++] = value;
            }
        }
        return ofKept(kept, n);
    }

    /** Median of integers; NaN where there is none. The array is not changed. */
    public static double of(int... values) {
        return ofKept(Arrays.stream(values).asDoubleStream().toArray(), values.length);
    }

    private static double ofKept(double[] a, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        double upper = select(a, n, n / 2);
        if (n % 2 == 1) {
            return upper;
        }
        double lower = a[0];
        for (int i = 1; i < n / 2; i++) {
            lower = Math.max(lower, a[i]);
        }
        return lower + (upper - lower) / 2;
    }

    /** Value of rank k among the first n; leaves no larger value before it. Quantised data repeat, hence three parts. */
    private static double select(double[] a, int n, int k) {
        int from = 0;
        int to = n;
        for (int rounds = 64; to - from > 1; rounds--) {
            if (rounds == 0) {
                Arrays.sort(a, from, to);
                break;
            }
            double split = middle(a[from], a[(from + to) >>> 1], a[to - 1]);
            int less = from;
            int more = to;
            for (int i = from; i < more; ) {
                double value = a[i];
                if (value < split) {
                    a[i++] = a[less];
                    a[less++] = value;
                } else if (value > split) {
                    a[i] = a[--more];
                    a[more] = value;
                } else {
                    i++;
                }
            }
            if (k < less) {
                to = less;
            } else if (k >= more) {
                from = more;
            } else {
                break;
            }
        }
        return a[k];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
