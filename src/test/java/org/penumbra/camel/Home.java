package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.Trees;
import org.penumbra.history.History;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobSettings;
import org.penumbra.history.Outbox;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.Store;
import org.penumbra.instrument.Instruments;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.ProgressListener;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedDelivery;
import org.penumbra.simulation.Simulator;

/** A home directory for tests of the service, and the service that runs in it: quick polls, no waiting between attempts, one subscriber. */
final class Home implements AutoCloseable {
    private static final Path INSTALLATION = Path.of("").toAbsolutePath();
    private static SimulatedDelivery simulated;

    private final Rooms rooms;
    private Service service;

    Home(Path directory) throws IOException {
        rooms = new Rooms(INSTALLATION, directory);
        Files.createDirectories(rooms.drop());
        config("application.properties", "penumbra.watch.delay = 100", "penumbra.heartbeat = 200", "penumbra.mail.delay = 100",
                "penumbra.observe.port =");
        // by the calendar of expected acquisitions its products are long ago
        config("service.yaml", "freeDisk: 0", "darkEvery: 3650", "diffuserEvery: 3650");
        config("jobs.yaml", "lease: 5", "backOff: 0", "longestBackOff: 0");
        config("subscriptions.yaml", "sender: penumbra@localhost", "operator: [ops@localhost]",
                "subscriptions:", "  - {group: all, recipients: [ada@localhost], severity: INFO}");
        Trees.copy(simulated().calibration(), rooms.calibration());
    }

    void config(String name, String... lines) throws IOException {
        Files.createDirectories(rooms.home().resolve("config"));
        Path file = rooms.home().resolve("config").resolve(name);
        String before = name.endsWith(".properties") && Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + String.join("\n", lines) + "\n");
    }

    Rooms rooms() {
        return rooms;
    }

    /** Starts the service in this process. */
    Service start() throws Exception {
        return start(Clock.systemUTC());
    }

    Service start(Clock clock) throws Exception {
        return start(clock, UnaryOperator.identity());
    }

    /** @param around what the service uses its jobs through */
    Service start(Clock clock, UnaryOperator<JobRepository> around) throws Exception {
        service = new Service(rooms, "penumbra test", clock, around);
        return service.start();
    }

    Service service() {
        return service;
    }

    /** Ends the service; what it left can be looked at, and it can be started again. */
    void stop() throws IOException {
        Service ending = service;
        service = null;
        ending.close();
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            stop();
        }
    }

    /** Two acquisitions, 15 days apart, of one detector in two bands, as short as may be, with one defective pixel; made once in a process. */
    static synchronized SimulatedDelivery simulated() {
        if (simulated == null) {
            try {
                Path directory = Files.createTempDirectory("penumbra-products");
                Path scenario = Files.writeString(directory.resolve("scenario.yaml"), """
                        detectors: [4]
                        bands: [B01, B11]
                        granules: 1
                        lines_per_granule: 1008
                        series:
                          - {days: 0}
                          - {days: 15}
                        faults:
                          - {kind: telegraph, at: {band: B11, columns: [900]}, amplitude: 12, dwell: 40}
                        """);
                simulated = new Simulator(Instruments.load(List.of(INSTALLATION.resolve("config/instrument"))), 2)
                        .write(ScenarioFile.read(scenario), directory.resolve("out"), 7, ProgressListener.NONE);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return simulated;
    }

    /** As many different products as wanted, as small as may be, of one detector in one band. */
    static List<Path> products(int number, Path directory) throws IOException {
        StringBuilder scenario = new StringBuilder("{detectors: [4], bands: [B01], granules: 1, lines_per_granule: 1008, series: [");
        for (int i = 0; i < number; i++) {
            scenario.append("{days: ").append(i).append("}, ");
        }
        Files.createDirectories(directory);
        Path file = Files.writeString(directory.resolve("scenario.yaml"), scenario.append("]}"));
        return new Simulator(Instruments.load(List.of(INSTALLATION.resolve("config/instrument"))), 2)
                .write(ScenarioFile.read(file), directory.resolve("out"), 7, ProgressListener.NONE).products();
    }

    private static void remove(Path directory) {
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path product(int number) {
        return simulated().products().get(number);
    }

    /** Drops a copy of a product. @return where it was dropped */
    Path drop(Path product) throws IOException {
        return drop(product, rooms.drop());
    }

    Path drop(Path product, Path folder) throws IOException {
        Path place = folder.resolve(product.getFileName());
        Trees.copy(product, place);
        return place;
    }

    /** Drops a product that lacks its datastrip, and says that it is complete. */
    Path dropBroken(Path product) throws IOException {
        Path place = rooms.drop().resolve(product.getFileName());
        Path made = rooms.drop().resolve(".broken");
        Trees.copy(product, made);
        Trees.delete(made.resolve("DATASTRIP"));
        Files.createFile(Delivery.marker(place));
        Files.move(made, place);
        return place;
    }

    /** Nothing lost and nothing doubled: each product has one report and one history row, its delivery is archived, and nothing is left over. */
    void requireEachOnce(int products) throws IOException {
        assertThat(reports()).hasSize(products);
        assertThat(history()).extracting(ProcessedProduct::report).containsExactlyInAnyOrderElementsOf(reports());
        assertThat(mailsWaiting()).isEmpty();
        assertThat(found(rooms.archive().resolve("deliveries"), "*.SAFE")).hasSize(products);
        assertThat(found(rooms.drop(), "*.SAFE")).isEmpty();
        assertThat(names(rooms.drop().resolve(Claim.FOLDER))).isEmpty();
        assertThat(names(rooms.work())).isEmpty();
        assertThat(found(rooms.reports(), ".*")).isEmpty();
    }

    /** Puts the store into a PostgreSQL. */
    void store(String url) throws IOException {
        config("application.properties", "penumbra.store.url = " + url, "penumbra.store.user = postgres", "penumbra.store.password = postgres");
    }

    List<ProcessedProduct> history() throws IOException {
        try (Store store = Service.openStore(rooms)) {
            return new History(store).products(java.util.Optional.empty(), java.time.Instant.EPOCH);
        }
    }

    List<Outbox.Entry> mailsWaiting() throws IOException {
        try (Store store = Service.openStore(rooms)) {
            return new Outbox(store, Settings.defaults(JobSettings.class)).waiting();
        }
    }

    /** Directories that hold a whole report. */
    List<Path> reports() throws IOException {
        return found(rooms.reports(), "report.json").stream().map(Path::getParent).toList();
    }

    List<Path> mails() throws IOException {
        return found(rooms.outbox(), "*.eml");
    }

    /** Everything of that name below a directory. */
    static List<Path> found(Path root, String glob) throws IOException {
        var matcher = root.getFileSystem().getPathMatcher("glob:" + glob);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.filter(entry -> matcher.matches(entry.getFileName())).sorted().toList();
        }
    }

    static List<String> names(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return Stream.of(entries).flatMap(all -> java.util.stream.StreamSupport.stream(all.spliterator(), false))
                    .map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
