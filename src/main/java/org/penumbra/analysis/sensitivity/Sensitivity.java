package org.penumbra.analysis.sensitivity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Section;
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
import org.penumbra.instrument.Band;
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
                        band.monteCarlo().agreement(), "1", band.band().name(), band.ratio(),
                        band.monteCarlo().samples(), band.monteCarlo().agreement()))
                .toList();
    }

    @Override
    public Section present(SensitivityResult result) {
        return new SensitivitySection(result).section();
    }

    private static List<BandSensitivity> bands(Dossier dossier, DiffuserStrip strip, SensitivitySettings settings) {
        GainSettings gains = dossier.settings().of("absolute-gain", GainSettings.class);
        double angle = Math.max(SMALLEST_ANGLE, Math.hypot(gains.cosineUncertainty() / Math.tan(strip.sunlight().middle()),
                Math.toRadians(gains.sunAngleUncertainty())));
        List<Variant> variants = Variant.all(angle);
        return strip.bands().stream().map(band -> band(dossier, strip, band, variants, angle, settings)).toList();
    }

    private static BandSensitivity band(Dossier dossier, DiffuserStrip strip, Band band, List<Variant> variants,
                                        double angle, SensitivitySettings settings) {
        EqualisationSettings pattern = dossier.settings().of("equalisation", EqualisationSettings.class);
        List<ResponseOptions> options = Stream.concat(Stream.of(ResponseOptions.STANDARD),
                variants.stream().map(Variant::options)).distinct().toList();
        List<Effect> effects = new ArrayList<>();
        // responses come one by one and are let go: those of all variants together would not fit in memory
        Iterator<BandResponse> responses = strip.respond(band, options).iterator();
        BandResponse standard = responses.next();
        double fpn = PatternNoise.of(standard, pattern);
        for (Variant variant : variants) {
            BandResponse other = variant.options().equals(ResponseOptions.STANDARD) ? standard : responses.next();
            effects.add(new Effect(variant.name(), variant.gain().applyAsDouble(other) / standard.gain() - 1, PatternNoise.of(other, pattern) - fpn));
        }
        GainBudget budget = GainBudget.of(standard, strip, dossier.settings().of("absolute-gain", GainSettings.class));
        ReducedChain chain = chain(dossier, strip, standard, budget.contributions(), effects, angle);
        MonteCarlo draws = MonteCarlo.of(chain::gain, budget.contributions().size(), settings.draws(), settings.seed(), band.id());
        return new BandSensitivity(band, standard.gain(), fpn, effects, chain.budget(), draws);
    }

    private static ReducedChain chain(Dossier dossier, DiffuserStrip strip, BandResponse response,
                                      List<Contribution> budget, List<Effect> effects, double angle) {
        List<Gamma> gamma = response.detectors().stream().map(detector -> strip.calibration().groundEqualisation(response.band())
                .gamma(StoredCounts.tdi(dossier.product(), response.band()), detector.id().detector())).toList();
        return new ReducedChain(response, gamma, budget, strip.sunlight().middle(), angle,
                response.gain() * (1 + change(effects, Variant.ANGLE_PLUS)), response.gain() * (1 + change(effects, Variant.ANGLE_MINUS)));
    }

    private static double change(List<Effect> effects, String variant) {
        return effects.stream().filter(effect -> effect.name().equals(variant)).findFirst().orElseThrow().gainChange();
    }
}
