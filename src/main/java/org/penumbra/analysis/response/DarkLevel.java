package org.penumbra.analysis.response;

import java.util.Arrays;

/**
 * A dark signal of one (band, detector) that can be taken off a lit strip. Axis: column · n + (line of cycle − 1); NaN where it has no value.
 *
 * @param mean DS in LSB of raw counts
 * @param u standard uncertainty of DS in LSB
 * @param noise line-to-line noise in LSB; NaN where COEFF_D stands in
 * @param archived whether it was measured; false for COEFF_D
 * @param sufficient whether it is evidence enough to be proposed (METHODS 0); false for COEFF_D
 */
public record DarkLevel(double[] mean, double[] u, double[] noise, boolean archived, boolean sufficient) {

    /** COEFF_D as a dark: [line of cycle − 1][column] in LSB, with the standard uncertainty that stands for its age. */
    static DarkLevel reference(double[][] coefficients, double uncertainty) {
        int n = coefficients.length;
        double[] mean = new double[n * coefficients[0].length];
        Arrays.setAll(mean, i -> coefficients[i % n][i / n]);
        double[] u = new double[mean.length];
        Arrays.fill(u, uncertainty);
        double[] noise = new double[mean.length];
        Arrays.fill(noise, Double.NaN);
        return new DarkLevel(mean, u, noise, false, false);
    }

    /** The mean of two darks, pixel by pixel; where one has no value, the other. */
    static DarkLevel mean(DarkLevel one, DarkLevel other) {
        double[][] mean = new double[3][one.mean.length];
        for (int i = 0; i < one.mean.length; i++) {
            if (Double.isNaN(one.mean[i]) || Double.isNaN(other.mean[i])) {
                DarkLevel known = Double.isNaN(one.mean[i]) ? other : one;
                mean[0][i] = known.mean[i];
                mean[1][i] = known.u[i];
                mean[2][i] = known.noise[i];
            } else {
                mean[0][i] = (one.mean[i] + other.mean[i]) / 2;
                mean[1][i] = Math.hypot(one.u[i], other.u[i]) / 2;
                mean[2][i] = Math.sqrt((one.noise[i] * one.noise[i] + other.noise[i] * other.noise[i]) / 2);
            }
        }
        return new DarkLevel(mean[0], mean[1], mean[2], one.archived && other.archived, one.sufficient && other.sufficient);
    }
}
