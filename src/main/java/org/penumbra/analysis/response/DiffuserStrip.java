package org.penumbra.analysis.response;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.CrosstalkCorrection;
import org.penumbra.calibration.Diffuser;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.geometry.SunEphemeris;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Tdi;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.LightEvent;
import org.penumbra.measure.StoredCounts;

/**
 * A diffuser acquisition with all that its response depends on: {@link #respond} is the whole chain from column statistics to
 * q(p) as a pure function of its options (METHODS 3, 5).
 *
 * <p>Cross-talk between bands is taken off with the mean of the other band over the same part of the strip and the column that
 * lies at the same place of the detector; the diffuser is uniform, so that neither time nor column matter at a share of 10⁻³.
 */
public final class DiffuserStrip {
    static final Comparator<BandDetector> ORDER = Comparator.<BandDetector>comparingInt(id -> id.band().id()).thenComparingInt(BandDetector::detector);

    private final Dossier dossier;
    private final CalibrationSet calibration;
    private final Diffuser diffuser;
    private final Sunlight sunlight;
    private final ArchivedDarks darks;
    private final ResponseSettings settings;

    private DiffuserStrip(Dossier dossier, CalibrationSet calibration, Diffuser diffuser, Sunlight sunlight, ResponseSettings settings) {
        this.dossier = dossier;
        this.calibration = calibration;
        this.diffuser = diffuser;
        this.sunlight = sunlight;
        this.settings = settings;
        darks = new ArchivedDarks(dossier, settings.darkDays());
    }

    /**
     * The strip of a dossier.
     *
     * @return empty without calibration parameters or metadata of the datastrip, as for a raster stack
     * @throws org.penumbra.finding.Refusal GEOMETRY-101 to 106 where the illumination cannot be known, CALIBRATION-1xx where parameters cannot
     */
    public static Optional<DiffuserStrip> of(Dossier dossier) {
        return of(dossier, SunEphemeris::at);
    }

    /** @param ephemeris where the Sun is at a GPS time, instead of {@link SunEphemeris}; else as {@link #of(Dossier)} */
    public static Optional<DiffuserStrip> of(Dossier dossier, Function<Instant, SunEphemeris.Sun> ephemeris) {
        if (dossier.calibration().isEmpty() || dossier.product().datastrip().isEmpty()) {
            return Optional.empty();
        }
        CalibrationSet calibration = dossier.calibration().get();
        Diffuser diffuser = calibration.diffuser();
        Map<BandDetector, Integer> lines = new TreeMap<>(ORDER);
        dossier.measurements().bandDetectors().forEach(id -> lines.put(id, dossier.measurements().of(id).lines()));
        Sunlight sunlight = Sunlight.of(dossier.product(), diffuser, lines, ephemeris);
        return Optional.of(new DiffuserStrip(dossier, calibration, diffuser, sunlight, settings(dossier)));
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

    /** Product id of the archived dark nearest in time that the response of a band uses; empty where COEFF_D stands in. */
    public Optional<String> nearestDark(Band band) {
        return darks.nearest(band).map(dark -> dark.id());
    }

    /** The response of every band that was measured, in the order of their id. */
    public List<BandResponse> respond(ResponseOptions options) {
        Map<BandDetector, double[]> sources = options.crosstalkCorrection() ? crosstalkSources(options) : Map.of();
        Map<Band, List<DetectorResponse>> bands = dossier.measurements().bandDetectors().parallelStream()
                .map(id -> respond(id, options, sources)).toList().stream()
                .collect(Collectors.groupingBy(response -> response.id().band(), () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
        List<BandResponse> responses = new ArrayList<>();
        bands.forEach((band, detectors) -> responses.add(new BandResponse(band, detectors)));
        return responses;
    }

    private DetectorResponse respond(BandDetector id, ResponseOptions options, Map<BandDetector, double[]> sources) {
        DetectorMeasurement measurement = dossier.measurements().of(id);
        LitCounts counts = LitCounts.of(measurement, options.cut(), options.part());
        return DetectorResponse.of(id, counts, inputs(measurement, counts, options, sources), imaging(measurement), settings);
    }

    /** The counts of a part of the strip, to be used with {@link #inputs} by {@link PixelChain}. */
    public LitCounts counts(BandDetector id, ResponseOptions options) {
        return LitCounts.of(dossier.measurements().of(id), options.cut(), options.part());
    }

    /** What the response of one (band, detector) is made of under some options. */
    public ResponseInputs inputs(BandDetector id, LitCounts counts, ResponseOptions options) {
        return inputs(dossier.measurements().of(id), counts, options, options.crosstalkCorrection() ? crosstalkSources(options) : Map.of());
    }

    private ResponseInputs inputs(DetectorMeasurement measurement, LitCounts counts, ResponseOptions options, Map<BandDetector, double[]> sources) {
        BandDetector id = measurement.id();
        DarkLevel dark = dark(id, options.dark());
        double[][] light = light(measurement, counts, options);
        double[] field = field(id, counts.columns(), options);
        double[] radiance = new double[counts.samples().length];
        int n = counts.linesPerCycle();
        double[] common = new double[n];
        for (int j = 0; j < n; j++) {
            common[j] = overLines(counts.keptLines(), light[0], j, n);
        }
        for (int pixel = 0; pixel < radiance.length; pixel++) {
            int column = pixel / n;
            radiance[pixel] = field[column] * (counts.keptOfColumn().containsKey(column) ? counts.overKeptLines(light[0], pixel) : common[pixel % n]);
        }
        Gamma gamma = equalisation(id.band()).gamma(tdi(id.band()), id.detector());
        return new ResponseInputs(dark, options.blindCorrection() ? offset(measurement, counts, dark) : new double[n],
                crosstalk(id, counts.columns(), sources), gamma, radiance, light[1][0]);
    }

    /** The dark of one (band, detector) in use. */
    DarkLevel dark(BandDetector id, DarkSource source) {
        Optional<DarkLevel> archived = switch (source) {
            case NEAREST -> darks.nearestLevel(id);
            case NEIGHBOURS -> darks.neighboursLevel(id);
            case REFERENCE -> Optional.empty();
        };
        return archived.orElseGet(() -> DarkLevel.reference(equalisation(id.band()).dark(tdi(id.band()), id.detector()), settings.referenceDarkUncertainty()));
    }

    /** Columns that see the diffuser and are not known to be defective. */
    private boolean[] imaging(DetectorMeasurement measurement) {
        boolean[] imaging = new boolean[measurement.columns()];
        for (int column = 0; column < imaging.length; column++) {
            imaging[column] = !measurement.blind(column);
        }
        calibration.defectivePixels().columns(measurement.id()).forEach(column -> imaging[column] = false);
        dossier.product().spacecraft().instrument().excludedColumns().forEach(column -> imaging[column] = false);
        return imaging;
    }

    /**
     * Radiance of the diffuser in the middle of the field: its mean over the kept lines of each segment and line of cycle, axis as
     * {@link LitCounts#keptLines()}; and, as a second array of one entry, {@link ResponseInputs#illuminationStep()}.
     */
    private double[][] light(DetectorMeasurement measurement, LitCounts counts, ResponseOptions options) {
        BandDetector id = measurement.id();
        Diffuser flat = truncated(id.band(), options.brfOrder());
        int n = counts.linesPerCycle();
        double scale = calibration.absoluteGains().solarIrradiance(id.band()) * sunlight.irradianceFactor()
                * flat.surface(id.band().name()).straylight() / Math.PI;
        Set<Integer> dropped = new HashSet<>();
        for (LightEvent event : measurement.lightEvents()) {
            dropped.add(event.line());
        }
        int first = measurement.firstLine(counts.firstSegment());
        int segments = counts.keptLines().length / n;
        double[] radiance = new double[measurement.firstLine(counts.firstSegment() + segments) - first];
        for (int line = 0; line < radiance.length; line++) {
            double angle = sunlight.incidence(id, first + line) + options.sunAngleOffset();
            radiance[line] = scale * Math.cos(angle) * flat.brf(id.band().name(), angle, 0);
        }
        double[] mean = new double[counts.keptLines().length];
        int[] lines = new int[mean.length];
        double squares = 0;
        double sum = 0;
        int segment = 0;
        for (int line = 0; line < radiance.length; line++) {
            while (first + line >= measurement.firstLine(counts.firstSegment() + segment + 1)) {
                segment++;
            }
            sum += radiance[line];
            squares += line < n ? 0 : (radiance[line] - radiance[line - n]) * (radiance[line] - radiance[line - n]);
            if (!measurement.lineStatistics().lost(first + line) && !dropped.contains(first + line)) {
                int at = segment * n + line % n;
                mean[at] += radiance[line];
                lines[at]++;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= lines[i];
        }
        double level = sum / radiance.length;
        double step = radiance.length <= n ? 0 : squares / (radiance.length - n) / 2 / (level * level);
        return new double[][] {mean, {step}};
    }

    /** How the radiance varies over the field, relative to its middle; axis: column. */
    private double[] field(BandDetector id, int columns, ResponseOptions options) {
        Diffuser flat = truncated(id.band(), options.brfOrder());
        double reference = Math.toRadians(flat.referenceIncidenceDeg());
        String band = id.band().name();
        double[] field = new double[columns];
        Arrays.setAll(field, column -> flat.brf(band, reference, Diffuser.fieldCoordinate(id.detector(), column, columns)) / flat.brf(band, reference, 0));
        return field;
    }

    /** The diffuser of one band with no higher powers than the given one. */
    private Diffuser truncated(Band band, int order) {
        Diffuser.Surface surface = diffuser.surface(band.name());
        List<Double> incidence = IntStream.range(0, 2).mapToObj(power -> power < order ? surface.incidence().get(power) : 0.0).toList();
        List<Double> field = IntStream.range(0, 2).mapToObj(power -> power < order ? surface.field().get(power) : 0.0).toList();
        return new Diffuser(diffuser.unit(), diffuser.spacecraftToDiffuser(), diffuser.referenceIncidenceDeg(), new TreeMap<>(Map.of(band.name(),
                new Diffuser.Surface(surface.reflectance(), incidence, field, surface.straylight(), surface.reflectanceUncertainty()))));
    }

    /** Mean of PC over the kept lines of each line of cycle, in LSB. */
    private static double[] offset(DetectorMeasurement measurement, LitCounts counts, DarkLevel dark) {
        int n = counts.linesPerCycle();
        double[] perLine = measurement.lineStatistics().contextualOffset(dark.mean());
        int first = measurement.firstLine(counts.firstSegment());
        int end = measurement.firstLine(counts.firstSegment() + counts.keptLines().length / n);
        double[] sum = new double[n];
        int[] lines = new int[n];
        for (int line = first; line < end; line++) {
            if (Double.isFinite(perLine[line])) {
                sum[line % n] += perLine[line];
                lines[line % n]++;
            }
        }
        Arrays.setAll(sum, j -> lines[j] == 0 ? 0 : sum[j] / lines[j]);
        return sum;
    }

    /** Dark-corrected counts per column of every (band, detector) that electronic cross-talk comes from. */
    private Map<BandDetector, double[]> crosstalkSources(ResponseOptions options) {
        CrosstalkCorrection correction = calibration.crosstalkCorrection();
        List<BandDetector> ids = dossier.measurements().bandDetectors();
        Set<Band> bands = ids.stream().map(BandDetector::band).collect(Collectors.toSet());
        Set<Band> from = bands.stream().filter(source -> bands.stream().anyMatch(affected -> correction.electrical(affected, source) != 0))
                .collect(Collectors.toSet());
        record Source(BandDetector id, double[] counts) {
        }
        Map<BandDetector, double[]> sources = new TreeMap<>(ORDER);
        ids.parallelStream().filter(id -> from.contains(id.band())).map(id -> {
            DetectorMeasurement measurement = dossier.measurements().of(id);
            return new Source(id, darkCorrected(measurement, LitCounts.of(measurement, options.cut(), options.part()), options));
        }).toList().forEach(source -> sources.put(source.id(), source.counts()));
        return sources;
    }

    private double[] darkCorrected(DetectorMeasurement measurement, LitCounts counts, ResponseOptions options) {
        DarkLevel dark = dark(measurement.id(), options.dark());
        int n = counts.linesPerCycle();
        double[] offset = options.blindCorrection() ? offset(measurement, counts, dark) : new double[n];
        double[] perColumn = new double[counts.columns()];
        for (int pixel = 0; pixel < counts.mean().length; pixel++) {
            perColumn[pixel / n] += (counts.mean()[pixel] - dark.mean()[pixel] - offset[pixel % n]) / n;
        }
        return perColumn;
    }

    /** Counts that the other bands add to each column, in LSB (DOMAIN C.5). */
    private double[] crosstalk(BandDetector id, int columns, Map<BandDetector, double[]> sources) {
        double[] added = new double[columns];
        sources.forEach((source, counts) -> {
            double share = source.detector() == id.detector() ? calibration.crosstalkCorrection().electrical(id.band(), source.band()) : 0;
            if (share != 0) {
                for (int column = 0; column < columns; column++) {
                    double value = counts[(int) ((long) column * counts.length / columns)];
                    added[column] += Double.isFinite(value) ? share * value : 0;
                }
            }
        });
        return added;
    }

    /** Bands that electronic cross-talk comes from and that the product does not have for every detector of the affected band. */
    public Set<String> missingCrosstalkSources() {
        CrosstalkCorrection correction = calibration.crosstalkCorrection();
        Set<BandDetector> measured = new HashSet<>(dossier.measurements().bandDetectors());
        return measured.stream().flatMap(id -> dossier.product().spacecraft().instrument().bands().stream()
                        .filter(source -> correction.electrical(id.band(), source) != 0 && !measured.contains(new BandDetector(source, id.detector()))))
                .map(Band::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Labels of the detectors whose dark has no value for any valid blind column: their offset cannot be referred to it. */
    public Set<String> withoutBlindReference() {
        return dossier.measurements().bandDetectors().stream().filter(id -> {
            DetectorMeasurement measurement = dossier.measurements().of(id);
            double[] dark = dark(id, DarkSource.NEAREST).mean();
            int[] valid = IntStream.range(0, dark.length).filter(pixel -> measurement.validBlind(pixel / measurement.linesPerCycle())).toArray();
            return valid.length > 0 && IntStream.of(valid).allMatch(pixel -> Double.isNaN(dark[pixel]));
        }).map(BandDetector::label).collect(Collectors.toCollection(TreeSet::new));
    }

    private GroundEqualisation equalisation(Band band) {
        return calibration.groundEqualisation(band);
    }

    private Tdi tdi(Band band) {
        return StoredCounts.tdi(dossier.product(), band);
    }

    private static double overLines(int[] kept, double[] values, int j, int n) {
        double sum = 0;
        int lines = 0;
        for (int i = j; i < kept.length; i += n) {
            sum += kept[i] == 0 ? 0 : kept[i] * values[i];
            lines += kept[i];
        }
        return sum / lines;
    }
}
