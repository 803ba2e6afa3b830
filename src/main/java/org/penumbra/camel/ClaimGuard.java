package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.penumbra.finding.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code claim-guard}: lets the drop directory be polled only while there is room for what is claimed, in the queue and on the disk. */
final class ClaimGuard extends DefaultPollingConsumerPollStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimGuard.class);
    private static final double GIB = 1L << 30;

    private final JobsInHand jobs;
    private final Path home;
    private final ServiceSettings settings;
    /** Whether the log says that the disk is too full: once when it begins, not at every poll. Polls follow one another. */
    private volatile boolean said;

    ClaimGuard(JobsInHand jobs, Path home, ServiceSettings settings) {
        this.jobs = jobs;
        this.home = home;
        this.settings = settings;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        Optional<Refusal> low = diskLow();
        if (low.isPresent() != said) {
            said = low.isPresent();
            low.ifPresentOrElse(finding -> LOG.warn(Failure.line(finding)), () -> LOG.info("Over: the disk of {} has room again", home));
        }
        return jobs.dropped() <= settings.claimedBeyond() && low.isEmpty();
    }

    /** ROUTE-201 when nothing is claimed because the disk is too full. */
    Optional<Refusal> diskLow() {
        try {
            long free = Files.getFileStore(home).getUsableSpace();
            return free >= settings.freeBytes() ? Optional.empty()
                    : Optional.of(new Refusal(RouteCode.DISK_LOW, home, free / GIB, settings.freeDisk()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
