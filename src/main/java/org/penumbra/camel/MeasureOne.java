package org.penumbra.camel;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.StripMeasure;
import org.penumbra.raster.PixelLines;
import org.penumbra.raster.RasterLines;

/** Bean {@code measure-task}: reads the pixels of one (band, detector) once and leaves its statistics in a file. */
final class MeasureOne implements Processor {
    private final JobsInHand jobs;
    private final MeasureSettings settings;
    private volatile MeasureListener listener = (done, of) -> { };
    /** Buffers of tens of megabytes each: one per worker, taken and given back. */
    private final Queue<StripMeasure> idle = new ConcurrentLinkedQueue<>();

    MeasureOne(JobsInHand jobs, MeasureSettings settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        MeasureMessage message = exchange.getMessage().getMandatoryBody(MeasureMessage.class);
        exchange.getMessage().setHeader(Job.ID, message.job());
        jobs.whileAlive(message.job(), job -> {
            exchange.getMessage().setHeader(Job.PRODUCT_ID, job.product().id());
            exchange.getMessage().setHeader(Job.ACQUISITION_TYPE, job.product().type().label());
            BandDetector id = new BandDetector(job.product().spacecraft().instrument().band(message.band()), message.detector());
            // a task of an earlier attempt may still have been in the queue
            if (!job.measurements().has(id)) {
                job.measurements().add(measure(job, id));
            }
            int done = job.oneMoreDone();
            int tasks = job.measurements().bandDetectors().size();
            if (done == tasks) {
                // what is analysed now needs the room more
                idle.clear();
            }
            listener.measured(done, tasks);
        });
    }

    void listener(MeasureListener told) {
        listener = told;
    }

    private DetectorMeasurement measure(JobInHand job, BandDetector id) {
        StripMeasure taken = idle.poll();
        StripMeasure worker = taken == null ? new StripMeasure() : taken;
        try {
            return measure(worker, job.images(), job.calibration(), id, settings);
        } finally {
            idle.add(worker);
        }
    }

    /** Reads the pixels of one (band, detector) of a product. */
    static DetectorMeasurement measure(StripMeasure worker, Product product, Optional<CalibrationSet> calibration,
                                       BandDetector id, MeasureSettings settings) {
        try (PixelLines lines = RasterLines.open(id, product.columns(id.band()), product.images().get(id))) {
            return worker.measure(MeasureTask.of(product, calibration, id), lines, settings);
        }
    }
}
