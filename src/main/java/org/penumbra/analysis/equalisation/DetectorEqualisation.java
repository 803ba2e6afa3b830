package org.penumbra.analysis.equalisation;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.Spread;

/**
 * What the equalisation in force leaves over in one detector (METHODS 3). Axis of arrays: column.
 *
 * @param response its response
 * @param relative r(p): response against the median of the detectors' gains
 * @param fpn fixed pattern of r
 * @param candidateFpn fixed pattern that the candidate of the first half of the lines leaves in the second
 * @param dsnu fixed pattern of the mean over j of (DS − COEFF_D)·γ' in LSB; null where no dark was archived
 * @param errorOfReference mean square of r − 1 in the second half of the lines, over the good columns
 * @param errorOfCandidate the same with the candidate of the first half, what both halves share of the dark added
 * @param linesLeftOut lines dropped because light fell on them
 * @param deviant imaging columns off the local response or noisy, which enter no mean
 */
record DetectorEqualisation(DetectorResponse response, double[] relative, FixedPattern fpn, FixedPattern candidateFpn, FixedPattern dsnu,
                            double errorOfReference, double errorOfCandidate, int linesLeftOut, int deviant) {

    BandDetector id() {
        return response.id();
    }

    /** fpn of the equalisation in force, relative. */
    Spread patternNoise() {
        return fpn.spread().divided(mean());
    }

    double fpnValue() {
        return patternNoise().value();
    }

    /** fpn that the candidate would leave, relative. */
    Spread candidatePatternNoise() {
        return candidateFpn.spread();
    }

    double candidateFpnValue() {
        return candidatePatternNoise().value();
    }

    /** Largest distance of a column from the line of its window, relative. */
    double men() {
        return fpn.largest() / mean();
    }

    /** Mean of r over the good columns. */
    double mean() {
        return response.goodColumns().mapToDouble(column -> relative[column]).average().orElse(Double.NaN);
    }

    /** Mean of r − 1 over the good columns; its uncertainty is that of noise and dark. */
    Estimate gainChange() {
        return Estimate.mean(response.goodColumns().mapToDouble(column -> relative[column] - 1).toArray(),
                response.goodColumns().mapToDouble(this::uncertainty).toArray());
    }

    /** Median of r − 1 over the good columns. */
    double medianChange() {
        return Median.of(response.goodColumns().mapToDouble(column -> relative[column] - 1).toArray());
    }

    /** Spread of r over the good columns, u removed. */
    Spread gainChangeSpread() {
        double[] good = response.goodColumns().mapToDouble(column -> relative[column]).toArray();
        double noise = response.goodColumns().mapToDouble(column -> square(uncertainty(column))).average().orElse(Double.NaN);
        return Spread.of(StatUtils.variance(good), noise, good.length);
    }

    double maxAbsGainChange() {
        return response.imagingColumns().mapToDouble(column -> Math.abs(relative[column] - 1)).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    /** Standard uncertainty u(r) of a column. */
    double uncertainty(int column) {
        return relative[column] * response.uncertainty(column);
    }

    /** Change against the detector beyond which a column has moved. */
    double limit(int column, EqualisationSettings settings) {
        return Math.max(settings.pixelUncertainties() * uncertainty(column), settings.pixelChange());
    }

    /**
     * How far imaging columns lie off the median change of the good ones, in their limits: beyond −1 and 1 a column has moved. The limits are
     * those of this diffuser; others that could be judged differ little in u.
     *
     * @param change r − 1 of the columns, in this diffuser or another
     */
    double[] inLimits(double[] change, EqualisationSettings settings) {
        double median = Median.of(response.goodColumns().mapToDouble(column -> change[column]).toArray());
        double[] inLimits = new double[change.length];
        Arrays.setAll(inLimits, column -> response.imaging()[column] ? (change[column] - median) / limit(column, settings) : Double.NaN);
        return inLimits;
    }

    /** Low-frequency shape: standard deviation of the window means, relative; NaN with fewer than two windows. */
    double shape() {
        double centre = Arrays.stream(fpn.means()).average().orElse(Double.NaN);
        return fpn.means().length < 2 ? Double.NaN
                : Math.sqrt(Arrays.stream(fpn.means()).map(mean -> square(mean - centre)).sum() / (fpn.means().length - 1)) / centre;
    }

    /** Mean of r over so many good columns at an end of the detector. */
    double meanAtEnd(int columns, boolean last) {
        int[] good = response.goodColumns().toArray();
        int from = last ? Math.max(0, good.length - columns) : 0;
        return Arrays.stream(good, from, Math.min(good.length, from + columns)).mapToDouble(column -> relative[column]).average().orElse(Double.NaN);
    }

    /** What γ is divided by in a candidate: r; 1 where it was not measured well, so that γ stays. */
    double[] divisor() {
        double[] divisor = new double[relative.length];
        Arrays.setAll(divisor, column -> response.good()[column] ? relative[column] : 1);
        return divisor;
    }

    static double square(double value) {
        return value * value;
    }
}
