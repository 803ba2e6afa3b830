package org.penumbra.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;

/**
 * Simulates the products of a scenario, and the calibration set that fits their instrument.
 * The same scenario and seed give the same bytes, whatever the number of threads.
 */
public final class Simulator {
    private final Instruments instruments;
    private final int threads;

    /**
     * @param instruments the units that can be simulated
     * @param threads images made at a time, 1 or more
     */
    public Simulator(Instruments instruments, int threads) {
        this.instruments = instruments;
        this.threads = threads;
    }

    /**
     * The acquisitions of a scenario in memory, in the order of its series.
     *
     * @throws Refusal SIMULATION-104 to 106 when the scenario does not fit the instrument
     */
    public List<SimulatedAcquisition> acquisitions(Scenario scenario) {
        SimulatedInstrument instrument = instrument(scenario);
        return IntStream.rangeClosed(1, scenario.acquisitions()).mapToObj(number -> new SimulatedAcquisition(instrument, scenario, number)).toList();
    }

    /**
     * Writes products, calibration set and truth: {@code OUT/<product>.SAFE}, {@code OUT/calibration/<unit>/}, {@code OUT/truth.json}
     * (of a series {@code OUT/<product>.truth.json} each).
     *
     * @param scenario what to simulate
     * @param out directory, made if it does not exist; a product of the same name is not overwritten
     * @param seed of noise and events, in place of that of the scenario
     * @param listener told of each image
     * @throws Refusal SIMULATION-104 to 109 when the scenario does not fit the instrument or the product is there already
     */
    public SimulatedDelivery write(Scenario scenario, Path out, long seed, ProgressListener listener) {
        Scenario seeded = scenario.withSeed(seed);
        List<SimulatedAcquisition> acquisitions = acquisitions(seeded);
        Path calibration = out.resolve("calibration");
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<ProductWriter> writers = acquisitions.stream().map(acquisition -> new ProductWriter(acquisition, out)).toList();
            List<Callable<Void>> images = new ArrayList<>();
            for (ProductWriter writer : writers) {
                images.addAll(writer.images());
            }
            SimulatedCalibration parameters = new SimulatedCalibration(instrument(seeded), seeded);
            run(pool, parameters.files(calibration.resolve(seeded.unit())), ProgressListener.NONE);
            run(pool, images, listener);
            List<Path> products = new ArrayList<>();
            List<Path> truths = new ArrayList<>();
            for (int i = 0; i < acquisitions.size(); i++) {
                SimulatedAcquisition acquisition = acquisitions.get(i);
                Path truth = out.resolve(acquisitions.size() == 1 ? "truth.json" : acquisition.productId() + ".truth.json");
                Truth.of(acquisition, seeded).write(truth);
                truths.add(truth);
                products.add(writers.get(i).finish(parameters.names()));
            }
            return new SimulatedDelivery(products, calibration, truths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end(pool);
        }
    }

    /**
     * Writes the calibration set that fits the instrument of a scenario, for analyses in memory.
     *
     * @param directory that holds one directory per unit, as {@code --calibration} takes it
     */
    public void writeCalibration(Scenario scenario, Path directory) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            run(pool, new SimulatedCalibration(instrument(scenario), scenario).files(directory.resolve(scenario.unit())), ProgressListener.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end(pool);
        }
    }

    /** After a refusal nothing is written any more when the caller hears of it. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SimulatedInstrument instrument(Scenario scenario) {
        Spacecraft unit = instruments.spacecraft(scenario.unit())
                .orElseThrow(() -> Scenario.outOfRange("unit", scenario.unit(), "a unit of config/instrument"));
        if (unit.instrument().bands().stream().anyMatch(band -> !unit.noise().containsKey(band.name()) || !unit.gain().containsKey(band.name()))) {
            throw Scenario.outOfRange("unit", scenario.unit(), "a unit whose gain and noise are given in config/instrument");
        }
        check(scenario, unit.instrument());
        return new SimulatedInstrument(unit, scenario.instrumentSeed());
    }

    private static void check(Scenario scenario, Instrument instrument) {
        List<String> known = instrument.bands().stream().map(Band::name).toList();
        scenario.bands().stream().filter(band -> !known.contains(band)).findFirst().ifPresent(band -> {
            throw Scenario.outOfRange("bands", band, "bands of " + instrument.id());
        });
        scenario.detectors().stream().filter(detector -> detector < 1 || detector > instrument.detectors()).findFirst().ifPresent(detector -> {
            throw Scenario.outOfRange("detectors", detector, "1 to " + instrument.detectors());
        });
        int acquisitions = scenario.acquisitions();
        scenario.faults().forEach(fault -> fault.at().check(instrument, acquisitions));
        scenario.calibration().defective().forEach(where -> where.check(instrument, acquisitions));
        for (Scenario.Reselection reselection : scenario.reselections()) {
            reselection.at().check(instrument, acquisitions);
            if (reselection.from() < 1 || reselection.from() > acquisitions) {
                throw Scenario.outOfRange("reselections.from", reselection.from(), "1 to " + acquisitions + ", the acquisitions of the scenario");
            }
        }
    }

    private static void run(ExecutorService pool, List<Callable<Void>> tasks, ProgressListener listener) {
        CompletionService<Void> running = new ExecutorCompletionService<>(pool);
        tasks.forEach(running::submit);
        try {
            for (int done = 1; done <= tasks.size(); done++) {
                running.take().get();
                listener.progress(done, tasks.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
