package org.penumbra.analysis.defect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Result;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;

/**
 * A new pixel against its neighbours over the acquisitions of the epoch, this one last: dark level in LSB, or change of the
 * response of a diffuser as a fraction of 1.
 *
 * @param life its life
 * @param seconds since 1970
 * @param pixel its values
 * @param neighbours median of the columns beside it
 */
record PixelSeries(Life life, double[] seconds, double[] pixel, double[] neighbours) {
    private static final int REACH = 5;

    static List<PixelSeries> of(Dossier dossier, Catalogue catalogue, DefectSettings settings) {
        List<PixelSeries> all = new ArrayList<>();
        for (BandDetector id : dossier.measurements().bandDetectors()) {
            List<Life> fresh = catalogue.lives().stream().filter(life -> life.place().equals(id.label()) && life.status() != Life.Status.KNOWN
                    && life.lastSeen().equals(dossier.product().sensingStart())).toList();
            if (!fresh.isEmpty() && all.size() < settings.drawnPixels()) {
                all.addAll(of(dossier, id, fresh.subList(0, Math.min(fresh.size(), settings.drawnPixels() - all.size())), settings));
            }
        }
        return all;
    }

    private static List<PixelSeries> of(Dossier dossier, BandDetector id, List<Life> lives, DefectSettings settings) {
        List<Acquisition> earlier = Epoch.earlier(dossier, id.band());
        List<Acquisition> shown = earlier.subList(Math.max(0, earlier.size() - settings.drawnAcquisitions() + 1), earlier.size());
        boolean dark = dossier.product().type() == AcquisitionType.NIGHT_OCEAN;
        List<double[]> values = new ArrayList<>();
        for (Acquisition acquisition : shown) {
            var pixels = dossier.past().pixels(acquisition, id);
            values.add(dark ? pixels.mean() : pixels.change());
        }
        PixelStatistics now = dossier.measurements().of(id).pixels(CutLevel.FIVE);
        double[] unknown = new double[now.mean().length];
        Arrays.fill(unknown, Double.NaN);
        values.add(dark ? now.mean() : dossier.outcomes().values().stream().flatMap(outcome -> outcome.result().pixels(id).stream())
                .map(Result.PixelComparison::change).findFirst().orElse(unknown));
        double[] seconds = IntStream.range(0, values.size()).mapToDouble(k -> (k < shown.size() ? shown.get(k).sensingStart()
                : dossier.product().sensingStart()).getEpochSecond()).toArray();
        int n = now.linesPerCycle();
        return lives.stream().map(life -> new PixelSeries(life, seconds, values.stream().mapToDouble(one -> column(one, life.column(), n)).toArray(),
                values.stream().mapToDouble(one -> Median.of(IntStream.rangeClosed(life.column() - REACH, life.column() + REACH)
                        .filter(column -> column != life.column()).mapToDouble(column -> column(one, column, n)).toArray())).toArray())).toList();
    }

    private static double column(double[] perPixel, int column, int n) {
        return column < 0 || (column + 1) * n > perPixel.length ? Double.NaN
                : Arrays.stream(perPixel, column * n, (column + 1) * n).filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
