package org.penumbra.report.drawing;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;
import org.penumbra.analysis.Figure.Bins;
import org.penumbra.analysis.Figure.Histogram;
import org.penumbra.analysis.Figure.HistogramPanel;

/** Lays out histograms over one another; counts are logarithmic in all panels when those of any panel span more than a factor of 100. */
final class Histograms {
    private static final double LOGARITHMIC = 100;
    /** Where an empty bin lies on the logarithmic axis: below one count. */
    private static final double FLOOR = 0.6;

    private Histograms() {
    }

    static Sheet sheet(Histogram histogram) {
        Grid grid = Grid.of(histogram.panels().size());
        boolean logarithmic = histogram.panels().stream().anyMatch(Histograms::wide);
        List<String> names = histogram.panels().stream().flatMap(panel -> panel.bins().stream()).map(Bins::name).distinct().toList();
        Map<String, Color> colours = new LinkedHashMap<>();
        IntStream.range(0, names.size()).forEach(i -> colours.put(names.get(i), Style.line(i, names.size())));
        List<Keys.Key> keys = new ArrayList<>();
        if (names.size() > 1) {
            colours.forEach((name, colour) -> keys.add(new Keys.Key(name, colour, Keys.Mark.LINE)));
        }
        List<Sheet.Cell> cells = histogram.panels().stream()
                .map(panel -> new Sheet.Cell(panel.title(), "", plot(panel, colours, logarithmic, grid))).toList();
        return new Sheet(histogram.title(), Style.label(histogram.x()), logarithmic ? "count (logarithmic)" : "count", new Keys(keys), grid, cells);
    }

    private static boolean wide(HistogramPanel panel) {
        double[] counts = counts(panel).filter(count -> count > 0).toArray();
        return counts.length > 0 && Arrays.stream(counts).max().orElse(1) / Arrays.stream(counts).min().orElse(1) > LOGARITHMIC;
    }

    private static DoubleStream counts(HistogramPanel panel) {
        return panel.bins().stream().flatMapToDouble(bins -> Arrays.stream(bins.counts()));
    }

    private static XYPlot plot(HistogramPanel panel, Map<String, Color> colours, boolean logarithmic, Grid grid) {
        double floor = logarithmic ? FLOOR : 0;
        DefaultXYDataset outlines = new DefaultXYDataset();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setDefaultStroke(Style.LINE);
        renderer.setAutoPopulateSeriesStroke(false);
        for (Bins bins : panel.bins()) {
            Color colour = colours.get(bins.name());
            double[][] outline = outline(bins, floor);
            renderer.setSeriesPaint(outlines.getSeriesCount(), colour);
            outlines.addSeries(outlines.getSeriesCount(), outline);
            Color light = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 45);
            renderer.addAnnotation(new XYPolygonAnnotation(polygon(outline), null, null, light), Layer.BACKGROUND);
        }
        NumberAxis across = Style.numbers(Span.of(panel.bins().stream().flatMapToDouble(bins -> Arrays.stream(bins.edges()))));
        double most = Math.max(1, counts(panel).filter(Double::isFinite).max().orElse(1));
        XYPlot plot = Style.gridded(Style.bare(new XYPlot(outlines, across, logarithmic ? powers(most) : linear(most), renderer)));
        grid.fix(plot);
        return plot;
    }

    private static ValueAxis linear(double most) {
        return Style.numbers(new Span(0, most * 1.06));
    }

    private static ValueAxis powers(double most) {
        LogAxis axis = Style.plain(new LogAxis());
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        axis.setSmallestValue(FLOOR);
        axis.setRange(FLOOR, most * 1.6);
        return axis;
    }

    /** The staircase from the floor up over all bins and down again. */
    private static double[][] outline(Bins bins, double floor) {
        int n = bins.counts().length;
        double[] x = IntStream.range(0, 2 * n + 2).mapToDouble(i -> bins.edges()[i / 2]).toArray();
        double[] y = IntStream.range(0, 2 * n + 2)
                .mapToDouble(i -> i == 0 || i == 2 * n + 1 ? floor : Math.max(floor, bins.counts()[(i - 1) / 2])).toArray();
        return new double[][] {x, y};
    }

    private static double[] polygon(double[][] outline) {
        return IntStream.range(0, outline[0].length).boxed().flatMapToDouble(i -> DoubleStream.of(outline[0][i], outline[1][i])).toArray();
    }
}
