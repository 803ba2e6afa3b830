package org.penumbra.analysis.gain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.analysis.gain.GainOutliers.Outlier;
import org.penumbra.instrument.Band;

/** Judges series of absolute gains of one or more units, wherever their points come from (METHODS 5). */
public final class GainTrends {
    private final List<Band> bands;
    private final List<GainEvent> events;
    private final TrendSettings settings;

    /**
     * @param bands bands of the instrument, in the order of their id
     * @param events what cuts series
     */
    public GainTrends(List<Band> bands, List<GainEvent> events, TrendSettings settings) {
        this.bands = List.copyOf(bands);
        this.events = List.copyOf(events);
        this.settings = settings;
    }

    /**
     * Judges series. One that lacks the solar irradiance of a point is refused for the reflectance responsivity: it is named, not judged.
     */
    public TrendResult judge(List<GainSeries> all, Quantity quantity) {
        List<GainSeries> refused = all.stream().filter(one -> quantity == Quantity.RESPONSIVITY && withoutIrradiance(one).isPresent()).toList();
        List<GainSeries> series = all.stream().filter(one -> !refused.contains(one)).toList();
        Map<String, List<GainPoint>> points = new LinkedHashMap<>();
        all.forEach(one -> points.put(one.unit(), one.points()));
        List<Outlier> outliers = new GainOutliers(bands, settings).find(points);
        List<BandTrend> trends = new ArrayList<>();
        List<UnitRatio> ratios = new ArrayList<>();
        for (Band band : bands) {
            List<BandTrend> ofBand = series.stream()
                    .map(one -> BandTrend.of(one.unit(), band, quantity, without(outliers, one, band), one.newest(), events, bands.size(), settings))
                    .filter(trend -> !trend.points().isEmpty()).toList();
            trends.addAll(ofBand);
            for (int i = 1; i < ofBand.size(); i++) {
                for (int j = 0; j < i; j++) {
                    ratios.add(ratio(ofBand.get(j), ofBand.get(i)));
                }
            }
        }
        return new TrendResult(quantity, series, refused, outliers, trends, ratios, events, settings);
    }

    /** The numerator is the unit that acquired last: it is the one that is judged. */
    private UnitRatio ratio(BandTrend one, BandTrend other) {
        return other.newest().isAfter(one.newest()) ? UnitRatio.of(other, one, events, settings) : UnitRatio.of(one, other, events, settings);
    }

    /** The first point that has a gain without a solar irradiance. */
    static Optional<GainPoint> withoutIrradiance(GainSeries series) {
        return series.points().stream().filter(point -> !point.irradiance().keySet().containsAll(point.gain().keySet())).findFirst();
    }

    private static List<GainPoint> without(List<Outlier> outliers, GainSeries series, Band band) {
        return series.points().stream()
                .filter(point -> outliers.stream().noneMatch(outlier -> outlier.leavesOut(series.unit(), point, band))).toList();
    }
}
