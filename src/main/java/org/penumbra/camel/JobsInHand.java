package org.penumbra.camel;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.finding.Refusal;
import org.penumbra.report.Verdict;

/** The jobs that this process has taken and not yet ended, by id. */
public final class JobsInHand {
    private final Map<String, Taken> jobs = new ConcurrentHashMap<>();

    private record Taken(Job job, Optional<JobInHand> opened, CompletableFuture<Outcome> outcome) {
    }

    /**
     * How a job ended: with a report or with a refusal.
     *
     * @param report directory of the report, or null
     * @param verdict its verdict, or null
     * @param refusal why there is no report, or null
     */
    public record Outcome(Path report, Verdict verdict, Refusal refusal) {

        /** Whether the refusal is a failure of ours. */
        public boolean internal() {
            return refusal != null && refusal.code() == RouteCode.INTERNAL;
        }
    }

    /** Takes a job; the future is completed when it ends. */
    public CompletableFuture<Outcome> take(Job job) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        jobs.put(job.id(), new Taken(job, Optional.empty(), outcome));
        return outcome;
    }

    void opened(JobInHand opened) {
        jobs.computeIfPresent(opened.job().id(), (id, taken) -> new Taken(taken.job(), Optional.of(opened), taken.outcome()));
    }

    /** The job of an id; throws IllegalStateException if this process does not have it. */
    Job job(String id) {
        return taken(id).job();
    }

    /** The opened job of an id; throws IllegalStateException if this process has not opened it. */
    JobInHand get(String id) {
        return taken(id).opened().orElseThrow(() -> new IllegalStateException("job " + id + " is not open"));
    }

    /** Whether a job is still to be worked on: the remaining tasks of a refused one are not. */
    boolean alive(String id) {
        return jobs.containsKey(id);
    }

    /** Ends a job; the first end counts. */
    void end(String id, Outcome outcome) {
        Taken taken = jobs.remove(id);
        if (taken != null) {
            taken.outcome().complete(outcome);
        }
    }

    private Taken taken(String id) {
        Taken taken = jobs.get(id);
        if (taken == null) {
            throw new IllegalStateException("job " + id + " is not in hand");
        }
        return taken;
    }
}
