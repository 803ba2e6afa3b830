package org.penumbra.analysis.response;

import org.penumbra.calibration.Gamma;

/**
 * What the response of one (band, detector) is made of besides its counts; any of it can be varied.
 * Axis of arrays over pixels: column · n + (line of cycle − 1).
 *
 * @param dark dark signal and its uncertainty
 * @param offset mean of the blind columns' offset PC over the kept lines, in LSB; axis: line of cycle − 1
 * @param crosstalk counts that other bands add, in LSB per column
 * @param gamma ground equalisation γ in force
 * @param radiance L_diff, mean over the kept lines of each pixel, in W.m-2.sr-1.µm-1
 * @param illuminationStep mean of (L(l+n) − L(l))²/2 over the strip, relative to the square of its mean: what the trend of the
 *     illumination adds to line-to-line differences
 */
record ResponseInputs(DarkLevel dark, double[] offset, double[] crosstalk, Gamma gamma, double[] radiance, double illuminationStep) {
}
