package org.penumbra.analysis.dark;

import static org.penumbra.analysis.Missing.unless;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Past.Pixels;
import org.penumbra.analysis.Persistence;
import org.penumbra.analysis.Temperatures;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;
import org.penumbra.statistics.TheilSen;

/**
 * The darks of a product held against earlier ones of the same epoch: change against their median, and per pixel and band the
 * slope, the spread about it and the dependence on the temperature of the focal plane (METHODS 2, dark stability).
 *
 * @param acquisitions earlier darks of the epoch by band, earliest first; not those since which R2SWIR moved many columns of the band
 * @param changes change of each (band, detector) against the median of the last acquisitions; absent where there is none
 * @param stabilities stability of each (band, detector); absent where there are too few acquisitions
 * @param series per band: the dark over time
 * @param persistences by pixel, of those of each (band, detector) that lie beyond their limit off the reference in force or, where there
 *     is none, off that median
 */
public record DarkHistory(Map<Band, List<Acquisition>> acquisitions, Map<BandDetector, Change> changes,
                          Map<BandDetector, PixelStability> stabilities, Map<Band, BandSeries> series,
                          Map<BandDetector, Map<Integer, Persistence>> persistences) {
    /** Julian year. */
    private static final double SECONDS_PER_YEAR = 365.25 * 86_400;
    /** Of the intervals of slopes; of steady columns the rest has one that leaves out zero. */
    static final double CONFIDENCE = 0.95;
    /** What may be drifting by chance and is believed to be so: twice the columns whose interval leaves out zero by chance. */
    static final double BY_CHANCE = 0.1;
    /** Robust scales within which the distances of healthy pixels lie, however differently they drift. */
    private static final double OTHERS = 10;
    private static final String UNBOUNDED = "so few acquisitions do not bound the slope";

    /**
     * Change of one (band, detector) against the median of the last acquisitions. Axis of arrays: as in {@link DetectorDark}.
     *
     * @param pixels in LSB; NaN where no earlier dark knows a pixel
     * @param uncertainty its standard uncertainty in LSB
     * @param mean over the good columns in LSB, blind part included
     * @param blind mean over the valid blind columns in LSB; NaN without any
     */
    public record Change(double[] pixels, double[] uncertainty, double mean, double blind) {
    }

    /**
     * Stability of the columns of one (band, detector), each the mean over its lines of cycle.
     *
     * @param acquisitions number of darks, this one included; the fit of a column that some of them do not know has fewer
     * @param slope Theil–Sen slope in LSB per year
     * @param lower lower end of its 95 % interval
     * @param upper upper end of its 95 % interval
     * @param spread standard deviation about the slope in LSB
     * @param perKelvin regression on the temperature of the band's focal plane in LSB per kelvin, freed from what drifts with time;
     *     NaN where the temperature did not vary or is unknown
     */
    public record PixelStability(int acquisitions, double[] slope, double[] lower, double[] upper, double[] spread, double[] perKelvin) {

        /** Whether the interval of a column's slope leaves out zero. */
        boolean drifts(int column) {
            return lower[column] > 0 || upper[column] < 0;
        }
    }

    /** Mean dark, its change and its noise over time, per band; this acquisition last. */
    record BandSeries(double[] seconds, double[] mean, double[] noise, double[] temperature, TheilSen slope) {
    }

    static DarkHistory of(Dossier dossier, List<DetectorDark> detectors, DarkSettings settings) {
        Map<Band, List<DetectorDark>> bands = detectors.stream().collect(Collectors.groupingBy(dark -> dark.id().band(),
                () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
        Temperatures temperatures = Temperatures.of(dossier.product(), settings.coldestTemperature(), settings.hottestTemperature());
        Earlier earlier = Earlier.than(dossier);
        Map<Band, List<Acquisition>> acquisitions = new LinkedHashMap<>();
        bands.keySet().forEach(band -> acquisitions.put(band, latest(earlier.ofWhole(band), settings.historyTrend() - 1)));

        Map<BandDetector, Change> changes = new LinkedHashMap<>();
        Map<BandDetector, PixelStability> stabilities = new LinkedHashMap<>();
        Map<BandDetector, Map<Integer, Persistence>> persistences = new LinkedHashMap<>();
        Map<Band, List<Map<Acquisition, Double>>> offsets = new LinkedHashMap<>();
        EvidenceHistory evidence = EvidenceHistory.before(dossier);
        record Held(BandDetector id, Change change, PixelStability stability, Map<Integer, Persistence> persistence,
                    Map<Acquisition, Double> offsets) {
        }
        detectors.parallelStream().filter(dark -> !earlier.of(dark.id().band()).isEmpty()).map(dark -> {
            List<Acquisition> past = latest(earlier.of(dark.id().band()), settings.historyTrend() - 1);
            Map<Acquisition, Pixels> pixels = new LinkedHashMap<>();
            past.forEach(acquisition -> pixels.put(acquisition, earlier.pixels(acquisition, dark.id())));
            List<double[]> means = pixels.values().stream().map(Pixels::mean).toList();
            double[] median = median(latest(means, settings.historyMedian()), dark.mean().length);
            Change change = change(dark, median, latest(pixels.values().stream().map(Pixels::u).toList(), settings.historyMedian()));
            double[] standard = dark.referenced() ? dark.reference() : median;
            PixelStability stability = past.size() + 1 < settings.trendMinimum() ? null
                    : stability(dark, past, means, dossier.product().sensingStart(), temperatures, settings);
            Map<Integer, Persistence> persistence = Persistence.of(dossier.product().sensingStart(),
                    dark.inLimits(DetectorDark.difference(dark.mean(), standard), dark.uncertainty().ofDark(), settings),
                    evidence.judged(past, dark.id()),
                    acquisition -> dark.inLimits(DetectorDark.difference(pixels.get(acquisition).mean(), standard),
                            pixels.get(acquisition).u(), settings));
            return new Held(dark.id(), change, stability, persistence, offsets(dark, pixels));
        }).toList().forEach(held -> {
            changes.put(held.id(), held.change());
            if (held.stability() != null) {
                stabilities.put(held.id(), held.stability());
            }
            persistences.put(held.id(), held.persistence());
            offsets.computeIfAbsent(held.id().band(), key -> new ArrayList<>()).add(held.offsets());
        });
        Map<Band, BandSeries> series = new LinkedHashMap<>();
        bands.forEach((band, darks) -> series.put(band, bandSeries(band, darks, acquisitions.get(band), offsets.getOrDefault(band, List.of()),
                dossier.product().sensingStart(), temperatures, settings)));
        return new DarkHistory(acquisitions, changes, stabilities, series, persistences);
    }

    /** Mean change of the good columns against the median of the last darks of the epoch, in LSB; NaN without any. */
    double meanChange(BandDetector id) {
        return changes.containsKey(id) ? changes.get(id).mean() : Double.NaN;
    }

    /** Noise of a band in the earlier darks, in LSB: its median; NaN without any. */
    double medianNoise(Band band, DarkSettings settings) {
        double[] noise = latest(acquisitions.getOrDefault(band, List.of()), settings.historyMedian()).stream()
                .map(acquisition -> acquisition.values().get("dark-signal/" + band.name() + "/noise")).filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue).toArray();
        return noise.length == 0 ? Double.NaN : Median.of(noise);
    }

    Map<String, Object> summary(Band band) {
        Map<String, Object> entry = new LinkedHashMap<>();
        BandSeries of = series.get(band);
        entry.put("acquisitions", acquisitions.getOrDefault(band, List.of()).size());
        boolean fitted = of != null && of.slope() != null;
        String why = "fewer acquisitions of this epoch than a slope needs";
        entry.put("slopePerYear", unless(fitted ? of.slope().slope() : Double.NaN, why));
        entry.put("slopeLower", unless(fitted ? of.slope().lower() : Double.NaN, fitted ? UNBOUNDED : why));
        entry.put("slopeUpper", unless(fitted ? of.slope().upper() : Double.NaN, fitted ? UNBOUNDED : why));
        List<PixelStability> pixels = stabilities.entrySet().stream()
                .filter(one -> one.getKey().band().equals(band)).map(Map.Entry::getValue).toList();
        entry.put("pixelSlopeMedian", unless(median(pixels.stream().map(PixelStability::slope).toList()), why));
        entry.put("pixelSpreadMedian", unless(median(pixels.stream().map(PixelStability::spread).toList()), why));
        entry.put("pixelPerKelvinMedian", unless(median(pixels.stream().map(PixelStability::perKelvin).toList()),
                "no temperature of the focal plane that varied"));
        return entry;
    }

    private static double median(List<double[]> perDetector) {
        double[] all = perDetector.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        return all.length == 0 ? Double.NaN : Median.of(all);
    }

    private static double[] median(List<double[]> means, int size) {
        double[] median = new double[size];
        Arrays.setAll(median, i -> Median.of(means.stream().mapToDouble(mean -> mean[i]).filter(Double::isFinite).toArray()));
        return median;
    }

    /** @param us standard uncertainties of the darks behind the median: its own is at most √(π/2k) of that of one of k */
    private static Change change(DetectorDark dark, double[] median, List<double[]> us) {
        double[] pixels = DetectorDark.difference(dark.mean(), median);
        double[] uncertainty = new double[pixels.length];
        Arrays.setAll(uncertainty, i -> {
            double[] known = us.stream().mapToDouble(u -> u[i]).filter(Double::isFinite).toArray();
            double ofMedian = known.length == 0 ? 0 : Math.PI / 2 * StatUtils.sumSq(known) / (known.length * known.length);
            return Math.sqrt(dark.uncertainty().ofDark()[i] * dark.uncertainty().ofDark()[i] + ofMedian);
        });
        return new Change(pixels, uncertainty, DetectorDark.mean(DetectorDark.pixels(dark.good(), dark.linesPerCycle()), pixels),
                dark.blind().mean(pixels, dark.linesPerCycle()));
    }

    private static PixelStability stability(DetectorDark dark, List<Acquisition> past, List<double[]> means, Instant now,
                                            Temperatures temperatures, DarkSettings settings) {
        int columns = dark.imaging().length;
        int points = past.size() + 1;
        List<double[]> columnMeans = new ArrayList<>();
        means.forEach(mean -> columnMeans.add(PixelStatistics.columnMeans(mean, dark.linesPerCycle())));
        columnMeans.add(PixelStatistics.columnMeans(dark.mean(), dark.linesPerCycle()));
        double[] years = new double[points];
        double[] kelvin = new double[points];
        String sensor = "FPA " + dark.id().band().focalPlane();
        for (int i = 0; i < points; i++) {
            Instant time = i < past.size() ? past.get(i).sensingStart() : now;
            years[i] = Duration.between(past.get(0).sensingStart(), time).toSeconds() / SECONDS_PER_YEAR;
            kelvin[i] = (i < past.size() ? past.get(i).temperatures() : temperatures.means()).getOrDefault(sensor, Double.NaN);
        }
        double[] warmth = detrended(years, kelvin, settings.steadyTemperature());
        double[][] fitted = new double[5][columns];
        Arrays.stream(fitted).forEach(row -> Arrays.fill(row, Double.NaN));
        for (int column : dark.imagingColumns()) {
            int at = column;
            int[] seen = IntStream.range(0, points).filter(i -> Double.isFinite(columnMeans.get(i)[at])).toArray();
            if (seen.length >= settings.trendMinimum() && seen[seen.length - 1] == points - 1) {
                double[] when = of(seen, years);
                double[] values = Arrays.stream(seen).mapToDouble(i -> columnMeans.get(i)[at]).toArray();
                TheilSen line = TheilSen.fit(when, values, CONFIDENCE);
                fitted[0][column] = line.slope();
                fitted[1][column] = line.lower();
                fitted[2][column] = line.upper();
                fitted[3][column] = spread(when, values, line);
                fitted[4][column] = slope(
                        seen.length == points ? warmth : detrended(when, of(seen, kelvin), settings.steadyTemperature()), values).getSlope();
            }
        }
        return new PixelStability(points, fitted[0], fitted[1], fitted[2], fitted[3], fitted[4]);
    }

    private static double[] of(int[] some, double[] values) {
        return Arrays.stream(some).mapToDouble(i -> values[i]).toArray();
    }

    private static double spread(double[] x, double[] y, TheilSen line) {
        double squares = IntStream.range(0, x.length).mapToDouble(i -> y[i] - line.intercept() - line.slope() * x[i]).map(e -> e * e).sum();
        return Math.sqrt(squares / (x.length - 2));
    }

    /**
     * Temperature without its own trend over time, all NaN where it did not vary: the slope of any series on it is the coefficient of
     * temperature in a regression on time and temperature (Frisch and Waugh 1933, Econometrica 1).
     */
    private static double[] detrended(double[] years, double[] kelvin, double steady) {
        SimpleRegression trend = slope(years, kelvin);
        double[] left = new double[kelvin.length];
        Arrays.setAll(left, i -> kelvin[i] - trend.predict(years[i]));
        boolean varied = Math.sqrt(trend.getMeanSquareError()) > steady;
        return varied ? left : DoubleStream.generate(() -> Double.NaN).limit(kelvin.length).toArray();
    }

    /** Least squares of y on x where both are known. */
    private static SimpleRegression slope(double[] x, double[] y) {
        SimpleRegression line = new SimpleRegression();
        IntStream.range(0, x.length).filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i])).forEach(i -> line.addData(x[i], y[i]));
        return line;
    }

    /**
     * How far the columns of a detector lay from where they lie now, in LSB: their mean in each earlier dark, without the pixels whose
     * distance is not that of the others, be they defective now or then.
     */
    private static Map<Acquisition, Double> offsets(DetectorDark dark, Map<Acquisition, Pixels> past) {
        Map<Acquisition, Double> offsets = new HashMap<>();
        if (dark.judged()) {
            boolean[] imaging = DetectorDark.pixels(dark.imaging(), dark.linesPerCycle());
            past.forEach((acquisition, pixels) -> {
                double[] distances = DetectorDark.finite(imaging, DetectorDark.difference(pixels.mean(), dark.mean()));
                double median = Median.of(distances);
                double most = OTHERS * MedianAbsoluteDeviation.scale(distances, MedianAbsoluteDeviation.QUANTISATION_FLOOR);
                offsets.put(acquisition, Arrays.stream(distances)
                        .filter(distance -> Math.abs(distance - median) <= most).average().orElse(Double.NaN));
            });
        }
        return offsets;
    }

    /** @param offsets those of each detector: a detector that answers no more, or did not answer once, must not look like a change of the others */
    private static BandSeries bandSeries(Band band, List<DetectorDark> darks, List<Acquisition> past,
                                         List<Map<Acquisition, Double>> offsets, Instant now,
                                         Temperatures temperatures, DarkSettings settings) {
        int points = past.size() + 1;
        double[] seconds = new double[points];
        double[] mean = new double[points];
        double[] noise = new double[points];
        double[] temperature = new double[points];
        double level = DarkResult.mean(darks, DetectorMeans::level).value();
        for (int i = 0; i < past.size(); i++) {
            Acquisition acquisition = past.get(i);
            seconds[i] = acquisition.sensingStart().getEpochSecond();
            mean[i] = level + offsets.stream().map(of -> of.get(acquisition)).filter(offset -> offset != null && Double.isFinite(offset))
                    .mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            noise[i] = acquisition.values().getOrDefault("dark-signal/" + band.name() + "/noise", Double.NaN);
            temperature[i] = acquisition.temperatures().getOrDefault("FPA " + band.focalPlane(), Double.NaN);
        }
        seconds[points - 1] = now.getEpochSecond();
        mean[points - 1] = level;
        noise[points - 1] = DarkResult.noise(darks).value();
        temperature[points - 1] = temperatures.means().getOrDefault("FPA " + band.focalPlane(), Double.NaN);
        int[] known = IntStream.range(0, points).filter(i -> Double.isFinite(mean[i])).toArray();
        double[] years = Arrays.stream(known).mapToDouble(i -> (seconds[i] - seconds[0]) / SECONDS_PER_YEAR).toArray();
        double[] levels = Arrays.stream(known).mapToDouble(i -> mean[i]).toArray();
        return new BandSeries(seconds, mean, noise, temperature,
                known.length < settings.trendMinimum() ? null : TheilSen.fit(years, levels, CONFIDENCE));
    }

    private static <T> List<T> latest(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }
}
