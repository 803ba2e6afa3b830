package org.penumbra.analysis.noise;

import static org.penumbra.analysis.Missing.unless;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Result;
import org.penumbra.instrument.Band;

/**
 * Noise model of every band: variance = alpha² + beta · Z in equalised counts at level 1B sampling (METHODS 4).
 *
 * @param bands one entry per band, in the order of their id
 * @param settings settings in force
 */
public record NoiseResult(List<BandNoise> bands, NoiseSettings settings) implements Result {

    /**
     * @param band the band
     * @param alpha noise in the dark, LSB
     * @param beta slope of the variance, LSB; NaN where unknown
     * @param betaSource where beta comes from
     * @param gain absolute coefficient A in LSB/(W.m-2.sr-1.µm-1); NaN where unknown
     * @param alphaReference alpha of the R2NOMO in force, LSB; NaN where there is none
     */
    public record BandNoise(Band band, double alpha, double beta, String betaSource, double gain, double alphaReference) {

        /** Signal-to-noise ratio at radiance L in W.m-2.sr-1.µm-1: A·L/sqrt(alpha² + beta·A·L) (METHODS 4). */
        double snr(double radiance) {
            double signal = gain * radiance;
            return signal / Math.sqrt(alpha * alpha + beta * signal);
        }

        double snrAtReference() {
            return snr(band.referenceRadiance());
        }
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (BandNoise noise : bands) {
            values.put("noise/" + noise.band().name() + "/alpha", noise.alpha());
            values.put("noise/" + noise.band().name() + "/snrAtLref", noise.snrAtReference());
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    @Override
    public Object summary() {
        String uncalibrated = "no calibration parameters come with this product";
        return Map.of("bands", bands.stream().map(noise -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("band", noise.band().name());
            entry.put("alpha", unless(noise.alpha(), "no column could be used"));
            entry.put("alphaReference", unless(noise.alphaReference(), uncalibrated));
            entry.put("beta", unless(noise.beta(), uncalibrated));
            entry.put("betaSource", noise.betaSource());
            entry.put("snrAtLref", unless(noise.snrAtReference(), uncalibrated));
            entry.put("lref", unless(noise.band().referenceRadiance(), "the instrument profile gives none"));
            entry.put("snrRequired", unless(noise.band().requiredSnr(), "the instrument profile gives none"));
            return entry;
        }).toList());
    }
}
