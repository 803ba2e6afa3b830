package org.penumbra.measure;

import java.util.List;
import org.penumbra.instrument.BandDetector;

/** The measured statistics of a product; what does not fit in memory is read again when it is asked for. */
public interface Measurements {

    /** What was measured, bands in the order of their id, detectors ascending. */
    List<BandDetector> bandDetectors();

    /** The statistics of one of them; all who ask may share them. */
    DetectorMeasurement of(BandDetector bandDetector);
}
