package org.penumbra.analysis.noise;

import static org.penumbra.analysis.Missing.unless;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Result;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Estimate;

/**
 * Noise model of every band: variance = alpha² + beta · Z in equalised counts at level 1B sampling (METHODS 4).
 *
 * @param bands one entry per band, in the order of their id
 * @param lit whether it comes from the Sun on the diffuser
 * @param history the same of earlier acquisitions of the same type and epoch
 * @param settings settings in force
 */
public record NoiseResult(List<BandNoise> bands, boolean lit, NoiseHistory history, NoiseSettings settings) implements Result {

    private static final String UNCALIBRATED = "no calibration parameters come with this product";
    private static final String NO_COLUMN = "no column could be used";
    private static final String NOT_MEASURED = "this product did not measure it, and R2NOMO states none";
    private static final String NOT_IN_PROFILE = "the instrument profile gives none";

    /**
     * @param band the band
     * @param alpha noise in the dark, LSB; without an uncertainty where it is that of R2NOMO
     * @param beta slope of the variance, LSB; NaN where unknown, without an uncertainty where it is that of R2NOMO
     * @param betaSource where beta comes from
     * @param gain absolute coefficient A in LSB/(W.m-2.sr-1.µm-1); NaN where unknown
     * @param alphaReference alpha of the R2NOMO in force, LSB; NaN where there is none
     * @param betaReference beta of the R2NOMO in force, LSB; NaN where there is none
     * @param alphaMeasured whether alpha was measured, by this product or an archived dark
     * @param sufficient whether product and archived dark are evidence enough for a candidate (METHODS 0); a dark, which gives no beta, is not
     * @param signedBeta beta before a negative value was set to 0, LSB
     * @param errorOfReference how far the model in force is off the noise of the second half of the lines and of the dark, relative; NaN from a dark
     * @param errorOfCandidate the same of the model of the first half
     */
    public record BandNoise(Band band, Estimate alpha, Estimate beta, String betaSource, double gain, double alphaReference, double betaReference,
                            boolean alphaMeasured, boolean sufficient, double signedBeta, double errorOfReference, double errorOfCandidate) {

        static BandNoise ofDark(Band band, Estimate alpha, double beta, String betaSource, double gain, double alphaReference, double betaReference) {
            return new BandNoise(band, alpha, Estimate.given(beta), betaSource, gain, alphaReference, betaReference,
                    true, false, beta, Double.NaN, Double.NaN);
        }

        /** Whether the measured model is a candidate: better than the one in force, which is off by more than matters. */
        boolean better(NoiseSettings settings) {
            return sufficient && signedBeta > 0 && errorOfReference > settings.modelChange() && errorOfCandidate < errorOfReference;
        }

        Decision decision(NoiseSettings settings) {
            return better(settings) ? Decision.GROUND_CANDIDATE : sufficient ? Decision.NO_CHANGE : Decision.NOT_JUDGED;
        }

        /** Signal-to-noise ratio at radiance L in W.m-2.sr-1.µm-1: A·L/sqrt(alpha² + beta·A·L) (METHODS 4). */
        double snr(double radiance) {
            double signal = gain * radiance;
            return signal / Math.sqrt(variance(signal));
        }

        private double variance(double signal) {
            return alpha.value() * alpha.value() + beta.value() * signal;
        }

        double snrAtReference() {
            return snr(band.referenceRadiance());
        }

        /**
         * Standard uncertainty of that ratio from what was measured of the model; what R2NOMO and R2ABCA give is taken as exact.
         * NaN where nothing was.
         */
        double snrUncertainty() {
            double signal = gain * band.referenceRadiance();
            double ofAlpha = 2 * alpha.value() * alpha.uncertainty();
            double ofBeta = beta.uncertainty() * signal;
            double ofVariance = Double.isNaN(ofAlpha) ? ofBeta : Double.isNaN(ofBeta) ? ofAlpha : Math.hypot(ofAlpha, ofBeta);
            return snrAtReference() * Math.abs(ofVariance) / (2 * variance(signal));
        }

        /** Why beta, or with a beta the signal-to-noise ratio, cannot be given where it is NaN: without parameters there is no gain either. */
        private String missing() {
            return Double.isNaN(gain) ? UNCALIBRATED : Double.isNaN(alpha.value()) || Double.isNaN(beta.value()) ? NO_COLUMN : NOT_IN_PROFILE;
        }
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (BandNoise noise : bands) {
            values.put("noise/" + noise.band().name() + "/alpha", noise.alpha().value());
            values.put("noise/" + noise.band().name() + "/snrAtLref", noise.snrAtReference());
            if (lit) {
                values.put("noise/" + noise.band().name() + "/beta", noise.beta().value());
            }
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    @Override
    public Object summary() {
        return Map.of("bands", bands.stream().map(noise -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("band", noise.band().name());
            entry.put("alpha", unless(noise.alpha().value(), NO_COLUMN));
            entry.put("alphaUncertainty", unless(noise.alpha().uncertainty(), noise.alphaMeasured() ? NO_COLUMN : NOT_MEASURED));
            entry.put("columns", Math.max(noise.alpha().count(), noise.beta().count()));
            entry.put("alphaReference", unless(noise.alphaReference(), UNCALIBRATED));
            entry.put("beta", unless(noise.beta().value(), noise.missing()));
            entry.put("betaUncertainty", unless(noise.beta().uncertainty(), lit ? NO_COLUMN : NOT_MEASURED));
            entry.put("betaSource", noise.betaSource());
            entry.put("betaReference", unless(noise.betaReference(), UNCALIBRATED));
            if (noise.signedBeta() < 0) {
                entry.put("betaBelowNoise", true);
                entry.put("signedBeta", noise.signedBeta());
            }
            if (lit) {
                entry.put("alphaSource", noise.alphaMeasured() ? "archived dark" : "R2NOMO");
                entry.put("errorOfReference", unless(noise.errorOfReference(), NO_COLUMN));
                entry.put("errorOfCandidate", unless(noise.errorOfCandidate(), NO_COLUMN));
                entry.put("decision", noise.decision(settings).label());
            }
            entry.put("snrAtLref", unless(noise.snrAtReference(), noise.missing()));
            entry.put("snrUncertainty", unless(noise.snrUncertainty(), noise.missing()));
            entry.put("lref", unless(noise.band().referenceRadiance(), NOT_IN_PROFILE));
            entry.put("snrRequired", unless(noise.band().requiredSnr(), NOT_IN_PROFILE));
            return entry;
        }).toList());
    }
}
