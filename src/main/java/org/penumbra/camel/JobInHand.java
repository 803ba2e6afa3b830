package org.penumbra.camel;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.GippType;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Refusal;
import org.penumbra.history.JobState;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.ProductMeasurements;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.StoredCounts;

/**
 * An opened job: its product, its calibration set and what is measured of it.
 *
 * @param job the job
 * @param product the opened product
 * @param images the same with the images that are measured: copies where bands are interleaved
 * @param calibration parameters in force; empty for a raster stack, which has none
 * @param measurements what is to be measured, bands in the order of their id, detectors ascending
 * @param done tasks that this process has measured
 * @param analysed whether its analyses were begun here
 */
record JobInHand(Job job, Product product, Product images, Optional<CalibrationSet> calibration, ProductMeasurements measurements, AtomicInteger done,
                 AtomicBoolean analysed) {

    JobInHand(Job job, Product product, Optional<CalibrationSet> calibration, MeasurementFiles files) {
        this(job, product, product, calibration, files.open(job.measure(), tasks(product)), new AtomicInteger(), new AtomicBoolean());
    }

    /** The same job, measured from other images. */
    JobInHand withImages(Product others) {
        return new JobInHand(job, product, others, calibration, measurements, done, analysed);
    }

    /** What is to be measured of a product, bands in the order of their id, detectors ascending. */
    static List<BandDetector> tasks(Product product) {
        return product.images().keySet().stream()
                .sorted(Comparator.comparingInt((BandDetector id) -> id.band().id()).thenComparingInt(BandDetector::detector)).toList();
    }

    /** Counts one more measured (band, detector) and tells how many there are. */
    int oneMoreDone() {
        return done.incrementAndGet();
    }

    /** True once: for the one that goes on with the analyses of a job whose tasks were all measured when it was taken in hand. */
    boolean resumesAnalyses() {
        return job.state() == JobState.MEASURED && analysed.compareAndSet(false, true);
    }

    /** Whether everything is measured that is to be. */
    boolean measured() {
        return measurements.bandDetectors().stream().allMatch(measurements::has);
    }

    /**
     * The parameters in force for a product; empty for a raster stack, which has none.
     *
     * @throws Refusal before any pixel is read, when a file that its analyses need is not in force, or one that measuring needs cannot be read
     */
    static Optional<CalibrationSet> calibration(Product product, Path directory) {
        Optional<CalibrationSet> calibration = product.datastrip()
                .map(datastrip -> CalibrationSet.open(directory, product.spacecraft().name(), product.sensingStart()));
        calibration.filter(set -> product.level().equals("L1A")).ifPresent(set -> {
            // read and not only looked up: they count as used where measuring, which used them, was done before
            set.blindPixels();
            set.defectivePixels();
            product.images().keySet().stream().map(BandDetector::band).distinct().sorted(Comparator.comparingInt(Band::id)).forEach(band -> {
                set.inForce(GippType.R2EQOG, band.name());
                if (StoredCounts.equalised(product)) {
                    set.inForce(GippType.R2EOB2, band.name());
                }
            });
        });
        return calibration;
    }
}
