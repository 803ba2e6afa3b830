package org.penumbra.history;

import java.time.Instant;

/**
 * One pixel in one acquisition; NaN where the archive has no value.
 *
 * @param acquisition product id
 * @param sensingStart UTC
 * @param lineOfCycle 1-based line of the chronogram cycle
 * @param mean raw counts in LSB
 * @param u standard uncertainty of the mean in LSB
 * @param noise line-to-line noise in LSB
 * @param change against the reference in force then, in the unit of the analysis
 */
public record PixelReading(String acquisition, Instant sensingStart, int lineOfCycle, double mean, double u, double noise, double change) {
}
