package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.ChangePoint;
import org.penumbra.statistics.ChangePoint.Segment;
import org.penumbra.statistics.Cusum;
import org.penumbra.statistics.Pettitt;
import org.penumbra.statistics.TheilSen;

/**
 * What one band of one unit does over time (METHODS 5).
 *
 * @param unit short name of the spacecraft
 * @param band the band
 * @param quantity what is followed
 * @param points points that are judged, in order of time
 * @param newest time of the newest acquisition of the unit, whether it gives a point or not; UTC
 * @param parts the series between events, in order of time; those without a point are left out
 * @param prediction the newest acquisition against the points since the last event; empty where they are too few or it gives none
 */
public record BandTrend(String unit, Band band, Quantity quantity, List<GainPoint> points, Instant newest, List<Part> parts,
                        Optional<Prediction> prediction) {
    private static final double DAYS_PER_YEAR = 365.25;

    public BandTrend {
        points = List.copyOf(points);
        parts = List.copyOf(parts);
    }

    /**
     * The series between two events.
     *
     * @param after the event before it; empty for the first
     * @param points its points
     * @param search what the change point rule says
     * @param slope Theil–Sen line over years since its first point; empty with fewer than two points
     * @param pettitt empty with fewer than two points
     * @param cusum empty with fewer than two points
     */
    public record Part(Optional<GainEvent> after, List<GainPoint> points, Segment search, Optional<TheilSen> slope, Optional<Pettitt> pettitt,
                       Optional<Cusum> cusum) {

        /** Every stretch that is judged: the whole part, and where a step is called the two beside it in its place, and so on. */
        public List<Segment> segments() {
            List<Segment> all = new ArrayList<>();
            collect(search, all);
            return all;
        }

        private static void collect(Segment segment, List<Segment> all) {
            all.add(segment);
            segment.parts().forEach(part -> collect(part, all));
        }
    }

    /**
     * Judges a series.
     *
     * @param points of the unit in order of time, outliers left out; those without a value for the band are passed over
     * @param newest time of the newest acquisition of the unit, which alone is predicted
     * @param events all events
     * @param family bands that are judged together
     */
    static BandTrend of(String unit, Band band, Quantity quantity, List<GainPoint> points, Instant newest, List<GainEvent> events, int family,
                        TrendSettings settings) {
        ChangePoint rule = new ChangePoint(settings.margin(), settings.smallestStep());
        List<GainEvent> cuts = events.stream().filter(event -> event.concerns(unit, band.name()))
                .sorted(Comparator.comparing(GainEvent::start)).toList();
        List<GainPoint> valid = points.stream().filter(point -> Double.isFinite(point.of(quantity, band.name())))
                .filter(point -> cuts.stream()
                        .noneMatch(event -> !point.time().isBefore(event.start()) && point.time().isBefore(event.end()))).toList();
        List<Part> parts = new ArrayList<>();
        for (int cut = 0; cut <= cuts.size(); cut++) {
            Optional<GainEvent> after = cut == 0 ? Optional.empty() : Optional.of(cuts.get(cut - 1));
            Optional<GainEvent> before = cut == cuts.size() ? Optional.empty() : Optional.of(cuts.get(cut));
            List<GainPoint> within = valid.stream().filter(point -> after.filter(event -> point.time().isBefore(event.start())).isEmpty()
                    && before.filter(event -> !point.time().isBefore(event.start())).isEmpty()).toList();
            if (!within.isEmpty()) {
                parts.add(part(after, within, quantity, band, rule, settings));
            }
        }
        boolean judged = !valid.isEmpty() && valid.get(valid.size() - 1).time().equals(newest);
        Optional<Prediction> prediction = judged
                ? predicted(parts.get(parts.size() - 1).points(), quantity, band, family, rule, settings) : Optional.empty();
        return new BandTrend(unit, band, quantity, valid, newest, parts, prediction);
    }

    private static Part part(Optional<GainEvent> after, List<GainPoint> points, Quantity quantity,
                             Band band, ChangePoint rule, TrendSettings settings) {
        double[] days = days(points);
        double[] values = values(points, quantity, band);
        boolean two = points.size() > 1;
        double[] years = Arrays.stream(days).map(day -> (day - days[0]) / DAYS_PER_YEAR).toArray();
        return new Part(after, points, rule.search(days, values),
                two ? Optional.of(TheilSen.fit(years, values, settings.slopeConfidence())) : Optional.empty(),
                two ? Optional.of(Pettitt.of(values)) : Optional.empty(), two ? Optional.of(Cusum.of(values)) : Optional.empty());
    }

    private static Optional<Prediction> predicted(List<GainPoint> points, Quantity quantity, Band band,
                                                  int family, ChangePoint rule, TrendSettings settings) {
        return Prediction.ofLast(days(points), values(points, quantity, band), family, rule, settings);
    }

    private static double[] days(List<GainPoint> points) {
        return points.stream().mapToDouble(GainPoint::day).toArray();
    }

    private static double[] values(List<GainPoint> points, Quantity quantity, Band band) {
        return points.stream().mapToDouble(point -> point.of(quantity, band.name())).toArray();
    }
}
