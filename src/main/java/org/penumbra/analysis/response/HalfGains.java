package org.penumbra.analysis.response;

/**
 * A of the two halves of the lines of a strip, in LSB/(W.m-2.sr-1.µm-1): what a candidate is proposed from, and what it is judged by.
 *
 * @param first of the first half
 * @param second of the second half
 */
public record HalfGains(double first, double second) {
}
