package org.penumbra.analysis.dark;

import static org.penumbra.analysis.Missing.unless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Measured;
import org.penumbra.analysis.Result;
import org.penumbra.analysis.Temperatures;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.Spread;

/**
 * What the dark-signal analysis computed.
 *
 * @param product the product
 * @param detectors dark of every (band, detector), bands in the order of their id
 * @param history the same pixels in earlier darks of the epoch
 * @param temperatures plausible and implausible temperatures of the acquisition
 * @param sufficient whether the strip is long enough to judge stability; single detectors may have lost too much of it, see {@link #judged}
 * @param settings settings in force
 */
public record DarkResult(Product product, List<DetectorDark> detectors, DarkHistory history, Temperatures temperatures, boolean sufficient,
                         DarkSettings settings) implements Result {
    private static final String NO_REFERENCE = "no calibration parameters come with this product";
    private static final String NO_BLIND = "this detector has no blind columns";
    private static final String NO_COLUMN = "no column could be used";
    private static final String NO_HISTORY = "no earlier dark of this epoch is archived";
    private static final String TOO_SHORT = "the strip is too short";

    /** The detectors of each band, bands in the order of their id. */
    Map<Band, List<DetectorDark>> bands() {
        return detectors.stream().collect(Collectors.groupingBy(dark -> dark.id().band(),
                () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
    }

    /** Those of some detectors that can be judged. */
    static List<DetectorDark> judged(List<DetectorDark> darks) {
        return darks.stream().filter(DetectorDark::judged).toList();
    }

    /** Mean over detectors of a value in LSB, detectors without one left out. */
    static Estimate mean(List<DetectorDark> detectors, Function<DetectorMeans, Estimate> value) {
        return Estimate.mean(detectors.stream().map(dark -> value.apply(dark.means())).toList());
    }

    /** Rms by which the reference in force misses the held-back half, over the detectors that are judged, or over all where none is, in LSB. */
    static double errorOfReference(List<DetectorDark> detectors) {
        return error(detectors, Halves::errorOfReference);
    }

    /** The same of the measured darks. */
    static double errorOfCandidate(List<DetectorDark> detectors) {
        return error(detectors, Halves::errorOfCandidate);
    }

    /** What becomes of the R2EQOG of a band (METHODS 9): a new one where the measured darks fit the held-back half of the lines better. */
    Decision decision(List<DetectorDark> detectors) {
        if (!sufficient || judged(detectors).isEmpty() || Double.isNaN(errorOfReference(detectors))) {
            return Decision.NOT_JUDGED;
        }
        return errorOfCandidate(detectors) < errorOfReference(detectors) ? Decision.GROUND_CANDIDATE : Decision.NO_CHANGE;
    }

    /** The gravest decision of a band. */
    @Override
    public Optional<Decision> decision() {
        return bands().values().stream().map(this::decision).max(Comparator.naturalOrder());
    }

    private static double error(List<DetectorDark> detectors, ToDoubleFunction<Halves> error) {
        List<DetectorDark> judged = judged(detectors);
        return Math.sqrt((judged.isEmpty() ? detectors : judged).stream().mapToDouble(dark -> Math.pow(error.applyAsDouble(dark.halves()), 2))
                .filter(Double::isFinite).average().orElse(Double.NaN));
    }

    /** Dark signal non-uniformity of a band, in LSB: quadratic mean over its detectors. */
    static Spread dsnu(List<DetectorDark> detectors) {
        return Spread.mean(detectors.stream().map(dark -> dark.means().dsnu()).toList());
    }

    /** Median line-to-line noise over all good columns of a band, in LSB. */
    static Estimate noise(List<DetectorDark> detectors) {
        return Estimate.median(detectors.stream().flatMapToDouble(dark -> Arrays.stream(DetectorDark.only(dark.good(), dark.noise()))).toArray());
    }

    /**
     * Line-to-line noise of each column of a (band, detector) in LSB, NaN where it does not image, is known to be defective,
     * or the detector does not answer.
     */
    public Optional<double[]> imagingNoise(BandDetector id) {
        return detectors.stream().filter(dark -> dark.id().equals(id)).findFirst().map(dark -> {
            double[] noise = dark.noise().clone();
            Arrays.setAll(noise, column -> Double.isNaN(dark.frozen()) && dark.imaging()[column] ? noise[column] : Double.NaN);
            return noise;
        });
    }

    @Override
    public Optional<PixelComparison> pixels(BandDetector id) {
        return detectors.stream().filter(dark -> dark.id().equals(id)).findFirst()
                .map(dark -> new PixelComparison(dark.uncertainty().ofDark(), dark.reference(), dark.change()));
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        bands().forEach((band, darks) -> {
            values.put("dark-signal/" + band.name() + "/mean", mean(darks, DetectorMeans::level).value());
            values.put("dark-signal/" + band.name() + "/meanChange", mean(darks, DetectorMeans::change).value());
            values.put("dark-signal/" + band.name() + "/noise", noise(darks).value());
            values.put("dark-signal/" + band.name() + "/dsnu", dsnu(darks).value());
        });
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    @Override
    public Object summary() {
        List<Object> bands = new ArrayList<>();
        bands().forEach((band, darks) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("band", band.name());
            String noReference = noReference(darks);
            Measured.put(entry, "mean", mean(darks, DetectorMeans::level), NO_COLUMN);
            Measured.put(entry, "dsnu", dsnu(darks), noReference);
            Measured.put(entry, "noise", noise(darks), TOO_SHORT);
            Measured.put(entry, "meanChange", mean(darks, DetectorMeans::change), noReference);
            entry.put("maxAbsChange", unless(darks.stream().mapToDouble(dark -> dark.means().maxAbsChange()).filter(Double::isFinite).max()
                    .orElse(Double.NaN), noReference));
            entry.put("pixelsBeyond", darks.stream().mapToInt(dark -> dark.means().beyond()).sum());
            entry.put("errorOfReference", unless(errorOfReference(darks), noReference));
            entry.put("errorOfCandidate", unless(errorOfCandidate(darks), TOO_SHORT));
            entry.put("decision", decision(darks).label());
            entry.put("history", history.summary(band));
            entry.put("detectors", darks.stream().map(this::summary).toList());
            bands.add(entry);
        });
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("bands", bands);
        summary.put("temperatures", temperatures.means());
        return summary;
    }

    private Map<String, Object> summary(DetectorDark dark) {
        String noReference = noReference(List.of(dark));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("detector", dark.id().detector());
        entry.put("lines", dark.lines());
        entry.put("usableLines", dark.usableLines());
        entry.put("lostLines", dark.lostLines());
        entry.put("columns", dark.imagingColumns().length);
        Measured.put(entry, "mean", dark.means().level(), NO_COLUMN);
        Measured.put(entry, "dsnu", dark.means().dsnu(), noReference);
        Measured.put(entry, "noise", dark.means().noise(), TOO_SHORT);
        Measured.put(entry, "meanChange", dark.means().change(), noReference);
        entry.put("blindChange", unless(dark.blind().change(), Double.isFinite(dark.means().change().value()) ? NO_BLIND : noReference));
        entry.put("maxAbsChange", unless(dark.means().maxAbsChange(), noReference));
        entry.put("pixelsBeyond", dark.means().beyond());
        entry.put("blindDrift", unless(dark.blind().range(), dark.blind().drift().length == 0 ? NO_BLIND : TOO_SHORT));
        entry.put("blindSlope", unless(dark.blind().slope(), NO_BLIND));
        entry.put("halvesChange", unless(dark.halves().change(), TOO_SHORT));
        entry.put("historyChange", unless(history.meanChange(dark.id()), NO_HISTORY));
        return entry;
    }

    /** Why some detectors have no change. */
    private static String noReference(List<DetectorDark> darks) {
        return Double.isNaN(mean(darks, DetectorMeans::level).value()) ? NO_COLUMN : NO_REFERENCE;
    }
}
