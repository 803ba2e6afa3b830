package org.penumbra.report.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.DoubleStream;
import org.penumbra.analysis.Figure;

/**
 * The legend of a map.
 *
 * @param scale colours
 * @param low value of the first colour
 * @param high value of the last colour
 * @param value what the colour means
 */
record ColourBar(ColourScale scale, double low, double high, Figure.Axis value) implements Legend {
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
        int grey = left + BAR + 44;
        g.setPaint(ColourScale.NONE);
        g.fill(new Rectangle2D.Double(grey, y, 16, THICK));
        g.setPaint(Style.INK);
        g.drawString("no value", grey + 21, y + 10);
    }
}
