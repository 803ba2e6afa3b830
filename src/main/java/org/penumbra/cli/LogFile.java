package org.penumbra.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import java.nio.file.Path;
import org.penumbra.camel.RouteCode;
import org.penumbra.finding.Refusal;
import org.slf4j.LoggerFactory;

/** What the service logs, also in {@code logs/} of its home: a file for each day (UTC), kept for a month. */
final class LogFile implements AutoCloseable {
    private static final int DAYS = 30;
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} - %msg%n";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();

    /** Begins to write. @param directory is made if it is not there */
    LogFile(Path directory) {
        LoggerContext context = root.getLoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        TimeBasedRollingPolicy<ILoggingEvent> daily = new TimeBasedRollingPolicy<>();
        daily.setContext(context);
        daily.setParent(file);
        daily.setFileNamePattern(directory.resolve("penumbra-%d{yyyy-MM-dd, UTC}.log").toString());
        daily.setMaxHistory(DAYS);
        daily.start();
        file.setContext(context);
        file.setName("file");
        file.setEncoder(encoder);
        file.setRollingPolicy(daily);
        // two services may share a home
        file.setPrudent(true);
        file.start();
        root.addAppender(file);
        if (!file.isStarted()) {
            LoggerFactory.getLogger(LogFile.class).warn(Penumbra.line(new Refusal(RouteCode.LOG_UNWRITABLE, directory)));
        }
    }

    @Override
    public void close() {
        root.detachAppender(file);
        file.stop();
    }
}
