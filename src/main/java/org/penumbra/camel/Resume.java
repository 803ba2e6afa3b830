package org.penumbra.camel;

import java.io.IOException;
import java.util.List;

/** Bean {@code recovery}: takes jobs in hand that were left, and hands them to the route. */
public final class Resume {
    private final Recovery recovery;
    private final JobsInHand jobs;
    private final Rooms rooms;

    Resume(Recovery recovery, JobsInHand jobs, Rooms rooms) {
        this.recovery = recovery;
        this.jobs = jobs;
        this.rooms = rooms;
    }

    /** Ids of the jobs that go on now. */
    public List<String> left() throws IOException {
        return recovery.beat().stream().map(row -> Job.of(row, rooms)).peek(jobs::take).map(Job::id).toList();
    }
}
