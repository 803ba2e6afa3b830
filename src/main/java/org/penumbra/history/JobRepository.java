package org.penumbra.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Jobs and their states (DESIGN 4). Each step is taken once: a call that repeats a step already taken changes nothing, and one that
 * would leave out a step is an IllegalStateException.
 *
 * <p>A job belongs to the node that holds its lease; a step tried by another node throws {@link LeaseLost}.
 */
public interface JobRepository {

    /** A delivery was found and is about to be moved: its job, durable when this returns. */
    Job begin(Path source);

    /** The delivery was moved to its place. */
    void claimed(String job, Path place);

    /** The move did not happen or was undone, the delivery lies where it was: the job never was. One that was opened stays. */
    void abandoned(String job);

    /** The product was opened; a duplicate ends here. The answer stays the same when asked again. */
    Opening opened(String job, ProductIdentity identity);

    /** All (band, detector) are measured: true for the one caller, on whatever node, that goes on with the job and now owns it. */
    boolean measured(String job);

    /** The report is in its folder: one history row, its series and lives, in one transaction with the state. */
    void published(String job, Publication publication);

    /** The mails are ready: they are in the outbox, in one transaction with the state. */
    void notified(String job, List<Mail> mails);

    /** The delivery is archived. */
    void done(String job);

    /** The delivery was refused, or failed too often; the product may be delivered again. */
    void quarantined(String job, String code, String message);

    /**
     * Something failed that may not fail again.
     *
     * @return the job with the time of its next attempt, or empty when it has had all of them
     */
    Optional<Job> failed(String job, String message);

    /** Own jobs whose next attempt is due; they no longer wait. */
    List<Job> due();

    /** Prolongs the leases of all own jobs. @return how many there are */
    int renew();

    /** Whether a job belongs to this node and has not come to its end. */
    boolean holds(String job);

    /** The time by the clock that the times of jobs are taken from. */
    Instant now();

    /** Jobs of other nodes whose lease has expired; they are now owned. */
    List<Job> takeOver();

    /**
     * At start: own jobs of an earlier life of this node, and those whose lease has expired; they are now owned. Earliest first.
     * One that waits for its next attempt is among them and stays so until it is {@link #due}.
     */
    List<Job> recover();

    /** The job of that id. */
    Optional<Job> find(String job);

    /** Every job that has not come to its end, earliest first. */
    List<Job> unfinished();
}
