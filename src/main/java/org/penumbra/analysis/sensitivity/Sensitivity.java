package org.penumbra.analysis.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.equalisation.EqualisationResult;
import org.penumbra.analysis.equalisation.EqualisationSettings;
import org.penumbra.analysis.equalisation.PatternNoise;
import org.penumbra.analysis.gain.GainBudget;
import org.penumbra.analysis.gain.GainBudget.Contribution;
import org.penumbra.analysis.gain.GainSettings;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.analysis.response.ResponseOptions;
import org.penumbra.analysis.sensitivity.BandSensitivity.Effect;
import org.penumbra.calibration.Gamma;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.measure.StoredCounts;

/** What the absolute coefficient and the fixed pattern noise depend on: variants of the method, budget, and Monte Carlo (METHODS 5). */
public final class Sensitivity implements Analysis<SensitivityResult> {
    /** Half distance of the angles in rad where the angle of the Sun is taken as exact. */
    private static final double SMALLEST_ANGLE = 1e-4;

    @Override
    public String id() {
        return "sensitivity";
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.SUN_DIFFUSER);
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(SensitivitySettings.class);
    }

    @Override
    public SensitivityResult analyse(Dossier dossier) {
        SensitivitySettings settings = dossier.settings().of(id(), SensitivitySettings.class);
        return new SensitivityResult(DiffuserStrip.of(dossier).map(strip -> bands(dossier, strip, settings)).orElse(List.of()), settings);
    }

    @Override
    public List<Finding> judge(Dossier dossier, SensitivityResult result) {
        if (result.bands().isEmpty()) {
            return List.of(Finding.of(SensitivityCode.NO_CALIBRATION, Severity.INFO, Place.INSTRUMENT));
        }
        return result.bands().stream().filter(band -> Double.isFinite(band.ratio()) && !band.agrees())
                .map(band -> Finding.measured(SensitivityCode.DISAGREEMENT, Severity.INFO, Place.band(band.band().name()), band.ratio() - 1,
                        band.monteCarlo().agreement(), "1", band.band().name(), band.ratio(), band.monteCarlo().samples(), band.monteCarlo().agreement()))
                .toList();
    }

    @Override
    public Section present(SensitivityResult result) {
        return new SensitivitySection(result).section();
    }

    private static List<BandSensitivity> bands(Dossier dossier, DiffuserStrip strip, SensitivitySettings settings) {
        EqualisationSettings pattern = dossier.settings().of("equalisation", EqualisationSettings.class);
        GainSettings gains = dossier.settings().of("absolute-gain", GainSettings.class);
        List<BandResponse> standard = dossier.result("equalisation", EqualisationResult.class).map(EqualisationResult::responses)
                .orElseGet(() -> strip.respond(ResponseOptions.STANDARD));
        double[] fpn = patterns(standard, pattern);
        double angle = Math.max(SMALLEST_ANGLE, Math.hypot(gains.cosineUncertainty() / Math.tan(strip.sunlight().middle()),
                Math.toRadians(gains.sunAngleUncertainty())));
        List<List<Effect>> effects = standard.stream().<List<Effect>>map(band -> new ArrayList<>()).toList();
        for (Variant variant : Variant.all(angle)) {
            List<BandResponse> other = variant.options().equals(ResponseOptions.STANDARD) ? standard : strip.respond(variant.options());
            double[] otherFpn = patterns(other, pattern);
            for (int b = 0; b < standard.size(); b++) {
                effects.get(b).add(new Effect(variant.name(), variant.gain().applyAsDouble(other.get(b)) / standard.get(b).gain() - 1, otherFpn[b] - fpn[b]));
            }
        }
        return IntStream.range(0, standard.size()).parallel().mapToObj(b -> {
            BandResponse response = standard.get(b);
            ReducedChain chain = chain(dossier, strip, response, GainBudget.of(response, strip, gains).contributions(), effects.get(b), angle);
            return new BandSensitivity(response.band(), response.gain(), fpn[b], effects.get(b), chain.budget(), draw(chain, response, settings));
        }).toList();
    }

    private static MonteCarlo draw(ReducedChain chain, BandResponse response, SensitivitySettings settings) {
        return MonteCarlo.of(chain::gain, chain.budget().contributions().size(), settings.draws(), settings.seed(), response.band().id());
    }

    private static ReducedChain chain(Dossier dossier, DiffuserStrip strip, BandResponse response, List<Contribution> budget, List<Effect> effects, double angle) {
        List<Gamma> gamma = response.detectors().stream().map(detector -> strip.calibration().groundEqualisation(response.band())
                .gamma(StoredCounts.tdi(dossier.product(), response.band()), detector.id().detector())).toList();
        return new ReducedChain(response, gamma, budget, strip.sunlight().middle(), angle, response.gain() * (1 + change(effects, Variant.ANGLE_PLUS)),
                response.gain() * (1 + change(effects, Variant.ANGLE_MINUS)));
    }

    private static double change(List<Effect> effects, String variant) {
        return effects.stream().filter(effect -> effect.name().equals(variant)).findFirst().orElseThrow().gainChange();
    }

    private static double[] patterns(List<BandResponse> responses, EqualisationSettings settings) {
        return responses.parallelStream().mapToDouble(response -> PatternNoise.of(response, settings)).toArray();
    }
}
