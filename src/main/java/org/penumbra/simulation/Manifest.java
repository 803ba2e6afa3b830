package org.penumbra.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The list of files of a product with their sizes and checksums. */
final class Manifest {
    static final String NAME = "manifest.safe";

    private Manifest() {
    }

    /** One file: path relative to the product with forward slashes, size in bytes, MD5 in lower-case hexadecimal. */
    public record Entry(String name, long size, String md5) {
    }

    /** Every file below a directory, by name. */
    static List<Entry> of(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            return all.parallelStream().map(file -> entry(root, file)).toList();
        }
    }

    private static Entry entry(Path root, Path file) {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
            return new Entry(root.relativize(file).toString().replace('\\', '/'), size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
