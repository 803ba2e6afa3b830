package org.penumbra.history;

import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;

/**
 * Everything that the pixel table says of one (band, detector). Axis of arrays: column · n + (line of cycle − 1).
 *
 * @param unit as in {@link org.penumbra.instrument.Spacecraft}
 * @param measurement what was measured
 * @param whole statistics of the strip
 * @param comparison what an analysis made of it, or null
 */
record PixelBlock(String unit, DetectorMeasurement measurement, PixelStatistics whole, PixelComparison comparison) {

    static PixelBlock of(String unit, DetectorMeasurement measurement, PixelComparison comparison) {
        return new PixelBlock(unit, measurement, measurement.pixels(CutLevel.FIVE), comparison);
    }

    int size() {
        return measurement.columns() * measurement.linesPerCycle();
    }

    int column(int pixel) {
        return pixel / measurement.linesPerCycle();
    }

    int lineOfCycle(int pixel) {
        return pixel % measurement.linesPerCycle() + 1;
    }
}
