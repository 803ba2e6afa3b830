package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Refusal;
import org.penumbra.history.StoreFailure;
import org.slf4j.Logger;

/** How a failure is told to an operator: in a sentence, and with the trace of Java only where nobody foresaw what went wrong. */
public final class Failure {

    private Failure() {
    }

    /** What went wrong, for a sentence that quotes it: without names of Java where there are words, and without a full stop. */
    public static String words(Throwable failure) {
        Throwable said = causes(failure).filter(cause -> cause instanceof Refusal || cause instanceof StoreFailure).findFirst()
                .or(() -> causes(failure).filter(Failure::hasWords).findFirst()).orElse(failure);
        String words = said instanceof FileSystemException file && file.getReason() == null ? file.getFile() + reason(file)
                : said.getMessage() == null ? said.getClass().getSimpleName() : said.getMessage();
        return words.strip().replaceAll("\\.$", "");
    }

    /** What Java says by a class alone. */
    private static String reason(FileSystemException failure) {
        return failure instanceof NoSuchFileException ? " is not there"
                : failure instanceof AccessDeniedException ? ": permission is denied"
                : failure instanceof FileAlreadyExistsException ? " is there already"
                : failure instanceof NotDirectoryException ? " is no directory"
                : failure instanceof DirectoryNotEmptyException ? " is not empty"
                : ": " + failure.getClass().getSimpleName();
    }

    /** The same as a line of its own: code, sentence and what to do, where it has them. */
    static String line(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return line(refusal.code(), refusal);
        }
        return failure instanceof StoreFailure away ? line(away.code(), away) : words(failure);
    }

    private static String line(FindingCode code, Throwable failure) {
        // what others said, and a message quotes, may end without a full stop
        return code.code() + " " + failure.getMessage().replaceFirst("\\.*$", ".") + " " + code.action();
    }

    /** The refusal among the causes. */
    static Optional<Refusal> refusal(Throwable failure) {
        return causes(failure).filter(Refusal.class::isInstance).map(Refusal.class::cast).findFirst();
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** Logs a sentence; the trace with it, or at DEBUG where disks, files or the store are the cause. */
    static void error(Logger log, String sentence, Throwable failure) {
        if (causes(failure).anyMatch(cause -> cause instanceof Refusal || cause instanceof StoreFailure || cause instanceof IOException)) {
            log.error(sentence);
            log.debug("where:", failure);
        } else {
            log.error(sentence, failure);
        }
    }

    /** One that only carries its cause says nothing of its own. */
    private static boolean hasWords(Throwable failure) {
        return failure.getMessage() != null && !(failure instanceof UncheckedIOException)
                && (failure.getCause() == null || !failure.getMessage().contains(failure.getCause().toString()));
    }
}
