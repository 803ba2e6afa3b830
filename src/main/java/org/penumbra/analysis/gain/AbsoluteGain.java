package org.penumbra.analysis.gain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.equalisation.EqualisationResult;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.analysis.response.HalfGains;
import org.penumbra.analysis.response.ResponseOptions;
import org.penumbra.calibration.AbsoluteGains;
import org.penumbra.calibration.GippHeader;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;

/** Absolute coefficient A of every band and detector, held against the R2ABCA in force, and its reflectance responsivity (METHODS 3, 5). */
public final class AbsoluteGain implements Analysis<GainResult> {

    @Override
    public String id() {
        return "absolute-gain";
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.SUN_DIFFUSER);
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(GainSettings.class);
    }

    @Override
    public GainResult analyse(Dossier dossier) {
        GainSettings settings = dossier.settings().of(id(), GainSettings.class);
        return new GainResult(DiffuserStrip.of(dossier).map(strip -> bands(dossier, strip, settings)).orElse(List.of()), settings);
    }

    @Override
    public List<Finding> judge(Dossier dossier, GainResult result) {
        List<Finding> findings = new ArrayList<>();
        if (result.bands().isEmpty()) {
            findings.add(Finding.of(GainCode.NO_CALIBRATION, Severity.INFO, Place.INSTRUMENT));
        }
        List<String> without = result.bands().stream().filter(band -> Double.isNaN(band.gain())).map(band -> band.band().name()).toList();
        if (!without.isEmpty()) {
            findings.add(Finding.of(GainCode.NO_RESPONSE, Severity.INFO, Place.INSTRUMENT, String.join(", ", without)));
        }
        List<String> insufficient = result.bands().stream().filter(band -> !band.sufficient() && Double.isFinite(band.gain()))
                .map(band -> band.band().name()).toList();
        if (!insufficient.isEmpty()) {
            findings.add(Finding.of(GainCode.INSUFFICIENT, Severity.INFO, Place.INSTRUMENT, String.join(", ", insufficient)));
        }
        Map<List<Integer>, List<String>> incomplete = result.bands().stream().filter(band -> !band.complete() && Double.isFinite(band.gain()))
                .collect(Collectors.groupingBy(BandGain::absent, LinkedHashMap::new,
                        Collectors.mapping(band -> band.band().name(), Collectors.toList())));
        incomplete.forEach((absent, bands) -> findings.add(Finding.of(GainCode.INCOMPLETE, Severity.INFO, Place.INSTRUMENT, String.join(", ", bands),
                absent.stream().map(String::valueOf).collect(Collectors.joining(", ")))));
        for (BandGain band : result.bands()) {
            if (band.sufficient()) {
                Finding.graded(GainCode.CHANGE, Place.band(band.band().name()), band.change(), result.settings().changeWarning(band.band()),
                        result.settings().changeAlarm(band.band()), "1",
                        limit -> new Object[] {band.band().name(), band.gain(), 100 * band.change(), 100 * limit})
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    /**
     * A new R2ABCA with the bands whose A of the first half of the lines fits the second half better than the one in force, and with those
     * that a candidate R2EQOG goes with, so that the pair is consistent (METHODS 3, 9). A mean over some of the detectors is no A of the band.
     */
    @Override
    public List<Candidate> propose(Dossier dossier, GainResult result) {
        List<BandGain> changed = result.bands().stream().filter(band -> band.decision() == Decision.GROUND_CANDIDATE).toList();
        if (changed.isEmpty()) {
            return List.of();
        }
        AbsoluteGains updated = dossier.calibration().orElseThrow().absoluteGains();
        for (BandGain band : changed) {
            updated = updated.withGain(band.band(), band.proposed());
        }
        AbsoluteGains proposed = updated.issued(GippHeader.PENUMBRA, dossier.product().sensingStart());
        return List.of(new Candidate(proposed.type().name(), proposed.fileName(), "Absolute coefficients of " + changed.stream()
                .map(band -> band.band().name()).collect(Collectors.joining(", ")) + " as measured by " + dossier.product().id(), proposed::write));
    }

    @Override
    public Section present(GainResult result) {
        return new GainSection(result).section();
    }

    private List<BandGain> bands(Dossier dossier, DiffuserStrip strip, GainSettings settings) {
        Optional<EqualisationResult> equalisation = dossier.result("equalisation", EqualisationResult.class);
        List<BandGain> bands = new ArrayList<>();
        if (equalisation.isPresent()) {
            List<BandResponse> responses = equalisation.get().responses();
            for (int i = 0; i < responses.size(); i++) {
                bands.add(band(dossier, strip, responses.get(i), equalisation.get().halves().get(i),
                        equalisation.get().proposes(responses.get(i).band()), settings));
            }
        } else {
            for (Band band : strip.bands()) {
                List<BandResponse> with = strip.respond(band, ResponseOptions.WITH_HALVES).toList();
                bands.add(band(dossier, strip, with.get(0), new HalfGains(with.get(1).gain(), with.get(2).gain()), false, settings));
            }
        }
        return bands;
    }

    private static BandGain band(Dossier dossier, DiffuserStrip strip, BandResponse response, HalfGains halves, boolean equalised,
                                 GainSettings settings) {
        List<Integer> measured = response.detectors().stream().filter(detector -> Double.isFinite(detector.gain()))
                .map(detector -> detector.id().detector()).toList();
        List<Integer> absent = dossier.product().datastrip().orElseThrow().activeDetectors().stream()
                .filter(detector -> !measured.contains(detector)).sorted().toList();
        AbsoluteGains inForce = strip.calibration().absoluteGains();
        BandGain undecided = new BandGain(response, inForce.gain(response.band()), inForce.solarIrradiance(response.band()), halves.first(),
                halves.second(), GainBudget.of(response, strip, settings), equalised,
                response.sufficient(DiffuserStrip.settings(dossier)), absent, Decision.NOT_JUDGED);
        return decided(undecided, settings);
    }

    private static BandGain decided(BandGain band, GainSettings settings) {
        // cross-talk that stayed in some detectors alone may be all of the change of A
        boolean better = !band.response().unevenCrosstalk() && band.errorOfCandidate() < band.errorOfReference()
                && Math.abs(band.change()) > settings.significantChange() * band.budget().statistical();
        Decision decision = !(band.sufficient() && band.complete()) ? Decision.NOT_JUDGED
                : better || band.equalised() ? Decision.GROUND_CANDIDATE : Decision.NO_CHANGE;
        return new BandGain(band.response(), band.reference(), band.solarIrradiance(), band.first(), band.second(), band.budget(), band.equalised(),
                band.sufficient(), band.absent(), decision);
    }
}
