package org.penumbra.report.drawing;

import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;
import org.penumbra.analysis.Figure.Limit;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;

/** Makes one panel of lines with its limits; its heading says what lies outside. */
final class LinePanel {
    /** Height of a row of names in pixels. */
    private static final double NAME_ROW = 11;

    private LinePanel() {
    }

    /**
     * @param colours colour of each line by its name
     * @param bins a line with more than twice as many samples is drawn as its envelope
     */
    static Sheet.Cell of(Panel panel, Map<String, Color> colours, ValueAxis abscissa, Grid grid, int bins) {
        Span span = Span.ofBulk(panel.lines().stream().flatMapToDouble(LinePanel::ordinates), panel.limits());
        // without any series the plot would skip its grid lines and markers
        boolean whole = DoubleStream.concat(panel.lines().stream().flatMapToDouble(LinePanel::ordinates),
                        panel.limits().stream().mapToDouble(Limit::value))
                .filter(Double::isFinite).allMatch(y -> y == Math.rint(y));
        XYPlot plot = Style.gridded(Style.bare(new XYPlot(new DefaultXYDataset(), abscissa, whole ? Style.integers(span) : Style.numbers(span),
                new XYLineAndShapeRenderer())));
        if (panel.lines().stream().flatMapToDouble(LinePanel::ordinates).anyMatch(Double::isFinite)) {
            plot.setNoDataMessage(null);
        }
        grid.fix(plot);
        panel.limits().stream().filter(limit -> span.holds(limit.value())).forEach(limit ->
                plot.addRangeMarker(0, new ValueMarker(limit.value(), Style.limit(limit.name()), Style.DASHED), Layer.BACKGROUND));
        for (int i = panel.lines().size() - 1; i >= 0; i--) {
            Line line = panel.lines().get(i);
            plot.addAnnotation(new Trace(line, colours.get(line.name()), bins), false);
        }
        if (colours.size() > Style.HUES) {
            name(panel, colours, plot, span, grid);
        }
        return new Sheet.Cell(panel.title(), outside(panel, span), plot);
    }

    /** Writes the name of each line beside its end, names kept apart from one another, smaller where all would not fit. */
    private static void name(Panel panel, Map<String, Color> colours, XYPlot plot, Span span, Grid grid) {
        List<End> ends = panel.lines().stream().flatMap(End::of).sorted(Comparator.comparingDouble(End::y).reversed()).toList();
        double pixels = Math.min(NAME_ROW, (double) grid.plotHeight() / ends.size());
        double row = span.width() / grid.plotHeight() * pixels;
        Font font = Style.NAME.deriveFont((float) (Style.NAME.getSize() * pixels / NAME_ROW));
        double y = span.high() + row / 2;
        for (int i = 0; i < ends.size(); i++) {
            double roomBelow = span.low() + (ends.size() - i - 0.5) * row;
            y = Math.min(y - row, Math.max(ends.get(i).y(), roomBelow));
            XYTextAnnotation name = new XYTextAnnotation("  " + ends.get(i).name(), ends.get(i).x(), y);
            name.setTextAnchor(TextAnchor.CENTER_LEFT);
            name.setFont(font);
            name.setPaint(colours.get(ends.get(i).name()));
            plot.addAnnotation(name, false);
        }
    }

    /** The last sample of a line. */
    private record End(String name, double x, double y) {
        private static Stream<End> of(Line line) {
            return IntStream.iterate(line.y().length - 1, i -> i >= 0, i -> i - 1).filter(i -> Double.isFinite(line.y()[i])).limit(1)
                    .mapToObj(i -> new End(line.name(), line.x()[i], line.y()[i]));
        }
    }

    private static String outside(Panel panel, Span span) {
        double[] outside = panel.lines().stream().flatMapToDouble(line -> Arrays.stream(line.y()))
                .filter(y -> Double.isFinite(y) && !span.holds(y)).toArray();
        double farthest = Arrays.stream(outside).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
        return outside.length == 0 ? "" : "▲ " + Notation.whole(outside.length) + " off scale, to " + Notation.significant(farthest, 4);
    }

    /** The values, with their bars where they have any. */
    private static DoubleStream ordinates(Line line) {
        DoubleStream values = Arrays.stream(line.y());
        return line.u() == null ? values : IntStream.range(0, line.y().length)
                .mapToObj(i -> DoubleStream.of(line.y()[i] - line.u()[i], line.y()[i] + line.u()[i])).flatMapToDouble(ends -> ends);
    }
}
