package org.penumbra.camel;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.util.CastUtils;
import org.penumbra.camel.Arrivals.Arrival;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Delivery;
import org.penumbra.finding.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans a drop directory and emits one exchange for each delivery that is ready, after it has claimed it.
 *
 * <p>A delivery is one unit, whatever it consists of. Nothing sleeps: each poll looks once at every delivery, so that one that arrives slowly
 * holds up no other. An exchange is processed before the next delivery is claimed; what the route hands to a queue goes on beside it.
 */
public final class DeliveryConsumer extends ScheduledBatchPollingConsumer {
    /** Health detail with the code of the finding, as {@link Refusal#code()}. */
    static final String FINDING = "finding";
    /** Health detail with the sentence of the finding and what to do. */
    static final String FINDING_MESSAGE = "finding.message";
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryConsumer.class);
    private static final String SAFE = ".SAFE";

    private final DeliveryEndpoint endpoint;
    private final Clock clock;
    private final DeliveryProcessStrategy strategy;
    private final Arrivals arrivals;
    private final PollFailures failures;
    private Refusal notClaimed;

    DeliveryConsumer(DeliveryEndpoint endpoint, Processor processor, DeliveryProcessStrategy strategy, Clock clock) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.clock = clock;
        this.strategy = strategy;
        this.arrivals = new Arrivals(endpoint.deliverySettings());
        this.failures = new PollFailures(clock);
        setExceptionHandler(failures);
    }

    /** @throws Refusal DROP-101 to 103; Camel turns the health of this consumer DOWN by it, and UP again after the next good poll */
    @Override
    protected int poll() {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        notClaimed = null;
        try {
            List<Delivery> deliveries = strategy.prepare().stream().map(endpoint::asserted).filter(endpoint::accepts).toList();
            int processed = processBatch(CastUtils.cast(new ArrayDeque<>(arrivals.over(deliveries, clock.instant(), maxMessagesPerPoll))));
            arrivals.strangers(strategy.strangers(), clock.instant());
            if (notClaimed != null) {
                throw notClaimed;
            }
            failures.over();
            return processed;
        } catch (Refusal finding) {
            addLastErrorDetail(FINDING, finding.code().code());
            addLastErrorDetail(FINDING_MESSAGE, finding.getMessage() + " " + finding.code().action());
            throw finding;
        }
    }

    /**
     * Claims and emits one after the other, as long as Camel is not shutting down; the rest stays in the drop directory.
     *
     * @param batch {@link Arrival}s, at most as many as a poll may take
     * @return how many were emitted
     */
    @Override
    public int processBatch(Queue<Object> batch) {
        int total = batch.size();
        int emitted = 0;
        for (int index = 0; index < total && isBatchAllowed(); index++) {
            Arrival arrival = (Arrival) batch.remove();
            pendingExchanges = batch.size();
            Optional<Claim> claim = claim(arrival.delivery());
            if (claim.isPresent()) {
                emit(claim.get(), arrival.refusal(), index, total);
                emitted++;
            }
        }
        return emitted;
    }

    /** One that cannot be claimed must not stop the others; the poll fails after them. */
    private Optional<Claim> claim(Delivery delivery) {
        try {
            Optional<Claim> claim = strategy.begin(delivery);
            arrivals.claimed(delivery);
            return claim;
        } catch (Refusal finding) {
            notClaimed = finding;
            return Optional.empty();
        }
    }

    private void emit(Claim claim, Optional<Refusal> refusal, int index, int total) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
        Delivery delivery = claim.taken();
        exchange.getIn().setBody(delivery);
        exchange.getIn().setHeader(DeliveryConstants.JOB_ID, claim.job());
        if (delivery.form() == Delivery.Form.SAFE) {
            exchange.getIn().setHeader(DeliveryConstants.PRODUCT_ID, delivery.name().substring(0, delivery.name().length() - SAFE.length()));
        }
        delivery.asserted().map(AcquisitionType::label)
                .ifPresent(type -> exchange.getIn().setHeader(DeliveryConstants.ACQUISITION_TYPE, type));
        // a failed exchange goes to the error handler of its route, before the first step
        refusal.ifPresent(exchange::setException);
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        complete(exchange, claim);
        releaseExchange(exchange, false);
    }

    private void complete(Exchange exchange, Claim claim) {
        Exception failure = exchange.getException();
        try {
            if (failure == null) {
                strategy.commit(claim);
            } else if (strategy.rollback(claim, failure)) {
                arrivals.putBack(claim.delivery());
                LOG.warn("{} failed and was put back into the drop directory: {}", claim.delivery().path(), Failure.words(failure));
            } else {
                LOG.warn("Job {} failed and stays at {} until it is tried again: {}", claim.job(), claim.taken().path(), Failure.words(failure));
            }
        } catch (IOException | RuntimeException e) {
            Failure.error(LOG, "Job %s stays at %s, it cannot be %s: %s".formatted(claim.job(), claim.taken().path(),
                    failure == null ? "committed" : "rolled back", Failure.words(e)), e);
        }
    }
}
