package org.penumbra.analysis;

import java.time.Instant;
import java.util.List;

/** A figure of the report, described without any drawing. NaN values are gaps. */
public sealed interface Figure {

    /** File name without suffix, unique in the report: letters, digits and hyphens. */
    String id();

    String title();

    /** What the reader sees and what would be unusual, one or two sentences. */
    String caption();

    /** An axis: label, and unit or an empty string. */
    record Axis(String label, String unit) {
    }

    /**
     * A horizontal limit with its name, for example {@code warning}.
     *
     * @param shown whether the axis reaches to it however far from the values it is
     */
    record Limit(String name, double value, boolean shown) {
        public Limit(String name, double value) {
            this(name, value, false);
        }
    }

    /** Something that happened at an instant, drawn as a vertical line in time figures. */
    record Event(Instant time, String label) {
    }

    /** How a line is drawn. */
    enum Style { LINE, POINTS, POINTS_AND_LINE, STEPS }

    /**
     * One line of a panel.
     *
     * @param name legend entry
     * @param x abscissae; seconds since 1970 in figures over time
     * @param y ordinates
     * @param u standard uncertainties of y drawn as bars, or null
     * @param style how it is drawn
     */
    record Line(String name, double[] x, double[] y, double[] u, Style style) {
    }

    /** One of several small plots that share their axes' meaning, not their ranges. */
    record Panel(String title, List<Line> lines, List<Limit> limits) {
    }

    /**
     * Lines over numbers; ascending abscissae where a line has more samples than a panel has pixels.
     *
     * @param detectors detectors that the axis runs across, 0 for an axis of other numbers. Abscissae are in detectors, from 0 to so many,
     *     so that bands of any number of columns share them; a vertical rule stands at each border, and a number, from 1, between two
     */
    record Curves(String id, String title, String caption, Axis x, Axis y, List<Panel> panels, int detectors) implements Figure {
    }

    /** Lines over time (UTC). */
    record Series(String id, String title, String caption, Axis y, List<Panel> panels, List<Event> events) implements Figure {
    }

    /**
     * Coloured maps with one common scale.
     *
     * @param maps one map per panel; values [row][cell], row 0 at the top
     * @param low value of the first colour
     * @param high value of the last colour
     * @param diverging whether colours diverge about 0, which is then midway and the ordinary value: for changes, not for amounts
     * @param value what the colour means
     * @param firstRow number of the first row on the axis (1 for detectors)
     * @param classes names of the whole values from {@code low} to {@code high} where they are classes, the first of them the ordinary one
     *     unless they diverge; empty for amounts
     */
    record Map(String id, String title, String caption, Axis x, Axis y, Axis value, int firstRow, double low, double high,
               boolean diverging, List<String> classes, List<MapPanel> maps) implements Figure {
        /** A map without classes. */
        public Map(String id, String title, String caption, Axis x, Axis y, Axis value, int firstRow, double low, double high, boolean diverging,
                   List<MapPanel> maps) {
            this(id, title, caption, x, y, value, firstRow, low, high, diverging, List.of(), maps);
        }
    }

    /** One map: values [row][cell]. */
    record MapPanel(String title, double[][] values) {
    }

    /** Histograms over one another; {@code edges} has one element more than {@code counts}. */
    record Histogram(String id, String title, String caption, Axis x, List<HistogramPanel> panels) implements Figure {
    }

    /** One panel of histograms. */
    record HistogramPanel(String title, List<Bins> bins) {
    }

    /** Counts between edges, with a legend entry. */
    record Bins(String name, double[] edges, double[] counts) {
    }

    /** Horizontal bars, the longest first when the caller sorts them so (tornado). */
    record Bars(String id, String title, String caption, Axis value, List<Bar> bars) implements Figure {
    }

    /** One bar from {@code low} to {@code high}. */
    record Bar(String label, double low, double high) {
    }
}
