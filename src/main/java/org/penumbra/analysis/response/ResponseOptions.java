package org.penumbra.analysis.response;

import java.util.List;
import org.penumbra.measure.CutLevel;

/**
 * How the response is computed; the sensitivity of the method is found by changing one of these at a time (METHODS 5).
 *
 * @param cut cut level
 * @param part part of the strip
 * @param dark dark that is taken off
 * @param blindCorrection whether the offset of the blind columns is taken off line by line
 * @param crosstalkCorrection whether electronic cross-talk is taken off
 * @param sunAngleOffset added to the angle of the Sun from the diffuser normal, in rad
 * @param brfOrder highest power of angle and field that the reflectance of the diffuser keeps, 0 to 2
 */
public record ResponseOptions(CutLevel cut, StripPart part, DarkSource dark, boolean blindCorrection, boolean crosstalkCorrection,
                              double sunAngleOffset, int brfOrder) {
    /** What is reported. */
    public static final ResponseOptions STANDARD = new ResponseOptions(CutLevel.FIVE, StripPart.ALL, DarkSource.NEAREST, true, true, 0, 2);
    /** What is reported, and the same of the first and of the second half of the lines. */
    public static final List<ResponseOptions> WITH_HALVES =
            List.of(STANDARD, STANDARD.with(StripPart.FIRST_HALF), STANDARD.with(StripPart.SECOND_HALF));

    public ResponseOptions with(CutLevel other) {
        return new ResponseOptions(other, part, dark, blindCorrection, crosstalkCorrection, sunAngleOffset, brfOrder);
    }

    public ResponseOptions with(StripPart other) {
        return new ResponseOptions(cut, other, dark, blindCorrection, crosstalkCorrection, sunAngleOffset, brfOrder);
    }

    public ResponseOptions with(DarkSource other) {
        return new ResponseOptions(cut, part, other, blindCorrection, crosstalkCorrection, sunAngleOffset, brfOrder);
    }

    public ResponseOptions withoutBlindCorrection() {
        return new ResponseOptions(cut, part, dark, false, crosstalkCorrection, sunAngleOffset, brfOrder);
    }

    public ResponseOptions withoutCrosstalkCorrection() {
        return new ResponseOptions(cut, part, dark, blindCorrection, false, sunAngleOffset, brfOrder);
    }

    /** @param offset in rad */
    public ResponseOptions withSunAngleOffset(double offset) {
        return new ResponseOptions(cut, part, dark, blindCorrection, crosstalkCorrection, offset, brfOrder);
    }

    /** @param order 0 to 2 */
    public ResponseOptions withBrfOrder(int order) {
        return new ResponseOptions(cut, part, dark, blindCorrection, crosstalkCorrection, sunAngleOffset, order);
    }
}
