package org.penumbra.analysis.swir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.Imaging;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.defect.DefectResult;
import org.penumbra.analysis.defect.Life;
import org.penumbra.analysis.swir.DetectorSelection.Move;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.analysis.swir.DetectorSelection.Proposal;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.GippHeader;
import org.penumbra.calibration.GippName;
import org.penumbra.calibration.GippType;
import org.penumbra.calibration.SwirArrangement;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.StoredCounts;

/**
 * Which physical line each SWIR column should use, and whether it uses the commanded one (METHODS 7): a dark tells by level and
 * noise, a diffuser by response.
 */
public final class SwirSelection implements Analysis<SwirResult> {
    @Override
    public String id() {
        return "swir-selection";
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(SwirSettings.class);
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER);
    }

    @Override
    public SwirResult analyse(Dossier dossier) {
        SwirSettings settings = dossier.settings().of(id(), SwirSettings.class);
        List<BandDetector> swir = dossier.measurements().bandDetectors().stream().filter(id -> id.band().focalPlane() == FocalPlane.SWIR).toList();
        int across = dossier.product().spacecraft().instrument().detectors();
        if (dossier.calibration().isEmpty() || swir.isEmpty()) {
            return new SwirResult(List.of(), across, Optional.empty(), settings);
        }
        CalibrationSet calibration = dossier.calibration().get();
        EvidenceHistory history = EvidenceHistory.before(dossier);
        List<DetectorSelection> detectors = swir.parallelStream().map(id -> select(dossier, calibration, history, id, settings)).toList();
        return new SwirResult(detectors, across, Optional.of(calibration.inForce(GippType.R2SWIR, "B00").start()), settings);
    }

    @Override
    public List<Finding> judge(Dossier dossier, SwirResult result) {
        List<Finding> findings = new ArrayList<>();
        // of a diffuser the analysis of the equalisation says it
        if (!dossier.outcomes().containsKey("equalisation")) {
            result.since().ifPresent(since -> newer(dossier, result, since, findings));
        }
        for (DetectorSelection detector : result.detectors()) {
            String band = detector.id().band().name();
            String label = detector.id().label();
            mismatches(detector, result.settings(), findings);
            if (!detector.moved().isEmpty()) {
                findings.add(Finding.of(SwirCode.CONFIRMED, Severity.INFO, Place.detector(band, detector.id().detector()), label,
                        count(detector, Outcome.CONFIRMED), detector.moved().size(), count(detector, Outcome.UNDECIDED),
                        detector.moved().stream().filter(move -> !move.defectGone()).count()));
            }
            for (Proposal proposal : detector.proposals()) {
                Place place = Place.column(band, detector.id().detector(), proposal.column());
                findings.add(proposal.to() == null
                        ? Finding.of(SwirCode.SURVEY, Severity.INFO, place, label, proposal.column(), proposal.reason().split(";")[0])
                        : Finding.of(SwirCode.PROPOSAL, Severity.INFO, place, label, proposal.column(), proposal.to(), proposal.from(),
                                proposal.expectedNoise(), proposal.noise(), proposal.removesDefect() ? "; the defect is removed" : ""));
            }
        }
        return findings;
    }

    /** One alarm for each column; when they are too many, one for the detector. */
    private static void mismatches(DetectorSelection detector, SwirSettings settings, List<Finding> findings) {
        String band = detector.id().band().name();
        String label = detector.id().label();
        List<Move> mismatches = detector.moved().stream().filter(move -> move.outcome() == Outcome.MISMATCH).toList();
        double share = (double) mismatches.size() / detector.shifts().length;
        if (share > settings.detectorWide()) {
            findings.add(Finding.measured(SwirCode.MISMATCH_OF_DETECTOR, Severity.ALARM, Place.detector(band, detector.id().detector()), share,
                    settings.detectorWide(), "1", mismatches.size(), detector.moved().size(), label));
            return;
        }
        for (Move move : mismatches) {
            findings.add(Finding.measured(SwirCode.MISMATCH, Severity.ALARM, Place.column(band, detector.id().detector(), move.column()),
                    move.score(), -settings.decided(), "", label, move.column(), move.to(), move.by(),
                    move.active() == Evidence.UNKNOWN ? "no configuration that is known" : "configuration %+d".formatted(move.active()),
                    move.score(), -settings.decided()));
        }
    }

    /**
     * A new R2SWIR with every change for which there is evidence; R2EQOG, R2EOB2 and R2DEPI must change at the same instant. That is the
     * upload, which this product is not: columns of what is acquired before it would be re-arranged wrongly.
     */
    @Override
    public List<Candidate> propose(Dossier dossier, SwirResult result) {
        long changes = result.detectors().stream().flatMap(detector -> detector.proposals().stream())
                .filter(proposal -> proposal.to() != null).count();
        if (changes == 0) {
            return List.of();
        }
        SwirArrangement arrangement = dossier.calibration().orElseThrow().swirArrangement();
        for (DetectorSelection detector : result.detectors()) {
            List<Integer> shifts = new ArrayList<>(arrangement.shifts(detector.id()));
            detector.proposals().stream().filter(proposal -> proposal.to() != null).forEach(proposal -> shifts.set(proposal.column(), proposal.to()));
            arrangement = arrangement.withShifts(detector.id(), shifts);
        }
        SwirArrangement proposed = arrangement.awaitingActivation(GippHeader.PENUMBRA, dossier.product().sensingStart());
        return List.of(new Candidate("R2SWIR", proposed.fileName(),
                changes + " columns to another configuration; the start of 2100 stands for the instant at which the table on board, "
                        + "R2EQOG, R2EOB2 and R2DEPI change with it: put that into its name, APPLICABILITY_DATE and PARAMETER_ID "
                        + "before it is installed", proposed::write));
    }

    @Override
    public Section present(SwirResult result) {
        return new SwirSection(result).section();
    }

    private static void newer(Dossier dossier, SwirResult result, Instant since, List<Finding> findings) {
        CalibrationSet calibration = dossier.calibration().orElseThrow();
        result.detectors().stream().map(detector -> detector.id().band()).distinct().forEach(band -> {
            GippName equalisation = calibration.inForce(GippType.R2EQOG, band.name());
            if (since.isAfter(equalisation.start())) {
                findings.add(Finding.of(SwirCode.NEWER, Severity.ALARM, Place.band(band.name()), since, band.name(), equalisation.start()));
            }
        });
    }

    private static DetectorSelection select(Dossier dossier, CalibrationSet calibration, EvidenceHistory history,
                                            BandDetector id, SwirSettings settings) {
        DetectorMeasurement measurement = dossier.measurements().of(id);
        int columns = measurement.columns();
        int[] shifts = calibration.swirArrangement().shifts(id).stream().mapToInt(Integer::intValue).toArray();
        boolean[] imaging = Imaging.of(dossier, measurement).columns();
        Optional<DefectResult> defects = dossier.result("defective-pixels", DefectResult.class);
        Evidence evidence = defects.map(DefectResult::evidence).orElse(Evidence.NONE);
        Configurations commanded = Configurations.of(dossier, history, id, columns, evidence, pixels(dossier, measurement), settings);
        Evidence found = history.active(Epoch.of(dossier.product(), dossier.calibration()), dossier.product().sensingStart(), evidence);
        int[] active = new int[columns];
        Arrays.setAll(active, column -> found.shift(id.label(), column));
        boolean judged = evidence.places().contains(id.label());
        List<Move> moves = judged
                ? moves(dossier, calibration, history, id, shifts, new Verification(commanded, imaging, active.clone(), settings)) : List.of();
        moves.stream().filter(move -> move.outcome() != Outcome.UNDECIDED).forEach(move -> active[move.column()] = move.active());
        Configurations known = judged
                ? commanded.found(dossier.product().type() == AcquisitionType.NIGHT_OCEAN, active) : commanded;
        boolean[] confirmed = new boolean[columns];
        defects.ifPresent(result -> result.lives().stream()
                .filter(life -> life.place().equals(id.label()) && life.shift() == active[life.column()]
                        && (life.status() == Life.Status.CONFIRMED || life.status() == Life.Status.KNOWN && life.seen() > 1))
                .forEach(life -> confirmed[life.column()] = true));
        // insufficient evidence proposes nothing (METHODS 0)
        List<Proposal> proposals = judged ? DetectorSelection.proposals(shifts, active, known, imaging, confirmed, settings) : List.of();
        double[] noise = new double[columns];
        Arrays.setAll(noise, column -> known.darks().isEmpty() || !imaging[column] ? Double.NaN
                : known.darks().get(known.darks().size() - 1).readings()[column].noise());
        double[] expected = noise.clone();
        proposals.stream().filter(proposal -> proposal.to() != null).forEach(proposal -> expected[proposal.column()] = proposal.expectedNoise());
        return new DetectorSelection(id, shifts, noise, expected, proposals, moves);
    }

    private static List<Move> moves(Dossier dossier, CalibrationSet calibration, EvidenceHistory history, BandDetector id,
                                    int[] shifts, Verification verification) {
        return dossier.product().type() == AcquisitionType.NIGHT_OCEAN
                ? verification.inDark(coefficients(dossier, calibration, id, dossier.measurements().of(id).columns()))
                : verification.inLight(calibration.groundEqualisation(id.band()).gamma(StoredCounts.tdi(dossier.product(), id.band()), id.detector()),
                        settled(dossier, history, id, shifts));
    }

    /** Columns that the last dark of this R2SWIR to decide it found in the configuration that is commanded; axis: column. */
    private static boolean[] settled(Dossier dossier, EvidenceHistory history, BandDetector id, int[] shifts) {
        String arrangement = Epoch.arrangement(Epoch.of(dossier.product(), dossier.calibration()));
        boolean[] settled = new boolean[shifts.length];
        history.of(AcquisitionType.NIGHT_OCEAN).filter(dark -> Epoch.arrangement(dark.acquisition().epoch()).equals(arrangement))
                .flatMap(dark -> dark.evidence().activations().stream()).filter(activation -> activation.place().equals(id.label()))
                .forEachOrdered(activation -> settled[activation.column()] = activation.shift() == shifts[activation.column()]);
        return settled;
    }

    private static Past.Pixels pixels(Dossier dossier, DetectorMeasurement measurement) {
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        double[] fallback = new double[pixels.mean().length];
        Arrays.setAll(fallback, i -> pixels.noise()[i] / Math.sqrt(pixels.n()[i]));
        double[] u = dossier.outcomes().values().stream().flatMap(outcome -> outcome.result().pixels(measurement.id()).stream()).findFirst()
                .map(PixelComparison::u).orElse(fallback);
        return new Past.Pixels(pixels.mean(), u, pixels.noise(), new double[pixels.mean().length]);
    }

    private static double[] coefficients(Dossier dossier, CalibrationSet calibration, BandDetector id, int columns) {
        double[][] perLine = calibration.groundEqualisation(id.band()).dark(StoredCounts.tdi(dossier.product(), id.band()), id.detector());
        double[] mean = new double[columns];
        Arrays.setAll(mean, column -> Arrays.stream(perLine).mapToDouble(line -> line[column]).average().orElse(Double.NaN));
        return mean;
    }

    private static long count(DetectorSelection detector, Outcome outcome) {
        return detector.moved().stream().filter(move -> move.outcome() == outcome).count();
    }
}
