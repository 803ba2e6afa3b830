package org.penumbra.camel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.delivery.Delivery;
import org.penumbra.finding.Refusal;
import org.penumbra.history.JobRepository;
import org.penumbra.history.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code refuse}: what becomes of a job when a step fails. A refusal ends in the quarantine at once; anything else is tried again later,
 * as often as the settings of jobs say, then ends there as a failure of ours; a job that another node has taken is let go of.
 */
final class Refuse implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Refuse.class);
    /** What the C library says, and with it Java and DuckDB. */
    private static final String NO_SPACE = "No space left on device";

    private final JobRepository repository;
    private final JobsInHand jobs;
    private final Quarantine quarantine;
    private final Processor take;

    Refuse(JobRepository repository, JobsInHand jobs, Quarantine quarantine, Processor take) {
        this.repository = repository;
        this.jobs = jobs;
        this.quarantine = quarantine;
        this.take = take;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String id = exchange.getMessage().getHeader(Job.ID, String.class);
        if (id == null) {
            // a route of somebody's own that serves no product
            Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            Failure.error(LOG, "route %s failed: %s".formatted(exchange.getFromRouteId(), Failure.words(failure)), failure);
            return;
        }
        if (exchange.getMessage().getBody() instanceof Delivery && !jobs.contains(id)) {
            // the consumer itself refuses a delivery that stays incomplete, before the first step of the route
            take.process(exchange);
        }
        // of several tasks that fail, the first ends the job
        if (jobs.stop(id)) {
            end(jobs.job(id), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        }
    }

    /** Whatever happens here, the job is no longer in hand then: one that the store could not be told of is found by recovery. */
    private void end(Job job, Throwable failure) throws IOException {
        Refusal refusal = null;
        try {
            if (repository.holds(job.id())) {
                refusal = refusal(job, failure);
            } else {
                // what it stumbled over may be the work of the node that has the job now
                LOG.warn("let go of {}, which has ended or belongs to another node: {}", job.name(), Failure.words(failure));
            }
            if (refusal != null) {
                quarantine.put(job, refusal);
            }
        } catch (StoreFailure away) {
            Failure.error(LOG, "%s goes on when the store is back; it stopped because: %s".formatted(job.name(), Failure.words(failure)), failure);
        } finally {
            jobs.end(job.id(), new JobsInHand.Outcome(null, null, refusal));
        }
    }

    /** The refusal in a chain of causes, or that of a job that has failed too often; null where it is tried again. */
    private Refusal refusal(Job job, Throwable failure) {
        Optional<Refusal> refusal = Failure.refusal(failure);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        // the innermost names the file in the fewest words
        Optional<String> full = Failure.causes(failure).map(Throwable::getMessage)
                .filter(words -> words != null && words.contains(NO_SPACE)).reduce((outer, inner) -> inner);
        String words = full.orElseGet(() -> Failure.words(failure));
        if (job.origin() == Job.Origin.NAMED) {
            // who named the product waits for it, and is told
            return new Refusal(full.isPresent() ? RouteCode.DISK_FULL : RouteCode.BY_HAND, List.of(), failure, words);
        }
        Optional<org.penumbra.history.Job> again = repository.failed(job.id(), words);
        Failure.error(LOG, "%s failed and is %s: %s".formatted(job.name(),
                again.map(row -> "tried again at " + row.nextAttempt()).orElse("not tried again"), words), failure);
        return again.isPresent() ? null : new Refusal(full.isPresent() ? RouteCode.DISK_FULL : RouteCode.INTERNAL, List.of(), failure, words);
    }
}
