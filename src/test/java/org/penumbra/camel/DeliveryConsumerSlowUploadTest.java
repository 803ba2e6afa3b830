package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code readLock=changed} sleeps at least 1 s for each file, one after the other, and one slow upload blocks all others. */
class DeliveryConsumerSlowUploadTest extends DeliveryConsumerTestSupport {

    @Test
    void an_upload_that_goes_on_for_hours_holds_up_nobody_and_is_taken_when_it_is_whole() {
        var slow = drop.safeWithoutLastImage("A_slow.SAFE");
        for (int hour = 0; hour < 5; hour++) {
            drop.safe("P" + hour + ".SAFE");
            poll();
            clock.pass(Duration.ofHours(1));
        }
        assertThat(names()).containsExactly("P0.SAFE", "P1.SAFE", "P2.SAFE", "P3.SAFE", "P4.SAFE");
        Drop.addLastImage(slow);
        poll();
        assertThat(names()).endsWith("A_slow.SAFE").hasSize(6);
    }

    @Test
    void a_whole_product_with_a_manifest_is_taken_by_the_first_poll() {
        drop.safe("P1.SAFE");
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
    }
}
