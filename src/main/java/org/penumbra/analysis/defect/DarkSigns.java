package org.penumbra.analysis.defect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.analysis.dark.DarkResult;
import org.penumbra.analysis.defect.Columns.Measured;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
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
    private final List<Sign> signs = new ArrayList<>();

    private DarkSigns(Dossier dossier, BandDetector id, DefectSettings settings) {
        this.id = id;
        DetectorMeasurement measurement = dossier.measurements().of(id);
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        imaging = Columns.imaging(dossier, measurement);
        int columns = measurement.columns();
        known = Columns.known(dossier, measurement, imaging);
        noise = Columns.noise(measurement, pixels, settings);
        localNoise = Arrays.stream(Columns.local(noise, imaging, settings.localColumns(), settings.blockNoise()))
                .map(local -> Math.max(local, MedianAbsoluteDeviation.QUANTISATION_FLOOR)).toArray();
        p = new double[columns];
        Arrays.setAll(p, column -> imaging[column] && noise[column] > 0
                ? TwoSidedProbability.normal(Math.log(noise[column] / localNoise[column]) * Math.sqrt(2 * INDEPENDENT * pixels.columnPairs(column)))
                : Double.NaN);
        double saturation = dossier.product().spacecraft().instrument().saturation();
        hot(pixels, saturation, settings);
        double detectorNoise = Median.of(IntStream.range(0, columns).filter(column -> imaging[column]).mapToDouble(column -> noise[column]).toArray());
        unseen = detectorNoise >= settings.stuckNoise() ? List.of() : List.of(DefectClass.STUCK.name());
        for (int column : Columns.imagingColumns(imaging)) {
            double share = Columns.saturated(pixels, column);
            if (share > settings.saturated()) {
                add(column, 0, DefectClass.SATURATED, Map.of("share", share, "limit", settings.saturated()));
            } else if (unseen.isEmpty() && Columns.stuck(pixels, column, settings.stuckSamples())) {
                add(column, 0, DefectClass.STUCK, Map.of("count", pixels.min()[column * pixels.linesPerCycle()], "samples", (double) pixels.columnCount(column),
                        "detectorNoise", detectorNoise));
            }
        }
        for (Telegraph telegraph : measurement.telegraphs()) {
            if (imaging[telegraph.column()] && signs.stream().noneMatch(sign -> sign.column() == telegraph.column() && sign.kind().equals(DefectClass.TELEGRAPH.name()))) {
                add(telegraph.column(), 0, DefectClass.TELEGRAPH, Map.of("gap", telegraph.gap(), "occupancy", telegraph.occupancy(),
                        "switches", (double) telegraph.switches(), "explained", telegraph.explained()));
            }
        }
        series(dossier, pixels, settings);
    }

    /** The signs of the detectors of one band; noise is judged in the family of the band. */
    static List<DetectorSigns> of(Dossier dossier, List<BandDetector> ofBand, DefectSettings settings) {
        List<DarkSigns> all = ofBand.stream().map(id -> new DarkSigns(dossier, id, settings)).toList();
        boolean[] significant = FalseDiscoveryRate.significant(all.stream().flatMapToDouble(one -> Arrays.stream(one.p)).toArray(), settings.falseDiscoveryRate());
        List<DetectorSigns> found = new ArrayList<>();
        int offset = 0;
        for (DarkSigns one : all) {
            one.noisy(significant, offset, settings);
            offset += one.p.length;
            found.add(new DetectorSigns(one.id, Columns.imagingColumns(one.imaging).size(), one.known, one.signs, one.unseen, List.of()));
        }
        return found;
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
        double[][] excess = new double[n][];
        double[] limits = new double[n];
        for (int j = 0; j < n; j++) {
            double[] level = new double[imaging.length];
            int line = j;
            Arrays.setAll(level, column -> pixels.mean()[column * n + line]);
            double[] local = Columns.local(level, imaging, settings.localColumns());
            double[] above = new double[level.length];
            Arrays.setAll(above, column -> imaging[column] ? level[column] - local[column] : Double.NaN);
            excess[j] = above;
            limits[j] = Math.max(settings.hot(), settings.hotScales() * MedianAbsoluteDeviation.scale(above, MedianAbsoluteDeviation.QUANTISATION_FLOOR));
        }
        for (int column : Columns.imagingColumns(imaging)) {
            int at = column;
            int[] beyond = IntStream.range(0, n).filter(j -> excess[j][at] > limits[j]
                    || pixels.mean()[at * n + j] > (1 - settings.dynamicRange()) * saturation && excess[j][at] > settings.hot()).toArray();
            if (beyond.length > 0) {
                int worst = Arrays.stream(beyond).boxed().max(java.util.Comparator.comparingDouble(j -> excess[j][at])).orElseThrow();
                add(column, beyond.length == 1 && n > 1 ? worst + 1 : 0, DefectClass.HOT, Map.of("level", pixels.mean()[column * n + worst],
                        "excess", excess[worst][column], "limit", limits[worst]));
            }
        }
    }

    /** Steps up and down between darks of the epoch that come back to the same two levels. */
    private void series(Dossier dossier, PixelStatistics pixels, DefectSettings settings) {
        List<Measured> earlier = Columns.latest(dossier, id, settings.telegraphDarks());
        if (earlier.size() < settings.telegraphDarks()) {
            return;
        }
        List<double[]> levels = new ArrayList<>();
        List<double[]> uncertainties = new ArrayList<>();
        for (Measured then : earlier) {
            levels.add(perColumn(then.pixels().mean(), pixels.linesPerCycle(), false));
            uncertainties.add(perColumn(then.pixels().u(), pixels.linesPerCycle(), true));
        }
        levels.add(perColumn(pixels.mean(), pixels.linesPerCycle(), false));
        double[] u = dossier.result("dark-signal", DarkResult.class).flatMap(result -> result.pixels(id)).map(PixelComparison::u).orElseGet(() -> {
            double[] fallback = new double[pixels.mean().length];
            Arrays.setAll(fallback, i -> pixels.noise()[i] / Math.sqrt(pixels.n()[i]));
            return fallback;
        });
        uncertainties.add(perColumn(u, pixels.linesPerCycle(), true));
        double[] now = levels.get(levels.size() - 1);
        double[] common = levels.stream().mapToDouble(then -> Median.of(IntStream.range(0, now.length).filter(column -> imaging[column])
                .mapToDouble(column -> then[column] - now[column]).toArray())).toArray();
        for (int column : Columns.imagingColumns(imaging)) {
            int at = column;
            double[] x = IntStream.range(0, levels.size()).mapToDouble(k -> levels.get(k)[at] - common[k]).toArray();
            double worst = uncertainties.stream().mapToDouble(one -> one[at]).max().orElseThrow();
            if (Arrays.stream(x).allMatch(Double::isFinite) && signs.stream().noneMatch(sign -> sign.column() == at && sign.kind().equals(DefectClass.TELEGRAPH.name()))
                    && twoLevels(x, worst, settings)) {
                add(column, 0, DefectClass.TELEGRAPH, Map.of("gap", Arrays.stream(x).max().orElseThrow() - Arrays.stream(x).min().orElseThrow(),
                        "darks", (double) x.length, "u", worst));
            }
        }
    }

    /** @param x level of each dark, the detector's median change taken off, in LSB */
    static boolean twoLevels(double[] x, double u, DefectSettings settings) {
        double limit = Math.max(settings.telegraphStep() * Math.sqrt(2) * u, settings.telegraphLevel());
        long up = IntStream.range(1, x.length).filter(k -> x[k] - x[k - 1] > limit).count();
        long down = IntStream.range(1, x.length).filter(k -> x[k - 1] - x[k] > limit).count();
        if (up == 0 || down == 0) {
            return false;
        }
        double middle = (Arrays.stream(x).max().orElseThrow() + Arrays.stream(x).min().orElseThrow()) / 2;
        double same = 2 * Math.max(settings.telegraphSame() * Math.sqrt(2) * u, settings.telegraphSameLevel());
        return spread(Arrays.stream(x).filter(value -> value > middle).toArray()) <= same
                && spread(Arrays.stream(x).filter(value -> value <= middle).toArray()) <= same;
    }

    private static double spread(double[] level) {
        return Arrays.stream(level).max().orElse(0) - Arrays.stream(level).min().orElse(0);
    }

    private static double[] perColumn(double[] perPixel, int n, boolean quadratic) {
        double[] perColumn = new double[perPixel.length / n];
        for (int i = 0; i < perPixel.length; i++) {
            perColumn[i / n] += quadratic ? perPixel[i] * perPixel[i] / n / n : perPixel[i] / n;
        }
        return quadratic ? Arrays.stream(perColumn).map(Math::sqrt).toArray() : perColumn;
    }

    private void add(int column, int lineOfCycle, DefectClass kind, Map<String, Double> values) {
        signs.add(new Sign(id.label(), column, lineOfCycle, kind.name(), values));
    }
}
