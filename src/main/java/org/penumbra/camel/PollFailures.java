package org.penumbra.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.penumbra.finding.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what goes wrong in polls: once when it begins and once when it is over, not at every poll of a night. */
final class PollFailures implements ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryConsumer.class);

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
        if (failure.toString().equals(said) && last.isBefore(before.plus(GAP))) {
            LOG.debug("{}", message, failure);
        } else if (failure instanceof Refusal finding) {
            LOG.error("{} {} {}", finding.code().code(), finding.getMessage(), finding.code().action());
        } else {
            LOG.error("{}", message.isEmpty() ? failure.toString() : message, failure);
        }
        said = failure.toString();
    }

    /** A poll succeeded. */
    void over() {
        if (!said.isEmpty()) {
            LOG.info("Over: {}", said);
            said = "";
        }
    }
}
