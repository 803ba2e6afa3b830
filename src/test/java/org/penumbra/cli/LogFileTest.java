package org.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
