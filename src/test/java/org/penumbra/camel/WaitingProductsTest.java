package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.camel.Job.Origin;
import org.penumbra.history.JobState;

/** The acquisitions of years that are analysed again hold up no delivery that comes meanwhile. */
class WaitingProductsTest {
    private static final CamelContext CAMEL = new DefaultCamelContext();

    @Test
    void deliveries_that_were_dropped_go_before_what_is_analysed_again_and_each_in_the_order_in_which_it_was_found() {
        WaitingProducts waiting = new WaitingProducts();
        Stream.of(job("4", Origin.ARCHIVED), job("2", Origin.ARCHIVED), job("5", Origin.DROPPED), job("1", Origin.ARCHIVED), job("3", Origin.DROPPED))
                .forEach(job -> waiting.add(exchange(job)));
        assertThat(Stream.generate(waiting::poll).limit(5).map(exchange -> exchange.getMessage().getBody(Job.class).id()))
                .isEqualTo(List.of("3", "5", "1", "2", "4"));
    }

    @Test
    void deliveries_are_claimed_while_only_products_of_the_archive_are_in_hand(@TempDir Path home) {
        JobsInHand inHand = new JobsInHand();
        int beyond = 2;
        ClaimGuard guard = new ClaimGuard(inHand, home, new ServiceSettings(beyond, 0, 90, 10, 14, 30));
        for (int i = 0; i < 100; i++) {
            inHand.take(job("archived " + i, Origin.ARCHIVED));
        }
        assertThat(guard.begin(null, null)).isTrue();
        for (int i = 0; i <= beyond; i++) {
            inHand.take(job("dropped " + i, Origin.DROPPED));
        }
        assertThat(guard.begin(null, null)).isFalse();
    }

    private static Exchange exchange(Job job) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setBody(job);
        return exchange;
    }

    private static Job job(String id, Origin origin) {
        return new Job(id, JobState.CLAIMED, "P", origin, Path.of("P"), Optional.empty(), Path.of("work"), Path.of("calibration"), Optional.empty(),
                Instant.EPOCH);
    }
}
