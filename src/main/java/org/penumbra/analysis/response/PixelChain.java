package org.penumbra.analysis.response;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;
import org.penumbra.calibration.Gamma;

/**
 * From the counts of a pixel to its response, the whole chain of METHODS 3 as pure arithmetic on column statistics.
 *
 * <p>The mean of γ over the samples follows from their first three moments: exactly for the cubic law, and for the bilinear one
 * where the samples stay on one side of its knee. Across the knee they are taken as normal, which a trend of the illumination
 * of the size of the noise upsets by less than 0.005 LSB at a change of slope of 0.5 %. That the offset PC varies within the
 * strip is left out of the second moment: it is below 10⁻⁷ of the signal.
 */
final class PixelChain {
    /** Beyond so many standard deviations from the knee samples are on one side of it. */
    private static final double FAR = 8;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private PixelChain() {
    }

    /** Mean of Y = X − DS − PC − cross-talk of a pixel in LSB. */
    static double darkCorrected(LitCounts counts, ResponseInputs inputs, int pixel) {
        int n = counts.linesPerCycle();
        return counts.mean()[pixel] - inputs.dark().mean()[pixel] - inputs.offset()[pixel % n] - inputs.crosstalk()[pixel / n];
    }

    /** Mean of Z = γ(Y) over the samples of a pixel in LSB. */
    static double equalised(LitCounts counts, ResponseInputs inputs, int pixel) {
        int column = pixel / counts.linesPerCycle();
        double y = darkCorrected(counts, inputs, pixel);
        double variance = counts.variance()[pixel];
        if (inputs.gamma() instanceof Gamma.Cubic cubic) {
            double a = cubic.a().get(column);
            return cubic.apply(column, y) + (3 * a * y + cubic.b().get(column)) * variance + a * counts.third()[pixel];
        }
        Gamma.Bilinear bilinear = (Gamma.Bilinear) inputs.gamma();
        double below = bilinear.zs().get(column) - y;
        double deviation = Math.sqrt(variance);
        if (!(Math.abs(below) < FAR * deviation)) {
            return bilinear.apply(column, y);
        }
        double z = below / deviation;
        double beyond = deviation * NORMAL.density(z) - below * Erf.erfc(z / Math.sqrt(2)) / 2;
        return bilinear.a1().get(column) * y + (bilinear.a2().get(column) - bilinear.a1().get(column)) * beyond;
    }
}
