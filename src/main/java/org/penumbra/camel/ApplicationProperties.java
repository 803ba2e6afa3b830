package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** {@code application.properties}: the installation's, line by line overridden by that of the home directory, then by the environment. */
final class ApplicationProperties {

    private ApplicationProperties() {
    }

    /** @param environment a variable such as {@code PENUMBRA_STORE_URL} overrides the property {@code penumbra.store.url} where that exists */
    static Properties read(Rooms rooms, Map<String, String> environment) {
        Properties properties = new Properties();
        for (Path directory : rooms.configuration()) {
            Path file = directory.resolve("application.properties");
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        for (String name : properties.stringPropertyNames()) {
            String value = environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (value != null) {
                properties.setProperty(name, value);
            }
        }
        if (properties.getProperty("penumbra.measure.workers").equals("0")) {
            properties.setProperty("penumbra.measure.workers", Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        properties.setProperty("penumbra.home", rooms.home().toString());
        return properties;
    }
}
