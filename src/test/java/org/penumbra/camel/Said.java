package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What the program logs; a test waits for a line of it instead of sleeping. */
final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);
    private final List<String> lines = new ArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.penumbra");
    private final Level before = logger.getLevel();

    Said() {
        setContext(logger.getLoggerContext());
        start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        synchronized (lines) {
            lines.add(event.getFormattedMessage());
            lines.notifyAll();
        }
    }

    /** Waits until so many lines hold a text. */
    void await(String text, int times) throws InterruptedException {
        await(() -> count(text) >= times, "'" + text + "' " + times + " times");
    }

    /** Waits until a line holds one of the texts. */
    void awaitAny(String... texts) throws InterruptedException {
        await(() -> Stream.of(texts).anyMatch(text -> count(text) > 0), "any of " + List.of(texts));
    }

    private void await(BooleanSupplier said, String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        synchronized (lines) {
            while (!said.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("nobody said " + what + ", but:\n" + String.join("\n", lines));
                }
                lines.wait(left);
            }
        }
    }

    /** An operator understands every line: none names a class of Java. */
    void requirePlainWords() {
        synchronized (lines) {
            assertThat(lines).noneMatch(line -> line.matches("(?s).*\\b(?:java|org|com|jakarta)\\.[a-z]\\w*\\..*|.*Exception.*"));
        }
    }

    long count(String text) {
        synchronized (lines) {
            return lines.stream().filter(line -> line.contains(text)).count();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
    }
}
