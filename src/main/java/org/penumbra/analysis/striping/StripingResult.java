package org.penumbra.analysis.striping;

import static org.penumbra.analysis.Missing.unless;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Result;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/**
 * What the watch on a nominal image found.
 *
 * @param counts equalised counts of every (band, detector), bands in the order of their id
 * @param detectors how its columns differ from their neighbours, in the same order
 * @param detectorsOfInstrument detectors that the instrument has side by side, delivered or not
 * @param stripes columns off their neighbours, in the order of detectors, then columns
 * @param steps steps between neighbouring detectors
 * @param recurrentSteps in how many of the latest acquisitions each seam was significant in the same direction, this one included
 * @param judged whether the product tells anything of the equalisation: false where it was off on board
 * @param acquisitions acquisitions that recurrence was looked for in, this one included, by band
 * @param settings settings in force
 */
public record StripingResult(List<SceneCounts> counts, List<DetectorStripes> detectors, int detectorsOfInstrument, List<Stripe> stripes, Steps steps,
                             Map<Seam, Integer> recurrentSteps, boolean judged, Map<Band, Integer> acquisitions,
                             StripingSettings settings) implements Result {
    private static final String PREFIX = "striping/";
    /** Columns without data that are listed for a detector. */
    private static final int MOST_COLUMNS = 100;
    private static final String TOO_FEW = "too few earlier acquisitions";
    private static final String TOO_DARK = "the level is too low for a ratio";

    /**
     * A column that is off its neighbours by more than the limits.
     *
     * @param column 0-based column of the product
     * @param deviation fraction of 1
     * @param significance Student's t over blocks of lines
     * @param limit what the deviation had to exceed
     * @param known whether it holds a column of R2DEPI
     * @param seen in how many of the latest acquisitions it was judged a stripe, this one included if it could be judged
     */
    record Stripe(BandDetector id, int column, double deviation, double significance, double limit, boolean known, int seen) {
    }

    static String stripe(BandDetector id, int columnOfLevel1B) {
        return PREFIX + id.label() + "/stripe/" + columnOfLevel1B;
    }

    static String step(Band band, int detector) {
        return PREFIX + new BandDetector(band, detector).label() + "/step";
    }

    /** Present, as its sign, where a step is significant. */
    static String significantStep(Band band, int detector) {
        return step(band, detector) + "Significant";
    }

    /** Column in the numbering of level 1B, by which products of both levels are compared. */
    static int columnOfLevel1B(BandDetector id, int column, int columns) {
        return columns == id.band().columnsLevel1B() ? column
                : (column - (columns - id.band().columnsLevel1B() * id.band().binning()) / 2) / id.band().binning();
    }

    List<Stripe> stripes(BandDetector id) {
        return stripes.stream().filter(stripe -> stripe.id().equals(id)).toList();
    }

    Optional<Seam> seam(BandDetector id) {
        return steps.seams().stream().filter(seam -> seam.band().equals(id.band()) && seam.detector() == id.detector()).findFirst();
    }

    /** The detectors of each band, bands in the order of their id. */
    Map<Band, List<DetectorStripes>> bands() {
        return detectors.stream().collect(Collectors.groupingBy(one -> one.id().band(),
                () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (!judged) {
            return values;
        }
        for (int i = 0; i < counts.size(); i++) {
            BandDetector id = counts.get(i).id();
            int columns = counts.get(i).columns();
            // what is listed only must not make a later stripe recur
            if (detectors.get(i).judged(settings)) {
                stripes(id).forEach(stripe -> values.put(stripe(id, columnOfLevel1B(id, stripe.column(), columns)), stripe.deviation()));
            }
        }
        for (Seam seam : steps.seams()) {
            // what was not taken on the same ground, or is a fault, must not be what later ones are held against
            if (seam.lag().significant() && !steps.alarms(seam, settings)) {
                values.put(step(seam.band(), seam.detector()), seam.step());
            }
            if (steps.significant(seam, settings)) {
                values.put(significantStep(seam.band(), seam.detector()), Math.signum(steps.deviation(seam)));
            }
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    @Override
    public Object summary() {
        List<Object> bands = new ArrayList<>();
        bands().forEach((band, ofBand) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("band", band.name());
            List<SceneCounts> scenes = counts.stream().filter(one -> one.id().band().equals(band)).toList();
            entry.put("saturated", scenes.stream().mapToLong(SceneCounts::saturated).sum());
            entry.put("samplesWithoutData", scenes.stream().mapToLong(SceneCounts::samplesMissing).sum());
            entry.put("linesWithoutData", scenes.stream().mapToInt(SceneCounts::lost).sum());
            entry.put("detectors", ofBand.stream().map(this::summary).toList());
            bands.add(entry);
        });
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("bands", bands);
        summary.put("judged", judged);
        summary.put("sceneNoise", unless(steps.sceneNoise(), "fewer than " + Steps.FEWEST + " steps between detectors"));
        return summary;
    }

    /** The columns that lack most samples, most of all first. */
    private static List<Map<String, Integer>> columnsWithoutData(SceneCounts scene) {
        int[] missing = scene.missing();
        return IntStream.range(0, missing.length).filter(column -> missing[column] > 0).boxed()
                .sorted(Comparator.comparingInt(column -> -missing[column])).limit(MOST_COLUMNS)
                .map(column -> Map.of("column", column, "samples", missing[column])).toList();
    }

    private Map<String, Object> summary(DetectorStripes one) {
        BandDetector id = one.id();
        SceneCounts scene = counts.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("detector", id.detector());
        entry.put("level", unless(one.level(), "no line has data"));
        entry.put("scatter", unless(one.scatter(), TOO_DARK));
        entry.put("blocks", one.blocks());
        entry.put("saturated", scene.saturated());
        entry.put("samplesWithoutData", scene.samplesMissing());
        entry.put("columnsWithoutData", columnsWithoutData(scene));
        entry.put("linesWithoutData", scene.lost());
        entry.put("stripes", stripes(id).stream().map(stripe -> {
            Map<String, Object> listed = new LinkedHashMap<>();
            listed.put("column", stripe.column());
            listed.put("relativeDeviation", stripe.deviation());
            listed.put("significance", unless(stripe.significance(), "fewer than 3 blocks of lines"));
            listed.put("known", stripe.known());
            listed.put("seen", stripe.seen());
            return listed;
        }).toList());
        Optional<Seam> seam = seam(id);
        entry.put("interDetectorStep", seam.map(found -> unless(found.step(), TOO_DARK))
                .orElse(new Missing("there is no next detector")));
        seam.ifPresent(found -> {
            entry.put("interDetectorStepUncertainty", unless(found.u(), TOO_DARK));
            boolean known = found.reference().count() > 0;
            entry.put("interDetectorReference", known ? found.reference().value() : new Missing(TOO_FEW));
            entry.put("interDetectorReferenceUncertainty", known ? found.reference().uncertainty() : new Missing(TOO_FEW));
            entry.put("interDetectorLag", found.lag().lines());
        });
        return entry;
    }
}
