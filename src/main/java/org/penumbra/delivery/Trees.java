package org.penumbra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists, moves, copies and removes directory trees, and links files. */
public final class Trees {

    private Trees() {
    }

    /** Puts a file at a second place: by a hard link, or as a copy where there can be none. */
    public static void link(Path file, Path second) throws IOException {
        // a link to a symbolic link would lead from another place to nowhere
        Path real = file.toRealPath();
        try {
            Files.createLink(second, real);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // another file system, or one without hard links: the bytes are what matters
            copy(real, second);
        }
    }

    /** Moves a file or directory; between file systems it is copied beside its place first, so that half of it is never seen there. */
    public static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            copy(from, to);
            delete(from);
        }
    }

    /** Copies a file or directory beside its place, then renames it; what an earlier attempt left is replaced. */
    public static void copy(Path from, Path to) throws IOException {
        Path beside = to.resolveSibling("." + to.getFileName() + ".part");
        delete(beside);
        Files.createDirectories(to.getParent());
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                Files.copy(entry, beside.resolve(from.relativize(entry).toString()), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * What lies in a directory, by name; nothing where there is none.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static List<Path> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file, or a directory with all it holds, links themselves and not what they lead to; does nothing if it is not there. */
    public static void delete(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.walk(directory)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
    }
}
