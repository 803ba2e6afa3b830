package org.penumbra.analysis.defect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.defect.FlatSigns.Flat;
import org.penumbra.analysis.equalisation.EqualisationResult;
import org.penumbra.analysis.response.ArchivedDarks;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.analysis.response.ResponseOptions;
import org.penumbra.analysis.response.ResponseSettings;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/** Finds aberrant and noisy pixels in darks and diffusers and follows their lives over the acquisitions of a unit (METHODS 6). */
public final class DefectTracking implements Analysis<DefectResult> {
    @Override
    public String id() {
        return "defective-pixels";
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(DefectSettings.class);
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER);
    }

    @Override
    public DefectResult analyse(Dossier dossier) {
        DefectSettings settings = dossier.settings().of(id(), DefectSettings.class);
        Observed observed = dossier.product().type() == AcquisitionType.NIGHT_OCEAN ? dark(dossier, settings) : lit(dossier, settings);
        Evidence evidence = evidence(dossier, observed, settings);
        EvidenceHistory history = EvidenceHistory.before(dossier);
        Evidence active = history.active(Epoch.of(dossier.product(), dossier.calibration()), dossier.product().sensingStart(), evidence);
        List<Life> lives = Lives.of(history, dossier.product().sensingStart(), active, settings);
        Catalogue catalogue = Catalogue.of(dossier, history, active, lives, settings);
        return new DefectResult(dossier.product(), observed.signs(), observed.insufficient(), observed.withoutDark(), evidence,
                catalogue, PixelSeries.of(dossier, catalogue, settings), CountHistory.of(dossier), settings);
    }

    @Override
    public List<Finding> judge(Dossier dossier, DefectResult result) {
        return new DefectFindings(result).all();
    }

    /** A new R2DEPI where pixels are confirmed that it lacks, or gone that it has; none from a product that could judge no pixel (METHODS 0). */
    @Override
    public List<Candidate> propose(Dossier dossier, DefectResult result) {
        if (result.evidence().places().isEmpty()) {
            return List.of();
        }
        return dossier.calibration().flatMap(calibration -> result.catalogue().candidate(calibration.defectivePixels(), dossier.product()))
                .map(proposed -> List.of(new Candidate("R2DEPI", proposed.fileName(),
                        "%d pixels confirmed, %d gone".formatted(result.catalogue().news(), result.catalogue().gone().size()), proposed::write)))
                .orElse(List.of());
    }

    @Override
    public Section present(DefectResult result) {
        return new DefectSection(result).section();
    }

    /**
     * What was seen.
     *
     * @param kinds kinds that could be seen
     * @param judged labels of the (band, detector) that answer, and whose evidence is sufficient
     * @param insufficient why some are not; empty where all are
     * @param withoutDark labels of the (band, detector) that no archived dark could be taken off
     */
    private record Observed(List<DetectorSigns> signs, List<String> kinds, List<String> judged,
                            Optional<String> insufficient, List<String> withoutDark) {
    }

    private static Observed dark(Dossier dossier, DefectSettings settings) {
        Map<Band, List<BandDetector>> bands = dossier.measurements().bandDetectors().stream().collect(Collectors.groupingBy(BandDetector::band,
                () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
        List<DetectorSigns> signs = bands.values().parallelStream().map(ofBand -> DarkSigns.of(dossier, ofBand, settings)).toList().stream()
                .flatMap(List::stream).toList();
        int enough = dossier.product().spacecraft().instrument().sufficientLines();
        Map<Boolean, List<BandDetector>> ids = signs.stream().map(DetectorSigns::id)
                .collect(Collectors.partitioningBy(id -> dossier.measurements().of(id).suffices(enough, settings.lostEvidence())));
        List<String> judged = signs.stream().filter(DetectorSigns::answers).map(DetectorSigns::id)
                .filter(ids.get(true)::contains).map(BandDetector::label).toList();
        return new Observed(signs, DefectClass.shownBy(AcquisitionType.NIGHT_OCEAN), judged,
                ids.get(false).stream().min(Comparator.comparingInt(id -> usableLines(dossier, id))).map(id -> ids.get(true).isEmpty()
                        ? "%d lines, %d are needed".formatted(usableLines(dossier, id), enough)
                        : "%d detectors have too few usable lines, %s has %d of the %d that are needed".formatted(
                                ids.get(false).size(), id.label(), usableLines(dossier, id), enough)), List.of());
    }

    /** In shortest line periods. */
    private static int usableLines(Dossier dossier, BandDetector id) {
        return dossier.measurements().of(id).usableLines() * id.band().linePeriods();
    }

    private static Observed lit(Dossier dossier, DefectSettings settings) {
        List<BandResponse> responses = dossier.result("equalisation", EqualisationResult.class).map(EqualisationResult::responses)
                .filter(found -> !found.isEmpty())
                .orElseGet(() -> DiffuserStrip.of(dossier).map(strip -> strip.respond(ResponseOptions.STANDARD)).orElse(List.of()));
        ResponseSettings ofResponse = DiffuserStrip.settings(dossier);
        double sufficient = ofResponse.sufficientUncertainty();
        if (responses.isEmpty()) {
            ArchivedDarks darks = ArchivedDarks.near(dossier);
            Map<Integer, List<BandDetector>> detectors = dossier.measurements().bandDetectors().stream()
                    .collect(Collectors.groupingBy(BandDetector::detector, TreeMap::new, Collectors.toList()));
            List<Flat> flats = detectors.values().stream()
                    .flatMap(ofDetector -> FlatSigns.of(dossier, ofDetector, darks, settings).stream()).toList();
            List<DetectorSigns> signs = flats.stream().map(Flat::signs).toList();
            // one without noise, as of one line, has the tests against neighbours alone, which it does not make uncertain (FORMATS 5)
            Map<String, Double> uncertain = new LinkedHashMap<>();
            flats.stream().filter(flat -> flat.uncertainty() > sufficient)
                    .forEach(flat -> uncertain.put(flat.signs().id().label(), flat.uncertainty()));
            return new Observed(signs, FlatSigns.KINDS,
                    signs.stream().map(one -> one.id().label()).filter(label -> !uncertain.containsKey(label)).toList(), why(uncertain, sufficient),
                    signs.stream().map(DetectorSigns::id).filter(id -> darks.nearestLevel(id).isEmpty()).map(BandDetector::label).toList());
        }
        List<DetectorSigns> signs = responses.parallelStream().flatMap(band -> band.detectors().stream()
                .map(detector -> LitSigns.of(dossier, band, detector, settings))).toList();
        Map<String, Double> uncertain = new LinkedHashMap<>();
        responses.stream().filter(band -> !band.sufficient(ofResponse)).forEach(band -> uncertain.put(band.band().name(), band.medianUncertainty()));
        List<String> judged = responses.stream().filter(band -> !uncertain.containsKey(band.band().name()))
                .flatMap(band -> band.detectors().stream()).map(detector -> detector.id().label()).toList();
        return new Observed(signs, DefectClass.shownBy(AcquisitionType.SUN_DIFFUSER), judged, why(uncertain, sufficient), List.of());
    }

    /** @param uncertain relative standard uncertainty of a response by name of what it is of; NaN where there is none */
    private static Optional<String> why(Map<String, Double> uncertain, double sufficient) {
        Map<Boolean, List<String>> known = uncertain.keySet().stream()
                .collect(Collectors.partitioningBy(name -> Double.isFinite(uncertain.get(name))));
        List<String> reasons = new ArrayList<>();
        if (!known.get(true).isEmpty()) {
            reasons.add(String.format(Locale.ROOT, "the response of %s is known to %.3f %% or worse, %.3f %% are needed",
                    String.join(", ", known.get(true)), 100 * known.get(true).stream().mapToDouble(uncertain::get).min().orElseThrow(),
                    100 * sufficient));
        }
        if (!known.get(false).isEmpty()) {
            reasons.add("no column of %s has a response".formatted(String.join(", ", known.get(false))));
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static Evidence evidence(Dossier dossier, Observed observed, DefectSettings settings) {
        List<String> unjudged = new ArrayList<>();
        List<Sign> signs = new ArrayList<>();
        for (DetectorSigns one : observed.signs()) {
            String place = one.id().label();
            if (observed.judged().contains(place)) {
                List<String> wide = one.wide(settings);
                Stream.concat(wide.stream(), one.unseen().stream()).forEach(kind -> unjudged.add(place + " " + kind));
                one.signs().stream().filter(sign -> !wide.contains(sign.kind())).forEach(signs::add);
            }
        }
        return new Evidence(observed.judged(), observed.judged().isEmpty() ? List.of() : observed.kinds(), unjudged,
                dossier.calibration().isEmpty() ? Map.of() : Earlier.commanded(dossier), signs);
    }
}
