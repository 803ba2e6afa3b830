package org.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
    @TempDir
    Path home;

    @Test
    void a_log_that_cannot_be_written_is_said_on_the_terminal_as_ROUTE_212() throws Exception {
        // nobody can write to a directory, whatever his rights
        Files.createDirectories(home.resolve("logs/penumbra-%s.log".formatted(LocalDate.now(ZoneOffset.UTC))));
        ListAppender<ILoggingEvent> terminal = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(LogFile.class);
        terminal.start();
        logger.addAppender(terminal);
        try (LogFile log = new LogFile(home.resolve("logs"))) {
            assertThat(terminal.list).singleElement().asString().contains("ROUTE-212", home.resolve("logs").toString());
        } finally {
            logger.detachAppender(terminal);
        }
    }

    @Test
    void what_is_logged_while_the_service_runs_is_in_the_file_of_the_day_with_its_trace() throws Exception {
        try (LogFile log = new LogFile(home.resolve("logs"))) {
            LoggerFactory.getLogger("org.penumbra.Some").error("job 7 failed", new IllegalStateException("because"));
        }
        LoggerFactory.getLogger("org.penumbra.Some").error("later");
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(file.getFileName().toString()).startsWith("penumbra-" + LocalDate.now(ZoneOffset.UTC).getYear()).endsWith(".log");
                assertThat(file).content().contains("ERROR Some - job 7 failed").contains("IllegalStateException: because").doesNotContain("later");
            });
        }
    }
}
