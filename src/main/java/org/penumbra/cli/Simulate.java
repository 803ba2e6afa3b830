package org.penumbra.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.penumbra.instrument.Instruments;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedDelivery;
import org.penumbra.simulation.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes products from a scenario, with their calibration set and what was planted. */
@Command(name = "simulate", description = "Makes products with planted faults from a scenario file, with their calibration set and truth.json.")
final class Simulate implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "Scenario file, for example testdata/scenarios/dark-small.yaml.")
    private Path scenario;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Directory for products, calibration/ and truth.json.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything drawn by chance (default: that of the scenario).")
    private Long seed;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() {
        Scenario read = ScenarioFile.read(scenario);
        Simulator simulator = new Simulator(Instruments.load(home.rooms().instruments()), Runtime.getRuntime().availableProcessors());
        try (Progress progress = new Progress("simulating")) {
            SimulatedDelivery delivery = simulator.write(read, out.toAbsolutePath(), seed == null ? read.seed() : seed, progress::step);
            delivery.products().forEach(System.out::println);
        }
        return 0;
    }
}
