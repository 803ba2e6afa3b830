package org.penumbra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.Service;
import org.penumbra.delivery.Trees;
import org.penumbra.history.History;
import org.penumbra.history.Job;
import org.penumbra.history.JobSettings;
import org.penumbra.history.Outbox;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.Store;
import org.penumbra.instrument.Instruments;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedDelivery;
import org.penumbra.simulation.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything from nothing: simulates products, drops them before the service in a home of its own, says where the reports are. */
@Command(name = "demo",
        description = "Simulates a product of each type, runs the service on them in demo/ of the home directory, and says where the reports are.",
        footer = {"", "An older demo/ is deleted first. Exit code 3 when a product was refused."})
final class Demo implements Callable<Integer> {
    private static final long LOOK_EVERY_MS = 200;
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    /** Lets the demo run beside a service, and gives its mails somebody to be for. */
    private static final String NO_PORT = "penumbra.observe.port =\n";
    private static final String READER =
            "sender: penumbra@localhost\nsubscriptions:\n  - {group: demo, recipients: [you@localhost], severity: INFO}\n";

    @Option(names = "--scenario", paramLabel = "FILE", description = "Another scenario (default: testdata/scenarios/demo.yaml).")
    private Path scenario;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() throws Exception {
        Rooms rooms = new Rooms(HomeOption.installation(), home.rooms().home().resolve("demo"));
        // of an earlier demo
        Trees.delete(rooms.home());
        Scenario read = ScenarioFile.read(scenario == null ? rooms.installation().resolve("testdata/scenarios/demo.yaml") : scenario);
        Path made = rooms.home().resolve("simulated");
        System.out.println("Simulating into " + made + " …");
        SimulatedDelivery delivery = simulate(read, made, rooms);
        Files.createDirectories(rooms.home().resolve("config"));
        Files.writeString(rooms.home().resolve("config/application.properties"), NO_PORT);
        Files.writeString(rooms.home().resolve("config/subscriptions.yaml"), READER);
        Files.move(delivery.calibration(), rooms.calibration());
        int refused;
        try (Service service = new Service(rooms, Penumbra.software(), Clock.systemUTC()).start(); Store store = Service.openStore(rooms)) {
            for (Path product : delivery.products()) {
                System.out.println("Dropping " + product.getFileName());
                Files.move(product, rooms.drop().resolve(product.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            refused = await(delivery.products().size(), new History(store), new Outbox(store, Settings.defaults(JobSettings.class)));
        }
        System.out.println("Mails are in %s, what was planted is in the truth.json files of %s.".formatted(rooms.outbox(), made));
        return refused == 0 ? 0 : Penumbra.REFUSED;
    }

    private static SimulatedDelivery simulate(Scenario scenario, Path directory, Rooms rooms) throws IOException {
        Files.createDirectories(directory);
        try (Progress progress = new Progress("simulating")) {
            return new Simulator(Instruments.load(rooms.instruments()), Runtime.getRuntime().availableProcessors())
                    .write(scenario, directory, scenario.seed(), progress::step);
        }
    }

    /** Says what becomes of each product, until the last mail is out; returns how many were refused. */
    private static int await(int products, History history, Outbox outbox) throws InterruptedException {
        Set<String> told = new HashSet<>();
        int refused = 0;
        while (refused + history.throughput().jobs() < products || !outbox.waiting().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            for (ProcessedProduct product : history.products(Optional.empty(), Instant.EPOCH)) {
                if (told.add(product.job())) {
                    System.out.println(product.verdict() + "  " + product.report().resolve("report.html"));
                }
            }
            for (Job job : history.refused(Instant.EPOCH, FAR)) {
                if (told.add(job.id())) {
                    refused++;
                    System.out.println("refused  " + job.source().getFileName() + ": " + job.code() + "  " + job.message());
                }
            }
        }
        return refused;
    }
}
