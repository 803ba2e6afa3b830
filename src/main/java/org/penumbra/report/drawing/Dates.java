package org.penumbra.report.drawing;

import java.text.SimpleDateFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;

/** Axes over time in UTC, whose ticks are as dense as their labels fit. */
final class Dates {
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
    private static final double LABEL = 72;
    private static final List<Step> STEPS = List.of(new Step(DateTickUnitType.HOUR, 1, 1 / 24.0), new Step(DateTickUnitType.HOUR, 6, 0.25),
            new Step(DateTickUnitType.DAY, 1, 1), new Step(DateTickUnitType.DAY, 2, 2), new Step(DateTickUnitType.DAY, 7, 7),
            new Step(DateTickUnitType.MONTH, 1, 30.4), new Step(DateTickUnitType.MONTH, 3, 91), new Step(DateTickUnitType.MONTH, 6, 183),
            new Step(DateTickUnitType.YEAR, 1, 365), new Step(DateTickUnitType.YEAR, 2, 731), new Step(DateTickUnitType.YEAR, 5, 1826));

    private Dates() {
    }

    private record Step(DateTickUnitType type, int count, double days) {
        private DateTickUnit unit() {
            SimpleDateFormat format = new SimpleDateFormat(
                    days < 1 ? "MM-dd HH'h'" : days < 30 ? "yyyy-MM-dd" : days < 365 ? "yyyy-MM" : "yyyy", Locale.ROOT);
            format.setTimeZone(UTC);
            return new DateTickUnit(type, count, format);
        }
    }

    /**
     * @param span in ms since 1970
     * @param width room in pixels
     */
    static DateAxis axis(Span span, int width) {
        double days = span.width() / 86_400_000;
        DateAxis axis = Style.plain(new DateAxis("", UTC, Locale.ROOT));
        axis.setTickUnit(STEPS.stream().filter(step -> days / step.days() <= width / LABEL).findFirst().orElse(STEPS.get(STEPS.size() - 1)).unit());
        axis.setRange(span.range());
        return axis;
    }
}
