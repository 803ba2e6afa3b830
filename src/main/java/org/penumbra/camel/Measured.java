package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.camel.Header;
import org.penumbra.history.MeasurementFiles;

/** Bean {@code measured}: whether all files of a job are there; true for exactly one that asks. */
public final class Measured {
    private final JobsInHand jobs;

    Measured(JobsInHand jobs) {
        this.jobs = jobs;
    }

    /** True once per job: for the first to ask after its last task has left its file. */
    public boolean complete(@Header(Job.ID) String id) {
        if (!jobs.alive(id)) {
            return false;
        }
        JobInHand job = jobs.get(id);
        return job.tasks().stream().allMatch(task -> MeasurementFiles.has(job.job().measure(), task)) && first(job);
    }

    private static boolean first(JobInHand job) {
        try {
            Files.createFile(job.job().work().resolve("measured"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
