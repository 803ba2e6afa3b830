package org.penumbra.camel;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Refusal;

/** Bean {@code open}: verifies the delivery of a job, reads its metadata, finds its calibration set and a route for its type. */
final class OpenProduct implements Processor {
    private final DeliveryOpener opener;
    private final JobsInHand jobs;

    OpenProduct(DeliveryOpener opener, JobsInHand jobs) {
        this.opener = opener;
        this.jobs = jobs;
    }

    /** @throws Refusal when the delivery cannot be used, lacks a calibration file, or has no chain yet (ROUTE-101) */
    @Override
    public void process(Exchange exchange) {
        Job job = exchange.getMessage().getBody(Job.class);
        exchange.getMessage().setHeader(Job.ID, job.id());
        Product product = opener.open(job.delivery(), job.work().resolve("opened"), job.asserted());
        String type = product.type().label();
        if (exchange.getContext().getRoute(type) == null) {
            throw new Refusal(RouteCode.NO_CHAIN, product.id(), type);
        }
        Optional<CalibrationSet> calibration = product.datastrip()
                .map(datastrip -> CalibrationSet.open(job.calibration(), product.spacecraft().name(), product.sensingStart()));
        JobInHand opened = new JobInHand(job, product, calibration);
        opened.requireCalibration();
        jobs.opened(opened);
        exchange.getMessage().setHeader(Job.PRODUCT_ID, product.id());
        exchange.getMessage().setHeader(Job.ACQUISITION_TYPE, type);
    }
}
