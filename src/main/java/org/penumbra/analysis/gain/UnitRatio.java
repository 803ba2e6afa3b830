package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Median;

/**
 * One band of a unit against another: ratio of each point to the point of the other unit nearest in time.
 *
 * @param unit numerator
 * @param other denominator
 * @param band the band
 * @param times times of the numerator's points, ascending
 * @param ratios ratios, as many
 * @param earlier median of the ratios before the newest that it is held against; NaN where they are too few
 */
public record UnitRatio(String unit, String other, Band band, List<Instant> times, List<Double> ratios, double earlier) {

    public UnitRatio {
        times = List.copyOf(times);
        ratios = List.copyOf(ratios);
    }

    static UnitRatio of(BandTrend one, BandTrend other, TrendSettings settings) {
        List<Instant> times = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (GainPoint point : one.points()) {
            Optional<GainPoint> near = other.points().stream().min(Comparator.comparingDouble(candidate -> Math.abs(candidate.day() - point.day())))
                    .filter(candidate -> Math.abs(candidate.day() - point.day()) <= settings.ratioDays());
            if (near.isPresent()) {
                times.add(point.time());
                ratios.add(point.of(one.quantity(), one.band().name()) / near.get().of(one.quantity(), one.band().name()));
            }
        }
        int last = ratios.size() - 1;
        double[] before = last < settings.ratioFewest() ? new double[0]
                : ratios.subList(Math.max(0, last - settings.ratioEarlier()), last).stream().mapToDouble(Double::doubleValue).toArray();
        return new UnitRatio(one.unit(), other.unit(), one.band(), times, ratios, Median.of(before));
    }

    /** Newest ratio; NaN where there is none. */
    public double newest() {
        return ratios.isEmpty() ? Double.NaN : ratios.get(ratios.size() - 1);
    }

    /** Change of the newest ratio against the earlier ones, relative; NaN where they are too few. */
    public double change() {
        return newest() / earlier - 1;
    }
}
