package org.penumbra.analysis.equalisation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.equalisation.BandEqualisation.Step;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.analysis.response.HalfGains;
import org.penumbra.analysis.response.ResponseOptions;
import org.penumbra.analysis.response.ResponseSettings;
import org.penumbra.calibration.GippType;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.measure.StoredCounts;

/** What the equalisation in force leaves over on the Sun diffuser: relative response, fixed pattern noise, steps, age (METHODS 3). */
public final class Equalisation implements Analysis<EqualisationResult> {

    @Override
    public String id() {
        return "equalisation";
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.SUN_DIFFUSER);
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(EqualisationSettings.class);
    }

    @Override
    public EqualisationResult analyse(Dossier dossier) {
        EqualisationSettings settings = dossier.settings().of(id(), EqualisationSettings.class);
        ResponseSettings ofResponse = DiffuserStrip.settings(dossier);
        return DiffuserStrip.of(dossier).map(strip -> analyse(dossier, strip, ofResponse, settings)).orElseGet(() ->
                new EqualisationResult(List.of(), new EqualisationHistory(Map.of(), Map.of()), Optional.empty(), Set.of(), ofResponse, settings));
    }

    @Override
    public List<Finding> judge(Dossier dossier, EqualisationResult result) {
        return new EqualisationFindings(dossier.product(), result).all();
    }

    @Override
    public List<Candidate> propose(Dossier dossier, EqualisationResult result) {
        return dossier.calibration().map(calibration -> EqualisationCandidates.of(dossier.product(), calibration, result)).orElse(List.of());
    }

    @Override
    public Section present(EqualisationResult result) {
        return new EqualisationSection(result).section();
    }

    private static EqualisationResult analyse(Dossier dossier, DiffuserStrip strip, ResponseSettings ofResponse, EqualisationSettings settings) {
        boolean swir = strip.bands().stream().anyMatch(band -> band.focalPlane() == FocalPlane.SWIR);
        Optional<Instant> swirSince = swir ? Optional.of(strip.calibration().inForce(GippType.R2SWIR, "B00").start()) : Optional.empty();
        List<BandEqualisation> bands = strip.bands().stream().map(band -> {
            List<BandResponse> with = strip.respond(band, ResponseOptions.WITH_HALVES).toList();
            return band(dossier, strip, with.get(0), with.get(1), with.get(2), swirSince, ofResponse, settings);
        }).toList();
        Set<String> unreferred = bands.stream().flatMap(band -> band.detectors().stream()).filter(detector -> !detector.response().offsetReferred())
                .map(detector -> detector.id().label()).collect(Collectors.toCollection(TreeSet::new));
        return new EqualisationResult(bands, EqualisationHistory.of(dossier, bands, settings), swirSince, unreferred, ofResponse, settings);
    }

    private static BandEqualisation band(Dossier dossier, DiffuserStrip strip, BandResponse all, BandResponse first, BandResponse second,
                                         Optional<Instant> swirSince, ResponseSettings ofResponse, EqualisationSettings settings) {
        Band band = all.band();
        GroundEqualisation inForce = strip.calibration().groundEqualisation(band);
        List<DetectorEqualisation> detectors = IntStream.range(0, all.detectors().size()).parallel().mapToObj(d -> {
            DetectorResponse response = all.detectors().get(d);
            double[] coefficients = perPixel(inForce.dark(StoredCounts.tdi(dossier.product(), band), response.id().detector()));
            return detector(response, all.relative(response), first.relative(first.detectors().get(d)),
                    second.relative(second.detectors().get(d)), first.detectors().get(d), second.detectors().get(d), coefficients, settings);
        }).toList();
        Instant since = strip.calibration().inForce(GippType.R2EQOG, band.name()).start();
        boolean swirNewer = band.focalPlane() == FocalPlane.SWIR && swirSince.filter(start -> start.isAfter(since)).isPresent();
        BandEqualisation undecided = new BandEqualisation(all, new HalfGains(first.gain(), second.gain()), detectors,
                steps(detectors, settings), since, BandEqualisation.age(since, dossier.product().sensingStart()),
                all.archivedDark() ? strip.nearestDark(band) : Optional.empty(), Decision.NOT_JUDGED);
        return undecided.decided(all.sufficient(ofResponse) ? decision(undecided, swirNewer, settings) : Decision.NOT_JUDGED);
    }

    private static DetectorEqualisation detector(DetectorResponse response, double[] relative, double[] first, double[] second,
                                                 DetectorResponse ofFirst, DetectorResponse ofSecond,
                                                 double[] coefficients, EqualisationSettings settings) {
        int columns = relative.length;
        int n = response.linesPerCycle();
        double[] u = new double[columns];
        double[] left = new double[columns];
        double[] uLeft = new double[columns];
        double[] dark = new double[columns];
        double[] uDark = new double[columns];
        for (int column = 0; column < columns; column++) {
            u[column] = relative[column] * response.uncertainty(column);
            left[column] = second[column] / first[column];
            uLeft[column] = left[column] * Math.hypot(ofFirst.sampling()[column], ofSecond.sampling()[column]);
            double squares = 0;
            for (int pixel = column * n; pixel < (column + 1) * n; pixel++) {
                dark[column] += response.slope()[column] * (response.dark().mean()[pixel] - coefficients[pixel]) / n;
                squares += response.dark().u()[pixel] * response.dark().u()[pixel];
            }
            uDark[column] = response.slope()[column] * Math.sqrt(squares) / n;
        }
        int[] good = response.goodColumns().toArray();
        double ofReference = Arrays.stream(good).mapToDouble(column -> DetectorEqualisation.square(second[column] - 1)).average().orElse(Double.NaN);
        double ofCandidate = Arrays.stream(good).mapToDouble(column -> DetectorEqualisation.square(left[column] - 1)
                + DetectorEqualisation.square(response.ofDark()[column])).average().orElse(Double.NaN);
        int deviant = (int) response.imagingColumns().count() - good.length - response.saturatedColumns();
        return new DetectorEqualisation(response, relative, FixedPattern.of(relative, u, response.imaging(), response.good(), settings.window()),
                FixedPattern.of(left, uLeft, response.imaging(), response.good(), settings.window()),
                response.dark().archived() ? FixedPattern.of(dark, uDark, response.imaging(), response.good(), settings.window()) : null,
                ofReference, ofCandidate, response.droppedLines(), Math.max(0, deviant));
    }

    private static double[] perPixel(double[][] coefficients) {
        double[] perPixel = new double[coefficients.length * coefficients[0].length];
        Arrays.setAll(perPixel, i -> coefficients[i % coefficients.length][i / coefficients.length]);
        return perPixel;
    }

    private static List<Step> steps(List<DetectorEqualisation> detectors, EqualisationSettings settings) {
        List<Step> steps = new ArrayList<>();
        for (int d = 1; d < detectors.size(); d++) {
            DetectorEqualisation before = detectors.get(d - 1);
            DetectorEqualisation after = detectors.get(d);
            if (after.id().detector() == before.id().detector() + 1) {
                steps.add(new Step(before.id().detector(),
                        after.meanAtEnd(settings.stepColumns(), false) / before.meanAtEnd(settings.stepColumns(), true) - 1));
            }
        }
        return steps;
    }

    /** What a band ends in whose evidence is sufficient (METHODS 9). */
    private static Decision decision(BandEqualisation band, boolean swirNewer, EqualisationSettings settings) {
        boolean moved = band.detectors().stream().anyMatch(detector -> detector.response().goodColumns()
                .anyMatch(column -> Math.abs(detector.relative()[column] - 1) > settings.expertChange()));
        boolean range = band.detectors().stream().map(DetectorEqualisation::response)
                .anyMatch(response -> response.saturatedColumns() > settings.detectorWide() * response.imagingColumns().count());
        if (moved || range || swirNewer) {
            return Decision.EXPERT;
        }
        return band.proposable() ? Decision.GROUND_CANDIDATE : Decision.NO_CHANGE;
    }
}
