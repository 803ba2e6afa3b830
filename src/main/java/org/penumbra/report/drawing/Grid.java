package org.penumbra.report.drawing;

import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;

/**
 * Where the panels of a figure lie; all in CSS pixels, all whole numbers, so that pixels of maps stay sharp.
 *
 * @param panels number of panels
 * @param left room for the labels of the ordinates in each panel
 * @param plotHeight height of the data area of each panel
 */
record Grid(int panels, int left, int plotHeight) {
    static final int SHEET = 960;
    private static final int MARGIN = 18;
    private static final int HEADING = 18;
    private static final int GAP = 8;
    private static final int RIGHT = 12;
    private static final int LEFT = 48;
    private static final int BOTTOM = 17;

    /** One panel, two by two, or three in a row. */
    static Grid of(int panels) {
        return new Grid(panels, LEFT, switch (columns(panels)) {
            case 1 -> 260;
            case 2 -> 180;
            default -> 118;
        });
    }

    private static int columns(int panels) {
        return panels <= 1 ? 1 : panels <= 4 ? 2 : 3;
    }

    private int columns() {
        return columns(panels);
    }

    /** Width of the data area of each panel. */
    int plotWidth() {
        return panelWidth() - left - RIGHT;
    }

    /** Height of all rows of panels. */
    int height() {
        return (panels + columns() - 1) / columns() * (panelHeight() + GAP);
    }

    /** Heading of panel i, relative to the top left corner of the grid. */
    Rectangle2D heading(int i) {
        return new Rectangle2D.Double(x(i), y(i), panelWidth(), HEADING);
    }

    /** Plot of panel i with its axes, relative to the top left corner of the grid. */
    Rectangle2D plot(int i) {
        return new Rectangle2D.Double(x(i), y(i) + HEADING, panelWidth(), plotHeight() + BOTTOM);
    }

    /** Gives a plot's axes exactly the room that {@link #plot} leaves around the data. */
    void fix(XYPlot plot) {
        AxisSpace below = new AxisSpace();
        below.setBottom(BOTTOM);
        plot.setFixedDomainAxisSpace(below);
        AxisSpace beside = new AxisSpace();
        beside.setLeft(left);
        beside.setRight(RIGHT);
        plot.setFixedRangeAxisSpace(beside);
    }

    private int panelWidth() {
        return (SHEET - MARGIN - RIGHT) / columns();
    }

    private int panelHeight() {
        return HEADING + plotHeight() + BOTTOM;
    }

    private int x(int i) {
        return MARGIN + i % columns() * panelWidth();
    }

    private int y(int i) {
        return i / columns() * (panelHeight() + GAP);
    }
}
