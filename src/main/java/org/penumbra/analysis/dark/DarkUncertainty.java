package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penumbra.calibration.OnBoardEqualisation.Law;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.QuantisationBias;

/**
 * Standard uncertainty of the dark of each pixel: u² = noise²/N + q², where q is what rounding can bias (METHODS 2).
 * Axis: column · n + (line of cycle − 1); NaN where a pixel has no sample.
 *
 * @param ofDark of DS in LSB
 * @param ofChange of DS − COEFF_D in LSB: q drops out where COEFF_D is itself a mean of quantised data, whose noise comes in instead
 * @param rounding q of a typical column in LSB
 */
record DarkUncertainty(double[] ofDark, double[] ofChange, double rounding) {
    /** From this q on, in LSB, a pixel's own noise swings with its phase between two counts, and that of the detector stands for it. */
    private static final double ROUNDING_SHOWS = 0.01;

    /**
     * @param law on-board law: noise and rounding are those of stored counts, carried to raw ones by its slope
     * @param digitisedBefore whether counts are rounded before the on-board equalisation as well (METHODS 1)
     * @param noise of each column in LSB
     * @param good columns that the noise of the detector is taken from
     * @param referenceMeasured whether COEFF_D is a mean of quantised data; it is taken to be of as many samples
     */
    static DarkUncertainty of(PixelStatistics pixels, Law law, boolean digitisedBefore, double[] noise, boolean[] good, boolean referenceMeasured) {
        int n = pixels.linesPerCycle();
        double[] slope = new double[pixels.n().length];
        Arrays.setAll(slope, i -> law.slope(i / n, law.equalise(i / n, pixels.mean()[i])));
        double[] storedNoise = IntStream.range(0, noise.length).mapToDouble(column -> noise[column] / slope[column * n]).toArray();
        double variance = Arrays.stream(DetectorDark.finite(good, storedNoise)).map(DarkUncertainty::square).average().orElse(Double.NaN);
        double q = QuantisationBias.rms(variance);
        double before = digitisedBefore ? 1.0 / 12 : 0;

        double[] ofDark = new double[slope.length];
        double[] ofChange = new double[slope.length];
        for (int i = 0; i < slope.length; i++) {
            double perSample = q > ROUNDING_SHOWS ? variance * square(slope[i]) : square(noise[i / n]);
            double ofMean = pixels.n()[i] > 0 ? perSample / pixels.n()[i] : Double.NaN;
            double ofRounding = (q * q + before) * square(slope[i]);
            ofDark[i] = Math.sqrt(ofMean + ofRounding);
            ofChange[i] = referenceMeasured ? Math.sqrt(2 * ofMean) : ofDark[i];
        }
        return new DarkUncertainty(ofDark, ofChange, q * Median.of(slope));
    }

    private static double square(double value) {
        return value * value;
    }
}
