package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The points of one unit in the order of time, each once.
 *
 * <p>The gains of one R2ABCA stand in the metadata of every product made with it: where two sources give the same gains, the earlier
 * date is that of the reference and the later point says nothing new. Of the points of one millisecond the last is taken, by time and then by
 * source: the names of products that were issued again sort by the date of issue.
 *
 * @param unit short name of the spacecraft
 * @param points in strictly ascending order of their days
 * @param conflicts points left out because another gives other gains for the same time
 * @param newest time of the newest acquisition, which is the one that is judged, whether it gives a point or not; UTC
 */
public record GainSeries(String unit, List<GainPoint> points, List<GainPoint> conflicts, Instant newest) {
    /** Gains that agree so well in so many bands are one: two measurements differ by 10⁻⁴. */
    private static final double SAME = 1e-6;
    private static final int SAME_BANDS = 5;

    public GainSeries {
        points = List.copyOf(points);
        conflicts = List.copyOf(conflicts);
    }

    /** @param points in any order; those without a gain are left out */
    public static GainSeries of(String unit, List<GainPoint> points) {
        Instant newest = points.stream().map(GainPoint::time).max(Comparator.naturalOrder()).orElse(Instant.MIN);
        List<GainPoint> kept = new ArrayList<>();
        List<GainPoint> conflicts = new ArrayList<>();
        for (GainPoint point : points.stream().filter(point -> !point.gain().isEmpty())
                .sorted(Comparator.comparing(GainPoint::time).thenComparing(GainPoint::source)).toList()) {
            boolean known = kept.stream().anyMatch(other -> !other.source().equals(point.source()) && same(other, point));
            int last = kept.size() - 1;
            if (!known && last >= 0 && kept.get(last).day() == point.day()) {
                conflicts.add(kept.set(last, point));
            } else if (!known) {
                kept.add(point);
            }
        }
        return new GainSeries(unit, kept, conflicts, newest);
    }

    private static boolean same(GainPoint one, GainPoint other) {
        Set<String> common = new HashSet<>(one.gain().keySet());
        common.retainAll(other.gain().keySet());
        return common.size() >= SAME_BANDS && common.stream().allMatch(band -> Math.abs(one.gain().get(band) / other.gain().get(band) - 1) < SAME);
    }
}
