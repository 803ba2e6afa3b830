package org.penumbra.camel;

import org.apache.camel.Header;
import org.penumbra.history.JobRepository;

/** Bean {@code measured}: whether all files of a job are there; true for exactly one that asks, on whatever node. */
public final class Measured {
    private final JobRepository repository;
    private final JobsInHand jobs;

    Measured(JobRepository repository, JobsInHand jobs) {
        this.repository = repository;
        this.jobs = jobs;
    }

    /** True once per job: for the first to ask after its last task has left its file. */
    public boolean complete(@Header(Job.ID) String id) {
        if (!jobs.alive(id)) {
            return false;
        }
        JobInHand job = jobs.get(id);
        return job.measured() && (repository.measured(id) || job.resumesAnalyses());
    }
}
