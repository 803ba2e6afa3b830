package org.penumbra.report;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.TimeZone;

/** The templates of this package; what they show is escaped by their suffix, {@code .ftlh}. */
final class Templates {
    private static final Configuration CONFIGURATION = configuration();

    private Templates() {
    }

    static Template get(String name) {
        try {
            return CONFIGURATION.getTemplate(name);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is part of the program", e);
        }
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(Templates.class, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        return configuration;
    }
}
