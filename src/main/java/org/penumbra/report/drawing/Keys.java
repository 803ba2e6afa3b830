package org.penumbra.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;

/** A legend of named marks that flow over as many rows as they need. */
record Keys(List<Key> keys) implements Legend {
    private static final int ROW = 17;
    private static final int MARK = 20;
    private static final int BETWEEN = 18;

    /** How the mark looks. */
    enum Mark { LINE, POINT, DASH, NONE }

    /** A mark and what it means. */
    record Key(String name, Color colour, Mark mark) {
        private int width() {
            return (mark == Mark.NONE ? 0 : MARK + 5) + (int) Math.ceil(Style.width(name, Style.TEXT));
        }
    }

    @Override
    public int height(int width) {
        return keys.isEmpty() ? 0 : flow(null, 0, 0, width) + 6;
    }

    @Override
    public void draw(Graphics2D g, int x, int y, int width) {
        flow(g, x, y, width);
    }

    /** Lays the keys out, draws them where there is something to draw on, and answers the height. */
    private int flow(Graphics2D g, int left, int top, int width) {
        int x = 0;
        int y = 0;
        for (Key key : keys) {
            if (x > 0 && x + key.width() > width) {
                x = 0;
                y += ROW;
            }
            if (g != null) {
                draw(g, key, left + x, top + y);
            }
            x += key.width() + BETWEEN;
        }
        return y + ROW;
    }

    private static void draw(Graphics2D g, Key key, int x, int y) {
        double middle = y + ROW / 2.0;
        g.setPaint(key.colour());
        switch (key.mark()) {
            case LINE -> {
                g.setStroke(new BasicStroke(2f));
                g.draw(new Line2D.Double(x, middle, x + MARK, middle));
            }
            case DASH -> {
                g.setStroke(Style.DASHED);
                g.draw(new Line2D.Double(x, middle, x + MARK, middle));
            }
            case POINT -> g.fill(new Ellipse2D.Double(x + MARK / 2.0 - 3, middle - 3, 6, 6));
            case NONE -> { }
        }
        g.setPaint(Style.INK);
        g.setFont(Style.TEXT);
        g.drawString(key.name(), x + (key.mark() == Mark.NONE ? 0 : MARK + 5), y + 13);
    }
}
