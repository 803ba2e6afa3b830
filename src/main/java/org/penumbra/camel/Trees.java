package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Removes directory trees and links files. */
public final class Trees {

    private Trees() {
    }

    /** Puts a file at a second place: by a hard link, or as a copy where there can be none. */
    static void link(Path file, Path second) throws IOException {
        try {
            Files.createLink(second, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // another file system, or one without hard links: the bytes are what matters
            Files.copy(file, second);
        }
    }

    /** Deletes a directory with all it holds, links themselves and not what they lead to; does nothing if it is not there. */
    public static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> entries = Files.walk(directory)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
    }
}
