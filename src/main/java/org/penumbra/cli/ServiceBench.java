package org.penumbra.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penumbra.camel.Rooms;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.delivery.DropDirectory;
import org.penumbra.delivery.ReadinessCheck;
import org.penumbra.delivery.Trees;
import org.penumbra.instrument.Instruments;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.ProgressListener;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedDelivery;
import org.penumbra.simulation.Simulator;

/** Measures how long the service makes people wait: for its start, for a look at many deliveries, for the mail about a small product. */
final class ServiceBench {
    private static final int ROUNDS = 3;
    private static final int WAITING = 500;
    /** Images of 12 detectors, 13 bands, 2 granules. */
    private static final int IMAGES = 312;
    private static final String SMALL =
            "{detectors: [6], bands: [B01, B05], granules: 1, lines_per_granule: 1008, series: [{days: 0}, {days: 14}, {days: 28}]}";

    private final Path directory;
    private final Instruments instruments;

    /** @param directory an empty one */
    ServiceBench(Path directory, Instruments instruments) {
        this.directory = directory;
        this.instruments = instruments;
    }

    void run() throws IOException, InterruptedException {
        judged();
        Rooms rooms = home();
        SimulatedDelivery small = new Simulator(instruments, Runtime.getRuntime().availableProcessors())
                .write(ScenarioFile.read("small", SMALL), directory.resolve("small"), 1, ProgressListener.NONE);
        Trees.delete(rooms.calibration());
        Files.createDirectories(rooms.home());
        Files.move(small.calibration(), rooms.calibration());
        for (int round = 1; round < ROUNDS; round++) {
            started(rooms, List.of());
        }
        started(rooms, small.products());
    }

    /** Deliveries that all lack their last image, so that every file of theirs is looked for. */
    private void judged() throws IOException {
        Path drop = directory.resolve("drop");
        StringBuilder manifest = new StringBuilder("<XFDU><dataObjectSection>");
        for (int i = 0; i < IMAGES; i++) {
            manifest.append("<dataObject><byteStream size=\"0\"><fileLocation href=\"./GRANULE/%d.jp2\"/></byteStream></dataObject>".formatted(i));
        }
        manifest.append("</dataObjectSection></XFDU>");
        for (int delivery = 0; delivery < WAITING; delivery++) {
            Path granule = Files.createDirectories(drop.resolve("%03d.SAFE/GRANULE".formatted(delivery)));
            Files.writeString(granule.resolveSibling("manifest.safe"), manifest);
            for (int i = 0; i < IMAGES - 1; i++) {
                Files.createFile(granule.resolve(i + ".jp2"));
            }
        }
        ReadinessCheck check = new ReadinessCheck(Settings.defaults(DeliverySettings.class));
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            List<Delivery> deliveries = new DropDirectory(drop).deliveries();
            deliveries.forEach(delivery -> check.check(delivery, Optional.empty(), Instant.EPOCH));
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        System.out.printf("%d deliveries of %d images that wait, listed and judged: %.2f s%n", WAITING, IMAGES, best);
    }

    /** A home with defaults but for the port, which another service may have, the disk, and somebody to write to. */
    private Rooms home() throws IOException {
        Rooms rooms = new Rooms(HomeOption.installation(), directory.resolve("home"));
        Path configuration = Files.createDirectories(rooms.home().resolve("config"));
        Files.writeString(configuration.resolve("application.properties"), "penumbra.observe.port =\n");
        Files.writeString(configuration.resolve("service.yaml"), "freeDisk: 0\n");
        Files.writeString(configuration.resolve("subscriptions.yaml"),
                "sender: penumbra@localhost\noperator: [ops@localhost]\n"
                        + "subscriptions:\n  - {group: all, recipients: [ops@localhost], severity: INFO}\n");
        return rooms;
    }

    /** Starts a service as a user does, drops products one after the other, the first into a cold process, and stops it again. */
    private void started(Rooms rooms, List<Path> products) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(HomeOption.installation().resolve("penumbra").toString(), "start", "--home", rooms.home().toString())
                .redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader()) {
            await(said, "watching ", "");
            System.out.printf("start-up to watching: %.1f s%n", (System.nanoTime() - start) / 1e9);
            for (Path product : products) {
                drop(product, rooms.drop());
                start = System.nanoTime();
                // other mails may be due: a digest, an acquisition that did not come
                String name = product.getFileName().toString();
                await(said, "mail '", name.substring(0, name.lastIndexOf('.')));
                System.out.printf(".done to the mail of a small product: %.1f s%n", (System.nanoTime() - start) / 1e9);
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void drop(Path product, Path drop) throws IOException {
        Path place = drop.resolve(product.getFileName());
        Files.createFile(Delivery.marker(place));
        Files.move(product, place);
    }

    private static void await(BufferedReader said, String text, String about) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains(text) && line.contains(about)) {
                return;
            }
            all.append(line).append('\n');
        }
        throw new IOException("the service ended before it said '" + text + "':\n" + all);
    }
}
