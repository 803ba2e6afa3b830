package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Twenty tiny files took {@code readLock=changed} 20 s. */
class DeliveryConsumerManyWaitingTest extends DeliveryConsumerTestSupport {
    private static final int WAITING = 500;
    /** 12 detectors, 13 bands, 2 granules. */
    private static final int IMAGES = 312;

    @Test
    void five_hundred_waiting_deliveries_are_listed_and_judged_in_5_s() {
        for (int i = 0; i < WAITING; i++) {
            drop.manifestOnly("W%03d.SAFE".formatted(i), IMAGES);
        }
        poll();
        drop.safe("X.SAFE");
        long start = System.nanoTime();
        poll();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(names()).containsExactly("X.SAFE");
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
        System.out.printf("%d waiting deliveries judged in %d ms%n", WAITING, taken.toMillis());
    }
}
