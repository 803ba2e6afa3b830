package org.penumbra.report.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis over detectors: the interval from 4 to 5 has the number 5, as detectors are numbered across the field of view. */
final class IntervalAxis extends NumberAxis {
    private final transient List<NumberTick> numbers = new ArrayList<>();

    IntervalAxis(Span span, List<Double> separators) {
        double from = span.low();
        List<Double> borders = new ArrayList<>(separators.stream().filter(at -> at > span.low() && at < span.high()).sorted().toList());
        borders.add(span.high());
        for (double to : borders) {
            numbers.add(new NumberTick((from + to) / 2, Integer.toString((int) Math.floor((from + to) / 2) + 1),
                    TextAnchor.TOP_CENTER, TextAnchor.TOP_CENTER, 0));
            from = to;
        }
        Style.plain(this).setRange(span.range());
        setTickMarksVisible(false);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return List.copyOf(numbers);
    }
}
