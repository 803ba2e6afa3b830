package org.penumbra.delivery;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there, so that nobody ever reads half of one, however many write it at once. */
public final class WholeFile {
    private WholeFile() {
    }

    /** What goes into the file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Something that makes the file itself, under a name for the while. */
    public interface Making {
        void to(Path beside) throws IOException;
    }

    /**
     * Writes a file, in a directory that is made if it is not there; one of its name is replaced.
     *
     * @throws UncheckedIOException if the disk fails; nothing is left of what was written then
     */
    public static void write(Path file, Content content) {
        make(file, beside -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                content.writeTo(out);
            }
        });
    }

    /**
     * Lets a file be made, in a directory that is made if it is not there; one of its name is replaced.
     *
     * @throws UncheckedIOException if the disk fails; nothing is left of what was made then
     */
    public static void make(Path file, Making making) {
        Path absolute = file.toAbsolutePath();
        Path beside = absolute.resolveSibling(".%s.%s.part".formatted(absolute.getFileName(), UUID.randomUUID()));
        try {
            Files.createDirectories(absolute.getParent());
            making.to(beside);
            Files.move(beside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // there only where something failed
            beside.toFile().delete();
        }
    }
}
