package org.penumbra.analysis.equalisation;

import java.util.Arrays;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;

/** Fixed pattern noise of a response, however it was computed: what the sensitivity of the method is judged by (METHODS 3, 5). */
public final class PatternNoise {
    private PatternNoise() {
    }

    /** FPN of a band at the level of the diffuser, mean over its detectors, relative; 0 where below noise, NaN without a window. */
    public static double of(BandResponse band, EqualisationSettings settings) {
        return band.detectors().stream().mapToDouble(detector -> of(band, detector, settings)).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static double of(BandResponse band, DetectorResponse detector, EqualisationSettings settings) {
        double[] relative = band.relative(detector);
        double[] u = new double[relative.length];
        Arrays.setAll(u, column -> relative[column] * detector.uncertainty(column));
        FixedPattern pattern = FixedPattern.of(relative, u, detector.imaging(), detector.good(), settings.window());
        double mean = detector.goodColumns().mapToDouble(column -> relative[column]).average().orElse(Double.NaN);
        return pattern.spread().value() / mean;
    }
}
