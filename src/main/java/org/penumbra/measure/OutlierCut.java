package org.penumbra.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.measure.MeasureTask.Kind;
import org.penumbra.measure.SampleBlock.Look;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.MedianAbsoluteDeviation;

/**
 * Where the samples of one block are cut (METHODS 2): |x − median| > level · scale + 0.5, and which lines are dropped whole.
 *
 * <p>Of a diffuser, x is freed from the trend of the illumination first. The trend of a line is the median, over evenly
 * spread active columns, of the distance from their block medians; of a column it is taken out in proportion to its level
 * above the blind columns, because light is what changes, and a darker column sees less of it.
 */
final class OutlierCut {
    private static final double UNUSUAL = 5;

    private final MeasureTask task;
    private final MeasureSettings settings;
    private final SampleBlock block;
    private final int n;
    private final int[] active;
    private final boolean[][] leftOut;
    private final boolean[] someLeftOut;
    private final Look[] stored;
    private final Look[] looks;
    private double[][] trend;
    private double[] trendScale;
    private final double commonDeviation;

    /** @param leftOut lost lines; axes: line of cycle − 1, cycle of the block */
    OutlierCut(MeasureTask task, MeasureSettings settings, SampleBlock block, boolean[][] leftOut) {
        this.task = task;
        this.settings = settings;
        this.block = block;
        this.leftOut = leftOut;
        n = task.linesPerCycle();
        someLeftOut = new boolean[n];
        for (int j = 0; j < n; j++) {
            for (boolean lost : leftOut[j]) {
                someLeftOut[j] |= lost;
            }
        }
        active = series(false);
        stored = looks();
        if (task.kind() == Kind.DIFFUSER) {
            findTrend();
            looks = looks();
        } else {
            looks = stored;
        }
        double deviation = Median.of(Arrays.stream(active).mapToDouble(series -> looks[series].deviation()).toArray());
        commonDeviation = Double.isNaN(deviation) ? 0 : deviation;
    }

    private Look[] looks() {
        Look[] all = new Look[block.series()];
        for (int series = 0; series < all.length; series++) {
            select(series);
            all[series] = block.look(leftOut(series), task.least(), task.saturation());
        }
        return all;
    }

    /** Makes a series the selected one, freed from the trend of the illumination. */
    void select(int series) {
        block.select(series);
        if (trend != null) {
            block.detrend(trend[series % n], trendScale[series]);
        }
    }

    /** Lines that are lost or dropped, axis: cycle of the block; null where none is. */
    boolean[] leftOut(int series) {
        return someLeftOut[series % n] ? leftOut[series % n] : null;
    }

    /** The samples of a series as stored. */
    Look stored(int series) {
        return stored[series];
    }

    /** The samples of a series freed from the trend of the illumination. */
    Look look(int series) {
        return looks[series];
    }

    /** Distance from the median beyond which a sample is cut at a level, in LSB; infinite where nothing is. */
    double cut(int series, CutLevel level) {
        Look look = looks[series];
        if (task.kind() == Kind.SCENE || look.n() < settings.minimumSamples()) {
            return Double.POSITIVE_INFINITY;
        }
        double scale = Math.max(
                look.mad() > 1 ? MedianAbsoluteDeviation.NORMAL * look.mad() : MedianAbsoluteDeviation.QUANTISATION_FLOOR, commonDeviation);
        return level.scales() * scale + 0.5;
    }

    /** Whether some sample lies farther from the median than that. */
    boolean reaches(int series, double cut) {
        Look look = looks[series];
        return look.highest() - look.median() > cut || look.median() - look.lowest() > cut;
    }

    private void findTrend() {
        int[] columns = Arrays.stream(active).filter(series -> series % n == 0).map(series -> series / n).toArray();
        int step = Math.max(1, (columns.length + settings.trendColumns() - 1) / settings.trendColumns());
        double[][] lines = new double[block.cycles()][(columns.length + step - 1) / step];
        double[][] found = new double[n][block.cycles()];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < columns.length; i += step) {
                int series = columns[i] * n + j;
                for (int k = 0; k < block.cycles(); k++) {
                    lines[k][i / step] = block.count(series, k) - stored[series].median();
                }
            }
            boolean[] lost = leftOut(j);
            for (int k = 0; k < block.cycles(); k++) {
                double median = lost != null && lost[k] ? Double.NaN : Median.of(lines[k]);
                found[j][k] = Double.isNaN(median) ? 0 : median;
            }
        }
        int[] blind = series(true);
        double dark = blind.length == 0 ? 0 : median(blind);
        double lit = median(active) - dark;
        trendScale = new double[block.series()];
        for (int series = 0; series < trendScale.length; series++) {
            double level = stored[series].median() - dark;
            trendScale[series] = lit > 1 && !Double.isNaN(level) ? Math.min(2, Math.max(0, level / lit)) : 0;
        }
        trend = found;
    }

    private int[] series(boolean blind) {
        return IntStream.range(0, block.series()).filter(series -> task.blind()[series / n] == blind).toArray();
    }

    private double median(int[] series) {
        return Median.of(Arrays.stream(series).mapToDouble(each -> stored[each].median()).toArray());
    }

    /**
     * Finds the lines in which too many active columns are cut at level 5; from then on they are left out. Too many is more
     * than the given fraction above what is usual for the lines of the block (median and {@value #UNUSUAL} robust standard
     * deviations): in a detector with many columns of two levels some are always away from their median, without any light.
     * A saturated sample counts as any other.
     *
     * @param firstLine first line of the block, 0-based from the first of the strip
     */
    List<LightEvent> dropLitLines(int firstLine) {
        int[][] beyond = new int[n][block.cycles()];
        int[] found = new int[block.cycles()];
        for (int series : active) {
            double cut = cut(series, CutLevel.FIVE);
            if (cut < Double.POSITIVE_INFINITY && (reaches(series, cut) || !looks[series].complete())) {
                select(series);
                boolean[] lost = leftOut(series);
                int count = block.suspects(looks[series].median(), cut, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, lost, found);
                for (int i = 0; i < count; i++) {
                    if ((lost == null || !lost[found[i]]) && block.distance(found[i], looks[series].median()) > cut) {
                        beyond[series % n][found[i]]++;
                    }
                }
            }
        }
        int columns = active.length / n;
        double limit = usual(beyond) + settings.droppedLineFraction() * columns;
        List<LightEvent> events = new ArrayList<>();
        for (int k = 0; k < block.cycles(); k++) {
            for (int j = 0; j < n; j++) {
                if (beyond[j][k] > limit) {
                    leftOut[j][k] = true;
                    someLeftOut[j] = true;
                    events.add(new LightEvent(firstLine + k * n + j, (double) beyond[j][k] / columns, excess(j, k)));
                }
            }
        }
        return events;
    }

    private double usual(int[][] beyond) {
        double[] counts = IntStream.range(0, n * block.cycles()).filter(line -> !leftOut[line % n][line / n])
                .mapToDouble(line -> beyond[line % n][line / n]).toArray();
        return Median.of(counts) + UNUSUAL * MedianAbsoluteDeviation.scale(counts, 0);
    }

    private double excess(int j, int cycle) {
        double sum = 0;
        int columns = 0;
        for (int series : active) {
            double excess = task.law().inverse(series / n, block.count(series, cycle)) - task.law().inverse(series / n, stored[series].median());
            if (series % n == j && !Double.isNaN(excess)) {
                sum += excess;
                columns++;
            }
        }
        return sum / columns;
    }
}
