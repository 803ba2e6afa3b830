package org.penumbra.analysis.equalisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.instrument.Band;

/**
 * Fixed pattern noise against the age of the equalisation, in earlier diffuser acquisitions of the epoch; this one last.
 *
 * @param bands by band, in the order of their id
 */
record EqualisationHistory(Map<Band, BandSeries> bands) {

    /** Age of the equalisation in days, and fpn of the band, relative; NaN where it was not computed. */
    record BandSeries(double[] age, double[] fpn) {
    }

    static EqualisationHistory of(Dossier dossier, List<BandEqualisation> equalisations) {
        Map<Band, BandSeries> bands = new LinkedHashMap<>();
        for (BandEqualisation equalisation : equalisations) {
            List<Acquisition> past = Epoch.earlier(dossier, equalisation.band());
            double[] age = new double[past.size() + 1];
            double[] fpn = new double[past.size() + 1];
            for (int i = 0; i < past.size(); i++) {
                age[i] = past.get(i).values().getOrDefault(EqualisationResult.name(equalisation.band(), "age"), Double.NaN);
                fpn[i] = past.get(i).values().getOrDefault(EqualisationResult.name(equalisation.band(), "fpn"), Double.NaN);
            }
            age[past.size()] = equalisation.ageDays();
            fpn[past.size()] = equalisation.fpn();
            bands.put(equalisation.band(), new BandSeries(age, fpn));
        }
        return new EqualisationHistory(bands);
    }
}
