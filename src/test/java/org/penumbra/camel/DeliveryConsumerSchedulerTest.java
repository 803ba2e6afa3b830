package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.Test;

/** Left to itself, the endpoint polls. */
class DeliveryConsumerSchedulerTest extends DeliveryConsumerTestSupport {

    @Override
    String uri() {
        return "delivery:" + dropDirectory() + "?initialDelay=0&delay=20";
    }

    @Test
    void deliveries_are_taken_as_they_come() {
        NotifyBuilder two = new NotifyBuilder(context).whenDone(2).create();
        drop.safe("P1.SAFE");
        drop.safe("P2.SAFE");
        assertThat(two.matches(20, TimeUnit.SECONDS)).isTrue();
        assertThat(names()).containsExactlyInAnyOrder("P1.SAFE", "P2.SAFE");
    }
}
