package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.Published;
import org.penumbra.simulation.SimulatedDelivery;

/** The routes of the installation over a home directory, as {@code penumbra analyse} runs them. */
final class Chain implements AutoCloseable {
    private final Path home;
    private final PenumbraCamel camel;

    Chain(Path home) throws Exception {
        this.home = home;
        camel = new PenumbraCamel(new Rooms(Path.of("").toAbsolutePath(), home), "penumbra under test", Clock.systemUTC()).start();
    }

    /** A chain that measures so many (band, detector)s at a time. */
    static Chain ofWorkers(Path home, int workers) throws Exception {
        put(home.resolve("config/application.properties"), "penumbra.measure.workers = " + workers + "\n");
        return new Chain(home);
    }

    /** Puts a text into a file, its directories made. */
    static Path put(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    JobsInHand.Outcome run(Path product, Path calibration, Path out) {
        return camel.run(product, calibration, Optional.of(out));
    }

    /** What is published about the first product of a simulation, which must not be refused. */
    Published publish(SimulatedDelivery delivery, Path out) {
        return publish(delivery.products().get(0), delivery.calibration(), out);
    }

    Published publish(Path product, Path calibration, Path out) {
        JobsInHand.Outcome outcome = run(product, calibration, out);
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return new Published(outcome.report());
    }

    /** Names of what is left below work/. */
    List<String> left() {
        Path work = home.resolve("work");
        if (!Files.exists(work)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(work)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        camel.close();
    }
}
