package org.penumbra.analysis.defect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.defect.Columns.Measured;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.calibration.Gamma;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.StoredCounts;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.RunningMedian;

/**
 * The columns of one (band, detector) over the diffusers of the epoch, this one last: how their response wanders, and how it
 * follows the level of light (METHODS 6).
 *
 * <p>Seasons and the angle of incidence change the light on the diffuser; that is what shows a non-linear column here. Counts of
 * earlier diffusers are equalised with the parameters in force and the dark in use now: a column whose dark level moved by 1 % of
 * the signal scatters about the line that is sought, and is not taken for non-linear.
 */
final class DiffuserSeries {
    /** A level of light that follows time more closely than this cannot be told from a drift. */
    private static final double CLOSELY = 0.9;
    /** Fewest diffusers that tell a line over level and time from scatter. */
    private static final int FEWEST = 6;

    private final double[][] changes;
    private final double[][] relative;
    private final double[] seconds;
    private final double[] levels;
    private final DefectSettings settings;

    DiffuserSeries(double[][] changes, double[][] relative, double[] seconds, double[] levels, DefectSettings settings) {
        this.changes = changes;
        this.relative = relative;
        this.seconds = seconds;
        this.levels = levels;
        this.settings = settings;
    }

    /** A response that depends on the level of light: how much it differs between the lowest and the highest, and its standard uncertainty. */
    record Dependence(double difference, double u, double lowest, double highest) {
    }

    static DiffuserSeries of(Dossier dossier, BandResponse band, DetectorResponse response, boolean[] imaging, DefectSettings settings) {
        List<Measured> earlier = Columns.latest(dossier, response.id(), Math.max(settings.nonLinearDiffusers(), settings.unstableDiffusers()) - 1);
        Gamma gamma = dossier.calibration().orElseThrow().groundEqualisation(response.id().band())
                .gamma(StoredCounts.tdi(dossier.product(), response.id().band()), response.id().detector());
        int count = earlier.size() + 1;
        double[][] changes = new double[count][];
        double[][] equalised = new double[count][];
        double[] seconds = new double[count];
        for (int k = 0; k < earlier.size(); k++) {
            changes[k] = PixelStatistics.columnMeans(earlier.get(k).pixels().change(), response.linesPerCycle());
            double[] y = PixelStatistics.columnMeans(difference(earlier.get(k).pixels().mean(), response.dark().mean()), response.linesPerCycle());
            equalised[k] = new double[y.length];
            Arrays.setAll(equalised[k], column -> gamma.apply(column, y[column]));
            seconds[k] = earlier.get(k).acquisition().sensingStart().getEpochSecond();
        }
        changes[count - 1] = Arrays.stream(band.relative(response)).map(r -> r - 1).toArray();
        equalised[count - 1] = response.equalised();
        seconds[count - 1] = dossier.product().sensingStart().getEpochSecond();
        double[][] relative = new double[count][];
        double[] levels = new double[count];
        for (int k = 0; k < count; k++) {
            double[] z = equalised[k];
            double[] local = RunningMedian.of(z, imaging, settings.localColumns());
            relative[k] = new double[z.length];
            Arrays.setAll(relative[k], column -> z[column] / local[column]);
            levels[k] = Median.of(IntStream.range(0, z.length).filter(column -> imaging[column]).mapToDouble(column -> z[column]).toArray());
        }
        return new DiffuserSeries(changes, relative, seconds, levels, settings);
    }

    /** Whether there are diffusers enough to see a response that wanders. */
    boolean showsUnstable() {
        return changes.length >= settings.unstableDiffusers();
    }

    /**
     * Standard deviation of the gain change of a column over the latest diffusers; 0 where one of them does not know it. It is no larger than
     * that of the response against the neighbours with the parameters in force for all of them: a new R2EQOG changes every gain change.
     */
    double spread(int column) {
        return Math.min(spread(changes, column), spread(relative, column));
    }

    private double spread(double[][] all, int column) {
        double[] latest = Arrays.stream(all, all.length - settings.unstableDiffusers(), all.length).mapToDouble(one -> one[column]).toArray();
        return Arrays.stream(latest).allMatch(Double::isFinite) ? Math.sqrt(StatUtils.variance(latest)) : 0;
    }

    /** Whether the light was different enough, and went up and down, so that a dependence on it can be told from a drift. */
    boolean showsNonLinear() {
        if (levels.length < FEWEST || !Arrays.stream(levels).allMatch(Double::isFinite)
                || range() < settings.nonLinearLevels() * StatUtils.mean(levels)) {
            return false;
        }
        SimpleRegression overTime = regression(seconds, levels);
        return overTime.getRSquare() < CLOSELY * CLOSELY;
    }

    /**
     * How the response of a column follows the level of light, a drift in time beside it: least squares over both.
     *
     * @param u relative standard uncertainty of one response, without unit
     * @return empty unless the difference is beyond the limit and significant
     */
    Optional<Dependence> nonLinear(int column, double u) {
        double[] x = Arrays.stream(relative).mapToDouble(one -> one[column]).toArray();
        double[] level = residuals(seconds, levels);
        double[] response = residuals(seconds, x);
        double squares = StatUtils.sumSq(level);
        double slope = IntStream.range(0, x.length).mapToDouble(k -> level[k] * response[k]).sum() / squares;
        // not a number where a diffuser does not know the column
        if (!(Math.abs(slope) * range() > settings.nonLinear())) {
            return Optional.empty();
        }
        double scatter = IntStream.range(0, x.length).mapToDouble(k -> Math.pow(response[k] - slope * level[k], 2)).sum() / (x.length - 3);
        double uncertainty = Math.sqrt(Math.max(scatter, u * u) / squares) * range();
        return Math.abs(slope) * range() > settings.nonLinearScales() * uncertainty
                ? Optional.of(new Dependence(slope * range(), uncertainty, StatUtils.min(levels), StatUtils.max(levels))) : Optional.empty();
    }

    private double range() {
        return StatUtils.max(levels) - StatUtils.min(levels);
    }

    private static double[] residuals(double[] x, double[] y) {
        SimpleRegression line = regression(x, y);
        return IntStream.range(0, x.length).mapToDouble(k -> y[k] - line.predict(x[k])).toArray();
    }

    private static SimpleRegression regression(double[] x, double[] y) {
        SimpleRegression line = new SimpleRegression();
        IntStream.range(0, x.length).forEach(k -> line.addData(x[k], y[k]));
        return line;
    }

    private static double[] difference(double[] mean, double[] dark) {
        double[] difference = new double[mean.length];
        Arrays.setAll(difference, i -> mean[i] - dark[i]);
        return difference;
    }
}
