package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.camel.JobsInHand.Outcome;
import org.penumbra.delivery.Trees;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobState;
import org.penumbra.report.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code archive}: puts the delivery of a processed product, or of a duplicate, into the archive and ends the job. */
final class ArchiveDelivery implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveDelivery.class);

    private final JobRepository repository;
    private final JobsInHand jobs;
    private final DeliveryArchive archive;

    ArchiveDelivery(JobRepository repository, JobsInHand jobs, DeliveryArchive archive) {
        this.repository = repository;
        this.jobs = jobs;
        this.archive = archive;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Job job = jobs.job(exchange.getMessage().getHeader(Job.ID, String.class));
        boolean duplicate = repository.find(job.id()).filter(row -> row.state() == JobState.DUPLICATE).isPresent();
        if (job.origin() == Job.Origin.DROPPED) {
            archive.keep(job.id(), duplicate, job.place());
        }
        Trees.delete(job.work());
        if (!duplicate) {
            repository.done(job.id());
        }
        LOG.info("{} is {}", job.name(), duplicate ? "a duplicate of a product that is known" : "done");
        jobs.end(job.id(), new Outcome(exchange.getMessage().getHeader(Job.REPORT, Path.class),
                exchange.getMessage().getHeader(Job.VERDICT, Verdict.class), null));
    }
}
