package org.penumbra.history;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Trees;

/**
 * Jobs without a database: the rename of a delivery into {@code .penumbra/<job>/} alone claims it, everything else is remembered
 * while the process lives. After a restart the deliveries that lie there are claimed jobs again; that one was processed is not known.
 */
public final class RenameOnlyJobs implements JobRepository {
    private static final String OWNER = "this process";

    private final List<Path> folders;
    private final JobSettings settings;
    private final Clock clock;
    private final boolean knowsProducts;
    private final TreeMap<String, Job> jobs = new TreeMap<>();

    /** @param drop the drop directory whose deliveries are claimed */
    public RenameOnlyJobs(Path drop, JobSettings settings, Clock clock) {
        this(Stream.concat(Stream.of(drop), Arrays.stream(AcquisitionType.values()).map(type -> drop.resolve(type.label()))).toList(),
                settings, true, clock);
    }

    private RenameOnlyJobs(List<Path> folders, JobSettings settings, boolean knowsProducts, Clock clock) {
        this.folders = folders;
        this.settings = settings;
        this.knowsProducts = knowsProducts;
        this.clock = clock;
    }

    /** Jobs of products that somebody names one by one and waits for: what fails is not tried again, and the same product again is as good as new. */
    public static RenameOnlyJobs byHand(Clock clock) {
        return new RenameOnlyJobs(List.of(), new JobSettings(60, 0, 0, 0), false, clock);
    }

    @Override
    public synchronized Job begin(Path source) {
        Instant now = clock.instant();
        Job job = new Job(Job.newId(), JobState.CLAIMING, source, null, null, null, null, 0, null, OWNER, null, null, now, now);
        jobs.put(job.id(), job);
        return job;
    }

    @Override
    public synchronized void claimed(String job, Path place) {
        if (step(job, JobState.CLAIMING, JobState.CLAIMED)) {
            Job now = get(job);
            jobs.put(job, new Job(job, now.state(), now.source(), place, null, null, null, 0, null, OWNER, null, null, now.created(), now.changed()));
        }
    }

    @Override
    public synchronized void abandoned(String job) {
        jobs.computeIfPresent(job, (id, now) -> now.state().compareTo(JobState.CLAIMED) <= 0 ? null : now);
    }

    @Override
    public synchronized Opening opened(String job, ProductIdentity identity) {
        Job now = get(job);
        if (now.state() == JobState.CLAIMED) {
            List<Job> same = jobs.values().stream().filter(other -> knowsProducts && identity.productId().equals(other.productId())
                    && other.state() != JobState.DUPLICATE && other.state() != JobState.QUARANTINED).toList();
            Optional<Job> twin = same.stream().filter(other -> identity.sha256().equals(other.identity())).findFirst();
            int revision = twin.map(Job::revision).orElse(1 + same.stream().mapToInt(Job::revision).max().orElse(0));
            step(job, JobState.CLAIMED, twin.isPresent() ? JobState.DUPLICATE : JobState.OPENED);
            now = get(job);
            now = new Job(job, now.state(), now.source(), now.place(), identity.productId(), identity.sha256(), revision, now.attempts(),
                    null, OWNER, null, now.message(), now.created(), now.changed());
            jobs.put(job, now);
        }
        if (now.state() == JobState.DUPLICATE) {
            return new Opening(Opening.Kind.DUPLICATE, now.revision());
        }
        step(job, JobState.CLAIMED, JobState.OPENED);
        return new Opening(now.revision() == 1 ? Opening.Kind.NEW : Opening.Kind.REVISION, now.revision());
    }

    @Override
    public synchronized boolean measured(String job) {
        return get(job).state() == JobState.OPENED && step(job, JobState.OPENED, JobState.MEASURED);
    }

    @Override
    public synchronized void published(String job, Publication publication) {
        step(job, JobState.MEASURED, JobState.PUBLISHED);
    }

    /** Without a store there is no outbox: the mails are not kept. */
    @Override
    public synchronized void notified(String job, List<Mail> mails) {
        step(job, JobState.PUBLISHED, JobState.NOTIFIED);
    }

    @Override
    public synchronized void done(String job) {
        step(job, JobState.NOTIFIED, JobState.DONE);
    }

    @Override
    public synchronized void quarantined(String job, String code, String message) {
        Job now = get(job);
        if (!now.state().isEnd()) {
            jobs.put(job, new Job(job, JobState.QUARANTINED, now.source(), now.place(), now.productId(), now.identity(), now.revision(),
                    now.attempts(), null, OWNER, code, message, now.created(), clock.instant()));
        }
    }

    @Override
    public synchronized Optional<Job> failed(String job, String message) {
        Job now = get(job);
        if (now.state().isEnd()) {
            throw new LeaseLost(job, OWNER);
        }
        int failures = now.attempts() + 1;
        Instant next = failures > settings.retries() ? null : clock.instant().plusSeconds(settings.wait(failures));
        Job changed = waiting(now, failures, next, message);
        jobs.put(job, changed);
        return Optional.of(changed).filter(one -> one.nextAttempt() != null);
    }

    @Override
    public synchronized List<Job> due() {
        List<Job> due = unfinished().stream().filter(job -> job.nextAttempt() != null && !job.nextAttempt().isAfter(clock.instant()))
                .map(job -> waiting(job, job.attempts(), null, job.message())).toList();
        due.forEach(job -> jobs.put(job.id(), job));
        return due;
    }

    @Override
    public synchronized int renew() {
        return unfinished().size();
    }

    @Override
    public synchronized boolean holds(String job) {
        return find(job).filter(known -> !known.state().isEnd()).isPresent();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public List<Job> takeOver() {
        return List.of();
    }

    /** Every delivery that lies under a {@code .penumbra/} and is not known yet becomes a claimed job under the id of its directory. */
    @Override
    public synchronized List<Job> recover() {
        for (Path folder : folders) {
            for (Path directory : Trees.entries(folder.resolve(".penumbra"))) {
                for (Path delivery : Trees.entries(directory)) {
                    Instant now = clock.instant();
                    jobs.putIfAbsent(directory.getFileName().toString(), new Job(directory.getFileName().toString(), JobState.CLAIMED,
                            folder.resolve(delivery.getFileName()), delivery, null, null, null, 0, null, OWNER, null, null, now, now));
                }
            }
        }
        return unfinished();
    }

    @Override
    public synchronized Optional<Job> find(String job) {
        return Optional.ofNullable(jobs.get(job));
    }

    @Override
    public synchronized List<Job> unfinished() {
        return jobs.values().stream().filter(job -> !job.state().isEnd()).toList();
    }

    private boolean step(String job, JobState from, JobState to) {
        Job now = get(job);
        if (now.state() == from) {
            jobs.put(job, new Job(job, to, now.source(), now.place(), now.productId(), now.identity(), now.revision(), now.attempts(),
                    now.nextAttempt(), OWNER, now.code(), now.message(), now.created(), clock.instant()));
            return true;
        }
        if (now.state().compareTo(JobState.DONE) > 0) {
            throw new LeaseLost(job, OWNER);
        }
        if (now.state().compareTo(to) < 0) {
            throw new IllegalStateException("job %s is %s and cannot become %s".formatted(job, now.state(), to));
        }
        return false;
    }

    private Job waiting(Job job, int attempts, Instant next, String message) {
        return new Job(job.id(), job.state(), job.source(), job.place(), job.productId(), job.identity(), job.revision(), attempts, next,
                OWNER, job.code(), message, job.created(), clock.instant());
    }

    private Job get(String job) {
        return find(job).orElseThrow(() -> new IllegalStateException("there is no job " + job));
    }
}
