package org.penumbra.report.drawing;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.penumbra.analysis.Figure.Bar;
import org.penumbra.analysis.Figure.Bars;

/** Lays out horizontal bars with a rule at zero. */
final class Tornado {
    private static final int ROW = 22;
    private static final int LABELS = 260;
    private static final double HALF_BAR = 0.34;

    private Tornado() {
    }

    static Sheet sheet(Bars figure) {
        List<Bar> bars = figure.bars();
        Grid grid = new Grid(1, LABELS, ROW * Math.max(2, bars.size()));
        NumberAxis across = Style.numbers(Span.of(DoubleStream.concat(DoubleStream.of(0),
                bars.stream().flatMapToDouble(bar -> DoubleStream.of(bar.low(), bar.high())))).widened(0.03));
        SymbolAxis down = Style.plain(new SymbolAxis("", bars.stream().map(Bar::label).toArray(String[]::new)));
        down.setRange(-0.5, Math.max(1, bars.size()) - 0.5);
        down.setInverted(true);
        down.setGridBandsVisible(false);
        down.setTickMarksVisible(false);
        XYPlot plot = Style.gridded(Style.bare(new XYPlot(intervals(bars), across, down, renderer())));
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Style.GRID);
        plot.setDomainGridlineStroke(Style.HAIR);
        plot.addDomainMarker(0, new ValueMarker(0, Style.FAINT, Style.HAIR), Layer.FOREGROUND);
        grid.fix(plot);
        return new Sheet(figure.title(), Style.label(figure.value()), "", Legend.NONE, grid, List.of(new Sheet.Cell("", "", plot)));
    }

    private static DefaultIntervalXYDataset intervals(List<Bar> bars) {
        double[] low = bars.stream().mapToDouble(bar -> Math.min(bar.low(), bar.high())).toArray();
        double[] high = bars.stream().mapToDouble(bar -> Math.max(bar.low(), bar.high())).toArray();
        double[] row = IntStream.range(0, bars.size()).asDoubleStream().toArray();
        DefaultIntervalXYDataset intervals = new DefaultIntervalXYDataset();
        intervals.addSeries(0, new double[][] {low, low, high, row, shift(row, -HALF_BAR), shift(row, HALF_BAR)});
        return intervals;
    }

    private static double[] shift(double[] values, double by) {
        return DoubleStream.of(values).map(value -> value + by).toArray();
    }

    private static XYBarRenderer renderer() {
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setUseYInterval(true);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Style.line(0, 1));
        return renderer;
    }
}
