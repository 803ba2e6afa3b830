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
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.Measurements;
import org.penumbra.measure.StripMeasure;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.SimulatedAcquisition;
import org.penumbra.simulation.Simulator;

/** Simulated products measured in memory, without a file but the calibration set. */
public final class InMemory {
    public static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));

    private InMemory() {
    }

    /** Every measurement of a product, kept. */
    public record Kept(Map<BandDetector, DetectorMeasurement> all) implements Measurements {
        @Override
        public List<BandDetector> bandDetectors() {
            return List.copyOf(all.keySet());
        }

        @Override
        public DetectorMeasurement of(BandDetector bandDetector) {
            return all.get(bandDetector);
        }
    }

    public static Simulator simulator() {
        return new Simulator(INSTRUMENTS, 2);
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

    private static Measurements measure(SimulatedAcquisition acquisition, Product product, Optional<CalibrationSet> calibration) {
        MeasureSettings settings = Settings.defaults(MeasureSettings.class);
        StripMeasure measure = new StripMeasure();
        Map<BandDetector, DetectorMeasurement> all = new LinkedHashMap<>();
        for (BandDetector place : acquisition.bandDetectors()) {
            all.put(place, measure.measure(MeasureTask.of(product, calibration, place), acquisition.lines(place), settings));
        }
        return new Kept(all);
    }
}
