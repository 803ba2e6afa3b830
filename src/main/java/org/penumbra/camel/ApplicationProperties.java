package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.penumbra.finding.Refusal;

/** {@code application.properties}: the installation's, line by line overridden by that of the home directory, then by the environment. */
final class ApplicationProperties {

    private static final int LARGEST = 999_999_999;
    private static final String WORKERS = "penumbra.measure.workers";
    /** Properties that only Camel would read, and complain of in its own words, with the least that each may be. */
    private static final Map<String, Integer> NUMBERS = Map.of(WORKERS, 0, "penumbra.watch.delay", 1, "penumbra.heartbeat", 1, "penumbra.tidy", 1,
            "penumbra.mail.delay", 1);
    /** What ours begin with; of Camel's own there are more than the installation's file has. */
    private static final String OURS = "penumbra.";

    private ApplicationProperties() {
    }

    /**
     * Reads them.
     *
     * @param environment a variable such as {@code PENUMBRA_STORE_URL} overrides the property {@code penumbra.store.url} where that exists
     * @throws Refusal ROUTE-208 when a number is none, ROUTE-211 when a property of ours is not known
     */
    static Properties read(Rooms rooms, Map<String, String> environment) {
        Properties properties = new Properties();
        for (Path directory : rooms.configuration()) {
            Path file = directory.resolve("application.properties");
            if (Files.exists(file)) {
                Properties own = load(file);
                if (!properties.isEmpty()) {
                    requireKnown(own, properties, file);
                }
                properties.putAll(own);
            }
        }
        for (String name : properties.stringPropertyNames()) {
            String value = environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (value != null) {
                properties.setProperty(name, value);
            }
        }
        NUMBERS.forEach((name, least) -> requireNumber(properties, name, least));
        if (properties.getProperty(WORKERS).equals("0")) {
            properties.setProperty(WORKERS, Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        properties.setProperty("penumbra.home", rooms.home().toString());
        return properties;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** The installation's file names all of ours: one misspelt would leave its default in force without a word. */
    private static void requireKnown(Properties own, Properties known, Path file) {
        own.stringPropertyNames().stream().filter(name -> name.startsWith(OURS) && !known.containsKey(name)).sorted().findFirst().ifPresent(name -> {
            throw new Refusal(RouteCode.PROPERTY_UNKNOWN, file, name);
        });
    }

    private static void requireNumber(Properties properties, String name, int least) {
        String said = properties.getProperty(name).strip();
        number(said, least, LARGEST).orElseThrow(() -> new Refusal(RouteCode.PROPERTY, name, said, "a whole number, at least " + least));
        properties.setProperty(name, said);
    }

    /** The whole number that a property says, if it is one within these bounds. */
    static OptionalInt number(String said, int least, int most) {
        return said.strip().matches("\\d{1,10}") && Long.parseLong(said.strip()) >= least && Long.parseLong(said.strip()) <= most
                ? OptionalInt.of(Integer.parseInt(said.strip())) : OptionalInt.empty();
    }
}
