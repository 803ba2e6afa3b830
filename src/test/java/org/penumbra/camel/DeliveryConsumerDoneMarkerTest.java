package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code <name>.done} says "I have finished copying": nothing is waited for, and opening says what is wrong. */
class DeliveryConsumerDoneMarkerTest extends DeliveryConsumerTestSupport {

    @Test
    void a_marked_archive_is_taken_without_settling() {
        Drop.done(drop.archive("P1.zip"));
        poll();
        assertThat(names()).containsExactly("P1.zip");
    }

    @Test
    void a_marked_product_that_lacks_a_file_goes_down_the_route_to_be_refused_by_opening() {
        Drop.done(drop.safeWithoutLastImage("P1.SAFE"));
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
    }

    @Test
    void a_marker_alone_is_no_delivery() {
        Drop.done(drop.root().resolve("P1.SAFE"));
        poll();
        assertThat(names()).isEmpty();
        assertThat(drop.names()).containsExactly("P1.SAFE.done");
    }
}
