package org.penumbra.analysis.striping;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.OnBoardEqualisation.Law;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.SegmentMeans;
import org.penumbra.measure.StoredCounts;

/**
 * One (band, detector) of a nominal image in equalised counts Z. At level 1B that is the stored count plus RADIO_ADD_OFFSET; at
 * level 1A dark and equalisation in force are applied here; of a raster stack the stored count itself.
 *
 * @param id band and detector
 * @param blocks means of Z in LSB; NaN in blind columns, and where too many samples have no data: the mean of the others is that of
 *     another part of the scene than the neighbours'; axes: block of lines, column
 * @param linesPerBlock lines of each block, in lines of the band; 0 where there is none
 * @param first Z of each line over the columns shared with the detector before, in LSB; NaN where lost; axis: line
 * @param last Z of each line over the columns shared with the next detector, in LSB; axis: line
 * @param saturated saturated samples
 * @param missing samples without data in lines that have some; axis: column
 * @param lost lines without data
 * @param known columns of the product that hold a column of R2DEPI; axis: column
 */
record SceneCounts(BandDetector id, double[][] blocks, int linesPerBlock, double[] first, double[] last, long saturated, int[] missing, int lost,
                   boolean[] known) {

    static SceneCounts of(Dossier dossier, BandDetector id, StripingSettings settings) {
        Product product = dossier.product();
        Optional<CalibrationSet> calibration = dossier.calibration();
        DetectorMeasurement measurement = dossier.measurements().of(id);
        int columns = measurement.columns();
        SegmentMeans means = measurement.segmentMeans();
        int shared = dossier.settings().of("measure", MeasureSettings.class).overlapColumns(id.band(), columns);
        Chain chain = chain(product, calibration, measurement, shared);
        int linesPerSegment = measurement.lines() / measurement.segments();
        int together = Math.max(1, (int) Math.ceil((double) settings.blockLines() / id.band().linePeriods() / linesPerSegment));
        int count = Math.max(1, measurement.segments() / together);
        double[][] blocks = new double[count][columns];
        int[] missing = new int[columns];
        for (int block = 0; block < count; block++) {
            int from = block * measurement.segments() / count;
            int to = (block + 1) * measurement.segments() / count;
            int lines = measurement.firstLine(to) - measurement.firstLine(from);
            for (int column = 0; column < columns; column++) {
                int at = column;
                int without = IntStream.range(from, to).map(segment -> means.missing()[segment][at]).sum();
                missing[column] += without;
                boolean seen = !measurement.blind(column) && without <= settings.missing() * lines;
                double x = IntStream.range(from, to).mapToDouble(segment -> means.mean()[segment][at])
                        .filter(Double::isFinite).average().orElse(Double.NaN);
                blocks[block][column] = seen ? chain.equalised(column, x) : Double.NaN;
            }
        }
        int[] active = IntStream.range(0, columns).filter(column -> !measurement.blind(column)).toArray();
        return new SceneCounts(id, blocks, measurement.lines() / count, chain.line(measurement.lineStatistics().firstMean(), active, true),
                chain.line(measurement.lineStatistics().lastMean(), active, false),
                Arrays.stream(means.saturated()).asLongStream().sum(), missing, measurement.lostLines(), known(product, calibration, id, columns));
    }

    int columns() {
        return known.length;
    }

    /** Samples without data in lines that have some. */
    long samplesMissing() {
        return Arrays.stream(missing).asLongStream().sum();
    }

    /** From raw or stored counts to Z. */
    private interface Chain {
        double equalised(int column, double x);

        /** Z of the means of stored counts over the first, or last, of the active columns. */
        double[] line(double[] stored, int[] active, boolean first);
    }

    /** @param shared columns that two neighbours share */
    private static Chain chain(Product product, Optional<CalibrationSet> calibration, DetectorMeasurement measurement, int shared) {
        BandDetector id = measurement.id();
        if (!product.level().equals("L1A") || calibration.isEmpty()) {
            Integer bandId = id.band().id();
            double offset = product.datastrip().map(datastrip -> datastrip.radiometricOffsets().getOrDefault(bandId, 0.0)).orElse(0.0);
            return new Chain() {
                @Override
                public double equalised(int column, double x) {
                    return x + offset;
                }

                @Override
                public double[] line(double[] stored, int[] active, boolean first) {
                    return Arrays.stream(stored).map(count -> count + offset).toArray();
                }
            };
        }
        double[][] coefficients = calibration.get().groundEqualisation(id.band()).dark(StoredCounts.tdi(product, id.band()), id.detector());
        Gamma gamma = calibration.get().groundEqualisation(id.band()).gamma(StoredCounts.tdi(product, id.band()), id.detector());
        Law law = StoredCounts.law(product, calibration, id, measurement.columns());
        int n = measurement.linesPerCycle();
        double[] perPixel = new double[measurement.columns() * n];
        Arrays.setAll(perPixel, i -> coefficients[i % n][i / n]);
        double offset = Arrays.stream(measurement.lineStatistics().contextualOffset(perPixel)).filter(Double::isFinite).average().orElse(0);
        double[] dark = new double[measurement.columns()];
        Arrays.setAll(dark, column -> offset + Arrays.stream(perPixel, column * n, (column + 1) * n).average().orElseThrow());
        return new Chain() {
            @Override
            public double equalised(int column, double x) {
                return gamma.apply(column, x - dark[column]);
            }

            @Override
            public double[] line(double[] stored, int[] active, boolean first) {
                // the ratio of two means over hundreds of columns does not feel how light and response vary together within them
                int overlap = Math.min(active.length, shared);
                int[] columns = Arrays.copyOfRange(active, first ? 0 : active.length - overlap, first ? overlap : active.length);
                double pedestal = Arrays.stream(columns).mapToDouble(column -> law.equalise(column, dark[column])).average().orElse(Double.NaN);
                double level = Arrays.stream(stored).filter(Double::isFinite).average().orElse(Double.NaN) - pedestal;
                double scale = Arrays.stream(columns).mapToDouble(column -> {
                    double y = law.inverse(column, level + law.equalise(column, dark[column])) - dark[column];
                    return gamma.apply(column, y) / level;
                }).average().orElse(Double.NaN);
                return Arrays.stream(stored).map(count -> (count - pedestal) * scale).toArray();
            }
        };
    }

    /** R2DEPI counts columns of level 1A. */
    private static boolean[] known(Product product, Optional<CalibrationSet> calibration, BandDetector id, int columns) {
        boolean[] known = new boolean[columns];
        calibration.ifPresent(set -> set.defectivePixels().columns(id).forEach(column -> {
            int at = column;
            if (product.level().equals("L1B")) {
                int blind = set.blindPixels().detector(id).left().valid().size() + set.blindPixels().detector(id).left().notValid().size();
                at = Math.floorDiv(column - blind, id.band().binning());
            }
            if (at >= 0 && at < columns) {
                known[at] = true;
            }
        }));
        return known;
    }
}
