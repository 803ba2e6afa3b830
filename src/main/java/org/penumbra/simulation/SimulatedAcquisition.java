package org.penumbra.simulation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Refusal;
import org.penumbra.geometry.LeapSeconds;
import org.penumbra.geometry.SunEphemeris;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.raster.PixelLines;

/**
 * One acquisition of a scenario. Everything about it is computed when asked for, without files, and is the same whenever
 * and in whatever order it is asked: {@link #lines} feeds an analysis just as the written product does.
 */
public final class SimulatedAcquisition {
    private static final double DAYS_PER_YEAR = 365.25;

    private final SimulatedInstrument instrument;
    private final Scenario whole;
    private final Scenario scenario;
    private final int number;
    private final Scene scene;
    private final StripMetadata metadata;

    /**
     * @param instrument the unit
     * @param whole the scenario with its series
     * @param number of the acquisition in the series, 1-based
     * @throws Refusal SIMULATION-104 or 105 when the scenario does not fit the instrument
     */
    SimulatedAcquisition(SimulatedInstrument instrument, Scenario whole, int number) {
        this.instrument = instrument;
        this.whole = whole;
        this.number = number;
        scenario = whole.acquisition(number);
        metadata = new StripMetadata(scenario, instrument.unit());
        scene = scene(scenario.acquisitionType());
    }

    /** The unit as it was before faults and ageing. */
    public SimulatedInstrument instrument() {
        return instrument;
    }

    /** Name of the product without {@code .SAFE}. */
    public String productId() {
        String name = metadata.names().product();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** The product as it would be read from its files, without any image: {@link #lines} takes their place. */
    public Product product() {
        Datastrip datastrip = metadata.datastrip(List.of());
        Map<BandDetector, List<Product.Image>> images = new LinkedHashMap<>();
        bandDetectors().forEach(place -> images.put(place, List.of()));
        return new Product(productId(), instrument.unit(), scenario.acquisitionType(), scenario.datatakeType(), datastrip.level(),
                datastrip.sensingStart(), datastrip.sensingStop(), Optional.of(datastrip), images, Map.of(), List.of(), List.of(), Path.of(""));
    }

    /** What the product holds, bands in the order of their id, detectors ascending. */
    public List<BandDetector> bandDetectors() {
        return metadata.bands().stream()
                .flatMap(band -> scenario.detectors().stream().sorted().map(detector -> new BandDetector(band, detector))).toList();
    }

    /** The stored counts of one (band, detector), one part per granule: the very samples of the images. */
    public PixelLines lines(BandDetector place) {
        List<Integer> lineCounts = IntStream.range(0, scenario.granules())
                .map(granule -> scenario.lines(granule) / place.band().linePeriods()).boxed().toList();
        DetectorSignal signal = signal(place);
        return scenario.level().equals("L1B") ? new SimulatedLines(new Level1BLines(instrument, signal, onBoard(place)), lineCounts)
                : new SimulatedLines(signal, lineCounts);
    }

    /** Where the Sun of this simulation is at a GPS time: independent of the ephemeris of analyses. */
    public static SunEphemeris.Sun sun(Instant gps) {
        return Orbit.sunInJ2000(LeapSeconds.utc(gps));
    }

    /** The truth about one (band, detector): faults and ageing planted, ready to make any line. */
    public DetectorSignal signal(BandDetector place) {
        DetectorSignal signal = alone(place);
        // of level 1B the ground processing has taken it off again
        if (scenario.acquisitionType() != AcquisitionType.NIGHT_OCEAN && scenario.level().equals("L1A")) {
            for (Band from : instrument.unit().instrument().bands()) {
                double share = SimulatedInstrument.crosstalk(place.band(), from);
                if (share != 0) {
                    signal.crosstalk(alone(new BandDetector(from, place.detector())), share);
                }
            }
        }
        return signal;
    }

    private DetectorSignal alone(BandDetector place) {
        Band band = place.band();
        OnBoardEqualisation.Law law = onBoard(place);
        double level = whole.ageing().darkPerDegree().of(band.focalPlane())
                * (scenario.temperatures().of(band.focalPlane()) - whole.temperatures().of(band.focalPlane()));
        long key = Streams.of(whole.seed(), Streams.Purpose.NOISE, number).nextLong();
        DetectorSignal signal = new DetectorSignal(instrument, place, scenario.lines() / band.linePeriods(), key, scene, law, level,
                scenario.thermalDrift().of(band.focalPlane()), whole.days(number));
        age(signal);
        double[] dark = signal.darkLevel();
        double[] noise = signal.analogueNoise();
        for (int i = 0; i < whole.faults().size(); i++) {
            Fault fault = whole.faults().get(i);
            if (fault.at().holdsAcquisition(number) && fault.at().holds(place)) {
                fault.plant(signal, Streams.of(whole.seed(), Streams.Purpose.FAULT, i, band.id(), place.detector()));
            }
        }
        whole.reselections().stream()
                .filter(reselection -> reselection.takesEffect() && number >= reselection.from() && reselection.at().holds(place))
                .forEach(reselection -> reselection.at().columns().forEach(column -> {
                    signal.replace(column, dark, instrument.darkOfLine(place, column, reselection.shift()),
                            reselection.noiseFactor() * noise[column]);
                    signal.response()[column] *= reselection.responseFactor();
                }));
        return signal;
    }

    private OnBoardEqualisation.Law onBoard(BandDetector place) {
        return scenario.equalizationMode() ? instrument.onBoard(place, scenario.nucTableId())
                : OnBoardEqualisation.Law.identity(place.band().columns());
    }

    /** The scenario of this acquisition alone. */
    Scenario scenario() {
        return scenario;
    }

    /** 1-based number in the series. */
    int number() {
        return number;
    }

    StripMetadata metadata() {
        return metadata;
    }

    private void age(DetectorSignal signal) {
        BandDetector place = signal.place();
        double years = whole.days(number) / DAYS_PER_YEAR;
        double mean = years * whole.ageing().darkMean().of(place.band().focalPlane());
        double spread = years * whole.ageing().darkSpread().of(place.band().focalPlane());
        RandomGenerator random = Streams.of(instrument.seed(), Streams.Purpose.DRIFT, place.band().id(), place.detector());
        signal.changeDark(Where.EVERYWHERE, () -> mean + spread * random.nextGaussian());
    }

    private Scene scene(AcquisitionType type) {
        return switch (type) {
            case NIGHT_OCEAN -> Scene.NIGHT_OCEAN;
            case SUN_DIFFUSER -> new DiffuserScene(instrument.unit(), metadata, whole.sensingStart());
            case NOMINAL -> new NominalScene(instrument.unit(), Streams.of(whole.seed(), Streams.Purpose.SCENE, number).nextLong());
        };
    }
}
