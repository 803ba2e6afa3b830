package org.penumbra.analysis.striping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.striping.StripingResult.Stripe;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.FalseDiscoveryRate;
import org.penumbra.statistics.TwoSidedProbability;

/** Watches nominal images for columns and detectors that are off their neighbours; no calibration is derived (METHODS 8). */
public final class Striping implements Analysis<StripingResult> {

    @Override
    public String id() {
        return "striping";
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(StripingSettings.class);
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.NOMINAL);
    }

    @Override
    public StripingResult analyse(Dossier dossier) {
        StripingSettings settings = dossier.settings().of(id(), StripingSettings.class);
        List<SceneCounts> counts = dossier.measurements().bandDetectors().parallelStream()
                .map(id -> SceneCounts.of(dossier, id, settings)).toList();
        List<DetectorStripes> detectors = counts.parallelStream().map(one -> DetectorStripes.of(one, settings)).toList();
        Map<Band, List<Acquisition>> past = counts.stream().map(one -> one.id().band()).distinct()
                .collect(Collectors.toMap(band -> band, band -> Earlier.than(dossier).ofWhole(band)));
        Steps steps = Steps.of(seams(counts, past, settings));
        boolean judged = dossier.product().datastrip().map(datastrip -> !Boolean.FALSE.equals(datastrip.equalizationMode())).orElse(true);
        Map<Band, Integer> acquisitions = past.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> latest(entry.getValue(), settings.recurrenceWindow() - 1).size() + 1));
        return new StripingResult(counts, detectors, dossier.product().spacecraft().instrument().detectors(),
                stripes(counts, detectors, past, settings), steps, recurrences(steps, past, settings), judged, acquisitions, settings);
    }

    @Override
    public List<Finding> judge(Dossier dossier, StripingResult result) {
        return new StripingFindings(dossier.product(), result).all();
    }

    @Override
    public Section present(StripingResult result) {
        return new StripingSection(result).section();
    }

    private static List<Seam> seams(List<SceneCounts> counts, Map<Band, List<Acquisition>> past, StripingSettings settings) {
        return IntStream.range(1, counts.size()).parallel()
                .filter(i -> counts.get(i).id().band().equals(counts.get(i - 1).id().band())
                        && counts.get(i).id().detector() == counts.get(i - 1).id().detector() + 1)
                .mapToObj(i -> {
                    BandDetector id = counts.get(i - 1).id();
                    Estimate earlier = Estimate.median(latest(past.get(id.band()), settings.reference()).stream()
                            .mapToDouble(acquisition -> acquisition.values()
                                    .getOrDefault(StripingResult.step(id.band(), id.detector()), Double.NaN)).toArray());
                    return Seam.of(counts.get(i - 1), counts.get(i), earlier.count() < settings.referenceFewest() ? Seam.NO_REFERENCE : earlier,
                            settings);
                }).toList();
    }

    /** Columns beyond both limits; where there are blocks enough, only those that are significant in the family of the band. */
    private static List<Stripe> stripes(List<SceneCounts> counts, List<DetectorStripes> detectors, Map<Band, List<Acquisition>> past,
                                        StripingSettings settings) {
        List<Stripe> stripes = new ArrayList<>();
        for (Band band : past.keySet().stream().sorted(Comparator.comparingInt(Band::id)).toList()) {
            int[] ofBand = IntStream.range(0, detectors.size()).filter(i -> detectors.get(i).id().band().equals(band)).toArray();
            double[] p = IntStream.of(ofBand).mapToObj(detectors::get).flatMapToDouble(one -> IntStream.range(0, one.deviation().length)
                    .mapToDouble(column -> p(one, column))).toArray();
            boolean[] significant = FalseDiscoveryRate.significant(p, settings.falseDiscoveryRate());
            List<Acquisition> recent = latest(past.get(band), settings.recurrenceWindow() - 1);
            int offset = 0;
            for (int i : ofBand) {
                DetectorStripes one = detectors.get(i);
                double limit = one.limit(settings);
                for (int column = 0; column < one.deviation().length; column++) {
                    if (Math.abs(one.deviation()[column]) > limit && (!one.judged(settings) || significant[offset + column])) {
                        String key = StripingResult.stripe(one.id(), StripingResult.columnOfLevel1B(one.id(), column, one.deviation().length));
                        double deviation = one.deviation()[column];
                        int before = (int) recent.stream().filter(acquisition -> acquisition.values().getOrDefault(key, 0.0) * deviation > 0).count();
                        stripes.add(new Stripe(one.id(), column, deviation, one.significance()[column], limit, counts.get(i).known()[column],
                                one.judged(settings) ? before + 1 : before));
                    }
                }
                offset += one.deviation().length;
            }
        }
        return stripes;
    }

    private static double p(DetectorStripes one, int column) {
        double t = one.significance()[column];
        return Double.isFinite(t) ? TwoSidedProbability.student(t, one.behind()[column] - 1) : Double.NaN;
    }

    private static Map<Seam, Integer> recurrences(Steps steps, Map<Band, List<Acquisition>> past, StripingSettings settings) {
        Map<Seam, Integer> recurrences = new HashMap<>();
        for (Seam seam : steps.seams()) {
            if (steps.significant(seam, settings)) {
                String key = StripingResult.significantStep(seam.band(), seam.detector());
                double direction = steps.deviation(seam);
                recurrences.put(seam, 1 + (int) latest(past.get(seam.band()), settings.recurrenceWindow() - 1).stream()
                        .filter(acquisition -> acquisition.values().getOrDefault(key, 0.0) * direction > 0).count());
            }
        }
        return recurrences;
    }

    private static <T> List<T> latest(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }
}
