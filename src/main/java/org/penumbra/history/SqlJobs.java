package org.penumbra.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Jobs in the store. Leases are counted by the clock of the database, so that a node whose clock is wrong neither steals nor loses jobs.
 */
public final class SqlJobs implements JobRepository {
    private static final String END = "('DONE', 'DUPLICATE', 'QUARANTINED')";
    private static final String LEASE = "current_timestamp + cast(:lease as int) * interval '1' second";

    private final Store store;
    private final String owner;
    private final JobSettings settings;

    /** @param owner name of this node, different from that of every other running one and the same after a restart */
    public SqlJobs(Store store, String owner, JobSettings settings) {
        this.store = store;
        this.owner = owner;
        this.settings = settings;
    }

    @Override
    public Job begin(Path source) {
        String id = Job.newId();
        return store.change(handle -> {
            handle.createUpdate("insert into job (id, state, source, owner, lease_until, created, changed)"
                            + " values (:id, 'CLAIMING', :source, :owner, " + LEASE + ", current_timestamp, current_timestamp)")
                    .bind("id", id).bind("source", source).bind("owner", owner).bind("lease", settings.lease()).execute();
            return get(handle, id);
        });
    }

    /**
     * A known product is to be processed again: it becomes one more revision, though its content is known.
     *
     * @param id id of the job, of the form that {@link Job#newId} gives; one that is known already is left as it is
     * @param source where its delivery goes when it is refused and sent through again; by its last name the job is called
     * @param place where its delivery lies, or its entry in the measurement archive
     */
    public void again(String id, String productId, Path source, Path place) {
        store.write(handle -> handle.createUpdate("insert into job"
                        + " (id, state, source, place, product_id, again, owner, lease_until, created, changed) values"
                        + " (:id, 'CLAIMED', :source, :place, :product, true, :owner, " + LEASE + ", current_timestamp, current_timestamp)"
                        + " on conflict do nothing")
                .bind("id", id).bind("source", source).bind("place", place).bind("product", productId)
                .bind("owner", owner).bind("lease", settings.lease()).execute());
    }

    @Override
    public void claimed(String job, Path place) {
        store.write(handle -> {
            if (step(handle, job, JobState.CLAIMING, JobState.CLAIMED)) {
                handle.createUpdate("update job set place = :place where id = :id").bind("id", job).bind("place", place).execute();
            }
        });
    }

    @Override
    public void abandoned(String job) {
        store.write(handle -> handle.createUpdate("delete from job where id = :id and state in ('CLAIMING', 'CLAIMED') and owner = :owner")
                .bind("id", job).bind("owner", owner).execute());
    }

    @Override
    public Opening opened(String job, ProductIdentity identity) {
        return store.change(handle -> {
            Job now = get(handle, job);
            if (now.state() == JobState.CLAIMED) {
                return decide(handle, now, identity);
            }
            if (!now.owner().equals(owner)) {
                throw new LeaseLost(job, now.owner());
            }
            if (now.state() == JobState.DUPLICATE) {
                return new Opening(Opening.Kind.DUPLICATE, now.revision());
            }
            step(handle, job, JobState.CLAIMED, JobState.OPENED);
            return new Opening(kind(now.revision()), now.revision());
        });
    }

    /** Two jobs that open one product at a time meet in the unique keys of the table; the one that comes second decides again. */
    private Opening decide(Handle handle, Job job, ProductIdentity identity) {
        boolean again = handle.createQuery("select again from job where id = :id").bind("id", job.id()).mapTo(Boolean.class).one();
        Optional<Integer> known = handle.createQuery("select max(revision) from product where product_id = :productId and identity = :sha256")
                .bindMethods(identity).mapTo(Integer.class).findOne().filter(revision -> !again);
        int revision = known.orElseGet(() -> 1 + handle.createQuery("select coalesce(max(revision), 0) from product where product_id = :productId")
                .bindMethods(identity).mapTo(Integer.class).one());
        step(handle, job.id(), JobState.CLAIMED, known.isPresent() ? JobState.DUPLICATE : JobState.OPENED);
        handle.createUpdate("update job set product_id = :productId, identity = :sha256, revision = :revision where id = :id")
                .bindMethods(identity).bind("revision", revision).bind("id", job.id()).execute();
        if (known.isPresent()) {
            return new Opening(Opening.Kind.DUPLICATE, revision);
        }
        handle.createUpdate("insert into product (product_id, revision, identity, again, job, unit, type, sensing_start)"
                        + " values (:productId, :revision, :sha256, :again, :job, :unit, :type, :sensingStart)")
                .bindMethods(identity).bind("revision", revision).bind("again", again ? job.id() : "").bind("job", job.id()).execute();
        return new Opening(kind(revision), revision);
    }

    private static Opening.Kind kind(int revision) {
        return revision == 1 ? Opening.Kind.NEW : Opening.Kind.REVISION;
    }

    @Override
    public boolean measured(String job) {
        return store.change(handle -> 1 == handle.createUpdate("update job set state = 'MEASURED', owner = :owner, lease_until = " + LEASE
                        + ", changed = current_timestamp where id = :id and state = 'OPENED'")
                .bind("id", job).bind("owner", owner).bind("lease", settings.lease()).execute());
    }

    @Override
    public void published(String job, Publication publication) {
        store.write(handle -> {
            if (step(handle, job, JobState.MEASURED, JobState.PUBLISHED)) {
                History.publish(handle, job, publication);
            }
        });
    }

    @Override
    public void notified(String job, List<Mail> mails) {
        store.write(handle -> {
            if (step(handle, job, JobState.PUBLISHED, JobState.NOTIFIED)) {
                Outbox.add(handle, mails);
            }
        });
    }

    @Override
    public void done(String job) {
        store.write(handle -> step(handle, job, JobState.NOTIFIED, JobState.DONE));
    }

    @Override
    public void quarantined(String job, String code, String message) {
        store.write(handle -> {
            Job now = get(handle, job);
            if (now.state().isEnd() || !step(handle, job, now.state(), JobState.QUARANTINED)) {
                return;
            }
            handle.createUpdate("update job set code = :code, message = :message, next_attempt = null where id = :id")
                    .bind("id", job).bind("code", code).bind("message", message).execute();
            handle.createUpdate("delete from product where job = :id and published is null").bind("id", job).execute();
        });
    }

    @Override
    public Optional<Job> failed(String job, String message) {
        return store.change(handle -> {
            Job now = get(handle, job);
            int failures = now.attempts() + 1;
            // the report is out: quarantined now, and a duplicate when replayed, its product would be without its mail for ever
            boolean again = failures <= settings.retries() || now.state().compareTo(JobState.PUBLISHED) >= 0;
            int changed = handle.createUpdate("update job set attempts = :failures, message = :message, changed = current_timestamp, next_attempt = "
                            + (again ? "current_timestamp + cast(:wait as int) * interval '1' second" : "null")
                            + " where id = :id and owner = :owner and attempts = :before and state not in " + END)
                    .bind("id", job).bind("owner", owner).bind("failures", failures).bind("before", now.attempts())
                    .bind("message", message).bind("wait", settings.wait(failures)).execute();
            if (changed == 0) {
                throw new LeaseLost(job, now.owner());
            }
            return again ? Optional.of(get(handle, job)) : Optional.empty();
        });
    }

    @Override
    public List<Job> due() {
        return take("owner = :owner and (" + settings.waited(settings.longestBackOff()) + ")", true);
    }

    @Override
    public int renew() {
        return store.change(handle -> handle.createUpdate("update job set lease_until = " + LEASE + " where owner = :owner and state not in " + END)
                .bind("owner", owner).bind("lease", settings.lease()).execute());
    }

    @Override
    public boolean holds(String job) {
        return find(job).filter(row -> row.owner().equals(owner) && !row.state().isEnd()).isPresent();
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public List<Job> takeOver() {
        return take("owner <> :owner and lease_until < current_timestamp", false);
    }

    @Override
    public List<Job> recover() {
        return take("(owner = :owner or lease_until < current_timestamp)", false);
    }

    private List<Job> take(String which, boolean endsWait) {
        return store.change(handle -> {
            List<String> candidates = handle.createQuery("select id from job where " + which + " and state not in " + END + " order by id")
                    .bind("owner", owner).mapTo(String.class).list();
            List<Job> taken = new ArrayList<>();
            for (String id : candidates) {
                int changed = handle.createUpdate("update job set owner = :owner, lease_until = " + LEASE + (endsWait ? ", next_attempt = null" : "")
                                + " where id = :id and " + which + " and state not in " + END)
                        .bind("id", id).bind("owner", owner).bind("lease", settings.lease()).execute();
                if (changed == 1) {
                    taken.add(get(handle, id));
                }
            }
            return taken;
        });
    }

    @Override
    public Optional<Job> find(String job) {
        return store.read(handle -> handle.createQuery("select * from job where id = :id").bind("id", job).mapTo(Job.class).findOne());
    }

    @Override
    public List<Job> unfinished() {
        return store.read(handle -> handle.createQuery("select * from job where state not in " + END + " order by id").mapTo(Job.class).list());
    }

    /** Takes the step if it is the next one. @return false if it was taken before */
    private boolean step(Handle handle, String job, JobState from, JobState to) {
        int changed = handle.createUpdate("update job set state = :to, changed = current_timestamp, lease_until = " + LEASE
                        + " where id = :id and state = :from and owner = :owner")
                .bind("id", job).bind("from", from).bind("to", to).bind("owner", owner).bind("lease", settings.lease()).execute();
        if (changed == 1) {
            return true;
        }
        Job now = get(handle, job);
        if (now.state() == from || !now.owner().equals(owner) || now.state().compareTo(JobState.DONE) > 0) {
            throw new LeaseLost(job, now.owner());
        }
        if (now.state().compareTo(to) < 0) {
            throw new IllegalStateException("job %s is %s and cannot become %s".formatted(job, now.state(), to));
        }
        return false;
    }

    private static Job get(Handle handle, String job) {
        return handle.createQuery("select * from job where id = :id").bind("id", job).mapTo(Job.class).findOne()
                .orElseThrow(() -> new IllegalStateException("there is no job " + job));
    }
}
