package org.penumbra.analysis.response;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.RunningMedian;

/**
 * The response of one (band, detector) to the Sun on the diffuser (METHODS 3). Axis of arrays: column, unless said otherwise.
 *
 * @param id band and detector
 * @param linesPerCycle lines n of the chronogram cycle
 * @param imaging columns that see the diffuser and are not known to be defective
 * @param good imaging columns that this product does not show as defective either: those that means are taken over
 * @param pixelResponse q in LSB/(W.m-2.sr-1.µm-1); axis: column · n + (line of cycle − 1)
 * @param pixelUncertainty standard uncertainty of the mean count of each pixel from noise and dark, in LSB of raw counts; axis as before
 * @param response q in LSB/(W.m-2.sr-1.µm-1), mean over the kept lines of a column
 * @param samples kept samples of a column
 * @param sampling relative standard uncertainty of q from the noise of the lit lines
 * @param ofDark relative standard uncertainty of q from that of the dark
 * @param equalised Z in LSB
 * @param slope dZ/dY at the level of the diffuser, without unit
 * @param litVariance variance of the lit lines in LSB² of equalised counts, trend of the illumination removed
 * @param darkVariance variance of the dark in LSB² of equalised counts at the same slope; NaN where no dark was archived
 * @param saturated columns of which more samples are saturated than the settings allow
 * @param droppedLines lines left out because light fell on them that was not the Sun's on the diffuser
 * @param lostLines lines lost in transmission
 * @param dark the dark that was taken off
 * @param offsetReferred whether the offset of the blind columns could be referred to the dark
 * @param missingCrosstalk names of the bands whose electronic cross-talk should have been taken off and is not known
 * @param unevenCrosstalk whether some of that was taken off other detectors of the band
 * @param radiance L_diff in W.m-2.sr-1.µm-1
 */
public record DetectorResponse(BandDetector id, int linesPerCycle, boolean[] imaging, boolean[] good, double[] pixelResponse,
                               double[] pixelUncertainty, double[] response, int[] samples, double[] sampling, double[] ofDark, double[] equalised,
                               double[] slope, double[] litVariance, double[] darkVariance, boolean[] saturated, int droppedLines, int lostLines,
                               DarkLevel dark, boolean offsetReferred, Set<String> missingCrosstalk, boolean unevenCrosstalk,
                               double[] radiance) {

    /** The chain of every column; see {@link PixelChain}. */
    static DetectorResponse of(LitDetector detector, LitCounts counts, ResponseInputs inputs, Set<String> missingCrosstalk, boolean unevenCrosstalk,
                               boolean[] imaging, ResponseSettings settings) {
        int n = counts.linesPerCycle();
        int columns = counts.columns();
        double[] pixelResponse = new double[columns * n];
        double[] pixelUncertainty = new double[columns * n];
        double[] response = new double[columns];
        int[] samples = new int[columns];
        double[] sampling = new double[columns];
        double[] ofDark = new double[columns];
        double[] equalised = new double[columns];
        double[] slopes = new double[columns];
        double[] litVariance = new double[columns];
        double[] darkVariances = new double[columns];
        boolean[] saturated = new boolean[columns];
        double[] radiance = new double[columns];
        for (int column = 0; column < columns; column++) {
            double signal = 0;
            double light = 0;
            double y = 0;
            double darkVariance = 0;
            double darkUncertainty = 0;
            samples[column] = counts.columnSamples(column);
            for (int pixel = column * n; pixel < (column + 1) * n; pixel++) {
                double z = PixelChain.equalised(counts, inputs, pixel);
                pixelResponse[pixel] = z / inputs.radiance()[pixel];
                if (counts.samples()[pixel] > 0) {
                    double weight = (double) counts.samples()[pixel] / samples[column];
                    signal += weight * z;
                    light += weight * inputs.radiance()[pixel];
                    y += weight * PixelChain.darkCorrected(counts, inputs, pixel);
                    darkVariance += weight * square(inputs.dark().noise()[pixel]);
                    darkUncertainty += square(weight * inputs.dark().u()[pixel]);
                }
            }
            double slope = inputs.gamma().slope(column, y);
            double trend = inputs.illuminationStep() * y * y;
            double variance = counts.steps()[column] - trend;
            response[column] = signal / light;
            sampling[column] = slope * Math.sqrt(Math.max(0, variance) / samples[column]) / signal;
            ofDark[column] = slope * Math.sqrt(darkUncertainty) / signal;
            equalised[column] = signal;
            slopes[column] = slope;
            litVariance[column] = slope * slope * variance;
            darkVariances[column] = slope * slope * darkVariance;
            saturated[column] = (double) counts.saturated()[column] / (samples[column] + counts.saturated()[column]) > settings.saturatedShare();
            radiance[column] = light;
            for (int pixel = column * n; pixel < (column + 1) * n; pixel++) {
                pixelUncertainty[pixel] = Math.sqrt(Math.max(0, variance) / counts.samples()[pixel] + square(inputs.dark().u()[pixel]));
            }
        }
        boolean[] good = good(imaging, response, litVariance, counts.steps(), saturated, settings);
        return new DetectorResponse(detector.id(), n, imaging, good, pixelResponse, pixelUncertainty, response, samples, sampling, ofDark, equalised,
                slopes, litVariance, darkVariances, saturated, detector.droppedLines(), detector.lostLines(),
                inputs.dark(), detector.refers(inputs.dark()), missingCrosstalk, unevenCrosstalk, radiance);
    }

    /**
     * Columns without the defects that a diffuser shows (METHODS 6):
     * dead, off the local response, saturated, noisy, or at one count where others vary.
     */
    private static boolean[] good(boolean[] imaging, double[] response, double[] variance, double[] steps,
                                  boolean[] saturated, ResponseSettings settings) {
        double[] seen = new double[response.length];
        Arrays.setAll(seen, column -> imaging[column] ? response[column] : Double.NaN);
        double[] local = RunningMedian.of(seen, settings.localColumns());
        double noise = Math.sqrt(Median.of(IntStream.range(0, variance.length).filter(column -> imaging[column])
                .mapToDouble(column -> variance[column]).toArray()));
        boolean[] good = new boolean[response.length];
        for (int column = 0; column < good.length; column++) {
            good[column] = imaging[column] && Math.abs(response[column] / local[column] - 1) <= settings.deviantResponse()
                    && !saturated[column] && !(Math.sqrt(variance[column]) > settings.noisy() * noise)
                    && !(steps[column] == 0 && noise > 0);
        }
        return good;
    }

    /** Absolute coefficient of the detector: mean of q over its good columns, in LSB/(W.m-2.sr-1.µm-1); NaN where there is none. */
    public double gain() {
        return goodColumns().mapToDouble(column -> response[column]).average().orElse(Double.NaN);
    }

    /** Relative standard uncertainty u(q)/q of a column (METHODS 3). */
    public double uncertainty(int column) {
        return Math.hypot(sampling[column], ofDark[column]);
    }

    /** Good columns, ascending. */
    public IntStream goodColumns() {
        return IntStream.range(0, good.length).filter(column -> good[column]);
    }

    /** Imaging columns, ascending. */
    public IntStream imagingColumns() {
        return IntStream.range(0, imaging.length).filter(column -> imaging[column]);
    }

    /** How many imaging columns are saturated. */
    public int saturatedColumns() {
        return (int) imagingColumns().filter(column -> saturated[column]).count();
    }

    private static double square(double value) {
        return value * value;
    }
}
