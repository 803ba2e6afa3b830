package org.penumbra.analysis.equalisation;

import static org.penumbra.analysis.Missing.unless;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Measured;
import org.penumbra.analysis.Result;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.analysis.response.HalfGains;
import org.penumbra.analysis.response.ResponseSettings;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/**
 * What the equalisation analysis computed.
 *
 * @param bands bands in the order of their id; empty where the response could not be analysed
 * @param history fixed pattern noise in earlier diffuser acquisitions of the epoch
 * @param swirSince start of validity of the R2SWIR in force, UTC; empty without SWIR bands
 * @param withoutBlindReference labels of the detectors whose blind columns have no dark
 * @param responseSettings settings of the response in force
 * @param settings settings in force
 */
public record EqualisationResult(List<BandEqualisation> bands, EqualisationHistory history, Optional<Instant> swirSince,
                                 Set<String> withoutBlindReference, ResponseSettings responseSettings,
                                 EqualisationSettings settings) implements Result {
    private static final String NO_COLUMN = "no column could be used";
    private static final String NO_DARK = "no dark of the epoch is archived";

    /** The response of each band, for analyses that come later; in the order of their id. */
    public List<BandResponse> responses() {
        return bands.stream().map(BandEqualisation::response).toList();
    }

    /** A of the halves of the lines of each band, as {@link #responses()}. */
    public List<HalfGains> halves() {
        return bands.stream().map(BandEqualisation::halves).toList();
    }

    /** Whether a candidate R2EQOG goes with a band. */
    public boolean proposes(Band band) {
        return bands.stream().anyMatch(one -> one.band().equals(band) && EqualisationCandidates.proposed(one));
    }

    /** The gravest decision of a band. */
    @Override
    public Optional<Decision> decision() {
        return bands.stream().map(BandEqualisation::decision).max(Comparator.naturalOrder());
    }

    /** The reference of r is 1 and its change r − 1, per pixel; u is the standard uncertainty of the mean count from noise and dark, in LSB. */
    @Override
    public Optional<PixelComparison> pixels(BandDetector id) {
        for (BandEqualisation band : bands) {
            for (DetectorEqualisation detector : band.detectors()) {
                if (detector.id().equals(id)) {
                    return Optional.of(pixels(band.response(), detector.response()));
                }
            }
        }
        return Optional.empty();
    }

    private static PixelComparison pixels(BandResponse band, DetectorResponse detector) {
        double median = band.medianOfDetectors();
        double[] reference = new double[detector.pixelResponse().length];
        double[] change = new double[reference.length];
        for (int pixel = 0; pixel < change.length; pixel++) {
            boolean imaging = detector.imaging()[pixel / detector.linesPerCycle()];
            reference[pixel] = imaging ? 1 : Double.NaN;
            change[pixel] = imaging ? detector.pixelResponse()[pixel] / median - 1 : Double.NaN;
        }
        return new PixelComparison(detector.pixelUncertainty(), reference, change);
    }

    static String name(Band band, String value) {
        return "equalisation/" + band.name() + "/" + value;
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (BandEqualisation band : bands) {
            values.put(name(band.band(), "fpn"), band.fpn().value());
            values.put(name(band.band(), "fpnReference"), band.candidateFpn().value());
            values.put(name(band.band(), "men"), band.max(DetectorEqualisation::men));
            values.put(name(band.band(), "gainChangeStd"), band.gainChangeSpread().value());
            values.put(name(band.band(), "age"), band.ageDays());
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    @Override
    public Object summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("decision", decision().orElse(Decision.NOT_JUDGED).label());
        summary.put("bands", bands.stream().map(EqualisationResult::summary).toList());
        return summary;
    }

    private static Map<String, Object> summary(BandEqualisation band) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("band", band.band().name());
        Measured.put(entry, "fpn", band.fpn(), NO_COLUMN);
        Measured.belowNoise(entry, "fpn", band.patternNoise());
        entry.put("fpnMaximum", unless(band.max(DetectorEqualisation::fpnValue), NO_COLUMN));
        Measured.put(entry, "fpnReference", band.candidateFpn(), NO_COLUMN);
        entry.put("men", unless(band.max(DetectorEqualisation::men), NO_COLUMN));
        Measured.put(entry, "prnu", band.prnu(), NO_DARK);
        Measured.put(entry, "dsnu", band.dsnu(), NO_DARK);
        Measured.put(entry, "fpnAtDiffuser", band.fpnAt(band.response().radiance()), NO_DARK);
        Measured.put(entry, "fpnAtLref", band.fpnAt(band.band().referenceRadiance()), NO_DARK);
        Measured.put(entry, "gainChangeStd", band.gainChangeSpread(), NO_COLUMN);
        entry.put("maxAbsGainChange", unless(band.max(DetectorEqualisation::maxAbsGainChange), NO_COLUMN));
        entry.put("medianUncertainty", unless(band.response().medianUncertainty(), NO_COLUMN));
        entry.put("windowShape", unless(band.mean(DetectorEqualisation::shape), NO_COLUMN));
        entry.put("referenceAgeDays", band.ageDays());
        entry.put("dark", band.dark().map(dark -> dark.id()).orElse("COEFF_D"));
        entry.put("errorOfReference", unless(band.errorOfReference(), NO_COLUMN));
        entry.put("errorOfCandidate", unless(band.errorOfCandidate(), NO_COLUMN));
        entry.put("decision", band.decision().label());
        entry.put("steps", band.steps().stream().map(step -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("fromDetector", step.fromDetector());
            of.put("step", unless(step.size(), NO_COLUMN));
            return of;
        }).toList());
        entry.put("detectors", band.detectors().stream().map(EqualisationResult::summary).toList());
        return entry;
    }

    private static Map<String, Object> summary(DetectorEqualisation detector) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("detector", detector.id().detector());
        Measured.put(entry, "fpn", detector.patternNoise(), NO_COLUMN);
        Measured.put(entry, "fpnReference", detector.candidatePatternNoise(), NO_COLUMN);
        entry.put("men", unless(detector.men(), NO_COLUMN));
        Measured.put(entry, "gainChangeMean", detector.gainChange(), NO_COLUMN);
        Measured.put(entry, "gainChangeStd", detector.gainChangeSpread(), NO_COLUMN);
        entry.put("maxAbsGainChange", unless(detector.maxAbsGainChange(), NO_COLUMN));
        entry.put("windowShape", unless(detector.shape(), NO_COLUMN));
        entry.put("windowMeans", Arrays.stream(detector.fpn().means()).boxed().toList());
        entry.put("columns", (int) detector.response().goodColumns().count());
        return entry;
    }
}
