package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A route that does not handle refusals, with Camel's default error handler, must not process what is incomplete. */
class DeliveryConsumerIncompleteUnhandledTest extends DeliveryConsumerTestSupport {

    @Override
    String options() {
        return "&incompleteAfter=2h";
    }

    @Test
    void it_goes_back_to_the_drop_directory_and_waits_as_long_again() {
        var safe = drop.safeWithoutLastImage("P1.SAFE");
        poll();
        clock.pass(Duration.ofHours(2));
        poll();
        poll();
        assertThat(emitted()).isEmpty();
        assertThat(drop.names()).containsExactly("P1.SAFE");
        Drop.addLastImage(safe);
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
    }
}
