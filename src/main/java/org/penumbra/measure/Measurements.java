package org.penumbra.measure;

import java.util.List;
import org.penumbra.instrument.BandDetector;

/** The measured statistics of a product; one (band, detector) is loaded at a time, so that a full product fits in memory. */
public interface Measurements {

    /** What was measured, bands in the order of their id, detectors ascending. */
    List<BandDetector> bandDetectors();

    /** The statistics of one of them; each call may read them anew from their file. */
    DetectorMeasurement of(BandDetector bandDetector);
}
