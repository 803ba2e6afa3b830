package org.penumbra.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectSettings;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.defect.Lives;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.PixelTable;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.Measurements;
import org.penumbra.measure.StripMeasure;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.SimulatedAcquisition;
import org.penumbra.simulation.Simulator;

/**
 * Measures what defective pixels cost: the analysis of a product of all detectors from its column statistics, and the life of
 * one pixel over 500 archived acquisitions, whose tables are one file under 500 names.
 */
final class LivesBench {
    private static final int ARCHIVED = 500;
    private static final int LINES = 1152;
    private static final int SIGNS = 300;
    private static final int ROUNDS = 5;

    private final Path directory;
    private final Instruments instruments;

    /** @param directory an empty one */
    LivesBench(Path directory, Instruments instruments) {
        this.directory = directory;
        this.instruments = instruments;
    }

    void run() throws IOException {
        Scenario all = new Scenario(null, null, null, null, null, null, null, null, 1, LINES, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null);
        Simulator simulator = new Simulator(instruments, Runtime.getRuntime().availableProcessors());
        simulator.writeCalibration(all, directory.resolve("calibration"));
        SimulatedAcquisition acquisition = simulator.acquisitions(all).get(0);
        Product product = acquisition.product();
        CalibrationSet calibration = CalibrationSet.open(directory.resolve("calibration"), product.spacecraft().name(), product.sensingStart());
        try (MeasurementFiles files = new MeasurementFiles(directory.resolve("work"))) {
            Measurements measurements = measure(acquisition, calibration, files);
            MeasurementArchive archive = new MeasurementArchive(directory.resolve("archive"), files);
            archive(product, calibration, measurements, archive, files);
            lives(product, archive);
            AnalysisSettings settings = new AnalysisSettings(List.of());
            Dossier dark = Dossier.open(product, measurements, Optional.of(calibration), archive, settings).after(new DarkSignal());
            System.out.printf("defective pixels of %d (band, detector) from their column statistics, %d darks archived: %s%n",
                    measurements.bandDetectors().size(), ARCHIVED, best(2, () -> dark.after(new DefectTracking())));
        }
    }

    private Measurements measure(SimulatedAcquisition acquisition, CalibrationSet calibration, MeasurementFiles files) {
        Path measure = directory.resolve("measure");
        MeasureSettings settings = Settings.defaults(MeasureSettings.class);
        ThreadLocal<StripMeasure> measures = ThreadLocal.withInitial(StripMeasure::new);
        List<BandDetector> ids = acquisition.bandDetectors();
        ids.parallelStream().forEach(id -> files.write(measure,
                measures.get().measure(MeasureTask.of(acquisition.product(), Optional.of(calibration), id), acquisition.lines(id), settings)));
        return files.open(measure, ids);
    }

    private void archive(Product product, CalibrationSet calibration, Measurements measurements, MeasurementArchive archive, MeasurementFiles files)
            throws IOException {
        Path table = new PixelTable(files).write(product.spacecraft().name(), measurements, id -> Optional.empty(),
                directory.resolve("pixels.parquet"));
        Path none = Files.createDirectories(directory.resolve("none"));
        List<String> places = measurements.bandDetectors().stream().map(BandDetector::label).toList();
        for (int i = 0; i < ARCHIVED; i++) {
            archive.store(new Acquisition("DARK-%03d".formatted(i), product.spacecraft().name(), AcquisitionType.NIGHT_OCEAN,
                    product.sensingStart().minus(Duration.ofDays(14L * (ARCHIVED - i))), Epoch.of(product, Optional.of(calibration)),
                    Map.of(), values(i)),
                    evidence(places, i), table, none);
        }
        System.out.printf("%d archived acquisitions with pixel tables of %d MB%n", ARCHIVED, Files.size(table) >> 20);
    }

    private static Map<String, Double> values(int i) {
        Map<String, Double> values = new HashMap<>();
        IntStream.range(0, 200).forEach(k -> values.put("bench/value-" + k, i + k / 7.0));
        return values;
    }

    /** Signs of the same pixels each time, some of which come and go; two thirds of the SWIR columns are re-selected. */
    private static Evidence evidence(List<String> places, int i) {
        Random columns = new Random(1);
        Random now = new Random(i);
        List<Sign> signs = new ArrayList<>();
        for (int k = 0; k < SIGNS; k++) {
            String place = places.get(columns.nextInt(places.size()));
            int column = 20 + columns.nextInt(1200);
            if (k < SIGNS / 2 || now.nextInt(4) == 0) {
                signs.add(new Sign(place, column, 0, k % 2 == 0 ? "HOT" : "NOISY", Map.of("excess", 40 + now.nextDouble(), "limit", 30.0)));
            }
        }
        Map<String, String> shifts = new HashMap<>();
        for (String place : places) {
            if (place.startsWith("B10") || place.startsWith("B11") || place.startsWith("B12")) {
                shifts.put(place, Evidence.written(IntStream.range(0, 1296).map(column -> columns.nextInt(3) - 1).boxed().toList()));
            }
        }
        return new Evidence(places, List.of("HOT", "SATURATED", "STUCK", "NOISY", "TELEGRAPH"), List.of(), shifts, signs);
    }

    private static void lives(Product product, MeasurementArchive archive) {
        String unit = product.spacecraft().name();
        Supplier<Object> list = () -> archive.acquisitions(unit, AcquisitionType.NIGHT_OCEAN, Instant.MAX);
        System.out.printf("list of %d acquisitions: %s first, %s then%n", ARCHIVED, best(1, list), best(ROUNDS, list));
        for (BandDetector id : List.of(product.images().keySet().iterator().next(),
                product.images().keySet().stream().reduce((one, other) -> other).orElseThrow())) {
            Supplier<Object> readings = () -> archive.life(unit, AcquisitionType.NIGHT_OCEAN, id, 700);
            System.out.printf("readings of one pixel of %s over %d acquisitions: %s first, %s then%n", id.label(), ARCHIVED,
                    best(1, readings), best(ROUNDS, readings));
        }
        DefectSettings settings = Settings.defaults(DefectSettings.class);
        Supplier<Object> lives = () -> Lives.of(archive, unit, Instant.MAX, settings);
        System.out.printf("lives of all defects from the evidence of %d acquisitions: %s first, %s then%n",
                ARCHIVED, best(1, lives), best(ROUNDS, lives));
    }

    /** The fastest of some rounds; on a busy machine the time of the processors tells more than that of the clock. */
    private static String best(int rounds, Supplier<?> work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double best = Double.MAX_VALUE;
        double processors = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            long busy = system.getProcessCpuTime();
            work.get();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
            processors = Math.min(processors, (system.getProcessCpuTime() - busy) / 1e9);
        }
        return "%.2f s (processors %.2f s)".formatted(best, processors);
    }
}
