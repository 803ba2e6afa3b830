package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Result;
import org.penumbra.analysis.gain.BandTrend.Part;
import org.penumbra.analysis.gain.GainOutliers.Outlier;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.ChangePoint.Model;
import org.penumbra.statistics.ChangePoint.Segment;

/**
 * What the series of absolute gains do.
 *
 * @param quantity what is followed
 * @param series points of each unit that is judged, outliers included
 * @param refused units of which the solar irradiance is not known for every point
 * @param outliers points, and single values, left out
 * @param bands trend of each band and unit that has points, bands in the order of their id
 * @param ratios between units, bands in the order of their id
 * @param events events that cut series
 * @param settings settings in force
 */
public record TrendResult(Quantity quantity, List<GainSeries> series, List<GainSeries> refused, List<Outlier> outliers, List<BandTrend> bands,
                          List<UnitRatio> ratios, List<GainEvent> events, TrendSettings settings) implements Result {
    private static final String TOO_FEW = "too few points since the last event, or none of the newest acquisition";

    public TrendResult {
        series = List.copyOf(series);
        refused = List.copyOf(refused);
        outliers = List.copyOf(outliers);
        bands = List.copyOf(bands);
        ratios = List.copyOf(ratios);
        events = List.copyOf(events);
    }

    /** The part of it that speaks of some units and bands; ratios in which one of the units stands. */
    public TrendResult about(Predicate<String> unit, Predicate<String> band) {
        return new TrendResult(quantity, series.stream().filter(one -> unit.test(one.unit())).toList(),
                refused.stream().filter(one -> unit.test(one.unit())).toList(), outliers.stream()
                        .filter(one -> unit.test(one.unit()) && one.band().map(Band::name).filter(band.negate()).isEmpty()).toList(),
                bands.stream().filter(one -> unit.test(one.unit()) && band.test(one.band().name())).toList(),
                ratios.stream().filter(one -> (unit.test(one.unit()) || unit.test(one.other())) && band.test(one.band().name())).toList(),
                events.stream().filter(one -> unit.test(one.unit())
                        && (one.bands().isEmpty() || one.bands().stream().anyMatch(band))).toList(), settings);
    }

    @Override
    public Object summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("quantity", quantity.label());
        summary.put("outliers", outliers.stream().map(outlier -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("unit", outlier.unit());
            entry.put("time", outlier.point().time());
            entry.put("source", outlier.point().source());
            outlier.band().ifPresent(one -> entry.put("band", one.name()));
            outlier.fits().ifPresent(other -> entry.put("fits", other));
            entry.put("bandsOff", outlier.bandsOff());
            return entry;
        }).toList());
        summary.put("bands", bands.stream().map(TrendResult::summary).toList());
        summary.put("ratios", ratios.stream().map(TrendResult::summary).toList());
        return summary;
    }

    private static Map<String, Object> summary(BandTrend trend) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("band", trend.band().name());
        entry.put("unit", trend.unit());
        entry.put("points", trend.points().stream().map(point -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("time", point.time());
            of.put("source", point.source());
            of.put("gain", point.of(Quantity.GAIN, trend.band().name()));
            of.put("reflectanceResponsivity", Missing.unless(point.of(Quantity.RESPONSIVITY, trend.band().name()), "no solar irradiance"));
            return of;
        }).toList());
        entry.put("parts", trend.parts().stream().map(part -> summary(part)).toList());
        entry.put("prediction", trend.prediction().<Object>map(prediction -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("expected", prediction.expected());
            of.put("measured", prediction.measured());
            of.put("points", prediction.points());
            of.put("halfWidthWarning", prediction.warning());
            of.put("halfWidthAlarm", prediction.alarm());
            return of;
        }).orElse(new Missing(TOO_FEW)));
        return entry;
    }

    private static Map<String, Object> summary(Part part) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("after", part.after().<Object>map(GainEvent::type).orElse(new Missing("it is the first")));
        entry.put("theilSenPerYear", part.slope().<Object>map(slope -> Map.of("slope", slope.slope(),
                "lower", Missing.unless(slope.lower(), "unbounded"), "upper", Missing.unless(slope.upper(), "unbounded")))
                .orElse(new Missing("one point")));
        entry.put("pettitt", part.pettitt().<Object>map(test -> Map.of("before", part.points().get(test.index()).time(), "p", test.p()))
                .orElse(new Missing("one point")));
        entry.put("cusum", part.cusum().<Object>map(test -> Map.of("before", part.points().get(test.index()).time(), "statistic", test.statistic()))
                .orElse(new Missing("one point")));
        List<Object> segments = new ArrayList<>();
        part.segments().forEach(segment -> segments.add(summary(part, segment)));
        entry.put("segments", segments);
        return entry;
    }

    private static Map<String, Object> summary(Part part, Segment segment) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("from", part.points().get(segment.from()).time());
        entry.put("to", part.points().get(segment.to() - 1).time());
        entry.put("points", segment.to() - segment.from());
        entry.put("verdict", segment.verdict().name());
        Model called = segment.called();
        entry.put("step", called.index() < 0 ? new Missing("no step is called") : called.step());
        entry.put("stepAt", called.index() < 0 ? new Missing("no step is called") : between(part, called.index()));
        entry.put("stepUncertainty", Missing.unless(called.stepUncertainty(), "no step is called"));
        entry.put("slopePerDay", called.slope());
        entry.put("slopePerDayUncertainty", Missing.unless(called.slopeUncertainty(), "no drift is called"));
        entry.put("bic", bic(segment));
        return entry;
    }

    private static List<Instant> between(Part part, int index) {
        return List.of(part.points().get(index - 1).time(), part.points().get(index).time());
    }

    private static Map<String, Object> bic(Segment segment) {
        Map<String, Object> bic = new LinkedHashMap<>();
        String reason = "not tried";
        bic.put("constant", Missing.unless(segment.constant().bic(), reason));
        bic.put("drift", Missing.unless(segment.drift().bic(), reason));
        bic.put("step", Missing.unless(segment.step().bic(), reason));
        bic.put("stepAndDrift", Missing.unless(segment.stepAndDrift().bic(), reason));
        return bic;
    }

    private static Map<String, Object> summary(UnitRatio ratio) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("band", ratio.band().name());
        entry.put("unit", ratio.unit());
        entry.put("other", ratio.other());
        entry.put("points", ratio.ratios().size());
        entry.put("ratio", Missing.unless(ratio.newest(), "no points near in time"));
        entry.put("change", Missing.unless(ratio.change(), "too few earlier ratios, or none of the newest acquisition"));
        return entry;
    }
}
