package org.penumbra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.penumbra.camel.JobsInHand.Outcome;
import org.penumbra.camel.PenumbraCamel;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.Trees;
import org.penumbra.instrument.Instruments;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedDelivery;
import org.penumbra.simulation.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything from nothing: simulates products, sends them through the routes, says where the reports are. */
@Command(name = "demo", description = "Simulates a product of each type that has a chain, analyses it, and says where the report is.")
final class Demo implements Callable<Integer> {
    @Option(names = "--scenario", paramLabel = "FILE", description = "Another scenario (default: testdata/scenarios/demo-dark.yaml).")
    private Path scenario;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() throws Exception {
        Rooms rooms = home.rooms();
        Path directory = rooms.home().resolve("demo");
        // of an earlier demo
        Trees.delete(directory);
        Scenario read = ScenarioFile.read(scenario == null ? rooms.installation().resolve("testdata/scenarios/demo-dark.yaml") : scenario);
        System.out.println("Simulating into " + directory + " …");
        SimulatedDelivery delivery = simulate(read, directory, rooms);
        boolean refused = false;
        try (PenumbraCamel camel = new PenumbraCamel(rooms, Penumbra.software(), Clock.systemUTC());
             Progress progress = new Progress("measuring")) {
            camel.onMeasured(progress::step).start();
            for (Path product : delivery.products()) {
                System.out.println("Analysing " + product.getFileName() + " …");
                Outcome outcome = camel.run(product, delivery.calibration(), Optional.empty());
                refused |= outcome.refusal() != null;
                System.out.println(outcome.refusal() == null ? outcome.verdict() + "  " + outcome.report().resolve("report.html")
                        : Penumbra.line(outcome.refusal()));
            }
        }
        delivery.truths().forEach(truth -> System.out.println("What was planted is in " + truth + "."));
        return refused ? Penumbra.REFUSED : 0;
    }

    private static SimulatedDelivery simulate(Scenario scenario, Path directory, Rooms rooms) throws IOException {
        Files.createDirectories(directory);
        try (Progress progress = new Progress("simulating")) {
            return new Simulator(Instruments.load(rooms.instruments()), Runtime.getRuntime().availableProcessors())
                    .write(scenario, directory, scenario.seed(), progress::step);
        }
    }
}
