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
 * nearer what another unit shows then; or that are so far off as no instrument changes, such as rows in another unit of measure. The worst is
 * taken out first and the rest are looked at again without it. A itself is compared: units differ by more than conventions of the solar
 * spectrum do, and A of a unit without ESUN is known as well.
 */
final class GainOutliers {
    private final List<Band> bands;
    private final TrendSettings settings;

    /** @param bands bands of the instrument; those of the VNIR are looked at */
    GainOutliers(List<Band> bands, TrendSettings settings) {
        this.bands = bands.stream().filter(band -> band.focalPlane() == FocalPlane.VNIR).toList();
        this.settings = settings;
    }

    /**
     * A point that is left out.
     *
     * @param fits unit that it fits better; empty where it fits none
     * @param bandsOff VNIR bands that are off
     * @param distance relative distance from its own series, root mean square over the VNIR bands
     * @param distanceFits the same from the unit that it fits better; NaN without one
     */
    record Outlier(String unit, GainPoint point, Optional<String> fits, int bandsOff, double distance, double distanceFits) {
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
        return found;
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
        int off = (int) bands.stream().filter(band -> off(point, own, band)).count();
        if (off < settings.outlierBands()) {
            return Optional.empty();
        }
        double distance = distance(point, own);
        Map<String, List<GainPoint>> others = new LinkedHashMap<>();
        series.forEach((other, points) -> {
            if (!other.equals(unit) && !points.isEmpty()) {
                others.put(other, nearest(points, point));
            }
        });
        return others.entrySet().stream()
                .map(other -> new Outlier(unit, point, Optional.of(other.getKey()), off, distance, distance(point, other.getValue())))
                .filter(outlier -> outlier.distanceFits() < distance).min(Comparator.comparingDouble(Outlier::distanceFits))
                .or(() -> Optional.of(new Outlier(unit, point, Optional.empty(), off, distance, Double.NaN))
                        .filter(outlier -> distance > settings.implausible()));
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

    private double distance(GainPoint point, List<GainPoint> others) {
        return Math.sqrt(bands.stream().mapToDouble(band -> point.of(Quantity.GAIN, band.name()) / Median.of(values(others, band)) - 1)
                .filter(Double::isFinite).map(relative -> relative * relative).average().orElse(Double.NaN));
    }

    private double[] values(List<GainPoint> points, Band band) {
        return points.stream().mapToDouble(point -> point.of(Quantity.GAIN, band.name())).toArray();
    }
}
