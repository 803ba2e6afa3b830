package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.DeliveryCode;
import org.penumbra.finding.Refusal;

/** A transfer that broke off must not lie in the drop directory for ever without a word. */
class DeliveryConsumerIncompleteTest extends DeliveryConsumerTestSupport {

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

    private void abandon(String name) {
        drop.safeWithoutLastImage(name);
        poll();
        clock.pass(Duration.ofHours(6));
        poll();
    }

    @Test
    void after_six_hours_without_change_the_error_handler_of_the_route_gets_it() {
        abandon("P1.SAFE");
        Exchange refused = getMockEndpoint("mock:refused").getExchanges().get(0);
        Refusal refusal = refused.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class);
        assertThat(refusal.code()).isEqualTo(DeliveryCode.INCOMPLETE);
        assertThat(refusal.missing()).containsExactly("GRANULE/two/B01.jp2");
        assertThat(refused.getIn().getBody(Delivery.class).path()).isDirectory();
        assertThat(refused.getIn().getHeader(DeliveryConstants.JOB_ID)).isNotNull();
    }

    @Test
    void no_step_of_the_route_sees_it() {
        abandon("P1.SAFE");
        assertThat(emitted()).isEmpty();
    }

    @Test
    void it_leaves_the_drop_directory() {
        abandon("P1.SAFE");
        assertThat(drop.names()).isEmpty();
    }

    @Test
    void a_file_that_arrives_starts_the_time_again() {
        var safe = drop.safeWithoutLastImage("P1.SAFE");
        poll();
        clock.pass(Duration.ofHours(5));
        Drop.write(safe.resolve("GRANULE/two/B01.jp2"), "im");
        poll();
        clock.pass(Duration.ofHours(5));
        poll();
        assertThat(getMockEndpoint("mock:refused").getExchanges()).isEmpty();
        clock.pass(Duration.ofHours(1));
        poll();
        assertThat(getMockEndpoint("mock:refused").getExchanges()).hasSize(1);
    }

    @Test
    void the_others_are_processed_by_the_same_poll() {
        drop.safeWithoutLastImage("P1.SAFE");
        poll();
        clock.pass(Duration.ofHours(6));
        drop.safe("P2.SAFE");
        poll();
        assertThat(names()).containsExactly("P2.SAFE");
        assertThat(getMockEndpoint("mock:refused").getExchanges()).hasSize(1);
    }
}
