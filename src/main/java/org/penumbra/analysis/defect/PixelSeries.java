package org.penumbra.analysis.defect;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Result;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;

/**
 * A new pixel against its neighbours over the acquisitions of the epoch, this one last.
 *
 * @param life its life
 * @param quantity what is at fault
 * @param seconds since 1970
 * @param pixel its values
 * @param neighbours median of the columns beside it
 */
record PixelSeries(Life life, Quantity quantity, double[] seconds, double[] pixel, double[] neighbours) {
    private static final int REACH = 5;

    /** What tells of a kind of defect over time. */
    enum Quantity {
        LEVEL("level", new Axis("dark level", "LSB")),
        NOISE("noise", new Axis("noise", "LSB")),
        RESPONSE("response", new Axis("gain change", "%"));

        private final String id;
        private final Axis axis;

        Quantity(String id, Axis axis) {
            this.id = id;
            this.axis = axis;
        }

        String id() {
            return id;
        }

        Axis axis() {
            return axis;
        }

        static Quantity of(DefectClass kind, AcquisitionType type) {
            return switch (kind) {
                case NOISY, NOISY_LIT -> NOISE;
                default -> type == AcquisitionType.NIGHT_OCEAN ? LEVEL : RESPONSE;
            };
        }

        private double[] of(Past.Pixels pixels) {
            return switch (this) {
                case LEVEL -> pixels.mean();
                case NOISE -> pixels.noise();
                case RESPONSE -> Arrays.stream(pixels.change()).map(change -> 100 * change).toArray();
            };
        }
    }

    /** Those that this acquisition saw, the newest first. */
    static List<PixelSeries> of(Dossier dossier, Catalogue catalogue, DefectSettings settings) {
        Map<String, List<Life>> fresh = catalogue.lives().stream()
                .filter(life -> life.status() != Life.Status.KNOWN && life.lastSeen().equals(dossier.product().sensingStart()))
                .sorted(Comparator.comparing(Life::since).reversed()).limit(settings.drawnPixels())
                .collect(Collectors.groupingBy(Life::place, LinkedHashMap::new, Collectors.toList()));
        return dossier.measurements().bandDetectors().stream().filter(id -> fresh.containsKey(id.label()))
                .flatMap(id -> of(dossier, id, fresh.get(id.label()), settings)).toList();
    }

    private static Stream<PixelSeries> of(Dossier dossier, BandDetector id, List<Life> lives, DefectSettings settings) {
        List<Acquisition> earlier = Earlier.than(dossier).of(id.band());
        List<Acquisition> shown = earlier.subList(Math.max(0, earlier.size() - settings.drawnAcquisitions() + 1), earlier.size());
        PixelStatistics now = dossier.measurements().of(id).pixels(CutLevel.FIVE);
        double[] unknown = new double[now.mean().length];
        Arrays.fill(unknown, Double.NaN);
        double[] change = dossier.outcomes().values().stream().flatMap(outcome -> outcome.result().pixels(id).stream())
                .map(Result.PixelComparison::change).findFirst().orElse(unknown);
        List<Past.Pixels> values = Stream.concat(shown.stream().map(acquisition -> Earlier.than(dossier).pixels(acquisition, id)),
                Stream.of(new Past.Pixels(now.mean(), unknown, now.noise(), change))).toList();
        double[] seconds = Stream.concat(shown.stream().map(Acquisition::sensingStart), Stream.of(dossier.product().sensingStart()))
                .mapToDouble(Instant::getEpochSecond).toArray();
        int n = now.linesPerCycle();
        return lives.stream().map(life -> {
            Quantity quantity = Quantity.of(DefectClass.valueOf(life.kind()), dossier.product().type());
            List<double[]> perPixel = values.stream().map(quantity::of).toList();
            return new PixelSeries(life, quantity, seconds, perPixel.stream().mapToDouble(one -> column(one, life.column(), n)).toArray(),
                    perPixel.stream().mapToDouble(one -> Median.of(IntStream.rangeClosed(life.column() - REACH, life.column() + REACH)
                            .filter(column -> column != life.column()).mapToDouble(column -> column(one, column, n)).toArray())).toArray());
        });
    }

    private static double column(double[] perPixel, int column, int n) {
        return column < 0 || (column + 1) * n > perPixel.length ? Double.NaN
                : Arrays.stream(perPixel, column * n, (column + 1) * n).filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
