package org.penumbra.history;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.Measurements;

/**
 * The measurements of one product: their files, and what of them was written or read here, kept as long as there is memory. Safe for any
 * number of threads.
 */
public final class ProductMeasurements implements Measurements {
    private final MeasurementFiles files;
    private final Path directory;
    private final List<BandDetector> ids;
    private final Map<BandDetector, SoftReference<DetectorMeasurement>> kept = new ConcurrentHashMap<>();

    ProductMeasurements(MeasurementFiles files, Path directory, List<BandDetector> ids) {
        this.files = files;
        this.directory = directory;
        this.ids = List.copyOf(ids);
    }

    /** Writes a measurement, under its final name only when it is whole; one that is there already is replaced. */
    public void add(DetectorMeasurement measurement) {
        files.write(directory, measurement);
        kept.put(measurement.id(), new SoftReference<>(measurement));
    }

    /** Whether the file of a (band, detector) is there. */
    public boolean has(BandDetector id) {
        return MeasurementFiles.has(directory, id);
    }

    @Override
    public List<BandDetector> bandDetectors() {
        return ids;
    }

    /** {@inheritDoc} Refused as HISTORY-105 when its file is absent, damaged or not one of these. */
    @Override
    public DetectorMeasurement of(BandDetector id) {
        SoftReference<DetectorMeasurement> reference = kept.get(id);
        DetectorMeasurement known = reference == null ? null : reference.get();
        if (known == null) {
            known = files.read(directory, id);
            kept.put(id, new SoftReference<>(known));
        }
        return known;
    }
}
