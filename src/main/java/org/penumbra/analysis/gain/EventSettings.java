package org.penumbra.analysis.gain;

import java.util.List;
import org.penumbra.settings.Setting;

/** The events that cut series; file {@code events.yaml}. */
public record EventSettings(
        @Setting(unit = "event", value = "[]", source = "METHODS 5",
                why = "Series are judged between events, and what was acquired during one is left out. An event is "
                        + "{type: decontamination, unit: S2A, start: 2020-09-14, end: 2020-09-18T18:00:00Z, bands: [B10, B11, B12]}; "
                        + "without an end it is its start, without bands it concerns all. The other types are safe mode, convention change, "
                        + "GIPP reissue. A step that was found stays a finding until its cause is listed.")
        List<GainEvent> events) {

    public EventSettings {
        events = List.copyOf(events);
    }
}
