package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.DeliveryCode;
import org.penumbra.finding.Refusal;

/** A delivery that cannot be read, here because a file of it is a link to itself, must not stop the others. */
class DeliveryConsumerUnreadableTest extends DeliveryConsumerTestSupport {

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Refusal.class).handled(true).to("mock:refused");
                from(uri()).routeId(ROUTE).to("mock:delivery");
            }
        };
    }

    @Test
    void the_others_are_taken_and_it_is_refused_when_the_time_is_over() throws IOException {
        Path image = drop.safeWithoutLastImage("A.SAFE").resolve("GRANULE/two/B01.jp2");
        Files.createDirectories(image.getParent());
        Files.createSymbolicLink(image, image);
        drop.safe("P1.SAFE");
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
        clock.pass(Duration.ofHours(6));
        poll();
        assertThat(getMockEndpoint("mock:refused").getExchanges()).singleElement().satisfies(exchange -> {
            Refusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class);
            assertThat(refusal.code()).isEqualTo(DeliveryCode.INCOMPLETE);
            assertThat(refusal).hasMessageContaining("cannot be read");
        });
    }
}
