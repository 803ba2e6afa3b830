package org.penumbra.history;

import java.time.Instant;

/**
 * One defect of one pixel, from the acquisition that saw it first to the one that released it (METHODS 6).
 *
 * @param unit short name of the spacecraft
 * @param band name of the band
 * @param detector 1-based
 * @param pixel 0-based column
 * @param lineOfCycle 1-based line of the chronogram cycle, 0 for all of them
 * @param defectClass for example {@code TELEGRAPH}
 * @param since sensing start of the acquisition that saw it first
 * @param status for example {@code CONFIRMED}
 * @param ended sensing start of the acquisition that released it, or null
 * @param evidence JSON object: measured values with their limits
 */
public record PixelLife(String unit, String band, int detector, int pixel, int lineOfCycle, String defectClass, Instant since,
                        String status, Instant ended, String evidence) {
}
