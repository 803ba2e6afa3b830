package org.penumbra.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import org.penumbra.analysis.Figure;

/**
 * The legend of a map.
 *
 * @param scale colours
 * @param low value of the first colour
 * @param high value of the last colour
 * @param value what the colour means
 * @param classes names of the whole values from low to high; empty for amounts
 */
record ColourBar(ColourScale scale, double low, double high, Figure.Axis value, List<String> classes) implements Legend {
    private static final int BAR = 300;
    private static final int STEPS = 75;
    private static final int THICK = 11;

    @Override
    public int height(int width) {
        return 36;
    }

    @Override
    public void draw(Graphics2D g, int x, int y, int width) {
        String label = Style.label(value);
        g.setFont(Style.TEXT);
        g.setPaint(Style.INK);
        g.drawString(label, x, y + 10);
        int left = x + (int) Math.ceil(Style.width(label, Style.TEXT)) + 26;
        if (classes.isEmpty()) {
            left = amounts(g, left, y) + 44;
        }
        for (int i = 0; i < classes.size(); i++) {
            left = square(g, scale.colour(i / (classes.size() - 1.0)), classes.get(i), left, y);
        }
        square(g, ColourScale.NONE, "no value", left, y);
    }

    /** Draws the bar and answers where it ends. */
    private int amounts(Graphics2D g, int left, int y) {
        for (int i = 0; i < STEPS; i++) {
            g.setPaint(scale.colour((i + 0.5) / STEPS));
            g.fill(new Rectangle2D.Double(left + i * (double) BAR / STEPS, y, (double) BAR / STEPS + (i < STEPS - 1 ? 0.5 : 0), THICK));
        }
        g.setFont(Style.SMALL);
        g.setPaint(Style.INK);
        DoubleStream.of(0, 0.25, 0.5, 0.75, 1).forEach(at -> {
            String text = (at == 0 ? "≤ " : at == 1 ? "≥ " : "") + Notation.significant(low + at * (high - low), 3);
            double wide = Style.width(text, Style.SMALL);
            g.drawString(text, (float) (left + at * BAR - wide / 2), y + THICK + 12f);
        });
        return left + BAR;
    }

    /** Draws a square with its name and answers where the next one may begin. */
    private static int square(Graphics2D g, Color colour, String name, int left, int y) {
        Rectangle2D square = new Rectangle2D.Double(left, y, 16, THICK);
        g.setPaint(colour);
        g.fill(square);
        g.setPaint(Style.RULE);
        g.setStroke(new BasicStroke(0.5f));
        g.draw(square);
        g.setPaint(Style.INK);
        g.setFont(Style.SMALL);
        g.drawString(name, left + 21, y + 10);
        return left + 21 + (int) Math.ceil(Style.width(name, Style.SMALL)) + 22;
    }
}
