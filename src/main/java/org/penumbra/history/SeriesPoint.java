package org.penumbra.history;

import java.time.Instant;

/**
 * One point of a scalar series.
 *
 * @param unit as in {@link org.penumbra.instrument.Spacecraft}
 * @param name for example {@code absolute-gain/B04/gain}
 * @param time time of the acquisition, UTC
 * @param source product id, or name of the imported file
 * @param reading in the unit of the report; finite
 */
public record SeriesPoint(String unit, String name, Instant time, String source, double reading) {
}
