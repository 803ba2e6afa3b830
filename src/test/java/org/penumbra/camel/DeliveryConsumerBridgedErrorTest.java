package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.penumbra.finding.Refusal;

/** With {@code bridgeErrorHandler} a route of the integrator is told of findings about the drop directory. */
class DeliveryConsumerBridgedErrorTest extends DeliveryConsumerTestSupport {

    @Override
    String options() {
        return "&bridgeErrorHandler=true";
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Refusal.class).handled(true).to("mock:operator");
                from(uri()).routeId(ROUTE).to("mock:delivery");
            }
        };
    }

    @Test
    void a_vanished_drop_directory_goes_to_the_error_handler_of_the_route() {
        poll();
        Drop.move(drop.root(), temporary.resolve("elsewhere"));
        poll();
        assertThat(getMockEndpoint("mock:operator").getExchanges()).singleElement().satisfies(exchange ->
                assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class).code()).isEqualTo(DropCode.UNREACHABLE));
    }
}
