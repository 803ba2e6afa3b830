package org.penumbra.analysis.response;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.CrosstalkCorrection;
import org.penumbra.calibration.Diffuser;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.geometry.SunEphemeris;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Tdi;
import org.penumbra.measure.StoredCounts;

/**
 * A diffuser acquisition with all that its response depends on: {@link #respond} is the whole chain from column statistics to
 * q(p) as a pure function of its options (METHODS 3, 5).
 */
public final class DiffuserStrip {
    static final Comparator<BandDetector> ORDER = Comparator.<BandDetector>comparingInt(id -> id.band().id())
            .thenComparingInt(BandDetector::detector);

    private final Dossier dossier;
    private final CalibrationSet calibration;
    private final Diffuser diffuser;
    private final Sunlight sunlight;
    private final DiffuserLight light;
    private final ArchivedDarks darks;
    private final ResponseSettings settings;

    private DiffuserStrip(Dossier dossier, CalibrationSet calibration, Diffuser diffuser, Sunlight sunlight, ResponseSettings settings) {
        this.dossier = dossier;
        this.calibration = calibration;
        this.diffuser = diffuser;
        this.sunlight = sunlight;
        this.settings = settings;
        light = new DiffuserLight(diffuser, sunlight, calibration.absoluteGains());
        darks = new ArchivedDarks(dossier, settings.darkDays());
    }

    /**
     * The strip of a dossier, the same for all analyses.
     *
     * @return empty without calibration parameters or metadata of the datastrip, as for a raster stack
     * @throws org.penumbra.finding.Refusal GEOMETRY-101 to 106 where the illumination cannot be known, CALIBRATION-1xx where parameters cannot
     */
    public static Optional<DiffuserStrip> of(Dossier dossier) {
        if (dossier.calibration().isEmpty() || dossier.product().datastrip().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(dossier.shared(DiffuserStrip.class, () -> of(dossier, SunEphemeris::at)));
    }

    /** @param ephemeris where the Sun is at a GPS time, instead of {@link SunEphemeris}; else as {@link #of(Dossier)} */
    public static DiffuserStrip of(Dossier dossier, Function<Instant, SunEphemeris.Sun> ephemeris) {
        CalibrationSet calibration = dossier.calibration().orElseThrow();
        Diffuser diffuser = calibration.diffuser();
        List<BandDetector> ids = dossier.measurements().bandDetectors();
        int length = ids.stream().limit(1).mapToInt(id -> dossier.measurements().of(id).lines() * id.band().linePeriods()).findFirst().orElse(0);
        return new DiffuserStrip(dossier, calibration, diffuser, Sunlight.of(dossier.product(), diffuser, ids, length, ephemeris), settings(dossier));
    }

    /** The settings that all analyses of a diffuser share. */
    public static ResponseSettings settings(Dossier dossier) {
        return dossier.settings().of("response", ResponseSettings.class);
    }

    public Sunlight sunlight() {
        return sunlight;
    }

    public Diffuser diffuser() {
        return diffuser;
    }

    public CalibrationSet calibration() {
        return calibration;
    }

    /** The archived dark nearest in time that the response of a band uses; empty where COEFF_D stands in. */
    public Optional<Acquisition> nearestDark(Band band) {
        return darks.nearest(ids(band));
    }

    /** Bands that were measured, in the order of their id. */
    public List<Band> bands() {
        return dossier.measurements().bandDetectors().stream().map(BandDetector::band).distinct().sorted(Comparator.comparingInt(Band::id)).toList();
    }

    /** The response of every band, in the order of their id. */
    public List<BandResponse> respond(ResponseOptions options) {
        return bands().stream().flatMap(band -> respond(band, List.of(options))).toList();
    }

    /**
     * The response of one band under each of some options, in their order. Each measurement is read once; each response is computed when
     * the stream asks for it, so that none needs to be kept.
     */
    public Stream<BandResponse> respond(Band band, List<ResponseOptions> options) {
        Crosstalk crosstalk = crosstalk(band, options);
        List<LitDetector> detectors = ids(band).parallelStream().map(id -> LitDetector.read(dossier, id, options)).toList();
        return IntStream.range(0, options.size()).mapToObj(option -> new BandResponse(band, detectors.parallelStream()
                .map(detector -> respond(detector, options.get(option), crosstalk, option)).toList()));
    }

    private List<BandDetector> ids(Band band) {
        return dossier.measurements().bandDetectors().stream().filter(id -> id.band().equals(band)).toList();
    }

    private DetectorResponse respond(LitDetector detector, ResponseOptions options, Crosstalk crosstalk, int option) {
        BandDetector id = detector.id();
        LitCounts counts = detector.counts(options);
        DarkLevel dark = dark(id, options.dark());
        double[] offset = options.blindCorrection() ? detector.offset(counts, dark) : new double[counts.linesPerCycle()];
        double[] added = options.crosstalkCorrection() ? crosstalk.into(id.detector(), counts.columns(), option) : new double[counts.columns()];
        Set<String> missing = options.crosstalkCorrection() ? crosstalk.missing(id.detector(), option) : Set.of();
        boolean uneven = options.crosstalkCorrection() && crosstalk.uneven(id.detector(), option);
        Gamma gamma = equalisation(id.band()).gamma(tdi(id.band()), id.detector());
        DiffuserLight.Light shining = light.on(detector, counts, options);
        ResponseInputs inputs = new ResponseInputs(dark, offset, added, gamma, shining.radiance(), shining.step());
        return DetectorResponse.of(detector, counts, inputs, missing, uneven, detector.imaging(), settings);
    }

    /** The dark of one (band, detector) in use. */
    private DarkLevel dark(BandDetector id, DarkSource source) {
        Optional<DarkLevel> archived = switch (source) {
            case NEAREST -> darks.nearestLevel(id);
            case NEIGHBOURS -> darks.neighboursLevel(id);
            case REFERENCE -> Optional.empty();
        };
        return archived.orElseGet(() -> DarkLevel.reference(
                equalisation(id.band()).dark(tdi(id.band()), id.detector()), settings.referenceDarkUncertainty()));
    }

    /** The cross-talk into a band. */
    private Crosstalk crosstalk(Band band, List<ResponseOptions> options) {
        CrosstalkCorrection correction = calibration.crosstalkCorrection();
        Map<Band, Double> shares = new LinkedHashMap<>();
        dossier.product().spacecraft().instrument().bands().stream().filter(source -> correction.electrical(band, source) != 0)
                .forEach(source -> shares.put(source, correction.electrical(band, source)));
        record Source(BandDetector id, List<double[]> counts) {
        }
        Map<BandDetector, List<double[]>> sources = new TreeMap<>(ORDER);
        dossier.measurements().bandDetectors().parallelStream().filter(id -> shares.containsKey(id.band())).map(id -> {
            LitDetector detector = LitDetector.read(dossier, id, options);
            return new Source(id, options.stream().map(one -> Crosstalk.source(darkCorrected(detector, one), detector.blind())).toList());
        }).toList().forEach(source -> sources.put(source.id(), source.counts()));
        return new Crosstalk(shares, sources);
    }

    /** Mean of X − DS − PC of each column, in LSB. */
    private double[] darkCorrected(LitDetector detector, ResponseOptions options) {
        LitCounts counts = detector.counts(options);
        DarkLevel dark = dark(detector.id(), options.dark());
        int n = counts.linesPerCycle();
        double[] offset = options.blindCorrection() ? detector.offset(counts, dark) : new double[n];
        double[] perColumn = new double[counts.columns()];
        for (int pixel = 0; pixel < counts.mean().length; pixel++) {
            perColumn[pixel / n] += (counts.mean()[pixel] - dark.mean()[pixel] - offset[pixel % n]) / n;
        }
        return perColumn;
    }

    private GroundEqualisation equalisation(Band band) {
        return calibration.groundEqualisation(band);
    }

    private Tdi tdi(Band band) {
        return StoredCounts.tdi(dossier.product(), band);
    }
}
