package org.penumbra.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Curves;
import org.penumbra.analysis.Figure.Event;
import org.penumbra.analysis.Figure.Limit;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Series;

/** Lays out lines over numbers and over time. */
final class Lines {
    /** Bins of all lines of a figure together: bounds the size of the SVG; each keeps two samples. */
    private static final int BINS = 8_000;
    private static final double MILLISECONDS = 1000;

    private Lines() {
    }

    static Sheet sheet(Curves curves) {
        Grid grid = Grid.of(curves.panels().size());
        Map<String, Color> colours = colours(curves.panels());
        int bins = bins(curves.panels(), grid);
        boolean across = curves.detectors() > 0;
        List<Double> borders = across ? IntStream.rangeClosed(0, curves.detectors()).mapToObj(border -> (double) border).toList() : List.of();
        List<Sheet.Cell> cells = curves.panels().stream().map(panel -> {
            DoubleStream known = DoubleStream.concat(borders.stream().mapToDouble(Double::doubleValue), abscissae(panel));
            Span span = withNames(across ? Span.of(known) : span(panel), colours, grid);
            NumberAxis axis = across ? new IntervalAxis(span, borders)
                    : abscissae(panel).allMatch(x -> x == Math.rint(x)) ? Style.integers(span) : Style.numbers(span);
            Sheet.Cell cell = LinePanel.of(panel, colours, axis, grid, bins);
            borders.stream().filter(span::holds).forEach(rule -> rule((XYPlot) cell.plot(), rule, ""));
            return cell;
        }).toList();
        return new Sheet(curves.title(), Style.label(curves.x()), Style.label(curves.y()),
                new Keys(keys(curves.panels(), colours, curves.y().unit())), grid, cells);
    }

    static Sheet sheet(Series series) {
        List<Panel> panels = series.panels().stream().map(Lines::inMilliseconds).toList();
        Grid grid = Grid.of(panels.size());
        Map<String, Color> colours = colours(panels);
        List<Event> events = series.events().stream().sorted(Comparator.comparing(Event::time)).toList();
        Span dates = Span.of(DoubleStream.concat(panels.stream().flatMapToDouble(Lines::abscissae),
                events.stream().mapToDouble(event -> event.time().toEpochMilli()))).widened(0.02);
        Span span = withNames(dates, colours, grid);
        int bins = bins(panels, grid);
        List<Sheet.Cell> cells = panels.stream().map(panel -> {
            Sheet.Cell cell = LinePanel.of(panel, colours, Dates.axis(span, grid.plotWidth()), grid, bins);
            mark(events, (XYPlot) cell.plot(), span, grid);
            return cell;
        }).toList();
        List<Keys.Key> keys = new ArrayList<>(keys(panels, colours, series.y().unit()));
        for (int i = 0; i < events.size(); i++) {
            keys.add(new Keys.Key(i + 1 + "  " + events.get(i).time().toString().substring(0, 10) + " " + events.get(i).label(),
                    Style.FAINT, Keys.Mark.NONE));
        }
        return new Sheet(series.title(), "date (UTC)", Style.label(series.y()), new Keys(keys), grid, cells);
    }

    /** Events are numbered in the panels and named once in the legend; a number that would lie on its neighbour is left out. */
    private static void mark(List<Event> events, XYPlot plot, Span span, Grid grid) {
        double room = span.width() / grid.plotWidth() * 11;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < events.size(); i++) {
            double time = events.get(i).time().toEpochMilli();
            boolean free = time - last > room;
            rule(plot, time, free ? Integer.toString(i + 1) : "");
            last = free ? time : last;
        }
    }

    private static void rule(XYPlot plot, double at, String label) {
        ValueMarker marker = new ValueMarker(at, Style.RULE, new BasicStroke(0.7f));
        if (!label.isEmpty()) {
            marker.setLabel(label);
            marker.setLabelBackgroundColor(Color.WHITE);
            marker.setLabelFont(Style.SMALL);
            marker.setLabelPaint(Style.FAINT);
            marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
            marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        }
        plot.addDomainMarker(0, marker, Layer.BACKGROUND);
    }

    private static Panel inMilliseconds(Panel panel) {
        return new Panel(panel.title(), panel.lines().stream().map(line -> new Line(line.name(),
                Arrays.stream(line.x()).map(seconds -> seconds * MILLISECONDS).toArray(),
                line.y(), line.u(), line.style())).toList(), panel.limits());
    }

    /** Lines that are too many for a legend carry their names at their ends. */
    private static Span withNames(Span span, Map<String, Color> colours, Grid grid) {
        if (colours.size() <= Style.HUES) {
            return span;
        }
        double room = colours.keySet().stream().mapToDouble(name -> Style.width("  " + name + " ", Style.NAME)).max().orElse(0);
        return new Span(span.low(), span.high() + room / (grid.plotWidth() - room) * span.width());
    }

    /** Lines fill the width; single points stand clear of the frame. */
    private static Span span(Panel panel) {
        Span span = Span.of(abscissae(panel));
        return panel.lines().stream().anyMatch(line -> line.style() == Figure.Style.POINTS) ? span.widened(0.015) : span;
    }

    private static DoubleStream abscissae(Panel panel) {
        return panel.lines().stream().flatMapToDouble(line -> Arrays.stream(line.x()));
    }

    private static int bins(List<Panel> panels, Grid grid) {
        int lines = Math.max(1, panels.stream().mapToInt(panel -> panel.lines().size()).sum());
        return Math.max(40, Math.min(grid.plotWidth(), BINS / lines));
    }

    private static Map<String, Color> colours(List<Panel> panels) {
        List<String> names = lines(panels).map(Line::name).distinct().toList();
        Map<String, Color> colours = new LinkedHashMap<>();
        IntStream.range(0, names.size()).forEach(i -> colours.put(names.get(i), Style.line(i, names.size())));
        return colours;
    }

    private static List<Keys.Key> keys(List<Panel> panels, Map<String, Color> colours, String unit) {
        List<Keys.Key> keys = new ArrayList<>();
        if (colours.size() > 1 && colours.size() <= Style.HUES) {
            colours.forEach((name, colour) -> {
                boolean points = lines(panels).filter(line -> line.name().equals(name)).allMatch(line -> line.style() == Figure.Style.POINTS);
                keys.add(new Keys.Key(name, colour, points ? Keys.Mark.POINT : Keys.Mark.LINE));
            });
        }
        limits(panels).map(Limit::name).distinct().forEach(name -> keys.add(new Keys.Key(
                name + values(limits(panels).filter(limit -> limit.name().equals(name)), unit), Style.limit(name), Keys.Mark.DASH)));
        return keys;
    }

    /** The values of a limit where they are few, so that one that lies off a panel's scale is known too. */
    private static String values(Stream<Limit> limits, String unit) {
        TreeSet<Double> values = new TreeSet<>(limits.map(Limit::value).toList());
        boolean pairs = values.stream().allMatch(value -> values.contains(-value));
        List<String> shown = values.stream().filter(value -> !pairs || value > 0)
                .map(value -> (pairs ? "±" : "") + Notation.significant(value, 4)).toList();
        String suffix = unit.isEmpty() || unit.equals("1") ? "" : " " + Notation.unit(unit);
        return shown.isEmpty() || shown.size() > 3 ? "" : " " + String.join(", ", shown) + suffix;
    }

    private static Stream<Line> lines(List<Panel> panels) {
        return panels.stream().flatMap(panel -> panel.lines().stream());
    }

    private static Stream<Limit> limits(List<Panel> panels) {
        return panels.stream().flatMap(panel -> panel.limits().stream());
    }
}
