package org.penumbra.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.penumbra.finding.Refusal;

/** One archive being unpacked: writes its entries below a directory, and only there, and counts them against the limits. */
final class Unpacking {
    private static final int BUFFER = 1 << 16;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final List<String> FULL = List.of("no space left", "quota exceeded", "not enough space");

    private final Path archive;
    private final Path into;
    private final DeliverySettings settings;
    private final long archiveSize;
    private String safe;
    private long entries;
    private long bytes;

    /** What an entry is; only files and directories are unpacked. */
    enum Kind {
        FILE, DIRECTORY, LINK, DEVICE
    }

    Unpacking(Path archive, Path into, DeliverySettings settings) throws IOException {
        this.archive = archive;
        this.into = into;
        this.settings = settings;
        this.archiveSize = Files.size(archive);
    }

    /**
     * Writes one entry.
     *
     * @param name as the archive has it
     * @param content of a file, read to its end
     * @throws Refusal DELIVERY-103 to 107
     */
    void entry(String name, Kind kind, InputStream content) {
        if (++entries > settings.maxEntries()) {
            throw tooLarge(settings.maxEntries(), "entries");
        }
        switch (kind) {
            case LINK -> throw unsafe(name, "a link");
            case DEVICE -> throw unsafe(name, "a device");
            default -> {
                List<String> parts = parts(name);
                if (parts.isEmpty()) {
                    return;
                }
                belongs(parts, kind);
                Path target = into.resolve(String.join("/", parts));
                if (kind == Kind.DIRECTORY) {
                    makeDirectory(name, target);
                } else {
                    makeDirectory(name, target.getParent());
                    write(name, content, target);
                }
            }
        }
    }

    /** Adds bytes that were unpacked. */
    void count(long unpacked) {
        bytes += unpacked;
        if (bytes > settings.maxUnpackedBytes()) {
            throw tooLarge(settings.maxUnpackedGiB(), "GiB unpacked");
        }
        if (bytes > settings.maxGrowth() * archiveSize) {
            throw tooLarge(settings.maxGrowth(), "times its own size");
        }
    }

    /** Name of the one {@code .SAFE} directory that was unpacked. */
    String safe() {
        if (safe == null) {
            throw new Refusal(DeliveryCode.ARCHIVE_NOT_ONE_SAFE, archive.getFileName(), "none");
        }
        return safe;
    }

    Refusal corrupt(String reason, Throwable cause) {
        return new Refusal(DeliveryCode.ARCHIVE_CORRUPT, List.of(), cause, archive.getFileName(), reason);
    }

    /** What became of a failure to write: a full disk has a code of its own, any other is for a retry. */
    static RuntimeException notWritten(Path target, IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(message::contains)
                ? new Refusal(DeliveryCode.DISK_FULL, List.of(), e, target.getParent(), e.getMessage())
                : new UncheckedIOException(e);
    }

    /** The steps of a path, "." left out; empty for the archive's own top directory. */
    private List<String> parts(String name) {
        if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
            throw unsafe(name, "an absolute path");
        }
        List<String> parts = Arrays.stream(name.split("/")).filter(part -> !part.isEmpty() && !part.equals(".")).toList();
        if (parts.contains("..") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw unsafe(name, "a path that may lead outside");
        }
        return parts;
    }

    private void belongs(List<String> parts, Kind kind) {
        String top = parts.get(0);
        boolean directory = parts.size() > 1 || kind == Kind.DIRECTORY;
        if (!top.endsWith(Names.SAFE) || !directory || safe != null && !safe.equals(top)) {
            throw new Refusal(DeliveryCode.ARCHIVE_NOT_ONE_SAFE, archive.getFileName(), safe == null ? top : safe + " and " + top);
        }
        safe = top;
    }

    private void makeDirectory(String name, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw unsafe(name, "there twice, as file and directory");
        } catch (IOException e) {
            throw notWritten(directory, e);
        }
    }

    private void write(String name, InputStream content, Path target) {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = read(content, buffer); n >= 0; n = read(content, buffer)) {
                count(n);
                out.write(buffer, 0, n);
            }
        } catch (FileAlreadyExistsException e) {
            throw unsafe(name, "there twice");
        } catch (IOException e) {
            throw notWritten(target, e);
        }
    }

    private int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw corrupt(String.valueOf(e.getMessage()), e);
        }
    }

    private Refusal unsafe(String name, String what) {
        return new Refusal(DeliveryCode.ARCHIVE_UNSAFE, archive.getFileName(), name, what);
    }

    private Refusal tooLarge(Object limit, String unit) {
        return new Refusal(DeliveryCode.ARCHIVE_TOO_LARGE, archive.getFileName(), limit, unit);
    }
}
