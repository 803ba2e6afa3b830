package org.penumbra.camel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.penumbra.finding.Refusal;
import org.penumbra.report.Verdict;

/** The jobs that this process has taken in hand and not yet let go of, by id. */
public final class JobsInHand {
    private final Map<String, Taken> jobs = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** @param working held for reading while a piece of work on the job is being done */
    private record Taken(Job job, Optional<JobInHand> opened, CompletableFuture<Outcome> outcome, AtomicBoolean stopped, ReadWriteLock working) {
    }

    /**
     * How a job left the hands of this process: with a report, with a refusal, or with neither, when it was a duplicate or goes on later.
     *
     * @param report directory of the report, or null
     * @param verdict its verdict, or null
     * @param refusal why there is no report, or null
     */
    public record Outcome(Path report, Verdict verdict, Refusal refusal) {
        static final Outcome NONE = new Outcome(null, null, null);

        /** Whether the refusal is a failure of ours. */
        public boolean internal() {
            return refusal != null
                    && (refusal.code() == RouteCode.INTERNAL || refusal.code() == RouteCode.DISK_FULL || refusal.code() == RouteCode.BY_HAND);
        }
    }

    /** Takes a job in hand; the future is completed when it is let go of. */
    public CompletableFuture<Outcome> take(Job job) {
        return jobs.computeIfAbsent(job.id(),
                id -> new Taken(job, Optional.empty(), new CompletableFuture<>(), new AtomicBoolean(), new ReentrantReadWriteLock())).outcome();
    }

    void opened(JobInHand opened) {
        jobs.computeIfPresent(opened.job().id(), (id, taken) -> new Taken(taken.job(), Optional.of(opened), taken.outcome(),
                taken.stopped(), taken.working()));
    }

    /** The job of an id; throws IllegalStateException if this process does not have it. */
    Job job(String id) {
        return taken(id).job();
    }

    /** The opened job of an id; throws IllegalStateException if this process has not opened it. */
    JobInHand get(String id) {
        return taken(id).opened().orElseThrow(() -> new IllegalStateException("job " + id + " is not open"));
    }

    /** Whether a job is still to be worked on here: the remaining tasks of a refused one are not, nor is anything while the process stops. */
    boolean alive(String id) {
        Taken taken = jobs.get(id);
        return !stopping && taken != null && !taken.stopped().get();
    }

    boolean contains(String id) {
        return jobs.containsKey(id);
    }

    /** The jobs in hand at this moment. */
    List<String> ids() {
        return List.copyOf(jobs.keySet());
    }

    /** Does a piece of work on an opened job; does nothing if the job has been stopped or has ended. */
    void whileAlive(String id, Consumer<JobInHand> work) {
        Taken taken = jobs.get(id);
        if (taken == null) {
            return;
        }
        taken.working().readLock().lock();
        try {
            if (alive(id)) {
                work.accept(get(id));
            }
        } finally {
            taken.working().readLock().unlock();
        }
    }

    /**
     * Stops a job: when this returns true nothing is being done on it, or will be. False if it was stopped or has ended before, or if the
     * process stops.
     */
    boolean stop(String id) {
        Taken taken = jobs.get(id);
        if (stopping || taken == null || !taken.stopped().compareAndSet(false, true)) {
            return false;
        }
        // waits for what is in hand
        taken.working().writeLock().lock();
        taken.working().writeLock().unlock();
        return true;
    }

    int size() {
        return jobs.size();
    }

    /** How many of them are deliveries that were dropped. */
    int dropped() {
        return (int) jobs.values().stream().filter(taken -> taken.job().origin() == Job.Origin.DROPPED).count();
    }

    /** Lets go of a job; the first end counts. */
    void end(String id, Outcome outcome) {
        Taken taken = jobs.remove(id);
        if (taken != null) {
            taken.outcome().complete(outcome);
        }
    }

    /** Waits until a job is let go of, or the process stops. */
    void await(String id) {
        Taken taken = jobs.get(id);
        if (taken != null) {
            taken.outcome().join();
        }
    }

    /** The process stops: what is being done is finished, nothing new is begun, nobody waits any longer. */
    void stopAll() {
        stopping = true;
        jobs.values().forEach(taken -> taken.outcome().complete(Outcome.NONE));
    }

    private Taken taken(String id) {
        Taken taken = jobs.get(id);
        if (taken == null) {
            throw new IllegalStateException("job " + id + " is not in hand");
        }
        return taken;
    }
}
