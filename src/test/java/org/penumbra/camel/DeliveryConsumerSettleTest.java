package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** An archive does not say how long it will be: its size has to settle. */
class DeliveryConsumerSettleTest extends DeliveryConsumerTestSupport {

    @Override
    String options() {
        return "&settle=45s";
    }

    @Test
    void an_archive_is_taken_when_its_size_is_unchanged_for_the_time_of_the_option() {
        drop.archive("P1.zip");
        poll();
        clock.pass(Duration.ofSeconds(44));
        poll();
        assertThat(names()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        poll();
        assertThat(names()).containsExactly("P1.zip");
    }

    @Test
    void growth_starts_the_time_again() throws Exception {
        byte[] whole = Files.readAllBytes(drop.archive("P1.zip"));
        Path archive = drop.root().resolve("P1.zip");
        Files.write(archive, Arrays.copyOf(whole, 60));
        poll();
        clock.pass(Duration.ofSeconds(45));
        Files.write(archive, whole);
        poll();
        clock.pass(Duration.ofSeconds(44));
        poll();
        assertThat(names()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        poll();
        assertThat(names()).containsExactly("P1.zip");
    }

    @Test
    void another_archive_under_the_name_of_a_claimed_one_settles_for_itself() {
        Drop.done(drop.archive("P1.zip"));
        poll();
        clock.pass(Duration.ofSeconds(45));
        drop.archive("P1.zip");
        poll();
        assertThat(names()).containsExactly("P1.zip");
    }
}
