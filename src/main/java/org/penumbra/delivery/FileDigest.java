package org.penumbra.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.delivery.Product.InputFile;

/**
 * One file read once, for its SHA-256 and for the checksum that the manifest lists.
 *
 * @param file name, size and SHA-256
 * @param listed what the manifest says, empty where it gives no checksum
 * @param computed value of the listed algorithm, lower-case hexadecimal, empty where there is none
 */
record FileDigest(InputFile file, Optional<Manifest.Checksum> listed, Optional<String> computed) {
    private static final int BUFFER = 1 << 17;

    /** The algorithm that a manifest calls {@code SHA3-256}, {@code SHA256}, {@code md5} …; empty for one that is not verified. */
    static Optional<String> algorithm(String checksumName) {
        return Optional.ofNullable(switch (checksumName.toUpperCase(Locale.ROOT).replace("-", "").replace("_", "")) {
            case "MD5" -> "MD5";
            case "SHA256" -> "SHA-256";
            case "SHA3256" -> "SHA3-256";
            default -> null;
        });
    }

    /** Reads the file of that name below a directory; the listed checksum must be of a known algorithm. */
    static FileDigest read(Path root, String name, Optional<Manifest.Checksum> listed) {
        MessageDigest sha256 = digest("SHA-256");
        Optional<MessageDigest> other = listed.flatMap(checksum -> algorithm(checksum.name()))
                .filter(algorithm -> !algorithm.equals("SHA-256")).map(FileDigest::digest);
        long size = 0;
        try (InputStream in = Files.newInputStream(root.resolve(name))) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                if (other.isPresent()) {
                    other.get().update(buffer, 0, n);
                }
                size += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String ours = HexFormat.of().formatHex(sha256.digest());
        Optional<String> computed = listed.map(checksum -> other.map(digest -> HexFormat.of().formatHex(digest.digest())).orElse(ours));
        return new FileDigest(new InputFile(name, size, ours), listed, computed);
    }

    /** Whether the content is what the manifest says; true where it says nothing. */
    boolean agrees() {
        return listed.isEmpty() || listed.get().value().equalsIgnoreCase(computed.orElseThrow());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 17 has " + algorithm, e);
        }
    }
}
