package org.penumbra.camel;

import java.io.Serializable;

/**
 * One measure task as it travels through the queue: never pixels (DESIGN 4).
 *
 * @param job id of the job
 * @param band name of the band
 * @param detector 1-based
 */
public record MeasureMessage(String job, String band, int detector) implements Serializable {
}
