package org.penumbra.delivery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Whether the end of an archive is there, told without reading its content.
 *
 * <p>A zip has its whole directory at the end; a tar ends with two blocks of zeros (POSIX ustar), so the size that a gzip trailer
 * gives for one (RFC 1952, ISIZE) is a multiple of 512: a file cut at random passes that with a chance of 1 in 512, and is then
 * refused when it is opened.
 */
final class ArchiveTail {
    private static final int TAR_BLOCK = 512;
    private static final int SHORTEST_GZIP = 20;

    private ArchiveTail() {
    }

    /**
     * Whether the tail is intact.
     *
     * @throws IOException when the file cannot be read
     */
    static boolean isIntact(Path archive) throws IOException {
        if (Names.has(archive, ".zip")) {
            return hasDirectory(archive);
        }
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            return Names.has(archive, ".tar") ? endsWithZeroBlocks(file) : endsWithGzipTrailer(file);
        }
    }

    private static boolean hasDirectory(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.size() > 0;
        } catch (ZipException e) {
            return false;
        }
    }

    private static boolean endsWithZeroBlocks(RandomAccessFile file) throws IOException {
        byte[] end = new byte[2 * TAR_BLOCK];
        if (file.length() <= end.length || file.length() % TAR_BLOCK != 0) {
            return false;
        }
        read(file, file.length() - end.length, end);
        for (byte value : end) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWithGzipTrailer(RandomAccessFile file) throws IOException {
        if (file.length() < SHORTEST_GZIP) {
            return false;
        }
        byte[] magic = new byte[2];
        byte[] size = new byte[Integer.BYTES];
        read(file, 0, magic);
        read(file, file.length() - size.length, size);
        return (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b
                && ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt() % TAR_BLOCK == 0;
    }

    private static void read(RandomAccessFile file, long position, byte[] into) throws IOException {
        file.seek(position);
        file.readFully(into);
    }
}
