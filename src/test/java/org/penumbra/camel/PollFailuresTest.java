package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollFailuresTest {
    private final Said said = new Said();
    private final SteppedClock clock = new SteppedClock();
    private final PollFailures failures = new PollFailures(clock);

    @AfterEach
    void stop() {
        said.close();
    }

    @Test
    void a_failure_of_every_turn_is_said_once() {
        for (int turn = 0; turn < 100; turn++) {
            failures.handleException(new IOException("the store is away"));
            clock.pass(Duration.ofSeconds(15));
        }
        assertThat(said.count("the store is away")).isEqualTo(1);
    }

    @Test
    void one_that_comes_back_after_an_hour_is_said_again() {
        failures.handleException(new IOException("the store is away"));
        clock.pass(Duration.ofHours(1));
        failures.handleException(new IOException("the store is away"));
        assertThat(said.count("the store is away")).isEqualTo(2);
    }
}
