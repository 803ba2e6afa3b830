package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.Delivery;

/** One bad product never stops the next, and a failure that passes loses nothing. */
class DeliveryConsumerRollbackTest extends DeliveryConsumerTestSupport {
    private boolean broken = true;
    private Runnable beforeFailing = () -> { };

    @Override
    String options() {
        return "&maxMessagesPerPoll=1";
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).routeId(ROUTE).process(exchange -> {
                    if (broken && exchange.getIn().getBody(Delivery.class).name().startsWith("A_bad")) {
                        beforeFailing.run();
                        throw new IllegalStateException("planted");
                    }
                }).to("mock:delivery");
            }
        };
    }

    @Test
    void a_failed_delivery_goes_back_with_its_marker() {
        Drop.done(drop.safe("A_bad.SAFE"));
        poll();
        assertThat(drop.names()).containsExactly("A_bad.SAFE", "A_bad.SAFE.done");
        assertThat(Drop.names(drop.root().resolve(".penumbra"))).isEmpty();
    }

    @Test
    void the_others_come_before_it_is_tried_again() {
        drop.safe("A_bad.SAFE");
        drop.safe("P1.SAFE");
        drop.safe("P2.SAFE");
        poll();
        poll();
        poll();
        assertThat(names()).containsExactly("P1.SAFE", "P2.SAFE");
    }

    @Test
    void it_is_processed_when_the_failure_has_passed() {
        drop.safe("A_bad.SAFE");
        poll();
        broken = false;
        poll();
        assertThat(names()).containsExactly("A_bad.SAFE");
    }

    @Test
    void what_has_meanwhile_arrived_under_its_name_is_not_replaced() {
        beforeFailing = () -> drop.safe("A_bad.SAFE");
        drop.safe("A_bad.SAFE");
        poll();
        assertThat(drop.names()).containsExactly("A_bad.SAFE");
        assertThat(Drop.names(drop.root().resolve(".penumbra"))).hasSize(1);
    }
}
