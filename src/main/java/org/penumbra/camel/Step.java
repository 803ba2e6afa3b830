package org.penumbra.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of a route whose errors of Java (no memory, a class that does not fit) fail the exchange as exceptions do. Camel lets them end the thread
 * of the route: the product would stay in hand for ever, with all that wait behind it.
 */
record Step(Processor processor) implements Processor {

    @Override
    public void process(Exchange exchange) throws Exception {
        try {
            processor.process(exchange);
        } catch (Error e) {
            throw new IllegalStateException(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
        }
    }
}
