package org.penumbra.analysis.gain;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.penumbra.statistics.ChangePoint;
import org.penumbra.statistics.ChangePoint.Segment;
import org.penumbra.statistics.ChangePoint.Verdict;

/**
 * What the points since the last event say the newest one should be: their mean, or their line where they drift, with Student's
 * interval for one more point (METHODS 5). Unit of the values throughout.
 *
 * @param points earlier points it is made from
 * @param expected value expected of the newest point
 * @param measured the newest point
 * @param warning half width of the interval of the warning
 * @param alarm half width of the interval of the alarm
 */
public record Prediction(int points, double expected, double measured, double warning, double alarm) {

    /**
     * Predicts the last value from the others.
     *
     * @param family number of bands that are judged together: the probabilities hold for all of them
     * @return empty with too few points since the last step that the earlier ones show
     */
    static Optional<Prediction> ofLast(double[] days, double[] values, int family, ChangePoint rule, TrendSettings settings) {
        int last = values.length - 1;
        if (last < settings.predictionPoints()) {
            return Optional.empty();
        }
        Segment segment = rule.search(Arrays.copyOf(days, last), Arrays.copyOf(values, last));
        while (!segment.parts().isEmpty()) {
            segment = segment.parts().get(1);
        }
        int points = last - segment.from();
        if (points < settings.predictionPoints()) {
            return Optional.empty();
        }
        boolean drifts = segment.verdict() == Verdict.DRIFT;
        SimpleRegression line = new SimpleRegression();
        double mean = 0;
        for (int i = segment.from(); i < last; i++) {
            line.addData(days[i] - days[last], values[i]);
            mean += values[i] / points;
        }
        // distance of the newest point from the middle of the others in units of their spread: 0 where there is no slope to go wrong
        double lever = drifts ? square(meanDay(days, segment.from(), last) - days[last]) / line.getXSumSquares() : 0;
        double freedom = points - (drifts ? 2 : 1);
        double variance = (drifts ? line.getSumSquaredErrors() : line.getTotalSumSquares()) / freedom;
        double scale = Math.sqrt(variance * (1 + 1.0 / points + lever));
        TDistribution student = new TDistribution(null, freedom);
        return Optional.of(new Prediction(points, drifts ? line.getIntercept() : mean, values[last],
                scale * quantile(student, settings.predictionWarning(), family), scale * quantile(student, settings.predictionAlarm(), family)));
    }

    /** Distance of the newest point from what was expected, relative. */
    public double surprise() {
        return measured / expected - 1;
    }

    boolean outside(double halfWidth) {
        return Math.abs(measured - expected) > halfWidth;
    }

    private static double quantile(TDistribution student, double probability, int family) {
        return -student.inverseCumulativeProbability((1 - probability) / 2 / family);
    }

    private static double meanDay(double[] days, int from, int to) {
        return Arrays.stream(days, from, to).average().orElseThrow();
    }

    private static double square(double value) {
        return value * value;
    }
}
