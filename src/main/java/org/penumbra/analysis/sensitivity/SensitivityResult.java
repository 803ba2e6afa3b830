package org.penumbra.analysis.sensitivity;

import static org.penumbra.analysis.Missing.unless;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Result;
import org.penumbra.analysis.gain.GainBudget.Contribution;

/**
 * What the method depends on.
 *
 * @param bands bands in the order of their id; empty where the response could not be analysed
 * @param settings settings in force
 */
public record SensitivityResult(List<BandSensitivity> bands, SensitivitySettings settings) implements Result {
    private static final String NO_COLUMN = "no column could be used";

    public SensitivityResult {
        bands = List.copyOf(bands);
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (BandSensitivity band : bands) {
            values.put("sensitivity/" + band.band().name() + "/total", band.budget().total());
            values.put("sensitivity/" + band.band().name() + "/std", band.monteCarlo().std());
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    @Override
    public Object summary() {
        return Map.of("bands", bands.stream().map(SensitivityResult::summary).toList());
    }

    private static Map<String, Object> summary(BandSensitivity band) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("band", band.band().name());
        entry.put("variants", band.variants().stream().map(effect -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("name", effect.name());
            of.put("gainChange", unless(effect.gainChange(), NO_COLUMN));
            of.put("fpnChange", unless(effect.fpnChange(), NO_COLUMN));
            return of;
        }).toList());
        List<Object> budget = new ArrayList<>();
        for (int place = 0; place < band.budget().contributions().size(); place++) {
            Contribution contribution = band.budget().contributions().get(place);
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("name", contribution.name());
            of.put("contribution", unless(contribution.size(), NO_COLUMN));
            of.put("firstOrderIndex", unless(band.monteCarlo().indices()[place], NO_COLUMN));
            of.put("firstOrderIndexError", unless(band.monteCarlo().indexErrors()[place], NO_COLUMN));
            budget.add(of);
        }
        entry.put("budget", budget);
        entry.put("total", unless(band.budget().total(), NO_COLUMN));
        Map<String, Object> draws = new LinkedHashMap<>();
        draws.put("mean", unless(band.monteCarlo().mean(), NO_COLUMN));
        draws.put("std", unless(band.monteCarlo().std(), NO_COLUMN));
        draws.put("p2_5", unless(band.monteCarlo().lower(), NO_COLUMN));
        draws.put("p97_5", unless(band.monteCarlo().upper(), NO_COLUMN));
        draws.put("samples", band.monteCarlo().samples());
        draws.put("agrees", band.agrees());
        entry.put("monteCarlo", draws);
        return entry;
    }
}
