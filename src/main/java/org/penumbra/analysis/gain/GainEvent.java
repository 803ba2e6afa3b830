package org.penumbra.analysis.gain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.analysis.Past;
import org.penumbra.instrument.Instrument;

/**
 * Something known that may have changed the gain of a unit: its series is cut there (METHODS 5).
 *
 * @param type one of {@link #TYPES}, or what ended an epoch, for example {@code NUC_TABLE_ID 3 to 4}
 * @param unit short name of the spacecraft
 * @param start UTC
 * @param end UTC, not before the start; points in between are left out
 * @param bands names of the bands concerned; empty for all
 */
public record GainEvent(String type, String unit, Instant start, Instant end, List<String> bands) {

    /** What an event that is listed may be called (METHODS 5). */
    public static final List<String> TYPES = List.of("decontamination", "safe mode", "convention change", "GIPP reissue");

    public GainEvent {
        bands = List.copyOf(bands);
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("the " + type + " of " + unit + " ends before it starts");
        }
    }

    /** An entry of {@code events.yaml}; dates are {@code 2018-01-01} or {@code 2018-01-01T06:30:00Z}, the end is the start where it is left out. */
    @JsonCreator
    static GainEvent of(@JsonProperty(value = "type", required = true) String type, @JsonProperty(value = "unit", required = true) String unit,
                        @JsonProperty(value = "start", required = true) String start, @JsonProperty("end") String end,
                        @JsonProperty("bands") List<String> bands) {
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("'%s' is no type of event; there are %s".formatted(type, String.join(", ", TYPES)));
        }
        return new GainEvent(type, unit, instant(start), instant(end == null ? start : end), bands == null ? List.of() : bands);
    }

    /**
     * The events that are configured, those of some units that were recorded, and the ends of the epochs of their archived acquisitions.
     *
     * @param before of acquisitions, exclusive
     */
    public static List<GainEvent> known(EventSettings settings, Past past, List<String> units, Instrument instrument, Instant before) {
        List<GainEvent> events = new ArrayList<>(settings.events());
        for (String unit : units) {
            events.addAll(EpochEnds.archived(past, unit, instrument, before));
            past.events(unit).forEach(event -> events.add(new GainEvent(event.type(), unit, event.start(), event.end(), event.bands())));
        }
        return events.stream().distinct().toList();
    }

    /** Whether the series of a band of a unit is cut. */
    boolean concerns(String spacecraft, String band) {
        return unit.equals(spacecraft) && (bands.isEmpty() || bands.contains(band));
    }

    /**
     * A date, which is its midnight, or a time: {@code 2018-01-01} or {@code 2018-01-01T06:30:00Z}.
     *
     * @throws IllegalArgumentException in a sentence for who wrote it, when it is neither
     */
    public static Instant instant(String text) {
        try {
            return text.contains("T") ? Instant.parse(text) : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is neither a date such as 2026-05-02 nor a UTC time such as 2026-05-02T00:00:00Z".formatted(text), e);
        }
    }
}
