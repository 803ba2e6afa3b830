package org.penumbra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.penumbra.instrument.Instruments;
import org.penumbra.simulation.ProgressListener;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedDelivery;
import org.penumbra.simulation.Simulator;

/** Small simulated products on disk. */
public final class Simulated {
    /** One band of each pixel size and focal plane, two detectors, the fewest lines that are evidence enough. */
    public static final String CLEAN = "{detectors: [4, 5], bands: [B01, B02, B05, B12], granules: 2, lines_per_granule: 504}";
    /** The smallest that can be judged, for tests of what happens to it. */
    public static final String TINY = "{detectors: [6], bands: [B01, B05], granules: 1, lines_per_granule: 1008}";

    private static SimulatedDelivery clean;
    private static SimulatedDelivery tiny;

    private Simulated() {
    }

    /** A dark without faults, the same for all tests: not to be changed. */
    public static synchronized SimulatedDelivery clean() {
        clean = clean == null ? write(CLEAN, kept()) : clean;
        return clean;
    }

    /** A smaller dark without faults, the same for all tests: not to be changed. */
    public static synchronized SimulatedDelivery tiny() {
        tiny = tiny == null ? write(TINY, kept()) : tiny;
        return tiny;
    }

    /** Writes the products of a scenario given as YAML, with their calibration set, into a directory. */
    public static SimulatedDelivery write(String yaml, Path directory) {
        try {
            Files.createDirectories(directory);
            Scenario scenario = ScenarioFile.read(Files.writeString(directory.resolve("scenario.yaml"), yaml));
            Instruments instruments = Instruments.load(List.of(Path.of("config/instrument")));
            return new Simulator(instruments, Runtime.getRuntime().availableProcessors())
                    .write(scenario, directory, scenario.seed(), ProgressListener.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a directory under its own name into another one. */
    public static Path copy(Path directory, Path into) {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.toList()) {
                Path copy = into.resolve(directory.getParent().relativize(entry).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(entry, copy);
            }
            return into.resolve(directory.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory that lasts as long as all tests. */
    private static Path kept() {
        try {
            Path directory = Files.createTempDirectory("penumbra-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> entries = Files.walk(directory)) {
            entries.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
