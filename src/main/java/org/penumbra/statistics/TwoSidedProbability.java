package org.penumbra.statistics;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;

/** Probability that a standardised quantity is at least as far from zero, on either side, as the one seen: its p value. */
public final class TwoSidedProbability {
    /** Degrees of freedom from which Student's law is the normal one for our purpose (METHODS 0). */
    private static final int NORMAL_FROM = 50;

    private TwoSidedProbability() {
    }

    /**
     * Of a change over its standard uncertainty: by Student's law where that is known from few samples, else by the normal one; NaN for NaN.
     *
     * @param degreesOfFreedom of the uncertainty; with none it is taken as known
     */
    public static double of(double change, int degreesOfFreedom) {
        return degreesOfFreedom > 0 && degreesOfFreedom < NORMAL_FROM ? student(change, degreesOfFreedom) : normal(change);
    }

    /** Of a standard normal quantity: erfc(|z|/√2); NaN for NaN. */
    public static double normal(double z) {
        return Double.isNaN(z) ? Double.NaN : Erf.erfc(Math.abs(z) / Math.sqrt(2));
    }

    /**
     * Of Student's t: the regularised incomplete beta function I(ν/(ν + t²); ν/2, 1/2); NaN for NaN.
     *
     * @param degreesOfFreedom ν > 0
     */
    public static double student(double t, double degreesOfFreedom) {
        return Beta.regularizedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
    }
}
