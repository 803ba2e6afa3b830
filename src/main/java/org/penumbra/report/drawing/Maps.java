package org.penumbra.report.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.DefaultXYDataset;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.MapPanel;

/** Lays out coloured maps. A pixel that covers several cells takes the one farthest from the ordinary, so that a single bad column stays visible. */
final class Maps {
    private static final int SHARP = 2;

    private Maps() {
    }

    static Sheet sheet(Figure.Map map) {
        Grid grid = Grid.of(map.maps().size());
        ColourScale scale = ColourScale.of(map.diverging(), map.classes());
        List<Sheet.Cell> cells = map.maps().stream().map(panel -> new Sheet.Cell(panel.title(), "", plot(map, panel, scale, grid))).toList();
        return new Sheet(map.title(), Style.label(map.x()), Style.label(map.y()),
                new ColourBar(scale, map.low(), map.high(), map.value(), map.classes()), grid, cells);
    }

    private static XYPlot plot(Figure.Map map, MapPanel panel, ColourScale scale, Grid grid) {
        int rows = panel.values().length;
        int cells = Arrays.stream(panel.values()).mapToInt(row -> row.length).max().orElse(0);
        NumberAxis across = Style.integers(new Span(0, Math.max(1, cells)));
        NumberAxis down = Style.integers(new Span(map.firstRow() - 0.5, map.firstRow() + Math.max(1, rows) - 0.5));
        down.setInverted(true);
        XYPlot plot = Style.gridded(Style.bare(new XYPlot(new DefaultXYDataset(), across, down, null)));
        if (cells > 0) {
            plot.setNoDataMessage(null);
            plot.addAnnotation(new Picture(image(map, panel.values(), cells, scale, grid)), false);
        }
        grid.fix(plot);
        return plot;
    }

    /** Twice as many pixels as the panel has, each cell or group of cells a sharp rectangle. */
    private static BufferedImage image(Figure.Map map, double[][] values, int cells, ColourScale scale, Grid grid) {
        int width = grid.plotWidth();
        int height = grid.plotHeight() * SHARP;
        BufferedImage image = new BufferedImage(width * SHARP, height, BufferedImage.TYPE_BYTE_INDEXED, scale.palette());
        byte[][] rows = new byte[values.length][];
        for (int row = 0; row < values.length; row++) {
            double ordinary = map.diverging() ? 0 : median(values[row]);
            rows[row] = new byte[width * SHARP];
            for (int x = 0; x < width; x++) {
                double value = farthest(values[row], (int) ((long) x * cells / width), (int) (((x + 1L) * cells + width - 1) / width), ordinary);
                byte index = (byte) ColourScale.index((value - map.low()) / (map.high() - map.low()));
                Arrays.fill(rows[row], x * SHARP, (x + 1) * SHARP, index);
            }
        }
        for (int y = 0; y < height; y++) {
            image.getRaster().setDataElements(0, y, width * SHARP, 1, rows[(int) ((long) y * values.length / height)]);
        }
        return image;
    }

    private static double farthest(double[] row, int from, int to, double ordinary) {
        double found = Double.NaN;
        for (int i = from; i < Math.min(to, row.length); i++) {
            if (!Double.isNaN(row[i]) && !(Math.abs(row[i] - ordinary) <= Math.abs(found - ordinary))) {
                found = row[i];
            }
        }
        return found;
    }

    private static double median(double[] row) {
        double[] sorted = Arrays.stream(row).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Fills the data area with an image; JFreeChart's own background is a pixel too large and would blur it. */
    private static final class Picture extends AbstractXYAnnotation {
        private final transient BufferedImage image;

        Picture(BufferedImage image) {
            this.image = image;
        }

        @Override
        public void draw(Graphics2D g, XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range, int renderer, PlotRenderingInfo info) {
            g.drawImage(image, (int) Math.round(area.getX()), (int) Math.round(area.getY()),
                    (int) Math.round(area.getWidth()), (int) Math.round(area.getHeight()), null);
        }
    }
}
