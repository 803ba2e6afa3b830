package org.penumbra.report.drawing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.data.Range;
import org.penumbra.analysis.Figure.Limit;

/** The interval that an axis shows; {@code low < high}. */
record Span(double low, double high) {
    /** From so many values on, the outermost of them need not be inside the panel. */
    private static final int MANY = 1000;
    private static final double OUTER = 0.001;

    double width() {
        return high - low;
    }

    boolean holds(double value) {
        return value >= low && value <= high;
    }

    Range range() {
        return new Range(low, high);
    }

    /** From the lowest to the highest finite value; 0 to 1 without any. */
    static Span of(DoubleStream values) {
        var statistics = values.filter(Double::isFinite).summaryStatistics();
        return statistics.getCount() == 0 ? new Span(0, 1) : new Span(statistics.getMin(), statistics.getMax()).opened();
    }

    /**
     * The span of ordinates in which the bulk of the values can be read: a few far outliers (at most 0.1 % on either side, farther out than the
     * bulk is wide) stay outside and are marked at the edge. A limit is inside when it is not farther from the bulk than the bulk is wide, or
     * wants to be shown.
     */
    static Span ofBulk(DoubleStream values, List<Limit> limits) {
        double[] sorted = values.filter(Double::isFinite).toArray();
        if (sorted.length == 0) {
            return of(limits.stream().mapToDouble(Limit::value)).widened(0.06);
        }
        Arrays.sort(sorted);
        int outer = sorted.length < MANY ? 0 : (int) Math.ceil(OUTER * sorted.length);
        Span bulk = new Span(sorted[outer], sorted[sorted.length - 1 - outer]).opened();
        Span near = bulk.widened(1);
        double low = near.holds(sorted[0]) ? sorted[0] : bulk.widened(0.1).low();
        double high = near.holds(sorted[sorted.length - 1]) ? sorted[sorted.length - 1] : bulk.widened(0.1).high();
        for (Limit limit : limits) {
            if (limit.shown() || near.holds(limit.value())) {
                low = Math.min(low, limit.value());
                high = Math.max(high, limit.value());
            }
        }
        return new Span(low, high).opened().widened(0.06);
    }

    /** With so many widths added on either side. */
    Span widened(double part) {
        return new Span(low - part * width(), high + part * width());
    }

    /** A span of one value becomes a short interval about it. */
    private Span opened() {
        if (low < high) {
            return this;
        }
        double half = low == 0 ? 0.5 : Math.abs(low) * 0.05;
        return new Span(low - half, high + half);
    }
}
