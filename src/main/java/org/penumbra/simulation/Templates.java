package org.penumbra.simulation;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The XML files of a product, from the templates beside this class; every value is escaped. */
final class Templates {
    private static final Configuration CONFIGURATION = new Configuration(Configuration.VERSION_2_3_34);

    static {
        CONFIGURATION.setClassForTemplateLoading(Templates.class, "");
        CONFIGURATION.setDefaultEncoding(StandardCharsets.UTF_8.name());
        CONFIGURATION.setNumberFormat("computer");
        // maps are keyed by band id, which only their own get can look up
        CONFIGURATION.setAPIBuiltinEnabled(true);
        DefaultObjectWrapperBuilder wrapper = new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
        CONFIGURATION.setObjectWrapper(wrapper.build());
        CONFIGURATION.setLogTemplateExceptions(false);
    }

    private Templates() {
    }

    static void write(String template, Map<String, Object> model, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file)) {
            CONFIGURATION.getTemplate(template).process(model, out);
        } catch (TemplateException e) {
            throw new IllegalStateException(template + " does not fit its values", e);
        }
    }
}
