package org.penumbra.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.penumbra.analysis.defect.Life;

/**
 * One defect of one pixel, from the acquisition that saw it first to the one that released it (METHODS 6).
 *
 * @param unit as in {@link org.penumbra.instrument.Spacecraft}
 * @param band name of the band
 * @param detector 1-based
 * @param pixel 0-based column
 * @param lineOfCycle 1-based line of the chronogram cycle, 0 for all of them
 * @param defectClass for example {@code TELEGRAPH}
 * @param since sensing start of the acquisition that saw it first
 * @param status {@code CANDIDATE}, {@code CONFIRMED} or {@code RELEASED}; what R2DEPI and the operator say is in the reports
 * @param ended sensing start of the acquisition that released it, or null
 * @param evidence JSON object: measured values with their limits
 */
public record PixelLife(String unit, String band, int detector, int pixel, int lineOfCycle, String defectClass, Instant since,
                        String status, Instant ended, String evidence) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    /** A life as the tracking of defective pixels knows it. */
    public static PixelLife of(String unit, Life life) {
        String place = life.place();
        int dash = place.lastIndexOf("-D");
        try {
            return new PixelLife(unit, place.substring(0, dash), Integer.parseInt(place.substring(dash + 2)), life.column(),
                    life.last().lineOfCycle(), life.kind(), life.since(), life.status().name(), life.ended(),
                    JSON.writeValueAsString(life.last().values()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
