package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.finding.Refusal;
import org.penumbra.report.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code refuse}: ends a job whose product cannot be used; its reason goes to the quarantine and to where the report would have been. */
final class Refuse implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Refuse.class);
    /** What the C library says, and with it Java and DuckDB. */
    private static final String NO_SPACE = "No space left on device";

    private final JobsInHand jobs;
    private final Rooms rooms;
    private final Clock clock;

    Refuse(JobsInHand jobs, Rooms rooms, Clock clock) {
        this.jobs = jobs;
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        String id = exchange.getMessage().getHeader(Job.ID, String.class);
        if (!jobs.stop(id)) {
            return;
        }
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Refusal refusal = refusal(failure, id);
        Job job = jobs.job(id);
        try {
            // before the reason is written, which may need the space
            Trees.delete(job.work());
        } finally {
            try {
                leave(job, refusal);
            } finally {
                jobs.end(id, new JobsInHand.Outcome(null, null, refusal));
            }
        }
    }

    private void leave(Job job, Refusal refusal) throws IOException {
        byte[] reason = Reason.of(refusal, job.delivery().getFileName().toString(), clock.instant()).json();
        write(rooms.quarantine().resolve(job.id()), reason);
        if (job.out().isPresent()) {
            write(job.out().get(), reason);
        }
        LOG.info("{} refused: {} {}", job.delivery().getFileName(), refusal.code().code(), refusal.getMessage());
    }

    /** The refusal in a chain of causes; without one the failure is ours. */
    private static Refusal refusal(Throwable failure, String id) {
        String full = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            // the innermost names the file in the fewest words
            full = String.valueOf(cause.getMessage()).contains(NO_SPACE) ? cause.getMessage() : full;
        }
        if (full != null) {
            return new Refusal(RouteCode.DISK_FULL, List.of(), failure, full);
        }
        LOG.error("job {} failed", id, failure);
        return new Refusal(RouteCode.INTERNAL, List.of(), failure, failure.toString());
    }

    private static void write(Path directory, byte[] reason) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("reason.json"), reason);
    }
}
