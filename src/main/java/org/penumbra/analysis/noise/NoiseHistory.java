package org.penumbra.analysis.noise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Limit;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Series;
import org.penumbra.analysis.Figure.Style;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.instrument.Band;

/**
 * The noise over the epoch: earlier acquisitions of the same unit and type, this one last.
 *
 * @param bands by band, in the order of their id
 */
record NoiseHistory(Map<Band, BandSeries> bands) {

    /** One band over time: seconds since 1970, signal-to-noise ratio at Lref; NaN where it was not computed. */
    record BandSeries(double[] seconds, double[] snr) {
    }

    static NoiseHistory of(Dossier dossier, List<BandNoise> noises) {
        Map<Band, BandSeries> bands = new LinkedHashMap<>();
        for (BandNoise noise : noises) {
            List<Acquisition> past = Earlier.than(dossier).ofWhole(noise.band());
            int points = past.size() + 1;
            double[] seconds = new double[points];
            double[] snr = new double[points];
            for (int i = 0; i < past.size(); i++) {
                seconds[i] = past.get(i).sensingStart().getEpochSecond();
                snr[i] = past.get(i).values().getOrDefault("noise/" + noise.band().name() + "/snrAtLref", Double.NaN);
            }
            seconds[points - 1] = dossier.product().sensingStart().getEpochSecond();
            snr[points - 1] = noise.snrAtReference();
            bands.put(noise.band(), new BandSeries(seconds, snr));
        }
        return new NoiseHistory(bands);
    }

    /** One figure over time, where there is something earlier to compare with. */
    List<Figure> figures() {
        if (bands.values().stream().noneMatch(series -> series.seconds().length > 1)) {
            return List.of();
        }
        List<Panel> panels = new ArrayList<>();
        bands.forEach((band, series) -> panels.add(new Panel(band.name(), List.of(new Line("", series.seconds(), series.snr(), null,
                Style.POINTS_AND_LINE)), Double.isNaN(band.requiredSnr()) ? List.of() : List.of(new Limit("required", band.requiredSnr())))));
        return List.of(new Series("noise-history-snr", "Signal-to-noise ratio at Lref over the epoch",
                "Acquisitions of the same type and epoch, this one last. A fall is unusual.", new Axis("SNR at Lref", ""), panels, List.of()));
    }
}
