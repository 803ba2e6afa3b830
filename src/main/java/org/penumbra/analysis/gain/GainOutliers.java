package org.penumbra.analysis.gain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * Finds points that belong to another unit (METHODS 5): off the median of their nearest neighbours in time in many VNIR bands, and
 * nearer what another unit shows then; or that are so far off as no instrument changes, such as rows in another unit of measure. A value of
 * one band that is so far off, such as one with a digit too many, is left out alone. The worst is taken out first and the rest are looked at
 * again without it. A itself is compared: units differ by more than conventions of the solar spectrum do, and A of a unit without ESUN is
 * known as well.
 */
final class GainOutliers {
    private final List<Band> bands;
    private final List<Band> vnir;
    private final TrendSettings settings;

    /** @param bands bands of the instrument; whole points are told by those of the VNIR */
    GainOutliers(List<Band> bands, TrendSettings settings) {
        this.bands = bands;
        this.vnir = bands.stream().filter(band -> band.focalPlane() == FocalPlane.VNIR).toList();
        this.settings = settings;
    }

    /**
     * A point, or one value of it, that is left out.
     *
     * @param band the band of the value; empty where the whole point is left out
     * @param fits unit that it fits better; empty where it fits none
     * @param bandsOff VNIR bands that are off; of one value 1, whatever its band
     * @param distance relative distance from its own series: of a point the root mean square over the VNIR bands
     * @param distanceFits the same from the unit that it fits better; NaN without one
     */
    record Outlier(String unit, GainPoint point, Optional<Band> band, Optional<String> fits, int bandsOff, double distance, double distanceFits) {

        /** Whether it leaves out the value that a point of a unit has in a band. */
        boolean leavesOut(String ofUnit, GainPoint of, Band inBand) {
            return unit.equals(ofUnit) && point.equals(of) && band.filter(one -> !one.equals(inBand)).isEmpty();
        }
    }

    /** Outliers of every unit, in the order they were found. */
    List<Outlier> find(Map<String, List<GainPoint>> series) {
        Map<String, List<GainPoint>> left = new LinkedHashMap<>();
        series.forEach((unit, points) -> left.put(unit, new ArrayList<>(points)));
        List<Outlier> found = new ArrayList<>();
        for (Optional<Outlier> worst = worst(left); worst.isPresent(); worst = worst(left)) {
            found.add(worst.get());
            left.get(worst.get().unit()).remove(worst.get().point());
        }
        left.forEach((unit, points) -> bands.forEach(band -> found.addAll(values(unit, points, band))));
        return found;
    }

    /** Single values that are left out of what whole points leave. */
    private List<Outlier> values(String unit, List<GainPoint> points, Band band) {
        List<GainPoint> left = new ArrayList<>(points.stream().filter(point -> Double.isFinite(point.of(Quantity.GAIN, band.name()))).toList());
        List<Outlier> found = new ArrayList<>();
        for (Optional<Outlier> worst = worst(unit, left, band); worst.isPresent(); worst = worst(unit, left, band)) {
            found.add(worst.get());
            left.remove(worst.get().point());
        }
        return found;
    }

    private Optional<Outlier> worst(String unit, List<GainPoint> points, Band band) {
        return points.stream().filter(point -> implausible(point, nearest(points, point), List.of(band)))
                .map(point -> new Outlier(unit, point, Optional.of(band), Optional.empty(), 1,
                        distance(point, nearest(points, point), List.of(band)), Double.NaN))
                .max(Comparator.comparingDouble(Outlier::distance));
    }

    /** Whether a point is far off most of its neighbours; one of several at a new level is not, however far that is. */
    private boolean implausible(GainPoint point, List<GainPoint> own, List<Band> of) {
        long off = own.stream().filter(neighbour -> distance(point, List.of(neighbour), of) > settings.implausible()).count();
        return own.size() > 1 && off > own.size() / 2;
    }

    private Optional<Outlier> worst(Map<String, List<GainPoint>> series) {
        List<Outlier> all = new ArrayList<>();
        series.forEach((unit, points) -> points.forEach(point -> outlier(unit, point, series).ifPresent(all::add)));
        return all.stream().max(Comparator.comparingDouble(Outlier::distance));
    }

    private Optional<Outlier> outlier(String unit, GainPoint point, Map<String, List<GainPoint>> series) {
        List<GainPoint> own = nearest(series.get(unit), point);
        if (own.size() < 2) {
            return Optional.empty();
        }
        int off = (int) vnir.stream().filter(band -> off(point, own, band)).count();
        if (off < settings.outlierBands()) {
            return Optional.empty();
        }
        double distance = distance(point, own, vnir);
        Map<String, List<GainPoint>> others = new LinkedHashMap<>();
        series.forEach((other, points) -> {
            if (!other.equals(unit) && !points.isEmpty()) {
                others.put(other, nearest(points, point));
            }
        });
        return others.entrySet().stream()
                .map(other -> new Outlier(unit, point, Optional.empty(), Optional.of(other.getKey()), off, distance,
                        distance(point, other.getValue(), vnir)))
                .filter(outlier -> outlier.distanceFits() < distance).min(Comparator.comparingDouble(Outlier::distanceFits))
                .or(() -> Optional.of(new Outlier(unit, point, Optional.empty(), Optional.empty(), off, distance, Double.NaN))
                        .filter(outlier -> implausible(point, own, vnir)));
    }

    private List<GainPoint> nearest(List<GainPoint> points, GainPoint to) {
        return points.stream().filter(point -> point != to).sorted(Comparator.comparingDouble(point -> Math.abs(point.day() - to.day())))
                .limit(settings.neighbours()).toList();
    }

    private boolean off(GainPoint point, List<GainPoint> own, Band band) {
        double[] values = values(own, band);
        double level = Median.of(values);
        double distance = Math.abs(point.of(Quantity.GAIN, band.name()) - level);
        double scale = MedianAbsoluteDeviation.NORMAL * MedianAbsoluteDeviation.of(values, level);
        return distance > settings.outlierDistance() * level || scale > 0 && distance > settings.outlierScales() * scale;
    }

    /** Relative distance of a point from the median of others, root mean square over some bands. */
    private double distance(GainPoint point, List<GainPoint> others, List<Band> of) {
        return Math.sqrt(of.stream().mapToDouble(band -> point.of(Quantity.GAIN, band.name()) / Median.of(values(others, band)) - 1)
                .filter(Double::isFinite).map(relative -> relative * relative).average().orElse(Double.NaN));
    }

    private double[] values(List<GainPoint> points, Band band) {
        return points.stream().mapToDouble(point -> point.of(Quantity.GAIN, band.name())).toArray();
    }
}
