package org.penumbra.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.analysis.gain.GainEvent;
import org.penumbra.analysis.gain.GainPoint;
import org.penumbra.analysis.gain.GainSeries;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Spacecraft;

/** The series of absolute gains that the store holds, products' and imported ones alike. */
public final class GainHistory {
    static final String GAIN = "gain";
    static final String IRRADIANCE = "solarIrradiance";
    static final String RESPONSIVITY = "reflectanceResponsivity";
    private static final String CHANGE = "change";

    private final History history;

    public GainHistory(History history) {
        this.history = history;
    }

    /** The gains of a unit in order of time; without points where the store has none. */
    public GainSeries series(Spacecraft unit) {
        Map<Instant, Map<String, Of>> points = new TreeMap<>();
        for (Band band : unit.instrument().measuredBands()) {
            read(unit, band, GAIN, points).forEach((of, gain) -> of.gain.put(band.name(), gain));
            read(unit, band, IRRADIANCE, points).forEach((of, esun) -> of.irradiance.put(band.name(), esun));
            // A of the R2ABCA in force: what was measured without its change
            read(unit, band, CHANGE, points).forEach((of, change) -> of.gain.computeIfPresent(band.name(), (name, gain) -> {
                of.reference.put(name, gain / (1 + change));
                return gain;
            }));
        }
        List<GainPoint> all = new ArrayList<>();
        points.forEach((time, sources) -> sources.forEach((source, of) -> all.add(new GainPoint(time, source, of.gain, of.irradiance, of.reference))));
        return GainSeries.of(unit.name(), all);
    }

    /** Events of a unit that were recorded by request. */
    public List<GainEvent> events(String unit) {
        return history.events(unit).stream().map(event -> new GainEvent(event.type(), event.unit(), event.started(), event.ended(), event.bandNames())).toList();
    }

    static String name(Band band, String value) {
        return "absolute-gain/" + band.name() + "/" + value;
    }

    private Map<Of, Double> read(Spacecraft unit, Band band, String value, Map<Instant, Map<String, Of>> points) {
        Map<Of, Double> read = new HashMap<>();
        history.series(unit.name(), name(band, value)).forEach(point -> read.put(points.computeIfAbsent(point.time(), time -> new TreeMap<>())
                .computeIfAbsent(point.source(), source -> new Of()), point.reading()));
        return read;
    }

    /** What one source gives for one time, by band name. */
    private static final class Of {
        private final Map<String, Double> gain = new HashMap<>();
        private final Map<String, Double> irradiance = new HashMap<>();
        private final Map<String, Double> reference = new HashMap<>();
    }
}
