package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.DropDirectory;
import org.penumbra.finding.Refusal;
import org.penumbra.history.Job;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contract of claiming, with the verbs of Camel's file component.
 *
 * <p>A delivery that was begun is committed or rolled back exactly once, by the consumer's thread, when its exchange is done. After a JVM
 * was killed neither is called: the row of the job and the claim folder are what recovery finds.
 */
public final class DeliveryProcessStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryProcessStrategy.class);

    private final Path drop;
    private final JobRepository jobs;
    private boolean prepared;

    public DeliveryProcessStrategy(Path drop, JobRepository jobs) {
        this.drop = drop;
        this.jobs = jobs;
    }

    /**
     * Called at the start of every poll: lists what lies in the drop directory. The first successful call makes the claim folder, whose
     * absence later says that something else, for example an empty mount point, lies where the drop directory was.
     *
     * @throws Refusal DROP-101 or 102 when the directory is not there, not readable or not writable
     */
    public List<Delivery> prepare() {
        Path folder = drop.resolve(Claim.FOLDER);
        try {
            List<Delivery> deliveries = new DropDirectory(drop).deliveries();
            if (prepared && !Files.isDirectory(folder)) {
                throw new Refusal(DropCode.REPLACED, drop, Claim.FOLDER);
            }
            if (!prepared) {
                Files.createDirectories(folder);
                prepared = true;
                warnOfOrphans(folder);
            }
            return deliveries;
        } catch (UncheckedIOException e) {
            throw new Refusal(DropCode.UNREACHABLE, List.of(), e.getCause(), drop, reason(e.getCause()));
        } catch (IOException e) {
            throw new Refusal(DropCode.UNREACHABLE, List.of(), e, drop, reason(e));
        }
    }

    /** What lies in the drop directory and will never be taken. */
    List<Path> strangers() {
        return new DropDirectory(drop).strangers();
    }

    /** Without a repository nothing resumes what a killed process had claimed: at least somebody is told. */
    private void warnOfOrphans(Path folder) throws IOException {
        try (DirectoryStream<Path> claims = Files.newDirectoryStream(folder, claim -> jobs.find(claim.getFileName().toString()).isEmpty())) {
            claims.forEach(claim -> LOG.warn("{} was claimed earlier and no job is known for it; unless another process works on it, "
                    + "move what it holds back into the drop directory", claim));
        }
    }

    /**
     * Called when a delivery is ready: records the job as being claimed, moves the delivery into its claim folder by an atomic rename, records it
     * as claimed. When it returns a claim, the claim is durable.
     *
     * @return empty where another consumer was faster, or the sender took the delivery away; {@link #abort} has been called then
     * @throws Refusal DROP-103 when the rename or the record fails; {@link #abort} has been called then
     */
    Optional<Claim> begin(Delivery delivery) {
        Claim claim = null;
        try {
            claim = new Claim(jobs.begin(delivery.path()).id(), delivery);
            claim.take();
            jobs.claimed(claim.job(), claim.taken().path());
            return Optional.of(claim);
        } catch (IOException | RuntimeException e) {
            if (claim != null) {
                abort(claim, e);
            }
            if (e instanceof NoSuchFileException && !Files.exists(delivery.path())) {
                return Optional.empty();
            }
            throw new Refusal(DropCode.NOT_CLAIMED, List.of(), e, delivery.path(), reason(e));
        }
    }

    /**
     * Called when {@link #begin} does not come to its end, and no exchange was made: puts the delivery back if it was moved, and forgets the job.
     * What cannot be undone is left to recovery, and added to the cause.
     */
    void abort(Claim claim, Exception cause) {
        try {
            claim.putBack();
            jobs.abandoned(claim.job());
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Called when the exchange is done and nothing failed, or the route has handled what failed: the delivery belongs to the route. Where the
     * route has moved it away or deleted it, its empty claim folder is removed; otherwise it stays in its claim folder until somebody does.
     *
     * @throws IOException when the file system fails; the claim is not affected
     */
    void commit(Claim claim) throws IOException {
        try {
            claim.tidy();
        } catch (DirectoryNotEmptyException e) {
            // the route keeps something of its own there
        }
    }

    /**
     * Called when the exchange is done and failed, and nothing in the route handled that: puts the delivery back into the drop directory and
     * abandons the job, so that it is tried at a later poll, after the others. A job whose product was opened already is left to recovery, which goes
     * on where it stopped.
     *
     * @return whether it was put back
     * @throws IOException when it cannot be put back, because another delivery of its name has arrived or the file system fails; it stays
     *         in its claim folder
     */
    boolean rollback(Claim claim, Exception failure) throws IOException {
        JobState state = jobs.find(claim.job()).map(Job::state).orElse(JobState.CLAIMED);
        if (state.compareTo(JobState.CLAIMED) > 0) {
            if (!state.isEnd()) {
                jobs.failed(claim.job(), Failure.words(failure));
            }
            return false;
        }
        claim.putBack();
        jobs.abandoned(claim.job());
        return true;
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof AccessDeniedException) {
            return "permission is denied";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null ? failure.getReason() : Failure.words(e);
    }
}
