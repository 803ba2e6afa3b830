package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Camel logs a failed poll with its trace at every poll: 17 000 times in a night at one poll in 5 s. */
class DeliveryConsumerLogTest extends DeliveryConsumerTestSupport {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger watched = (Logger) LoggerFactory.getLogger("org.penumbra.camel");

    @BeforeEach
    void listen() {
        watched.setLevel(Level.INFO);
        watched.addAppender(log);
        log.start();
    }

    @AfterEach
    void listenNoLonger() {
        watched.detachAppender(log);
        watched.setLevel(null);
    }

    private List<String> lines() {
        return log.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    @Test
    void a_finding_is_logged_once_with_its_code_and_once_when_it_is_over() {
        poll();
        Drop.move(drop.root(), temporary.resolve("elsewhere"));
        poll();
        poll();
        poll();
        Drop.move(temporary.resolve("elsewhere"), drop.root());
        poll();
        poll();
        assertThat(lines()).satisfiesExactly(
                begun -> assertThat(begun).startsWith("ERROR DROP-101 Drop directory " + drop.root()),
                over -> assertThat(over).startsWith("INFO Over: "));
    }

    @Test
    void an_incomplete_delivery_that_has_stopped_growing_is_named_once_with_what_is_missing() {
        drop.safeWithoutLastImage("P1.SAFE");
        poll();
        assertThat(lines()).isEmpty();
        for (int i = 0; i < 9; i++) {
            clock.pass(Duration.ofSeconds(15));
            poll();
        }
        assertThat(lines()).singleElement()
                .satisfies(line -> assertThat(line).startsWith("INFO").contains("P1.SAFE", "GRANULE/two/B01.jp2", "6.0 h"));
    }

    @Test
    void what_is_no_delivery_is_named_once() throws IOException {
        Files.createDirectory(drop.root().resolve("photos"));
        Files.createFile(drop.root().resolve("photos.done"));
        Files.createFile(drop.root().resolve("P1.SAFE.part"));
        poll();
        assertThat(lines()).isEmpty();
        for (int i = 0; i < 9; i++) {
            clock.pass(Duration.ofSeconds(15));
            poll();
        }
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line).startsWith("WARN").contains("photos is no delivery"));
    }

    @Test
    void what_is_no_delivery_is_named_in_the_folder_of_a_type_too() throws IOException {
        Files.createDirectories(drop.root().resolve("night-ocean/photos"));
        poll();
        clock.pass(Duration.ofMinutes(1));
        poll();
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line).startsWith("WARN").contains("night-ocean/photos is no delivery"));
    }

    @Test
    void what_a_killed_process_had_claimed_is_named_at_start_where_nothing_recovers_it() {
        drop.safe(".penumbra/20261119T000000000-00000001/P1.SAFE");
        poll();
        poll();
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line).startsWith("WARN").contains("20261119T000000000-00000001"));
    }
}
