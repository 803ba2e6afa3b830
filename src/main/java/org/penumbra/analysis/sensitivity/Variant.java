package org.penumbra.analysis.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DarkSource;
import org.penumbra.analysis.response.ResponseOptions;
import org.penumbra.analysis.response.StripPart;
import org.penumbra.measure.CutLevel;

/**
 * One way to compute the response that differs from the standard one in a single choice (METHODS 5).
 *
 * @param name what is different
 * @param options how the response is computed
 * @param gain how the absolute coefficient of a band is taken from it
 */
record Variant(String name, ResponseOptions options, ToDoubleFunction<BandResponse> gain) {
    static final String ANGLE_PLUS = "Sun angle plus its uncertainty";
    static final String ANGLE_MINUS = "Sun angle minus its uncertainty";

    /** All of them but the standard; none is computed before it is asked for. */
    static List<Variant> all(double sunAngleUncertainty) {
        ResponseOptions standard = ResponseOptions.STANDARD;
        List<Variant> variants = new ArrayList<>();
        variants.add(of("first half of the lines", standard.with(StripPart.FIRST_HALF)));
        variants.add(of("second half of the lines", standard.with(StripPart.SECOND_HALF)));
        for (int quarter = 0; quarter < 4; quarter++) {
            variants.add(of("quarter " + (quarter + 1) + " of the lines", standard.with(new StripPart(quarter, quarter + 1, 4))));
        }
        variants.add(of("clip level 3", standard.with(CutLevel.THREE)));
        variants.add(of("clip level 8", standard.with(CutLevel.EIGHT)));
        variants.add(of("dark of the reference", standard.with(DarkSource.REFERENCE)));
        variants.add(of("mean of the neighbouring darks", standard.with(DarkSource.NEIGHBOURS)));
        variants.add(of("without blind correction", standard.withoutBlindCorrection()));
        variants.add(of("without cross-talk correction", standard.withoutCrosstalkCorrection()));
        variants.add(of(ANGLE_PLUS, standard.withSunAngleOffset(sunAngleUncertainty)));
        variants.add(of(ANGLE_MINUS, standard.withSunAngleOffset(-sunAngleUncertainty)));
        variants.add(of("BRF of order 1", standard.withBrfOrder(1)));
        variants.add(of("BRF of order 0", standard.withBrfOrder(0)));
        variants.add(new Variant("mean of detectors, not of columns", standard, BandResponse::meanOfDetectors));
        return variants;
    }

    private static Variant of(String name, ResponseOptions options) {
        return new Variant(name, options, BandResponse::gain);
    }
}
