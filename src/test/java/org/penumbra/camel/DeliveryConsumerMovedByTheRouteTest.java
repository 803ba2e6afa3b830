package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.Delivery;

/** Commit: what the route has moved away leaves no empty folder and no marker behind. */
class DeliveryConsumerMovedByTheRouteTest extends DeliveryConsumerTestSupport {

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).routeId(ROUTE).process(exchange -> {
                    Path delivery = exchange.getIn().getBody(Delivery.class).path();
                    Files.move(delivery, temporary.resolve(delivery.getFileName()));
                }).to("mock:delivery");
            }
        };
    }

    @Test
    void the_claim_folder_goes_with_the_delivery() {
        Drop.done(drop.safe("P1.SAFE"));
        poll();
        assertThat(temporary.resolve("P1.SAFE")).isDirectory();
        assertThat(Drop.names(drop.root().resolve(".penumbra"))).isEmpty();
    }
}
