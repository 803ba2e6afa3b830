package org.penumbra.history;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a unit and may break its series (METHODS 5).
 *
 * @param unit short name of the spacecraft
 * @param type for example {@code decontamination}
 * @param started UTC
 * @param ended UTC
 * @param bands names of the bands concerned, separated by spaces; empty for all
 * @param source who says so: a request or a file
 */
public record InstrumentEvent(String unit, String type, Instant started, Instant ended, String bands, String source) {

    /** Names of the bands concerned; empty for all. */
    public List<String> bandNames() {
        return bands.isEmpty() ? List.of() : List.of(bands.split(" "));
    }
}
