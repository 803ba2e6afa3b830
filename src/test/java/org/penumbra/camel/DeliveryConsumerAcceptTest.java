package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.Test;

/** One route for each type may watch one drop directory. */
class DeliveryConsumerAcceptTest extends DeliveryConsumerTestSupport {

    @Override
    String options() {
        return "&accept=night-ocean,nominal";
    }

    @Test
    void what_is_not_asserted_to_be_of_an_accepted_type_stays_where_it_is() {
        drop.safe("P1.SAFE");
        drop.safe("night-ocean/P2.SAFE");
        drop.safe("sun-diffuser/P3.SAFE");
        drop.safe("nominal/P4.SAFE");
        poll();
        assertThat(names()).containsExactly("P2.SAFE", "P4.SAFE");
        assertThat(drop.names()).contains("P1.SAFE");
        assertThat(Drop.names(drop.root().resolve("sun-diffuser"))).containsExactly("P3.SAFE");
    }

    @Test
    void an_unknown_type_is_refused_when_the_route_is_made() {
        assertThatThrownBy(() -> context.getEndpoint("delivery:drop?accept=night-ocean,twilight"))
                .isInstanceOf(ResolveEndpointFailedException.class).hasStackTraceContaining("'twilight' is not an acquisition type");
    }
}
