package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Imaging;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Temperatures;
import org.penumbra.analysis.Unusable;
import org.penumbra.analysis.dark.DetectorDark.Reference;
import org.penumbra.calibration.GippHeader;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.calibration.OnBoardEqualisation.Law;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Datastrip.SolarAngles;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.StoredCounts;

/**
 * Dark signal of every pixel from a night acquisition over the ocean: its level, its change against the reference in force
 * and against the history of the epoch, its stability within the strip (METHODS 2).
 */
public final class DarkSignal implements Analysis<DarkResult> {

    @Override
    public String id() {
        return "dark-signal";
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.NIGHT_OCEAN);
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(DarkSettings.class);
    }

    @Override
    public DarkResult analyse(Dossier dossier) {
        DarkSettings settings = settings(dossier);
        refuseDaylight(dossier, settings);
        List<BandDetector> ids = dossier.measurements().bandDetectors();
        // by detector: bands differ in what they cost, and so would the parts that the list is split into
        Map<BandDetector, DetectorDark> measured = ids.stream().sorted(Comparator.comparingInt(BandDetector::detector)).toList().parallelStream()
                .collect(Collectors.toConcurrentMap(Function.identity(), id -> measure(dossier, id, settings)));
        List<DetectorDark> detectors = ids.stream().map(measured::get).toList();
        refuseShortStrip(dossier, detectors);
        refuseLight(detectors, settings);
        Temperatures temperatures = Temperatures.of(dossier.product(), settings.coldestTemperature(), settings.hottestTemperature());
        return new DarkResult(dossier.product(), detectors, DarkHistory.of(dossier, detectors, settings), temperatures,
                insufficientLines(detectors).isEmpty(), settings);
    }

    @Override
    public List<Finding> judge(Dossier dossier, DarkResult result) {
        return new DarkFindings(dossier.product(), result).all(insufficientLines(result.detectors()));
    }

    /** A new R2EQOG for each band whose measured darks fit the held-back half of the lines better than those in force (METHODS 9). */
    @Override
    public List<Candidate> propose(Dossier dossier, DarkResult result) {
        if (dossier.calibration().isEmpty()) {
            return List.of();
        }
        return DarkCandidates.of(dossier.product(), dossier.calibration().get(), result);
    }

    @Override
    public Section present(DarkResult result) {
        return new DarkSection(result).section();
    }

    private static DarkSettings settings(Dossier dossier) {
        return dossier.settings().of("dark-signal", DarkSettings.class);
    }

    private static DetectorDark measure(Dossier dossier, BandDetector id, DarkSettings settings) {
        DetectorMeasurement measurement = dossier.measurements().of(id);
        Law law = StoredCounts.law(dossier.product(), dossier.calibration(), id, measurement.columns());
        boolean digitisedBefore = dossier.product().spacecraft().instrument().digitisedBeforeEqualisation();
        boolean sufficient = measurement.suffices(dossier.product().spacecraft().instrument().sufficientLines(), settings.lostEvidence());
        return DetectorDark.of(measurement, sufficient, law, digitisedBefore, reference(dossier, measurement),
                Imaging.of(dossier, measurement).sound(), dossier.product().spacecraft().instrument().saturation(), settings);
    }

    private static Reference reference(Dossier dossier, DetectorMeasurement measurement) {
        int n = measurement.linesPerCycle();
        double[] dark = new double[measurement.columns() * n];
        if (dossier.calibration().isEmpty()) {
            Arrays.fill(dark, Double.NaN);
            return new Reference(dark, false);
        }
        BandDetector id = measurement.id();
        GroundEqualisation equalisation = dossier.calibration().get().groundEqualisation(id.band());
        double[][] lines = equalisation.dark(StoredCounts.tdi(dossier.product(), id.band()), id.detector());
        Arrays.setAll(dark, i -> lines[i % n][i / n]);
        return new Reference(dark, equalisation.header().provider().equals(GippHeader.PENUMBRA));
    }

    private static void refuseDaylight(Dossier dossier, DarkSettings settings) {
        OptionalDouble smallest = dossier.product().datastrip().stream().flatMap(datastrip -> datastrip.solarAngles().stream())
                .mapToDouble(SolarAngles::zenith).min();
        if (smallest.isPresent() && smallest.getAsDouble() < settings.smallestSunZenith()) {
            throw new Unusable(List.of(Finding.measured(DarkCode.DAYLIGHT, Severity.ALARM, Place.INSTRUMENT, smallest.getAsDouble(),
                    settings.smallestSunZenith(), "degree", smallest.getAsDouble(), settings.smallestSunZenith())));
        }
    }

    private static void refuseShortStrip(Dossier dossier, List<DetectorDark> detectors) {
        int minimum = dossier.product().spacecraft().instrument().minimumLines();
        fewestLines(detectors).filter(lines -> lines < minimum).ifPresent(lines -> {
            throw new Unusable(List.of(Finding.measured(DarkCode.TOO_FEW_LINES, Severity.ALARM, Place.INSTRUMENT, lines, minimum, "lines",
                    lines, minimum)));
        });
    }

    /** The fewest lines of a band none of whose detectors has enough of them; empty where every band has one that does. */
    private static Optional<Integer> insufficientLines(List<DetectorDark> detectors) {
        Set<Band> judged = detectors.stream().filter(DetectorDark::sufficient).map(dark -> dark.id().band()).collect(Collectors.toSet());
        return fewestLines(detectors.stream().filter(dark -> !judged.contains(dark.id().band())).toList());
    }

    /** Usable lines in shortest line periods, of the band that has fewest; of a band the detector that has most: another alone has failed. */
    private static Optional<Integer> fewestLines(List<DetectorDark> detectors) {
        Map<Band, Integer> ofBands = detectors.stream().collect(Collectors.toMap(dark -> dark.id().band(), DetectorDark::usablePeriods, Math::max));
        return ofBands.values().stream().min(Comparator.naturalOrder());
    }

    /**
     * Active columns above the blind ones in the VNIR bands: somebody left the light on (METHODS 2). Means, so that light on a part of the
     * columns counts. A detector that does not answer is no light; one without a usable sample says nothing.
     */
    private static void refuseLight(List<DetectorDark> detectors, DarkSettings settings) {
        Map<Band, Double> light = detectors.stream()
                .filter(dark -> dark.id().band().focalPlane() == FocalPlane.VNIR && Double.isNaN(dark.frozen())
                        && Double.isFinite(dark.light()))
                .collect(Collectors.groupingBy(dark -> dark.id().band(), () -> new TreeMap<>(Comparator.comparingInt(Band::id)),
                        Collectors.averagingDouble(DetectorDark::light)));
        double mean = light.values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        if (mean > settings.lightInTheNight()) {
            throw new Unusable(List.of(Finding.measured(DarkCode.LIGHT_IN_THE_NIGHT, Severity.ALARM, Place.INSTRUMENT, mean,
                    settings.lightInTheNight(), "LSB", mean, settings.lightInTheNight())));
        }
    }
}
