package org.penumbra.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.penumbra.analysis.Figure;

/** The look that all figures share. Colours can be told apart by colour-blind readers (Okabe and Ito 2008) and differ in lightness for print. */
final class Style {
    static final Color INK = new Color(0x222222);
    static final Color FAINT = new Color(0x6B6B6B);
    static final Color GRID = new Color(0xE6E6E6);
    static final Color RULE = new Color(0xC9C9C9);
    static final Color FRAME = new Color(0x9A9A9A);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
    static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 10);
    static final Font PANEL = new Font(Font.SANS_SERIF, Font.BOLD, 11);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    static final BasicStroke LINE = new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke HAIR = new BasicStroke(0.6f);
    static final BasicStroke DASHED = new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {5f, 3f}, 0f);

    /** Lines that can be told apart by colour alone. */
    static final int HUES = 7;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final List<Color> OKABE_ITO = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7),
            new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000));

    private Style() {
    }

    /** The colour of line i of so many: distinct hues for up to seven, else an ordered scale. */
    static Color line(int index, int count) {
        return count <= HUES ? OKABE_ITO.get(index) : ColourScale.SEQUENTIAL.colour(0.85 * index / (count - 1.0));
    }

    /** Limits named after a severity take its colour, others are neutral. */
    static Color limit(String name) {
        if (name.contains("alarm")) {
            return new Color(0xA8201A);
        }
        return name.contains("warning") ? new Color(0xB26A00) : FAINT;
    }

    /** Label with its unit in brackets, exponents raised: {@code gain (LSB/(W m⁻² sr⁻¹ µm⁻¹))}. */
    static String label(Figure.Axis axis) {
        return axis.unit().isEmpty() || axis.unit().equals("1") ? axis.label() : axis.label() + " (" + Notation.unit(axis.unit()) + ")";
    }

    /** A plot without any ornament. */
    static <P extends Plot> P bare(P plot) {
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(FRAME);
        plot.setOutlineStroke(HAIR);
        plot.setNoDataMessage("no data");
        plot.setNoDataMessageFont(TEXT);
        plot.setNoDataMessagePaint(FAINT);
        return plot;
    }

    static XYPlot gridded(XYPlot plot) {
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(HAIR);
        return plot;
    }

    /** An axis of numbers over a span, with a true minus sign and narrow spaces between thousands. */
    static NumberAxis numbers(Span span) {
        NumberAxis axis = plain(new NumberAxis());
        axis.setStandardTickUnits(new NumberTickUnitSource(false, format()));
        axis.setRange(span.range());
        return axis;
    }

    /** Of an axis that counts whole things. */
    static NumberAxis integers(Span span) {
        NumberAxis axis = numbers(span);
        axis.setStandardTickUnits(new NumberTickUnitSource(true, format()));
        return axis;
    }

    private static NumberFormat format() {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setMinusSign('−');
        symbols.setGroupingSeparator('\u202f');
        return new DecimalFormat("#,##0.#########", symbols);
    }

    static <A extends ValueAxis> A plain(A axis) {
        axis.setTickLabelFont(TEXT);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarkPaint(FRAME);
        axis.setTickMarkStroke(HAIR);
        axis.setTickMarkOutsideLength(3f);
        axis.setTickLabelInsets(new RectangleInsets(1, 2, 1, 2));
        return axis;
    }

    /** Width of a text in CSS pixels, the same for vectors and pixels. */
    static double width(String text, Font font) {
        return text.isEmpty() ? 0 : font.getStringBounds(text, EXACT).getWidth();
    }

    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }
}
