package org.penumbra.analysis.equalisation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.HalfGains;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.Spread;

/**
 * What the equalisation in force leaves over in one band (METHODS 3).
 *
 * @param response response of the band
 * @param halves A of the first and of the second half of the lines
 * @param detectors its detectors, ascending
 * @param steps steps between neighbouring detectors that were both delivered
 * @param inForceSince start of validity of the R2EQOG, UTC
 * @param ageDays days from there to the acquisition
 * @param dark the archived dark that was taken off; empty where COEFF_D stands in
 * @param decision what it ends in
 */
record BandEqualisation(BandResponse response, HalfGains halves, List<DetectorEqualisation> detectors, List<Step> steps, Instant inForceSince,
                        double ageDays, Optional<Acquisition> dark, Decision decision) {

    /** Mean r of the first columns of a detector against that of the last ones of the detector before, minus 1. */
    record Step(int fromDetector, double size) {
    }

    BandEqualisation decided(Decision other) {
        return new BandEqualisation(response, halves, detectors, steps, inForceSince, ageDays, dark, other);
    }

    Band band() {
        return response.band();
    }

    static double age(Instant since, Instant sensingStart) {
        return Duration.between(since, sensingStart).toSeconds() / 86_400.0;
    }

    /** Mean over detectors, those without a value left out. */
    double mean(ToDoubleFunction<DetectorEqualisation> value) {
        return detectors.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    double max(ToDoubleFunction<DetectorEqualisation> value) {
        return detectors.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    /** fpn at the level of the diffuser, mean over detectors, relative. */
    Estimate fpn() {
        return meanOf(DetectorEqualisation::patternNoise);
    }

    /** The same that the candidate would leave. */
    Estimate candidateFpn() {
        return meanOf(DetectorEqualisation::candidatePatternNoise);
    }

    /** The quadratic mean over detectors, which tells whether there is any: roots that are never negative do not average to 0. */
    Spread patternNoise() {
        return quadraticMean(DetectorEqualisation::patternNoise);
    }

    private Estimate meanOf(Function<DetectorEqualisation, Spread> patternNoise) {
        return new Estimate(mean(detector -> patternNoise.apply(detector).value()), quadraticMean(patternNoise).uncertainty(),
                detectors.stream().mapToInt(detector -> (int) detector.response().goodColumns().count()).sum());
    }

    private Spread quadraticMean(Function<DetectorEqualisation, Spread> spread) {
        return Spread.mean(detectors.stream().map(spread).toList());
    }

    /** Spread of r over the good columns of all detectors, u removed. */
    Spread gainChangeSpread() {
        double centre = mean(detector -> detector.gainChange().value());
        Spread within = quadraticMean(DetectorEqualisation::gainChangeSpread);
        return new Spread(within.variance() + mean(detector -> DetectorEqualisation.square(detector.gainChange().value() - centre)),
                within.varianceUncertainty());
    }

    /** Non-uniformity of the dark that COEFF_D leaves over, in LSB of equalised counts; NaN where no dark was archived. */
    Spread dsnu() {
        return quadraticMean(detector -> detector.dsnu() == null ? Spread.NONE : detector.dsnu().spread());
    }

    /** Non-uniformity of the response: the fpn, since a measured dark was taken off; NaN where COEFF_D stands in and both are in it. */
    Estimate prnu() {
        return response.archivedDark() ? fpn() : Estimate.given(Double.NaN);
    }

    /** fpn that γ and COEFF_D in force leave at a radiance: √(prnu² + (dsnu/(A·L))²). */
    Estimate fpnAt(double radiance) {
        Spread dark = dsnu().divided(response.gain() * radiance);
        return new Estimate(Math.hypot(prnu().value(), dark.value()), patternNoise().plus(dark).uncertainty(), prnu().count());
    }

    /**
     * Whether a candidate would be sound: it beats the reference on the held-back half of the lines, and no electronic cross-talk is in
     * some detectors that others do not have.
     */
    boolean proposable() {
        return errorOfCandidate() < errorOfReference() && !response.unevenCrosstalk();
    }

    double errorOfReference() {
        return Math.sqrt(mean(DetectorEqualisation::errorOfReference));
    }

    double errorOfCandidate() {
        return Math.sqrt(mean(DetectorEqualisation::errorOfCandidate));
    }
}
