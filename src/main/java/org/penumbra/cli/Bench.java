package org.penumbra.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Trees;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.StripMeasure;
import org.penumbra.raster.PixelLines;
import org.penumbra.raster.RasterLines;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedDelivery;
import org.penumbra.simulation.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures speed and memory on a simulated full granule row: decoding alone, measuring, and the whole of {@code analyse}. */
@Command(name = "bench", description = "Measures speed and memory: decoding alone, measuring with everything, the whole of analyse.")
final class Bench implements Callable<Integer> {
    private static final int ROUNDS = 3;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Another scenario (default: testdata/scenarios/dark-row.yaml).")
    private Path scenario;

    @Option(names = "--lives", description = "What defective pixels cost instead: their analysis, and their lives over 500 archived acquisitions.")
    private boolean lives;

    @Option(names = "--service",
            description = "How long the service makes people wait instead: for its start, for many deliveries, for the mail of a small product.")
    private boolean service;

    @Mixin
    private HomeOption home;

    /** One worker's share of a run: reads the lines of one (band, detector) into its buffers and does with them what is measured. */
    private interface Work {
        void on(BandDetector id, PixelLines lines);
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("penumbra-bench");
        try {
            Path file = scenario == null ? HomeOption.installation().resolve("testdata/scenarios/dark-row.yaml") : scenario;
            Instruments instruments = Instruments.load(home.rooms().instruments());
            if (lives) {
                new LivesBench(directory, instruments).run();
                return 0;
            }
            if (service) {
                new ServiceBench(directory, instruments).run();
                return 0;
            }
            SimulatedDelivery delivery;
            try (Progress progress = new Progress("simulating")) {
                var read = ScenarioFile.read(file);
                delivery = new Simulator(instruments, cores()).write(read, directory, read.seed(), progress::step);
            }
            whole(delivery, directory, pixels(instruments, delivery, directory));
        } finally {
            Trees.delete(directory);
        }
        return 0;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Returns the seconds of decoding with all cores. */
    private static double pixels(Instruments instruments, SimulatedDelivery delivery, Path directory) throws Exception {
        Product product = new DeliveryOpener(instruments, Settings.defaults(DeliverySettings.class))
                .open(delivery.products().get(0), directory.resolve("opened"), Optional.empty());
        Optional<CalibrationSet> calibration = Optional.of(CalibrationSet.open(delivery.calibration(),
                product.spacecraft().name(), product.sensingStart()));
        MeasureSettings settings = Settings.defaults(MeasureSettings.class);
        List<BandDetector> ids = product.images().keySet().stream().sorted(Comparator.comparing(BandDetector::label)).toList();
        System.out.printf("%s: %d images of (band, detector), %d rounds each, best of them%n", product.id(), ids.size(), ROUNDS);
        double decodingWithAllCores = 0;
        // with all cores first, so that the code is compiled when one worker alone is looked at
        for (int workers : cores() > 1 ? new int[] {cores(), 1} : new int[] {1}) {
            double decoding = Double.MAX_VALUE;
            double measuring = Double.MAX_VALUE;
            long samples = 0;
            for (int round = 0; round < ROUNDS; round++) {
                ThreadLocal<ByteBuffer> buffers = new ThreadLocal<>();
                long[] counted = new long[1];
                decoding = Math.min(decoding, seconds(product, ids, workers, (id, lines) -> {
                    for (int part = 0; part < lines.lineCounts().size(); part++) {
                        if (buffers.get() == null || buffers.get().capacity() < lines.bytes(part)) {
                            buffers.set(ByteBuffer.allocateDirect(lines.bytes(part)));
                        }
                        lines.read(part, buffers.get());
                    }
                    synchronized (counted) {
                        counted[0] += (long) lines.lines() * lines.columns();
                    }
                }));
                samples = counted[0];
                ThreadLocal<StripMeasure> measures = ThreadLocal.withInitial(StripMeasure::new);
                measuring = Math.min(measuring, seconds(product, ids, workers,
                        (id, lines) -> measures.get().measure(MeasureTask.of(product, calibration, id), lines, settings)));
            }
            System.out.printf("%d worker%s: (a) decoding %.1f s, %.1f Mpx/s; (b) measuring with everything %.1f s, %.1f Mpx/s; b/a %.3f%n", workers,
                    workers == 1 ? "" : "s", decoding, samples / 1e6 / decoding, measuring, samples / 1e6 / measuring, measuring / decoding);
            decodingWithAllCores = decodingWithAllCores == 0 ? decoding : decodingWithAllCores;
        }
        System.out.printf("peak memory of this process: %d MB%n", peakMegabytes(Path.of("/proc/self/status")));
        return decodingWithAllCores;
    }

    private static double seconds(Product product, List<BandDetector> ids, int workers, Work work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        Queue<Future<?>> futures = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        try {
            for (BandDetector id : ids) {
                futures.add(pool.submit(() -> {
                    try (PixelLines lines = RasterLines.open(id, product.columns(id.band()), product.images().get(id))) {
                        work.on(id, lines);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdown();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The whole of {@code analyse} as a user runs it: a process of its own, start-up and report included. */
    private static void whole(SimulatedDelivery delivery, Path directory, double decodingWithAllCores) throws IOException, InterruptedException {
        Path out = directory.resolve("report");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(HomeOption.installation().resolve("penumbra").toString(),
                "analyse", delivery.products().get(0).toString(),
                "--calibration", delivery.calibration().toString(), "--home", directory.resolve("home").toString(), "--out", out.toString())
                .redirectErrorStream(true).redirectOutput(directory.resolve("analyse.log").toFile()).start();
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peakMegabytes(Path.of("/proc/" + process.pid() + "/status")));
            process.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException("analyse failed: " + Files.readString(directory.resolve("analyse.log")));
        }
        System.out.printf("whole analyse: %.1f s, %.2f times the decoding; peak memory of the process %d MB%n",
                seconds, seconds / decodingWithAllCores, peak);
    }

    /** Peak resident memory by the kernel's count, in MB; 0 where it does not tell. */
    private static long peakMegabytes(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst().orElse(0) / 1024;
        } catch (IOException | java.io.UncheckedIOException e) {
            // no such file system, or the process has just ended
            return 0;
        }
    }
}
