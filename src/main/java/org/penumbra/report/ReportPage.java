package org.penumbra.report;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.penumbra.report.drawing.Drawing;

/**
 * Writes {@code report.html}: one self-contained page that is well-formed XML and keeps to CSS 2.1 for its layout, so that it can be paginated too.
 * Everything that comes from a product is escaped.
 */
final class ReportPage {
    private static final Template TEMPLATE = Templates.get("report.ftlh");

    private ReportPage() {
    }

    /** The page for a browser. @param drawings every figure of the report */
    static String html(Report report, List<Drawing> drawings) {
        return page(report, drawings, false);
    }

    /** The page for paper: an {@code object} in the place of each figure, whose {@code data} is its id. @param drawings every figure of the report */
    static String print(Report report, List<Drawing> drawings) {
        return page(report, drawings, true);
    }

    private static String page(Report report, List<Drawing> drawings, boolean paper) {
        StringWriter out = new StringWriter();
        try {
            TEMPLATE.process(Map.of("page", Page.of(report, drawings, paper), "paper", paper), out);
        } catch (TemplateException e) {
            throw new IllegalStateException("report.ftlh does not fit its page", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
