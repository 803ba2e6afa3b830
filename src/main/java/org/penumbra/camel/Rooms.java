package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where things are: the installation, and the home directory whose files override the installation's, file by file (DESIGN 7).
 *
 * @param installation directory that holds {@code routes/} and {@code config/}
 * @param home directory that holds everything that changes
 */
public record Rooms(Path installation, Path home) {

    public Path drop() {
        return home.resolve("drop");
    }

    /** Where operators drop their requests (FORMATS 7). */
    public Path requests() {
        return drop().resolve("requests");
    }

    public Path work() {
        return home.resolve("work");
    }

    public Path archive() {
        return home.resolve("archive");
    }

    public Path quarantine() {
        return home.resolve("quarantine");
    }

    public Path reports() {
        return home.resolve("reports");
    }

    public Path outbox() {
        return home.resolve("outbox");
    }

    public Path calibration() {
        return home.resolve("calibration");
    }

    public Path plugins() {
        return home.resolve("plugins");
    }

    public Path database() {
        return home.resolve("db");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /** Directories of settings files, the installation's first. */
    public List<Path> configuration() {
        return List.of(installation.resolve("config"), home.resolve("config"));
    }

    /** Directories of instrument profiles, the installation's first. */
    public List<Path> instruments() {
        return configuration().stream().map(directory -> directory.resolve("instrument")).toList();
    }

    /** Route files in the order of their names; one in the home directory replaces the installation's of the same name. */
    public List<Path> routes() {
        return overridden("routes", ".yaml");
    }

    /** Files of a directory by name, those of the home directory in place of the installation's. */
    public List<Path> overridden(String directory, String suffix) {
        Map<String, Path> files = new TreeMap<>();
        for (Path side : List.of(installation, home)) {
            Path from = side.resolve(directory);
            if (Files.isDirectory(from)) {
                try (Stream<Path> entries = Files.list(from)) {
                    entries.filter(file -> file.getFileName().toString().endsWith(suffix))
                            .forEach(file -> files.put(file.getFileName().toString(), file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return List.copyOf(files.values());
    }
}
