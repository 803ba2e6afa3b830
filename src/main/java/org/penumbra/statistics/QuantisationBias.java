package org.penumbra.statistics;

/**
 * How far rounding to integers can bias a mean, over all phases of the true value within one count (METHODS 2): the
 * first harmonic of the rounding error, damped by noise (Widrow and Kollár 2008, "Quantization noise").
 */
public final class QuantisationBias {
    private QuantisationBias() {
    }

    /**
     * Root mean square bias q = exp(−2π²σ²)/(π√2) in LSB, with σ² = max(ν² − 1/12, 0.01).
     *
     * @param noiseVariance ν², the variance of the rounded counts in LSB², rounding included, ≥ 0
     */
    public static double rms(double noiseVariance) {
        double variance = Math.max(noiseVariance - 1.0 / 12, 0.01);
        return Math.exp(-2 * Math.PI * Math.PI * variance) / (Math.PI * Math.sqrt(2));
    }
}
