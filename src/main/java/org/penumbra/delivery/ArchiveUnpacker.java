package org.penumbra.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.penumbra.delivery.Unpacking.Kind;
import org.penumbra.finding.Refusal;

/**
 * Unpacks an archive that holds one {@code .SAFE} directory, and nothing else, below a work directory (FORMATS 1).
 *
 * <p>Entries are streamed. The directory appears under its own name only when the whole archive was read without fault;
 * of a refused archive nothing stays.
 */
final class ArchiveUnpacker {
    private static final String UNFINISHED = ".unpacking";
    private static final int BUFFER = 1 << 16;
    private static final int UNIX_KIND = 0170000;
    private static final int UNIX_FILE = 0100000;
    private static final int UNIX_DIRECTORY = 0040000;

    private final DeliverySettings settings;

    ArchiveUnpacker(DeliverySettings settings) {
        this.settings = settings;
    }

    /**
     * Unpacks an archive.
     *
     * @param archive {@code *.zip}, {@code *.tar}, {@code *.tgz} or {@code *.tar.gz}
     * @param work directory to unpack into; made if absent
     * @return the {@code .SAFE} directory, in {@code work}
     * @throws Refusal DELIVERY-103 to 107
     */
    Path unpack(Path archive, Path work) {
        Path unfinished = work.resolve(UNFINISHED);
        try {
            Trees.delete(unfinished);
            Files.createDirectories(unfinished);
            try {
                Unpacking unpacking = new Unpacking(archive, unfinished, settings);
                read(archive, unpacking);
                Path target = work.resolve(unpacking.safe());
                Trees.delete(target);
                return Files.move(unfinished.resolve(unpacking.safe()), target);
            } finally {
                Trees.delete(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path archive, Unpacking unpacking) {
        try {
            if (!ArchiveTail.isIntact(archive)) {
                throw unpacking.corrupt("its end is missing", null);
            }
            if (Names.has(archive, ".zip")) {
                unzip(archive, unpacking);
            } else {
                untar(archive, unpacking);
            }
        } catch (IOException e) {
            throw unpacking.corrupt(String.valueOf(e.getMessage()), e);
        }
    }

    /** Through the directory at the end: only it tells links from files. */
    private static void unzip(Path archive, Unpacking unpacking) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).setIgnoreLocalFileHeader(true).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (!zip.canReadEntryData(entry)) {
                    throw unpacking.corrupt(entry.getName() + " is encrypted, or compressed by an unknown method", null);
                }
                try (CheckedInputStream content = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                    Kind kind = kind(entry);
                    unpacking.entry(entry.getName(), kind, content);
                    if (kind == Kind.FILE && content.getChecksum().getValue() != entry.getCrc()) {
                        throw unpacking.corrupt(entry.getName() + " differs from its CRC", null);
                    }
                }
            }
        }
    }

    private static void untar(Path archive, Unpacking unpacking) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
             InputStream content = Names.has(archive, ".tar") ? file
                     : GzipCompressorInputStream.builder().setInputStream(file).setDecompressConcatenated(true).get();
             TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpacking.entry(entry.getName(), kind(entry), tar);
            }
            // the checksum of gzip comes last: without reading to the end it would not be verified
            byte[] rest = new byte[BUFFER];
            for (int n = content.read(rest); n >= 0; n = content.read(rest)) {
                unpacking.count(n);
            }
        }
    }

    private static Kind kind(ZipArchiveEntry entry) {
        int kind = entry.getUnixMode() & UNIX_KIND;
        if (entry.isUnixSymlink()) {
            return Kind.LINK;
        }
        if (kind != 0 && kind != UNIX_FILE && kind != UNIX_DIRECTORY) {
            return Kind.DEVICE;
        }
        return entry.isDirectory() ? Kind.DIRECTORY : Kind.FILE;
    }

    private static Kind kind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return Kind.LINK;
        }
        if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            return Kind.DEVICE;
        }
        return entry.isDirectory() ? Kind.DIRECTORY : Kind.FILE;
    }
}
