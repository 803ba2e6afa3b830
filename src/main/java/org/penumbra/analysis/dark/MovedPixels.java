package org.penumbra.analysis.dark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.penumbra.analysis.Persistence;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.FalseDiscoveryRate;
import org.penumbra.statistics.TwoSidedProbability;

/** Pixels of a band that moved: beyond an absolute limit, and significant in the family of the band's pixels (METHODS 0). */
final class MovedPixels {
    private final List<DetectorDark> darks;
    private final List<Movement> movements;
    private final Codes codes;
    private final DarkSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Values of one detector that are zero when nothing moved. Axis: column · perColumn + i.
     *
     * @param perColumn values of each column
     * @param value what moved, in LSB
     * @param u standard uncertainty of the value in LSB
     * @param limit beyond which the value matters, in LSB
     * @param persistence of the values beyond their limit, where earlier acquisitions tell of it
     */
    private record Movement(int perColumn, double[] value, double[] u, double[] limit, Map<Integer, Persistence> persistence) {
    }

    /**
     * What is said of a pixel that moved, of one that is confirmed, and of so many that the detector has changed; empty where that is no alarm.
     */
    private record Codes(FindingCode pixel, FindingCode confirmed, Optional<FindingCode> wide) {
    }

    private MovedPixels(List<DetectorDark> darks, List<Movement> movements, Codes codes, DarkSettings settings) {
        this.darks = darks;
        this.movements = movements;
        this.codes = codes;
        this.settings = settings;
    }

    /**
     * Pixels that moved since the reference in force, against the median change of their detector: a warning of each that is confirmed; many
     * are an alarm of the detector.
     */
    static List<Finding> since(List<DetectorDark> darks, Map<BandDetector, Map<Integer, Persistence>> persistences, DarkSettings settings) {
        List<Movement> movements = darks.stream().map(dark -> movement(dark, dark.change(), dark.uncertainty().ofChange(),
                persistences.getOrDefault(dark.id(), Map.of()), settings)).toList();
        return new MovedPixels(darks, movements,
                new Codes(DarkCode.PIXEL_CHANGE, DarkCode.PIXEL_CONFIRMED, Optional.of(DarkCode.DETECTOR_WIDE)), settings).all();
    }

    /** The same since the last darks of the epoch, of those detectors that have no reference. */
    static List<Finding> sinceEarlier(List<DetectorDark> darks, DarkHistory history, DarkSettings settings) {
        List<DetectorDark> held = darks.stream().filter(dark -> !dark.referenced() && history.changes().containsKey(dark.id())).toList();
        List<Movement> movements = held.stream().map(dark -> movement(dark, history.changes().get(dark.id()).pixels(),
                history.changes().get(dark.id()).uncertainty(), history.persistences().get(dark.id()), settings)).toList();
        return new MovedPixels(held, movements, new Codes(DarkCode.EARLIER_PIXEL_CHANGE, DarkCode.EARLIER_PIXEL_CONFIRMED,
                Optional.of(DarkCode.EARLIER_DETECTOR_WIDE)), settings).all();
    }

    private static Movement movement(DetectorDark dark, double[] change, double[] u, Map<Integer, Persistence> persistence, DarkSettings settings) {
        return new Movement(dark.linesPerCycle(), dark.deviations(change), u,
                Arrays.stream(dark.uncertainty().ofDark()).map(each -> DetectorDark.limit(each, settings)).toArray(), persistence);
    }

    /** Columns that moved from the first to the second half of the strip, against their detector. */
    static List<Finding> betweenHalves(List<DetectorDark> darks, DarkSettings settings) {
        List<Movement> movements = darks.stream().map(dark -> {
            double[] u = new double[dark.noise().length];
            Arrays.setAll(u, column -> 2 * dark.noise()[column] / Math.sqrt(dark.samples()[column]));
            return new Movement(1, dark.halves().columns(), u,
                    Arrays.stream(u).map(each -> Math.max(settings.pixelUncertainties() * each, settings.halvesPixel())).toArray(), Map.of());
        }).toList();
        return new MovedPixels(darks, movements, new Codes(DarkCode.PIXEL_HALVES, DarkCode.PIXEL_HALVES, Optional.empty()), settings).all();
    }

    private List<Finding> all() {
        boolean[] significant = significant();
        int offset = 0;
        for (int d = 0; d < darks.size(); d++) {
            DetectorDark dark = darks.get(d);
            Movement movement = movements.get(d);
            List<Finding> found = new ArrayList<>();
            int moved = 0;
            for (int column : dark.imagingColumns()) {
                int first = offset;
                int[] beyond = IntStream.range(column * movement.perColumn(), (column + 1) * movement.perColumn())
                        .filter(i -> Math.abs(movement.value()[i]) > movement.limit()[i] && significant[first + i]).toArray();
                moved += beyond.length == 0 ? 0 : 1;
                found.addAll(pixel(dark, movement, column, beyond));
            }
            report(dark, found, moved);
            offset += movement.value().length;
        }
        return findings;
    }

    /** One finding for a column that moved in every line of cycle, else one for each line of cycle that did. */
    private List<Finding> pixel(DetectorDark dark, Movement movement, int column, int[] beyond) {
        boolean whole = beyond.length == movement.perColumn();
        IntStream told = !whole ? Arrays.stream(beyond) : Arrays.stream(beyond).boxed()
                .max(Comparator.comparingDouble(i -> Math.abs(movement.value()[i]))).stream().mapToInt(i -> i);
        return told.mapToObj(i -> {
            Integer lineOfCycle = whole ? null : i - column * movement.perColumn() + 1;
            Place place = new Place(dark.id().band().name(), dark.id().detector(), column, lineOfCycle);
            double value = movement.value()[i];
            double limit = movement.limit()[i];
            Persistence persistence = movement.persistence().get(i);
            return persistence != null && persistence.acquisitions() >= settings.confirmed()
                    ? Finding.measured(codes.confirmed(), Severity.WARNING, place, value, limit, "LSB", dark.id(), column, value, limit,
                            persistence.acquisitions(), persistence.day())
                    : Finding.measured(codes.pixel(), Severity.INFO, place, value, limit, "LSB", dark.id(), column, value, limit);
        }).toList();
    }

    private void report(DetectorDark dark, List<Finding> found, int moved) {
        int columns = dark.imagingColumns().length;
        double share = (double) moved / columns;
        boolean wide = share > settings.detectorWide();
        if (wide && codes.wide().isPresent()) {
            findings.add(Finding.measured(codes.wide().get(), Severity.ALARM, DarkFindings.place(dark), share, settings.detectorWide(), "1",
                    moved, columns, dark.id(), 100 * share));
        } else if (wide || found.size() > settings.longestPixelList()) {
            findings.add(Finding.of(DarkCode.MANY_PIXELS, Severity.worst(found), DarkFindings.place(dark), moved, dark.id()));
        } else {
            findings.addAll(found);
        }
    }

    /** Of the values of all detectors, one after the other, those that are significant among them. */
    private boolean[] significant() {
        // below it p exceeds the false discovery rate and can never be significant: its value does not matter, and erfc is slow
        double never = new NormalDistribution().inverseCumulativeProbability(1 - settings.falseDiscoveryRate() / 2);
        double[] p = IntStream.range(0, darks.size()).boxed().flatMapToDouble(d -> {
            DetectorDark dark = darks.get(d);
            Movement movement = movements.get(d);
            return IntStream.range(0, movement.value().length).mapToDouble(i -> {
                int column = i / movement.perColumn();
                double z = movement.value()[i] / movement.u()[i];
                return !dark.imaging()[column] || !(movement.u()[i] > 0) ? Double.NaN : Math.abs(z) < never ? 1
                        : TwoSidedProbability.of(z, dark.samples()[column] / movement.perColumn() - 1);
            });
        }).toArray();
        return FalseDiscoveryRate.significant(p, settings.falseDiscoveryRate());
    }
}
