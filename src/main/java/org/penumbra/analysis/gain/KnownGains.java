package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Past.Reading;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.Band;

/** The absolute gains of a unit that are remembered: those of archived acquisitions and those taken into the store from elsewhere. */
public final class KnownGains {
    public static final String GAIN = "gain";
    public static final String IRRADIANCE = "solarIrradiance";
    public static final String RESPONSIVITY = "reflectanceResponsivity";
    static final String CHANGE = "change";

    private final List<Band> bands;
    /** What one source gives for one time, by the names of series. */
    private final Map<Instant, Map<String, Map<String, Double>>> points = new TreeMap<>();

    private KnownGains(List<Band> bands) {
        this.bands = bands;
    }

    /**
     * The points of a unit in order of time; none where nothing is remembered.
     *
     * @param before exclusive
     */
    public static List<GainPoint> of(Past past, String unit, List<Band> bands, Instant before) {
        KnownGains known = new KnownGains(bands);
        for (Band band : bands) {
            for (String value : List.of(GAIN, IRRADIANCE, CHANGE)) {
                String name = name(band, value);
                past.readings(unit, name).stream().filter(reading -> reading.time().isBefore(before)).forEach(reading -> known.add(name, reading));
            }
        }
        for (Acquisition acquisition : past.acquisitions(unit, AcquisitionType.SUN_DIFFUSER, before)) {
            known.at(acquisition.sensingStart(), acquisition.id()).putAll(acquisition.values());
        }
        List<GainPoint> all = new ArrayList<>();
        known.points.forEach((time, sources) -> sources.forEach((source, values) -> all.add(known.point(time, source, values))));
        return all;
    }

    /** A point from the values that a result leaves for series. */
    static GainPoint of(Instant time, String source, Map<String, Double> values, List<Band> bands) {
        return new KnownGains(bands).point(time, source, values);
    }

    /** Name of the series of a band. */
    public static String name(Band band, String value) {
        return "absolute-gain/" + band.name() + "/" + value;
    }

    private void add(String name, Reading reading) {
        at(reading.time(), reading.source()).put(name, reading.value());
    }

    private Map<String, Double> at(Instant time, String source) {
        return points.computeIfAbsent(time, key -> new TreeMap<>()).computeIfAbsent(source, key -> new HashMap<>());
    }

    private GainPoint point(Instant time, String source, Map<String, Double> values) {
        Map<String, Double> gains = byBand(values, GAIN);
        Map<String, Double> references = byBand(values, CHANGE);
        references.keySet().retainAll(gains.keySet());
        // A of the R2ABCA in force: what was measured without its change
        references.replaceAll((band, change) -> gains.get(band) / (1 + change));
        Map<String, Double> irradiance = byBand(values, IRRADIANCE);
        irradiance.keySet().retainAll(gains.keySet());
        return new GainPoint(time, source, gains, irradiance, references);
    }

    private Map<String, Double> byBand(Map<String, Double> values, String value) {
        Map<String, Double> byBand = new HashMap<>();
        for (Band band : bands) {
            Double one = values.get(name(band, value));
            if (one != null) {
                byBand.put(band.name(), one);
            }
        }
        return byBand;
    }
}
