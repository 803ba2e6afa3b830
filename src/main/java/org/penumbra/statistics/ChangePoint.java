package org.penumbra.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Decides whether a series is constant, drifts, or steps once, and looks again on both sides of a step (METHODS 5).
 *
 * <p>Models: constant (k = 2), drift (k = 3), one step (k = 4: its position is a parameter; at least 3 points on each
 * side) and, from 20 points on, step and drift (k = 5); BIC = n·ln(RSS/n) + k·ln n (Schwarz 1978, Ann. Stat. 6). Nothing
 * is called unless it beats the constant by the margin; a step must beat the drift by 2, and step and drift both simpler
 * models by 2; what is within 2 is undecided. A step that fits best but is too small leaves the series constant. The size
 * of a step is that between the steps beside it, once they are found: levels behind those say nothing of it.
 *
 * <p>RSS is that of generalised least squares (Prais and Winsten 1954) with a correlation of 0.5 between points at the
 * median spacing of the series, less across longer gaps (halved per median spacing) and never more. Gains of a slowly
 * changing instrument are correlated so, and ordinary least squares then calls 17 to 21 % of constant series of 9 to 36
 * points; these residuals keep it below 4 %, and below 1 % on white noise. Estimating the correlation instead does not
 * help: in 9 points it is too uncertain, and a second change in the series passes for correlation and hides the first.
 * A jump inside one gap keeps its weight.
 */
public final class ChangePoint {
    /** Of points at the median spacing. */
    private static final double CORRELATION = 0.5;
    private static final double UNDECIDED = 2;
    private static final int SHORTEST_SIDE = 3;
    private static final int SHORTEST_SERIES = 8;
    private static final int SHORTEST_FOR_STEP_AND_DRIFT = 20;
    /** Relative precision below which residuals are rounding errors of the values and tell nothing. */
    private static final double PRECISION = 1e-9;

    private final double margin;
    private final double minimumStep;

    /**
     * @param margin BIC by which a model must beat the constant, for example 6
     * @param minimumStep smallest |step| that is called, as a fraction of the level before it, for example 0.005
     */
    public ChangePoint(double margin, double minimumStep) {
        this.margin = margin;
        this.minimumStep = minimumStep;
    }

    /** What a series does. */
    public enum Verdict {
        /** Fewer than 8 points: nothing is judged. */
        TOO_SHORT,
        CONSTANT,
        DRIFT,
        STEP,
        STEP_AND_DRIFT,
        /** Something changes, but two models fit alike. */
        UNDECIDED
    }

    /**
     * One fitted model.
     *
     * @param bic Bayesian information criterion; +∞ where the model is not tried
     * @param level fitted value at the first point
     * @param slope change per day, in the unit of the values; 0 without drift
     * @param index index in the whole series of the first point after the step; −1 without step
     * @param step change of level at the step, as a fraction of the fitted value before it; 0 without step
     * @param slopeUncertainty standard uncertainty of the slope, in its unit; NaN without drift
     * @param stepUncertainty standard uncertainty of the step, its place taken as known, as a fraction; NaN without step
     */
    public record Model(double bic, double level, double slope, int index, double step, double slopeUncertainty, double stepUncertainty) {
        private static final Model NOT_TRIED = new Model(Double.POSITIVE_INFINITY, Double.NaN, 0, -1, 0, Double.NaN, Double.NaN);
    }

    /**
     * The models of one segment of the series, and of the segments on both sides of its step if one is called.
     *
     * @param from first index
     * @param to index after the last
     * @param called the model that the verdict speaks of, a step in the size that it has between those of the parts;
     *     the constant where nothing is called
     * @param parts the two segments beside a called step, in the order of time, else empty
     */
    public record Segment(int from, int to, Verdict verdict, Model called, Model constant, Model drift, Model step, Model stepAndDrift,
                          List<Segment> parts) {

        /** All called steps in the order of time, those inside the parts included. */
        public List<Model> steps() {
            List<Model> steps = new ArrayList<>();
            if (called().index() >= 0) {
                steps.addAll(parts.get(0).steps());
                steps.add(called());
                steps.addAll(parts.get(1).steps());
            }
            return steps;
        }
    }

    /**
     * Searches a series between two known events.
     *
     * @param times days, strictly increasing
     * @param values finite and positive, as many
     */
    public Segment search(double[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times do not fit " + values.length + " values");
        }
        for (int i = 0; i < times.length; i++) {
            if (!(values[i] > 0 && Double.isFinite(values[i])) || i > 0 && !(times[i] > times[i - 1])) {
                throw new IllegalArgumentException("point " + i + ": times must increase and values be positive");
            }
        }
        return search(times, values, 0, times.length);
    }

    private Segment search(double[] times, double[] values, int from, int to) {
        if (to - from < SHORTEST_SERIES) {
            return new Segment(from, to, Verdict.TOO_SHORT, Model.NOT_TRIED, Model.NOT_TRIED, Model.NOT_TRIED, Model.NOT_TRIED,
                    Model.NOT_TRIED, List.of());
        }
        Fit fit = new Fit(Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to), from);
        Model constant = fit.model(false, -1);
        Model drift = fit.model(true, -1);
        Model step = fit.bestStep(false);
        Model both = to - from < SHORTEST_FOR_STEP_AND_DRIFT ? Model.NOT_TRIED : fit.bestStep(true);
        Verdict verdict = decide(constant, drift, step, both);
        Model called = switch (verdict) {
            case DRIFT -> drift;
            case STEP -> step;
            case STEP_AND_DRIFT -> both;
            case TOO_SHORT, CONSTANT, UNDECIDED -> constant;
        };
        List<Segment> parts = called.index() < 0 ? List.of()
                : List.of(search(times, values, from, called.index()), search(times, values, called.index(), to));
        Model sized = between(times, values, called, parts);
        Verdict told = sized == called ? verdict : sized.slope() == 0 ? Verdict.STEP : Verdict.STEP_AND_DRIFT;
        return new Segment(from, to, told, sized, constant, drift, step, both, parts);
    }

    /** The called step, of the points between the steps beside it where there are any. */
    private static Model between(double[] times, double[] values, Model called, List<Segment> parts) {
        List<Model> before = parts.isEmpty() ? List.of() : parts.get(0).steps();
        List<Model> after = parts.isEmpty() ? List.of() : parts.get(1).steps();
        if (before.isEmpty() && after.isEmpty()) {
            return called;
        }
        int from = before.isEmpty() ? parts.get(0).from() : before.get(before.size() - 1).index();
        int to = after.isEmpty() ? parts.get(1).to() : after.get(0).index();
        Fit fit = new Fit(Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to), from);
        Model step = fit.model(false, called.index() - from);
        Model both = to - from < SHORTEST_FOR_STEP_AND_DRIFT ? Model.NOT_TRIED : fit.model(true, called.index() - from);
        return both.bic() < step.bic() - UNDECIDED ? both : step;
    }

    private Verdict decide(Model constant, Model drift, Model step, Model both) {
        double simple = Math.min(drift.bic(), step.bic());
        if (both.bic() < simple - UNDECIDED && Math.abs(both.step()) >= minimumStep && constant.bic() - both.bic() > margin) {
            return Verdict.STEP_AND_DRIFT;
        }
        boolean large = Math.abs(step.step()) >= minimumStep;
        boolean stepWins = step.bic() < drift.bic() - UNDECIDED;
        if (constant.bic() - simple <= margin || stepWins && !large) {
            return Verdict.CONSTANT;
        }
        if (stepWins) {
            return Verdict.STEP;
        }
        return drift.bic() < step.bic() - UNDECIDED ? Verdict.DRIFT : Verdict.UNDECIDED;
    }

    /** Generalised least squares of one segment; times run from 0 to 1 inside so that the columns are alike in size. */
    private static final class Fit {
        private final double[] times;
        private final double[] values;
        private final int offset;
        private final double span;
        private final double floor;
        private final double[] correlation;

        Fit(double[] days, double[] values, int offset) {
            this.values = values;
            this.offset = offset;
            this.span = days[days.length - 1] - days[0];
            this.times = Arrays.stream(days).map(day -> (day - days[0]) / span).toArray();
            double error = PRECISION * values[0];
            this.floor = values.length * error * error;
            this.correlation = correlation(times);
        }

        Model bestStep(boolean drift) {
            Model best = Model.NOT_TRIED;
            for (int index = SHORTEST_SIDE; index <= values.length - SHORTEST_SIDE; index++) {
                Model model = model(drift, index);
                if (model.bic() < best.bic()) {
                    best = model;
                }
            }
            return best;
        }

        /** @param index first point after the step in this segment, negative for none */
        Model model(boolean drift, int index) {
            boolean step = index >= 0;
            int columns = 1 + (drift ? 1 : 0) + (step ? 1 : 0);
            int n = values.length;
            double[][] x = new double[n][columns];
            for (int i = 0; i < n; i++) {
                x[i][0] = 1;
                if (drift) {
                    x[i][1] = times[i];
                }
                if (step) {
                    x[i][columns - 1] = i >= index ? 1 : 0;
                }
            }
            OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
            regression.setNoIntercept(true);
            regression.newSampleData(whitened(values), whitened(x));
            double[] b = regression.estimateRegressionParameters();
            double rss = Math.max(regression.calculateResidualSumOfSquares(), floor);
            double bic = n * Math.log(rss / n) + (columns + (step ? 2 : 1)) * Math.log(n);
            double slope = drift ? b[1] : 0;
            double before = step ? b[0] + slope * times[index] : Double.NaN;
            double size = step ? b[columns - 1] / before : 0;
            double[][] covariance = regression.estimateRegressionParametersVariance();
            double scale = Math.sqrt(rss / (n - columns));
            double[] bySize = new double[columns];
            if (step) {
                // derivatives of the step by level, slope and its own height
                bySize[0] = -size / before;
                bySize[columns - 1] = 1 / before;
                if (drift) {
                    bySize[1] = -size * times[index] / before;
                }
            }
            return new Model(bic, b[0], slope / span, step ? offset + index : -1, size,
                    drift ? scale * Math.sqrt(covariance[1][1]) / span : Double.NaN,
                    step ? scale * Math.sqrt(quadratic(covariance, bySize)) : Double.NaN);
        }

        private static double quadratic(double[][] matrix, double[] vector) {
            double sum = 0;
            for (int i = 0; i < vector.length; i++) {
                for (int j = 0; j < vector.length; j++) {
                    sum += vector[i] * matrix[i][j] * vector[j];
                }
            }
            return sum;
        }

        /** Correlation of each point with the one before it; 0 for the first. */
        private static double[] correlation(double[] times) {
            double[] gaps = new double[times.length - 1];
            Arrays.setAll(gaps, i -> times[i + 1] - times[i]);
            double usual = Median.of(gaps);
            double[] correlation = new double[times.length];
            for (int i = 1; i < times.length; i++) {
                correlation[i] = Math.pow(CORRELATION, Math.max(1, gaps[i - 1] / usual));
            }
            return correlation;
        }

        private double[][] whitened(double[][] rows) {
            double[][] white = new double[rows.length][rows[0].length];
            for (int i = 0; i < rows.length; i++) {
                for (int c = 0; c < white[i].length; c++) {
                    double before = i == 0 ? 0 : rows[i - 1][c];
                    white[i][c] = (rows[i][c] - correlation[i] * before) / Math.sqrt(1 - correlation[i] * correlation[i]);
                }
            }
            return white;
        }

        private double[] whitened(double[] series) {
            double[][] rows = Arrays.stream(series).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
            return Arrays.stream(whitened(rows)).mapToDouble(row -> row[0]).toArray();
        }
    }
}
