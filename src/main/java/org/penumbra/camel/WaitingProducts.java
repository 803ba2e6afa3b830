package org.penumbra.camel;

import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import org.apache.camel.Exchange;

/**
 * Queue {@code products}: what waits to be processed. Deliveries that were dropped come before what is analysed again from the archive, which may
 * be the acquisitions of years; among each, what was found first.
 */
final class WaitingProducts extends PriorityBlockingQueue<Exchange> {
    /** Where the queue is written to and read from. */
    static final String URI = "seda:products?queue=#products";
    private static final long serialVersionUID = 1;
    private static final int FEW = 16;

    WaitingProducts() {
        super(FEW, Comparator.comparing((Exchange exchange) -> job(exchange).origin() == Job.Origin.ARCHIVED)
                .thenComparing(exchange -> job(exchange).id()));
    }

    private static Job job(Exchange exchange) {
        return exchange.getMessage().getBody(Job.class);
    }
}
