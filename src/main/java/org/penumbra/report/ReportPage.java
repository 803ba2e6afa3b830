package org.penumbra.report;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.penumbra.report.drawing.Drawing;

/**
 * Writes {@code report.html}: one self-contained page that is well-formed XML and keeps to CSS 2.1 for its layout, so that it can be paginated too.
 * Everything that comes from a product is escaped.
 */
final class ReportPage {
    private static final Template TEMPLATE = template();

    private ReportPage() {
    }

    /** @param drawings every figure of the report */
    static String html(Report report, List<Drawing> drawings) {
        StringWriter out = new StringWriter();
        try {
            TEMPLATE.process(Map.of("page", Page.of(report, drawings)), out);
        } catch (TemplateException e) {
            throw new IllegalStateException("report.ftlh does not fit its page", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static Template template() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(ReportPage.class, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        try {
            return configuration.getTemplate("report.ftlh");
        } catch (IOException e) {
            throw new UncheckedIOException("report.ftlh is part of the program", e);
        }
    }
}
