package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Back-pressure: what is not claimed waits in the drop directory. */
class DeliveryConsumerMaxMessagesPerPollTest extends DeliveryConsumerTestSupport {

    @Override
    String options() {
        return "&maxMessagesPerPoll=2";
    }

    @Test
    void a_poll_claims_no_more_than_that_and_the_next_goes_on() {
        for (int i = 1; i <= 5; i++) {
            drop.safe("P" + i + ".SAFE");
        }
        poll();
        assertThat(names()).containsExactly("P1.SAFE", "P2.SAFE");
        assertThat(drop.names()).containsExactly("P3.SAFE", "P4.SAFE", "P5.SAFE");
        poll();
        poll();
        assertThat(names()).containsExactly("P1.SAFE", "P2.SAFE", "P3.SAFE", "P4.SAFE", "P5.SAFE");
    }

    @Test
    void what_waits_for_its_turn_does_not_lose_the_time_it_has_settled() {
        drop.archive("P9.zip");
        poll();
        drop.safe("P1.SAFE");
        drop.safe("P2.SAFE");
        clock.pass(Duration.ofSeconds(29));
        poll();
        clock.pass(Duration.ofSeconds(1));
        poll();
        assertThat(names()).endsWith("P9.zip");
    }
}
