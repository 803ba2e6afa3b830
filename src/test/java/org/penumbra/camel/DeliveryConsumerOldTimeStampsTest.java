package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files copied with {@code cp -p} or {@code rsync -a}, or renamed into place, are years old when they arrive. */
class DeliveryConsumerOldTimeStampsTest extends DeliveryConsumerTestSupport {

    @Test
    void an_old_product_that_is_whole_is_taken() {
        Drop.stampOld(drop.safe("P1.SAFE"));
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
    }

    @Test
    void an_old_archive_is_not_taken_for_settled() {
        Drop.stampOld(drop.archive("P1.zip"));
        poll();
        assertThat(names()).isEmpty();
        clock.pass(Duration.ofSeconds(30));
        poll();
        assertThat(names()).containsExactly("P1.zip");
    }

    @Test
    void an_old_product_that_lacks_a_file_is_not_taken_for_abandoned() {
        var safe = drop.safeWithoutLastImage("P1.SAFE");
        Drop.stampOld(safe);
        poll();
        assertThat(drop.names()).containsExactly("P1.SAFE");
        Drop.addLastImage(safe);
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
    }

    @Test
    void a_file_that_is_renamed_into_place_becomes_a_delivery() {
        var part = drop.root().resolve("P1.zip.part");
        Drop.move(drop.archive("P1.zip"), part);
        poll();
        clock.pass(Duration.ofSeconds(30));
        poll();
        Drop.move(part, drop.root().resolve("P1.zip"));
        poll();
        assertThat(names()).isEmpty();
        clock.pass(Duration.ofSeconds(30));
        poll();
        assertThat(names()).containsExactly("P1.zip");
    }
}
