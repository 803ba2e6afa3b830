package org.penumbra.analysis.noise;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.analysis.response.ResponseOptions;
import org.penumbra.analysis.response.ResponseSettings;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.NoiseModel;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Tdi;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.Median;

/**
 * The noise model from a diffuser acquisition: alpha of the archived dark, beta from what light adds to it (METHODS 4).
 *
 * <p>Everything is at level 1A sampling until the end, where binning divides alpha by √3 and beta by 3 in the 60 m bands.
 */
final class LitNoise {
    private final DiffuserStrip strip;
    private final ResponseSettings ofResponse;
    private final NoiseSettings settings;

    LitNoise(DiffuserStrip strip, ResponseSettings ofResponse, NoiseSettings settings) {
        this.strip = strip;
        this.ofResponse = ofResponse;
        this.settings = settings;
    }

    /** @param tdi the TDI configuration that a band was acquired with */
    List<BandNoise> bands(Function<Band, Tdi> tdi) {
        return strip.bands().stream().map(band -> {
            List<BandResponse> with = strip.respond(band, ResponseOptions.WITH_HALVES).toList();
            return band(with.get(0), with.get(1), with.get(2), tdi.apply(band));
        }).toList();
    }

    private BandNoise band(BandResponse response, BandResponse first, BandResponse second, Tdi tdi) {
        Band band = response.band();
        NoiseModel inForce = strip.calibration().noiseModel();
        double binning = band.binning();
        boolean archived = response.archivedDark();
        Estimate alpha = archived
                ? Noise.alpha(response.detectors().stream().flatMapToDouble(detector -> darkNoise(detector, tdi)).toArray(), settings)
                : Estimate.given(inForce.alpha(band) * Math.sqrt(binning));
        Estimate beta = beta(response, alpha.value());
        double seen = level(second, DetectorResponse::litVariance);
        double level = level(second, DetectorResponse::equalised);
        double alphaInForce = inForce.alpha(band) * Math.sqrt(binning);
        double errorOfReference = Math.hypot(Math.sqrt((alphaInForce * alphaInForce + inForce.beta(band) * binning * level) / seen) - 1,
                archived ? alphaInForce / alpha.value() - 1 : 0);
        double errorOfCandidate = Math.abs(
                Math.sqrt((alpha.value() * alpha.value() + beta(first, alpha.value()).positive().value() * level) / seen) - 1);
        return new BandNoise(band, alpha.divided(Math.sqrt(binning)), beta.positive().divided(binning), "this product",
                strip.calibration().absoluteGains().gain(band), inForce.alpha(band), inForce.beta(band),
                archived, response.sufficient(ofResponse) && response.sufficientDark(), beta.value() / binning, errorOfReference, errorOfCandidate);
    }

    /** Noise of the good columns in the dark in LSB of equalised counts. */
    private DoubleStream darkNoise(DetectorResponse detector, Tdi tdi) {
        Gamma gamma = strip.calibration().groundEqualisation(detector.id().band()).gamma(tdi, detector.id().detector());
        int n = detector.linesPerCycle();
        return detector.goodColumns().mapToDouble(column -> gamma.slope(column, 0) * Math.sqrt(Arrays
                .stream(detector.dark().noise(), column * n, (column + 1) * n).map(noise -> noise * noise).average().orElse(Double.NaN)));
    }

    /** Signed median over the good columns of (lit variance − dark variance)/Z in LSB; where no dark was archived that of alpha stands in. */
    private static Estimate beta(BandResponse response, double alpha) {
        return Estimate.median(response.detectors().stream().flatMapToDouble(detector -> detector.goodColumns().mapToDouble(column -> {
            double dark = detector.darkVariance()[column];
            return (detector.litVariance()[column] - (Double.isNaN(dark) ? alpha * alpha : dark)) / detector.equalised()[column];
        })).toArray());
    }

    private static double level(BandResponse response, Function<DetectorResponse, double[]> of) {
        return Median.of(response.detectors().stream().flatMapToDouble(detector -> {
            double[] values = of.apply(detector);
            return detector.goodColumns().mapToDouble(column -> values[column]);
        }).toArray());
    }
}
