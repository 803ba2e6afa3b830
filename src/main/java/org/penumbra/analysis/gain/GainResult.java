package org.penumbra.analysis.gain;

import static org.penumbra.analysis.Missing.unless;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Result;

/**
 * What the analysis of the absolute gain computed.
 *
 * @param bands bands in the order of their id; empty where the response could not be analysed
 * @param settings settings in force
 */
public record GainResult(List<BandGain> bands, GainSettings settings) implements Result {
    private static final String NO_COLUMN = "no column could be used";

    public GainResult {
        bands = List.copyOf(bands);
    }

    /** Those of the bands that were judged: what is insufficient or not of all detectors is no evidence for later acquisitions either. */
    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (BandGain band : bands.stream().filter(one -> one.decision() != Decision.NOT_JUDGED).toList()) {
            values.put(KnownGains.name(band.band(), KnownGains.GAIN), band.gain());
            values.put(KnownGains.name(band.band(), "uncertainty"), band.uncertainty());
            values.put(KnownGains.name(band.band(), "statisticalUncertainty"), band.gain() * band.budget().statistical());
            values.put(KnownGains.name(band.band(), KnownGains.CHANGE), band.change());
            values.put(KnownGains.name(band.band(), KnownGains.RESPONSIVITY), band.reflectanceResponsivity());
            values.put(KnownGains.name(band.band(), KnownGains.IRRADIANCE), band.solarIrradiance());
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    /** The gravest decision of a band. */
    @Override
    public Optional<Decision> decision() {
        return bands.stream().map(BandGain::decision).max(Comparator.naturalOrder());
    }

    @Override
    public Object summary() {
        return Map.of("bands", bands.stream().map(band -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("band", band.band().name());
            entry.put("gain", unless(band.gain(), NO_COLUMN));
            entry.put("uncertainty", unless(band.uncertainty(), NO_COLUMN));
            entry.put("statisticalUncertainty", unless(band.gain() * band.budget().statistical(), NO_COLUMN));
            entry.put("reference", band.reference());
            entry.put("change", unless(band.change(), NO_COLUMN));
            entry.put("solarIrradiance", band.solarIrradiance());
            entry.put("reflectanceResponsivity", unless(band.reflectanceResponsivity(), NO_COLUMN));
            entry.put("medianOfDetectors", unless(band.response().medianOfDetectors(), NO_COLUMN));
            entry.put("errorOfReference", unless(band.errorOfReference(), NO_COLUMN));
            entry.put("errorOfCandidate", unless(band.errorOfCandidate(), NO_COLUMN));
            entry.put("decision", band.decision().label());
            entry.put("detectors", band.response().detectors().stream().map(detector -> {
                Map<String, Object> of = new LinkedHashMap<>();
                of.put("detector", detector.id().detector());
                of.put("gain", unless(detector.gain(), NO_COLUMN));
                return of;
            }).toList());
            return entry;
        }).toList());
    }
}
