package org.penumbra.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.Measurements;
import org.penumbra.measure.StripMeasure;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;
import org.penumbra.simulation.Simulator;

/** Simulated products measured in memory, without a file but the calibration set. */
public final class InMemory {
    public static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));

    /** One for each thread: it keeps its buffers. */
    private static final ThreadLocal<StripMeasure> MEASURE = ThreadLocal.withInitial(StripMeasure::new);

    private InMemory() {
    }

    public static Simulator simulator() {
        return new Simulator(INSTRUMENTS, 2);
    }

    /** The scenario of that name in {@code testdata/scenarios}. */
    public static Scenario scenario(String name) {
        return ScenarioFile.read(Path.of("testdata/scenarios", name + ".yaml"));
    }

    /** The only, or the first, acquisition of a scenario written in YAML. */
    public static SimulatedAcquisition acquisition(String yaml) {
        return simulator().acquisitions(ScenarioFile.read("the scenario of this test", yaml)).get(0);
    }

    /** The calibration set that fits the instrument of a scenario, written into a directory. */
    public static Path calibration(Scenario scenario, Path directory) {
        simulator().writeCalibration(scenario, directory);
        return directory;
    }

    /** The dossier of one simulated acquisition before any analysis, with all settings at their defaults. */
    public static Dossier dossier(SimulatedAcquisition acquisition, Path calibration, Past past) {
        Product product = acquisition.product();
        CalibrationSet set = CalibrationSet.open(calibration, product.spacecraft().name(), product.sensingStart());
        return Dossier.open(product, measure(acquisition, product, Optional.of(set)), Optional.of(set), past, new AnalysisSettings(List.of()));
    }

    /** The same samples as a raster stack would bring them: without metadata and calibration parameters. */
    public static Dossier stack(SimulatedAcquisition acquisition) {
        return stack(acquisition, acquisition.product().spacecraft());
    }

    /** The same from a spacecraft of another profile. */
    public static Dossier stack(SimulatedAcquisition acquisition, Spacecraft spacecraft) {
        Product msi = acquisition.product();
        Product stack = new Product(msi.id(), spacecraft, msi.type(), null, "RAW", msi.sensingStart(), null, Optional.empty(), msi.images(),
                Map.of(), List.of(), List.of(), msi.root());
        return Dossier.open(stack, measure(acquisition, stack, Optional.empty()), Optional.empty(), Past.NONE, new AnalysisSettings(List.of()));
    }

    private static Measurements measure(SimulatedAcquisition acquisition, Product product, Optional<CalibrationSet> calibration) {
        MeasureSettings settings = Settings.defaults(MeasureSettings.class);
        Map<BandDetector, DetectorMeasurement> all = new LinkedHashMap<>();
        acquisition.bandDetectors().parallelStream()
                .map(place -> MEASURE.get().measure(MeasureTask.of(product, calibration, place), acquisition.lines(place), settings))
                .toList().forEach(measurement -> all.put(measurement.id(), measurement));
        return new KeptMeasurements(all);
    }
}
