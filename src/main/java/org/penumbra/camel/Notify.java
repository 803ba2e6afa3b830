package org.penumbra.camel;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.history.JobRepository;

/** Bean {@code notify}: puts the mails about a published report into the outbox; sending them is no business of the product. */
final class Notify implements Processor {
    private final JobRepository repository;
    private final JobsInHand jobs;
    private final Mails mails;

    /** @param mails the mails about the report of a job, which is given by its id */
    Notify(JobRepository repository, JobsInHand jobs, Mails mails) {
        this.repository = repository;
        this.jobs = jobs;
        this.mails = mails;
    }

    @Override
    public void process(Exchange exchange) {
        Job job = jobs.job(exchange.getMessage().getHeader(Job.ID, String.class));
        // who analyses a product by hand looks at the report without being told
        repository.notified(job.id(), job.origin() == Job.Origin.NAMED ? List.of() : mails.published(job.id()));
    }
}
