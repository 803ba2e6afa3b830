package org.penumbra.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.history.JobRepository;

/** Bean {@code notify}: puts the mails about a published report into the outbox; sending them is no business of the product. */
final class Notify implements Processor {
    private final JobRepository repository;
    private final JobsInHand jobs;
    private final Mails mails;

    /** @param mails who is told of what becomes of jobs */
    Notify(JobRepository repository, JobsInHand jobs, Mails mails) {
        this.repository = repository;
        this.jobs = jobs;
        this.mails = mails;
    }

    @Override
    public void process(Exchange exchange) {
        String job = jobs.job(exchange.getMessage().getHeader(Job.ID, String.class)).id();
        repository.notified(job, mails.published(job));
    }
}
