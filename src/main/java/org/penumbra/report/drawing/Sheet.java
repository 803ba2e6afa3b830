package org.penumbra.report.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.plot.Plot;

/**
 * A laid-out figure: title, legend, a grid of panels, and one label for all abscissae and one for all ordinates.
 *
 * @param title heading
 * @param xLabel label below the panels
 * @param yLabel label beside the panels, reading upwards
 * @param legend what the marks mean
 * @param grid where the panels lie
 * @param cells the panels
 */
record Sheet(String title, String xLabel, String yLabel, Legend legend, Grid grid, List<Cell> cells) {
    private static final int LEFT = 16;
    private static final int TITLE = 30;
    private static final int FOOT = 20;

    /** One panel: heading, a remark at its right end, and the plot. */
    record Cell(String title, String note, Plot plot) {
    }

    int width() {
        return Grid.SHEET;
    }

    int height() {
        return top() + grid.height() + FOOT;
    }

    void draw(Graphics2D g) {
        Style.smooth(g);
        g.setPaint(Color.WHITE);
        g.fillRect(0, 0, width(), height());
        text(g, title, Style.TITLE, Style.INK, LEFT, 19);
        legend.draw(g, LEFT, TITLE, width() - 2 * LEFT);
        g.translate(0, top());
        for (int i = 0; i < cells.size(); i++) {
            heading(g, cells.get(i), grid.heading(i));
            cells.get(i).plot().draw(g, grid.plot(i), null, null, null);
        }
        text(g, xLabel, Style.TEXT, Style.INK, (width() - Style.width(xLabel, Style.TEXT)) / 2, grid.height() + 8);
        g.rotate(-Math.PI / 2);
        text(g, yLabel, Style.TEXT, Style.INK, -(grid.height() + Style.width(yLabel, Style.TEXT)) / 2, 13);
        g.rotate(Math.PI / 2);
        g.translate(0, -top());
    }

    private int top() {
        return TITLE + legend.height(width() - 2 * LEFT);
    }

    private void heading(Graphics2D g, Cell cell, Rectangle2D place) {
        double left = place.getX() + grid.left();
        double base = place.getY() + 13;
        text(g, cell.title(), Style.PANEL, Style.INK, left, base);
        text(g, cell.note(), Style.SMALL, Style.FAINT, place.getMaxX() - 12 - Style.width(cell.note(), Style.SMALL), base);
    }

    private static void text(Graphics2D g, String text, Font font, Color colour, double x, double y) {
        if (!text.isEmpty()) {
            g.setFont(font);
            g.setPaint(colour);
            g.drawString(text, (float) x, (float) y);
        }
    }
}
