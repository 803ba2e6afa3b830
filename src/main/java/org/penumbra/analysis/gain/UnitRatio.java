package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Median;

/**
 * One band of a unit against another since the last event of either: ratio of each point to the point of the other unit nearest in time
 * (METHODS 5).
 *
 * @param unit numerator, the unit that is judged
 * @param other denominator
 * @param band the band
 * @param times times of the numerator's points, ascending
 * @param ratios ratios, as many
 * @param earlier median of the ratios before the newest that it is held against; NaN where they are too few or the newest
 *                acquisition of the numerator makes no ratio
 */
public record UnitRatio(String unit, String other, Band band, List<Instant> times, List<Double> ratios, double earlier) {

    public UnitRatio {
        times = List.copyOf(times);
        ratios = List.copyOf(ratios);
    }

    static UnitRatio of(BandTrend one, BandTrend other, List<GainEvent> events, TrendSettings settings) {
        String band = one.band().name();
        Instant since = events.stream().filter(event -> event.concerns(one.unit(), band) || event.concerns(other.unit(), band)).map(GainEvent::start)
                .filter(start -> !start.isAfter(one.newest())).max(Comparator.naturalOrder()).orElse(Instant.MIN);
        List<GainPoint> others = since(other, since);
        List<Instant> times = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (GainPoint point : since(one, since)) {
            Optional<GainPoint> near = others.stream().min(Comparator.comparingDouble(candidate -> Math.abs(candidate.day() - point.day())))
                    .filter(candidate -> Math.abs(candidate.day() - point.day()) <= settings.ratioDays());
            if (near.isPresent()) {
                times.add(point.time());
                ratios.add(point.of(one.quantity(), band) / near.get().of(one.quantity(), band));
            }
        }
        int last = ratios.size() - 1;
        boolean judged = last >= settings.ratioFewest() && times.get(last).equals(one.newest());
        double[] before = !judged ? new double[0]
                : ratios.subList(Math.max(0, last - settings.ratioEarlier()), last).stream().mapToDouble(Double::doubleValue).toArray();
        return new UnitRatio(one.unit(), other.unit(), one.band(), times, ratios, Median.of(before));
    }

    private static List<GainPoint> since(BandTrend trend, Instant start) {
        return trend.points().stream().filter(point -> !point.time().isBefore(start)).toList();
    }

    /** Newest ratio; NaN where there is none. */
    public double newest() {
        return ratios.isEmpty() ? Double.NaN : ratios.get(ratios.size() - 1);
    }

    /** Change of the newest ratio against the earlier ones, relative; NaN where it is not judged. */
    public double change() {
        return newest() / earlier - 1;
    }
}
