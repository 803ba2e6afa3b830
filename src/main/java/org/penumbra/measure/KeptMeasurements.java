package org.penumbra.measure;

import java.util.List;
import java.util.Map;
import org.penumbra.instrument.BandDetector;

/**
 * The measured statistics of a product, all in memory.
 *
 * @param all bands in the order of their id, detectors ascending
 */
public record KeptMeasurements(Map<BandDetector, DetectorMeasurement> all) implements Measurements {

    @Override
    public List<BandDetector> bandDetectors() {
        return List.copyOf(all.keySet());
    }

    @Override
    public DetectorMeasurement of(BandDetector bandDetector) {
        return all.get(bandDetector);
    }
}
