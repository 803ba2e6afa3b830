package org.penumbra.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what goes wrong in polls: once when it begins and once when it is over, not at every poll of a night. */
final class PollFailures implements ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PollFailures.class);

    /** One that has not happened for so long was over meanwhile, also where nobody said so. */
    private static final Duration GAP = Duration.ofMinutes(10);

    private final Clock clock;
    private String said = "";
    private Instant last = Instant.MIN;

    PollFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handleException(Throwable failure) {
        handleException("", failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
        handleException(message, null, failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
        Instant before = last;
        last = clock.instant();
        String words = Failure.words(failure);
        if (words.equals(said) && last.isBefore(before.plus(GAP))) {
            LOG.debug("again:", failure);
        } else {
            Failure.error(LOG, Failure.line(failure), failure);
        }
        said = words;
    }

    /** A poll succeeded. */
    void over() {
        if (!said.isEmpty()) {
            LOG.info("Over: {}", said);
            said = "";
        }
    }
}
