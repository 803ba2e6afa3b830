package org.penumbra.analysis.defect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.Imaging;
import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.analysis.dark.DarkResult;
import org.penumbra.analysis.dark.Frozen;
import org.penumbra.analysis.dark.HotPixels;
import org.penumbra.analysis.defect.Columns.Measured;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.StoredCounts;
import org.penumbra.measure.Telegraph;
import org.penumbra.statistics.FalseDiscoveryRate;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;
import org.penumbra.statistics.TwoSidedProbability;

/** What a dark shows of the pixels of one (band, detector): hot, saturated, stuck, noisy, two levels (METHODS 6). */
final class DarkSigns {
    /** Differences of consecutive samples overlap: n of them tell as much of a variance as 2/3 n independent ones (von Neumann 1941). */
    private static final double INDEPENDENT = 2.0 / 3;

    private final BandDetector id;
    private final boolean[] imaging;
    private final double[] noise;
    private final double[] localNoise;
    private final double[] p;
    private final Set<Integer> known;
    private final List<String> unseen;
    private final boolean answers;
    private final List<Sign> signs = new ArrayList<>();

    private DarkSigns(Dossier dossier, BandDetector id, DefectSettings settings) {
        this.id = id;
        DetectorMeasurement measurement = dossier.measurements().of(id);
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        Imaging seen = Imaging.of(dossier, measurement);
        imaging = seen.columns();
        int columns = measurement.columns();
        known = seen.known();
        answers = Double.isNaN(Frozen.count(pixels, without(imaging, known),
                StoredCounts.law(dossier.product(), dossier.calibration(), id, columns)));
        noise = Columns.noise(measurement, pixels, settings);
        localNoise = Arrays.stream(Columns.local(noise, imaging, settings.localColumns(), settings.blockNoise()))
                .map(local -> Math.max(local, MedianAbsoluteDeviation.QUANTISATION_FLOOR)).toArray();
        p = new double[columns];
        Arrays.setAll(p, column -> imaging[column] && noise[column] > 0
                ? TwoSidedProbability.normal(Math.log(noise[column] / localNoise[column]) * Math.sqrt(2 * INDEPENDENT * pixels.columnPairs(column)))
                : Double.NaN);
        double saturation = dossier.product().spacecraft().instrument().saturation();
        hot(pixels, saturation, settings);
        CountSigns counts = new CountSigns(id, pixels, imaging, noise, settings);
        unseen = counts.unseen();
        Columns.imagingColumns(imaging).forEach(column -> counts.of(column).ifPresent(signs::add));
        for (Telegraph telegraph : measurement.telegraphs()) {
            if (imaging[telegraph.column()]
                    && signs.stream().noneMatch(sign -> sign.column() == telegraph.column() && sign.kind().equals(DefectClass.TELEGRAPH.name()))) {
                add(telegraph.column(), 0, DefectClass.TELEGRAPH, Map.of("gap", telegraph.gap(), "occupancy", telegraph.occupancy(),
                        "switches", (double) telegraph.switches(), "explained", telegraph.explained()));
            }
        }
        series(dossier, pixels, settings);
    }

    /** The signs of the detectors of one band; noise is judged in the family of the band. */
    static List<DetectorSigns> of(Dossier dossier, List<BandDetector> ofBand, DefectSettings settings) {
        List<DarkSigns> all = ofBand.stream().map(id -> new DarkSigns(dossier, id, settings)).toList();
        boolean[] significant = FalseDiscoveryRate.significant(
                all.stream().flatMapToDouble(one -> Arrays.stream(one.p)).toArray(), settings.falseDiscoveryRate());
        List<DetectorSigns> found = new ArrayList<>();
        int offset = 0;
        for (DarkSigns one : all) {
            one.noisy(significant, offset, settings);
            offset += one.p.length;
            found.add(new DetectorSigns(one.id, Columns.imagingColumns(one.imaging).size(),
                    one.known, one.signs, one.unseen, one.answers, List.of()));
        }
        return found;
    }

    private static boolean[] without(boolean[] imaging, Set<Integer> known) {
        boolean[] good = imaging.clone();
        known.forEach(column -> good[column] = false);
        return good;
    }

    private void noisy(boolean[] significant, int offset, DefectSettings settings) {
        double factor = settings.noisy(id.band().focalPlane());
        for (int column = 0; column < noise.length; column++) {
            if (imaging[column] && significant[offset + column] && noise[column] > factor * localNoise[column]) {
                add(column, 0, DefectClass.NOISY, Map.of("noise", noise[column], "local", localNoise[column], "limit", factor * localNoise[column]));
            }
        }
    }

    private void hot(PixelStatistics pixels, double saturation, DefectSettings settings) {
        int n = pixels.linesPerCycle();
        HotPixels hot = HotPixels.of(pixels, imaging, new HotPixels.Rule(settings.localColumns(), settings.hot(), settings.hotScales(),
                (1 - settings.dynamicRange()) * saturation));
        for (int column : Columns.imagingColumns(imaging)) {
            int first = column * n;
            int[] beyond = IntStream.range(first, first + n).filter(hot::holds).toArray();
            if (beyond.length > 0) {
                int worst = Arrays.stream(beyond).boxed().max(Comparator.comparingDouble(pixel -> hot.excess()[pixel])).orElseThrow();
                add(column, beyond.length == 1 && n > 1 ? worst - first + 1 : 0, DefectClass.HOT, Map.of("level", pixels.mean()[worst],
                        "excess", hot.excess()[worst], "limit", hot.limits()[worst - first], "highest", hot.rule().highest()));
            }
        }
    }

    /** Steps up and down between darks of the epoch that come back to the same two levels, in any line of cycle. */
    private void series(Dossier dossier, PixelStatistics pixels, DefectSettings settings) {
        List<double[]> levels = new ArrayList<>();
        List<double[]> uncertainties = new ArrayList<>();
        for (Measured then : Columns.latest(dossier, id, settings.telegraphDarks())) {
            levels.add(then.pixels().mean());
            uncertainties.add(then.pixels().u());
        }
        levels.add(pixels.mean());
        uncertainties.add(dossier.result("dark-signal", DarkResult.class).flatMap(result -> result.pixels(id))
                .map(PixelComparison::u).orElseGet(() -> {
                    double[] fallback = new double[pixels.mean().length];
                    Arrays.setAll(fallback, i -> pixels.noise()[i] / Math.sqrt(pixels.n()[i]));
                    return fallback;
                }));
        int n = pixels.linesPerCycle();
        double[] common = levels.stream().mapToDouble(then -> Median.of(IntStream.range(0, then.length).filter(pixel -> imaging[pixel / n])
                .mapToDouble(pixel -> then[pixel] - pixels.mean()[pixel]).toArray())).toArray();
        for (int column : Columns.imagingColumns(imaging)) {
            int[] telegraph = IntStream.range(column * n, (column + 1) * n).filter(pixel -> Double.isFinite(pixels.mean()[pixel])
                    && twoLevels(series(levels, common, pixel), largest(uncertainties, levels, pixel), settings)).toArray();
            if (telegraph.length > 0
                    && signs.stream().noneMatch(sign -> sign.column() == column && sign.kind().equals(DefectClass.TELEGRAPH.name()))) {
                int widest = Arrays.stream(telegraph).boxed()
                        .max(Comparator.comparingDouble(pixel -> spread(series(levels, common, pixel)))).orElseThrow();
                add(column, telegraph.length == 1 && n > 1 ? widest % n + 1 : 0, DefectClass.TELEGRAPH, Map.of(
                        "gap", spread(series(levels, common, widest)),
                        "darks", (double) series(levels, common, widest).length, "u", largest(uncertainties, levels, widest)));
            }
        }
    }

    /** Level of a pixel in each dark that knows it, common changes taken off. */
    private static double[] series(List<double[]> levels, double[] common, int pixel) {
        double[] x = new double[common.length];
        int known = 0;
        for (int k = 0; k < common.length; k++) {
            x[known] = levels.get(k)[pixel] - common[k];
            known += Double.isNaN(x[known]) ? 0 : 1;
        }
        return known == x.length ? x : Arrays.copyOf(x, known);
    }

    /** Largest uncertainty of a pixel in the darks that know it. */
    private static double largest(List<double[]> uncertainties, List<double[]> levels, int pixel) {
        double largest = 0;
        for (int k = 0; k < levels.size(); k++) {
            largest = Double.isNaN(levels.get(k)[pixel]) ? largest : Math.max(largest, uncertainties.get(k)[pixel]);
        }
        return largest;
    }

    /**
     * Whether a pixel jumps between two levels and comes back to each of them: a level that was seen once is not reproduced.
     *
     * @param x level of each dark, the detector's median change taken off, in LSB
     */
    static boolean twoLevels(double[] x, double u, DefectSettings settings) {
        double limit = Math.max(settings.telegraphStep() * Math.sqrt(2) * u, settings.telegraphLevel());
        // nearly all pixels end here
        if (!(spread(x) > limit)) {
            return false;
        }
        long up = IntStream.range(1, x.length).filter(k -> x[k] - x[k - 1] > limit).count();
        long down = IntStream.range(1, x.length).filter(k -> x[k - 1] - x[k] > limit).count();
        double middle = Arrays.stream(x).min().orElseThrow() + spread(x) / 2;
        double same = Math.max(settings.telegraphSame() * Math.sqrt(2) * u, settings.telegraphSameLevel());
        double[] high = Arrays.stream(x).filter(value -> value > middle).toArray();
        double[] low = Arrays.stream(x).filter(value -> value <= middle).toArray();
        return up > 0 && down > 0 && high.length > 1 && low.length > 1 && spread(high) <= same && spread(low) <= same;
    }

    /** Of no value, less than any limit. */
    private static double spread(double[] level) {
        double largest = Double.NEGATIVE_INFINITY;
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : level) {
            largest = Math.max(largest, value);
            smallest = Math.min(smallest, value);
        }
        return largest - smallest;
    }

    private void add(int column, int lineOfCycle, DefectClass kind, Map<String, Double> values) {
        signs.add(new Sign(id.label(), column, lineOfCycle, kind.name(), values));
    }
}
