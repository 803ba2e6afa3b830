package org.penumbra.analysis.defect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.Imaging;
import org.penumbra.analysis.response.ArchivedDarks;
import org.penumbra.analysis.response.DarkLevel;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;
import org.penumbra.statistics.RunningMedian;

/**
 * What a lit raster stack without calibration shows of its pixels: response, the archived dark taken off, against the local median alone,
 * and counts that are at the top of the scale or always the same (METHODS 6).
 *
 * <p>The bands of a spectrometer are neighbouring rows of one detector array: what a column has in common over many of them is
 * taken off before pixels are judged, and is a finding of its own where it is large. A flat field says nothing of pixels that
 * are hot, noisy or have two levels while their response is right.
 */
final class FlatSigns {

    /** What it can show of the response. */
    static final List<String> RESPONSE = List.of(DefectClass.DEAD.name(), DefectClass.LOW_RESPONSE.name(), DefectClass.HIGH_RESPONSE.name());
    /** All that it can show. */
    static final List<String> KINDS = Stream.concat(RESPONSE.stream(), Stream.of(DefectClass.SATURATED, DefectClass.STUCK).map(DefectClass::name))
            .toList();

    private FlatSigns() {
    }

    /**
     * What one (band, detector) shows.
     *
     * @param uncertainty median relative standard uncertainty of a response; NaN where it is not known, as in a flat field of one line
     */
    record Flat(DetectorSigns signs, double uncertainty) {
    }

    /**
     * @param ofDetector the bands of one detector in the order of their id
     * @param darks where there is none for a band, its dark is left in
     */
    static List<Flat> of(Dossier dossier, List<BandDetector> ofDetector, ArchivedDarks darks, DefectSettings settings) {
        List<double[]> deviations = new ArrayList<>();
        List<Double> uncertainties = new ArrayList<>();
        List<Imaging> imaging = new ArrayList<>();
        List<CountSigns> counts = new ArrayList<>();
        for (BandDetector id : ofDetector) {
            DetectorMeasurement measurement = dossier.measurements().of(id);
            PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
            imaging.add(Imaging.of(dossier, measurement));
            boolean[] seen = imaging.get(imaging.size() - 1).columns();
            counts.add(new CountSigns(id, pixels, seen, Columns.noise(measurement, pixels, settings), settings));
            double[] level = new double[measurement.columns()];
            Arrays.setAll(level, pixels::columnMean);
            Optional<DarkLevel> dark = darks.nearestLevel(id);
            dark.map(one -> PixelStatistics.columnMeans(one.mean(), pixels.linesPerCycle()))
                    .ifPresent(mean -> Arrays.setAll(level, column -> level[column] - mean[column]));
            double[] local = RunningMedian.of(level, seen, settings.localColumns());
            double[] deviation = new double[level.length];
            // without light a ratio says nothing
            Arrays.setAll(deviation, column -> seen[column] && local[column] > 0 ? level[column] / local[column] - 1 : Double.NaN);
            deviations.add(deviation);
            double[] ofDark = dark.map(one -> PixelStatistics.columnMeans(one.u(), pixels.linesPerCycle())).orElseGet(() -> new double[level.length]);
            boolean noiseless = IntStream.range(0, level.length).noneMatch(column -> seen[column] && pixels.columnNoise(column) > 0);
            uncertainties.add(noiseless ? Double.NaN : Median.of(IntStream.range(0, level.length)
                    .filter(column -> Double.isFinite(deviation[column]))
                    .mapToDouble(column -> Math.hypot(pixels.columnNoise(column) / Math.sqrt(pixels.columnCount(column)), ofDark[column])
                            / local[column]).toArray()));
        }
        boolean spectrometer = ofDetector.size() >= settings.stackBands()
                && deviations.stream().mapToInt(one -> one.length).distinct().count() == 1;
        double[] limits = IntStream.range(0, deviations.size()).mapToDouble(i -> limit(deviations.get(i), uncertainties.get(i), settings)).toArray();
        List<int[]> shapes = spectrometer ? shapes(deviations, limits, settings) : List.of();
        List<double[]> pixels = spectrometer ? withoutPattern(deviations, settings.stackBands()) : deviations;
        List<Flat> found = new ArrayList<>();
        for (int i = 0; i < ofDetector.size(); i++) {
            boolean lit = Arrays.stream(deviations.get(i)).anyMatch(Double::isFinite);
            List<Integer> columns = Columns.imagingColumns(imaging.get(i).columns());
            List<Sign> signs = columns.stream().map(counts.get(i)::of).flatMap(Optional::stream).collect(Collectors.toCollection(ArrayList::new));
            // a column that is saturated or stuck says nothing of its response
            double[] response = pixels.get(i).clone();
            signs.forEach(sign -> response[sign.column()] = Double.NaN);
            signs.addAll(signs(ofDetector.get(i), response, limit(pixels.get(i), uncertainties.get(i), settings), shapes, settings));
            List<String> unseen = Stream.concat(counts.get(i).unseen().stream(), lit ? Stream.empty() : RESPONSE.stream()).toList();
            found.add(new Flat(new DetectorSigns(ofDetector.get(i), columns.size(), imaging.get(i).known(), signs, unseen, true, shapes),
                    uncertainties.get(i)));
        }
        return found;
    }

    /** @param u median relative standard uncertainty of a response; NaN where no column varies from line to line, as in a flat field of one line */
    private static double limit(double[] deviation, double u, DefectSettings settings) {
        return Double.isNaN(u) ? Math.max(settings.stackResponse(), settings.stackScales() * MedianAbsoluteDeviation.scale(deviation, 0))
                : Math.max(settings.response(), settings.stackScales() * u);
    }

    private static List<Sign> signs(BandDetector id, double[] deviation, double limit, List<int[]> shapes, DefectSettings settings) {
        return IntStream.range(0, deviation.length).filter(column -> Math.abs(deviation[column]) > limit)
                .filter(column -> shapes.stream().noneMatch(shape -> column >= shape[0] && column <= shape[1]))
                .mapToObj(column -> new Sign(id.label(), column, 0, kind(deviation[column], settings).name(),
                        Map.of("response", 1 + deviation[column], "limit", limit))).toList();
    }

    private static DefectClass kind(double deviation, DefectSettings settings) {
        return 1 + deviation < settings.dead() ? DefectClass.DEAD : deviation < 0 ? DefectClass.LOW_RESPONSE : DefectClass.HIGH_RESPONSE;
    }

    /** Runs of columns that are off in a good part of the bands: first and last column. */
    private static List<int[]> shapes(List<double[]> deviations, double[] limits, DefectSettings settings) {
        int columns = deviations.get(0).length;
        long lit = deviations.stream().filter(one -> Arrays.stream(one).anyMatch(Double::isFinite)).count();
        List<int[]> shapes = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int at = column;
            long off = IntStream.range(0, deviations.size()).filter(i -> Math.abs(deviations.get(i)[at]) > limits[i]).count();
            if (off > settings.columnShape() * lit) {
                int[] before = shapes.isEmpty() ? null : shapes.get(shapes.size() - 1);
                if (before != null && before[1] == column - 1) {
                    before[1] = column;
                } else {
                    shapes.add(new int[] {column, column});
                }
            }
        }
        return shapes;
    }

    /** Deviations minus their running median over the bands, column by column. */
    private static List<double[]> withoutPattern(List<double[]> deviations, int window) {
        int columns = deviations.get(0).length;
        List<double[]> freed = deviations.stream().map(double[]::clone).toList();
        double[] overBands = new double[deviations.size()];
        for (int column = 0; column < columns; column++) {
            int at = column;
            Arrays.setAll(overBands, i -> deviations.get(i)[at]);
            double[] pattern = RunningMedian.of(overBands, window);
            for (int i = 0; i < overBands.length; i++) {
                freed.get(i)[column] -= pattern[i];
            }
        }
        return freed;
    }
}
