package org.penumbra.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Style;

/**
 * Draws one line of a panel, each kind of mark as a single path: JFreeChart's own renderers write one SVG element per sample.
 * Samples above or below the panel are marked by a triangle at its edge.
 */
final class Trace extends AbstractXYAnnotation {
    /** More points than this in a line are drawn small. */
    private static final int FEW = 80;
    private static final double HALF_LINE = 0.5;
    private static final float DOT = 2.4f;
    private static final float DISC = 5f;
    /** Smallest distance of two points that are both drawn, in pixels. */
    private static final double CELL = 2;
    /** Smallest distance of two triangles, in pixels. */
    private static final double APART = 4;

    private final transient Line line;
    private final Color colour;
    private final int bins;

    /**
     * @param line samples
     * @param colour colour of all its marks
     * @param bins a line with more than twice as many samples is drawn as its envelope
     */
    Trace(Line line, Color colour, int bins) {
        this.line = line;
        this.colour = colour;
        this.bins = bins;
    }

    @Override
    public void draw(Graphics2D g, XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range, int renderer, PlotRenderingInfo info) {
        DoubleUnaryOperator x = value -> domain.valueToJava2D(value, area, RectangleEdge.BOTTOM);
        DoubleUnaryOperator y = value -> range.valueToJava2D(value, area, RectangleEdge.LEFT);
        g.setPaint(colour);
        if (line.u() != null) {
            stroke(g, bars(x, y), 1f);
        }
        if (line.style() != Style.POINTS) {
            if (line.y().length > 2 * bins) {
                envelope(g, Envelope.of(line.x(), line.y(), bins), x, y);
            } else {
                stroke(g, path(x, y), 1.2f);
            }
        }
        if (line.style() == Style.POINTS || line.style() == Style.POINTS_AND_LINE) {
            stroke(g, points(x, y, area), line.y().length > FEW ? DOT : DISC);
        }
        g.fill(outside(x, y, area));
    }

    private static void stroke(Graphics2D g, Path2D path, float width) {
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_BEVEL));
        g.draw(path);
    }

    private Path2D path(DoubleUnaryOperator x, DoubleUnaryOperator y) {
        Path2D path = new Path2D.Double();
        boolean connected = false;
        for (int i = 0; i < line.y().length; i++) {
            double px = x.applyAsDouble(line.x()[i]);
            double py = y.applyAsDouble(line.y()[i]);
            boolean drawn = Double.isFinite(px) && Double.isFinite(py);
            if (drawn && !connected) {
                path.moveTo(px, py);
                path.lineTo(px, py);
            } else if (drawn) {
                if (line.style() == Style.STEPS) {
                    path.lineTo(px, path.getCurrentPoint().getY());
                }
                path.lineTo(px, py);
            }
            connected = drawn;
        }
        return path;
    }

    /** A translucent band, so that lines behind it are seen, nowhere thinner than a line. */
    private void envelope(Graphics2D g, Envelope envelope, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        Path2D area = new Path2D.Double();
        int bin = 0;
        while (bin < bins) {
            int end = bin;
            while (end < bins && !Double.isNaN(envelope.low()[end])) {
                end++;
            }
            if (end > bin) {
                run(area, envelope, bin, end, x, y);
            }
            bin = end + 1;
        }
        g.setPaint(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 190));
        g.fill(area);
    }

    private static void run(Path2D area, Envelope envelope, int from, int to, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        area.moveTo(x.applyAsDouble(envelope.x()[from]) - HALF_LINE, y.applyAsDouble(envelope.high()[from]) - HALF_LINE);
        for (int i = from; i < to; i++) {
            area.lineTo(x.applyAsDouble(envelope.x()[i]), y.applyAsDouble(envelope.high()[i]) - HALF_LINE);
        }
        for (int i = to - 1; i >= from; i--) {
            area.lineTo(x.applyAsDouble(envelope.x()[i]), y.applyAsDouble(envelope.low()[i]) + HALF_LINE);
        }
        area.closePath();
    }

    /** Segments of no length whose round caps are the points; of points that would cover one another, one. */
    private Path2D points(DoubleUnaryOperator x, DoubleUnaryOperator y, Rectangle2D area) {
        Path2D path = new Path2D.Double();
        int across = (int) (area.getWidth() / CELL) + 1;
        int up = (int) (area.getHeight() / CELL) + 1;
        BitSet taken = new BitSet(across * up);
        for (int i = 0; i < line.y().length; i++) {
            double px = x.applyAsDouble(line.x()[i]);
            double py = y.applyAsDouble(line.y()[i]);
            if (py >= area.getMinY() && py <= area.getMaxY() && px >= area.getMinX() && px <= area.getMaxX()) {
                int cell = (int) ((px - area.getMinX()) / CELL) * up + (int) ((py - area.getMinY()) / CELL);
                if (line.y().length <= FEW || !taken.get(cell)) {
                    path.moveTo(px, py);
                    path.lineTo(px, py);
                }
                taken.set(cell);
            }
        }
        return path;
    }

    private Path2D bars(DoubleUnaryOperator x, DoubleUnaryOperator y) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < line.y().length; i++) {
            double px = x.applyAsDouble(line.x()[i]);
            if (Double.isFinite(px) && Double.isFinite(line.y()[i]) && Double.isFinite(line.u()[i])) {
                path.moveTo(px, y.applyAsDouble(line.y()[i] - line.u()[i]));
                path.lineTo(px, y.applyAsDouble(line.y()[i] + line.u()[i]));
            }
        }
        return path;
    }

    private Path2D outside(DoubleUnaryOperator x, DoubleUnaryOperator y, Rectangle2D area) {
        Path2D path = new Path2D.Double();
        double[] last = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < line.y().length; i++) {
            double px = x.applyAsDouble(line.x()[i]);
            double py = y.applyAsDouble(line.y()[i]);
            int edge = py < area.getMinY() ? 0 : 1;
            if ((py < area.getMinY() || py > area.getMaxY()) && Math.abs(px - last[edge]) >= APART) {
                double tip = edge == 0 ? area.getMinY() : area.getMaxY();
                double foot = edge == 0 ? tip + 6 : tip - 6;
                path.moveTo(px, tip);
                path.lineTo(px - 3.5, foot);
                path.lineTo(px + 3.5, foot);
                path.closePath();
                last[edge] = px;
            }
        }
        return path;
    }
}
