package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.finding.Refusal;
import org.slf4j.LoggerFactory;

class FailureTest {
    @AutoClose
    private final Said said = new Said();

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("/drop/P"), "/drop/P is not there"),
                Arguments.of(new NotDirectoryException("/drop"), "/drop is no directory"),
                Arguments.of(new UncheckedIOException(new AccessDeniedException("/archive/P")), "/archive/P: permission is denied"),
                Arguments.of(new UncheckedIOException(new FileSystemException("/archive/P", null, "Read-only file system")),
                        "/archive/P: Read-only file system"),
                Arguments.of(new IllegalStateException(new IOException("Stale file handle.")), "Stale file handle"),
                Arguments.of(new IllegalStateException("while publishing", new Refusal(DropCode.UNREACHABLE, "/drop", "it is not there")),
                        "Drop directory /drop cannot be read: it is not there"),
                Arguments.of(new ArithmeticException(), "ArithmeticException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_told_in_the_words_of_who_noticed_it(Throwable failure, String words) {
        assertThat(Failure.words(failure)).isEqualTo(words);
    }

    @Test
    void a_finding_is_told_with_its_code_and_what_to_do() {
        assertThat(Failure.line(new Refusal(DropCode.UNREACHABLE, List.of(), new IOException("Stale file handle"), "/drop", "Stale file handle")))
                .isEqualTo("DROP-101 Drop directory /drop cannot be read: Stale file handle. " + DropCode.UNREACHABLE.action());
    }

    @ParameterizedTest
    @ValueSource(strings = {"it is empty", "it is empty.", "it is empty.."})
    void what_to_do_follows_a_whole_sentence(String quoted) {
        assertThat(Failure.line(new Refusal(MailCode.SUBSCRIPTIONS, "subscriptions.yaml", quoted)))
                .isEqualTo("MAIL-101 subscriptions.yaml cannot be used: it is empty. " + MailCode.SUBSCRIPTIONS.action());
    }

    @Test
    void a_full_disk_is_a_sentence_in_the_log() {
        Failure.error(LoggerFactory.getLogger(FailureTest.class), "P failed: No space left on device",
                new UncheckedIOException(new IOException("No space left on device")));
        said.requirePlainWords();
        assertThat(said.count("P failed")).isEqualTo(1);
    }
}
