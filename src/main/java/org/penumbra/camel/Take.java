package org.penumbra.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.history.JobRepository;

/** Bean {@code take}: takes a claimed delivery in hand. */
final class Take implements Processor {
    private final JobRepository repository;
    private final JobsInHand jobs;
    private final Rooms rooms;

    Take(JobRepository repository, JobsInHand jobs, Rooms rooms) {
        this.repository = repository;
        this.jobs = jobs;
        this.rooms = rooms;
    }

    @Override
    public void process(Exchange exchange) {
        String id = exchange.getMessage().getHeader(Job.ID, String.class);
        Job job = Job.of(repository.find(id).orElseThrow(() -> new IllegalStateException("there is no job " + id)), rooms);
        jobs.take(job);
        exchange.getMessage().setHeader(Job.STATE, job.state().name());
        exchange.getMessage().setBody(job);
    }
}
