package org.penumbra.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Something wrong with one image file of the product.
 *
 * @param kind what
 * @param band name of its band
 * @param detector its detector
 * @param granule its granule along track, 1-based, default 1
 */
public record FileFault(@JsonProperty(required = true) Kind kind, @JsonProperty(required = true) String band,
                        @JsonProperty(required = true) int detector, Integer granule) {

    public FileFault {
        granule = granule == null ? 1 : granule;
    }

    /** What is wrong with a file. */
    public enum Kind {
        /** Cut in half after the manifest was made: its size differs. */
        TRUNCATED_IMAGE,
        /** Cut in half before: the manifest is right, the image cannot be decoded. */
        BROKEN_IMAGE,
        /** A text under the name of an image; the manifest is right. */
        FAKE_IMAGE,
        /** Listed, but not there. */
        MISSING_IMAGE,
        /** There, but not listed. */
        UNLISTED_IMAGE,
        /** The manifest gives another size. */
        WRONG_SIZE,
        /** The manifest gives another checksum. */
        WRONG_CHECKSUM;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What it does to the file before the manifest is made. */
    void beforeManifest(Path file) throws IOException {
        if (kind == Kind.BROKEN_IMAGE) {
            cut(file);
        } else if (kind == Kind.FAKE_IMAGE) {
            Files.writeString(file, "This is no image.\n", StandardCharsets.US_ASCII);
        }
    }

    /** The line of the manifest that it makes of the right one, or null for none. */
    Manifest.Entry listed(Manifest.Entry entry) {
        return switch (kind) {
            case UNLISTED_IMAGE -> null;
            case WRONG_SIZE -> new Manifest.Entry(entry.name(), entry.size() + 1, entry.md5());
            case WRONG_CHECKSUM -> new Manifest.Entry(entry.name(), entry.size(), new StringBuilder(entry.md5()).reverse().toString());
            default -> entry;
        };
    }

    /** What it does to the file afterwards. */
    void afterManifest(Path file) throws IOException {
        if (kind == Kind.TRUNCATED_IMAGE) {
            cut(file);
        } else if (kind == Kind.MISSING_IMAGE) {
            Files.delete(file);
        }
    }

    private static void cut(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }
}
