package org.penumbra.camel;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Refusal;
import org.penumbra.history.JobRepository;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.Opening;
import org.penumbra.history.ProductIdentity;
import org.penumbra.instrument.Instruments;
import org.penumbra.raster.BandSequential;

/**
 * Bean {@code open}: verifies the delivery of a job and reads its metadata, or takes what the archive has kept of both; finds its calibration set
 * and a route for its type, and says whether the product is new, a revision or a duplicate.
 */
final class OpenProduct implements Processor {
    private final DeliveryOpener opener;
    private final MeasurementArchive archive;
    private final Instruments instruments;
    private final JobRepository repository;
    private final JobsInHand jobs;
    private final MeasurementFiles files;

    OpenProduct(DeliveryOpener opener, MeasurementArchive archive, Instruments instruments, JobRepository repository, JobsInHand jobs,
            MeasurementFiles files) {
        this.opener = opener;
        this.archive = archive;
        this.instruments = instruments;
        this.repository = repository;
        this.jobs = jobs;
        this.files = files;
    }

    /** @throws Refusal when the delivery cannot be used, lacks a calibration file, or has no chain yet (ROUTE-101) */
    @Override
    public void process(Exchange exchange) {
        Job job = jobs.job(exchange.getMessage().getHeader(Job.ID, String.class));
        Product product = product(job);
        exchange.getMessage().setHeader(Job.PRODUCT_ID, product.id());
        exchange.getMessage().setHeader(Job.ACQUISITION_TYPE, product.type().label());
        Opening opening = repository.opened(job.id(), ProductIdentity.of(product));
        exchange.getMessage().setHeader(Job.OPENING, opening.kind().name());
        if (opening.kind() != Opening.Kind.DUPLICATE) {
            prepare(exchange, job, product);
        }
    }

    private Product product(Job job) {
        if (job.origin() != Job.Origin.ARCHIVED) {
            return opener.open(job.place(), job.work().resolve("opened"), job.asserted());
        }
        if (!repository.holds(job.id())) {
            // another node may be reading what would be put anew here
            throw new IllegalStateException("job %s has ended or belongs to another node".formatted(job.id()));
        }
        // again at each attempt: a work directory may be gone, or half of it copied
        return archive.open(job.place(), job.measure(), instruments);
    }

    /** Before anything is measured: a route of the right name that begins elsewhere would not be called. */
    private static boolean hasChain(CamelContext camel, String type) {
        return camel.getRoutes().stream().anyMatch(route -> route.getEndpoint().getEndpointUri().equals("direct://" + type));
    }

    private void prepare(Exchange exchange, Job job, Product product) {
        String type = product.type().label();
        if (!hasChain(exchange.getContext(), type)) {
            throw new Refusal(RouteCode.NO_CHAIN, product.id(), type);
        }
        Optional<CalibrationSet> calibration = JobInHand.calibration(product, job.calibration());
        JobInHand opened = new JobInHand(job, product, calibration, files);
        jobs.opened(opened.measured() ? opened : opened.withImages(BandSequential.of(product, job.work().resolve("band-sequential"))));
    }
}
