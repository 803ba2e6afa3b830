package org.penumbra.camel;

import java.util.List;
import org.apache.camel.Header;

/** Bean {@code measure-tasks}: the tasks of a job that have no file yet, so that a stopped product resumes with those it has. */
public final class MeasureTasks {
    private final JobsInHand jobs;

    MeasureTasks(JobsInHand jobs) {
        this.jobs = jobs;
    }

    /** One message per (band, detector) still to be measured. */
    public List<MeasureMessage> remaining(@Header(Job.ID) String id) {
        JobInHand job = jobs.get(id);
        return job.measurements().bandDetectors().stream().filter(task -> !job.measurements().has(task))
                .map(task -> new MeasureMessage(id, task.band().name(), task.detector())).toList();
    }
}
