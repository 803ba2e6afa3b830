package org.penumbra.raster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.penumbra.finding.Refusal;

/**
 * Checks that the codestream of a JPEG 2000 file is there to its last marker (ISO/IEC 15444-1, annexes A.4 and I.4);
 * decoders pass over a missing end with a warning at most. What lies between is not looked at.
 */
final class Codestream {
    private static final long SIGNATURE = 0x0000_000C_6A50_2020L;
    private static final int CODESTREAM_BOX = 0x6A70_3263;
    private static final short START = (short) 0xFF4F;
    private static final short END = (short) 0xFFD9;

    private Codestream() {
    }

    /**
     * Returns if the codestream is whole, in its boxes or bare.
     *
     * @throws Refusal RASTER-102 if it is no JPEG 2000 file, RASTER-104 if it is cut
     */
    static void check(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < Long.BYTES) {
                throw new Refusal(RasterCode.NOT_JPEG2000, file.getFileName());
            }
            long first = bytes(channel, 0, Long.BYTES).getLong();
            boolean bare = (short) (first >>> 48) == START;
            if (!bare && first != SIGNATURE) {
                throw new Refusal(RasterCode.NOT_JPEG2000, file.getFileName());
            }
            if (!(bare ? whole(channel, 0, channel.size()) : wholeInBox(channel))) {
                throw new Refusal(RasterCode.TRUNCATED, file.getFileName(), "its JPEG 2000 codestream does not reach its end marker");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean wholeInBox(FileChannel channel) throws IOException {
        long size = channel.size();
        long position = 0;
        while (size - position >= 8) {
            ByteBuffer header = bytes(channel, position, 8);
            long length = Integer.toUnsignedLong(header.getInt());
            int type = header.getInt();
            int headerLength = 8;
            if (length == 0) {
                length = size - position;
            } else if (length == 1 && size - position >= 16) {
                headerLength = 16;
                length = bytes(channel, position + 8, 8).getLong();
            }
            if (length < headerLength || length > size - position) {
                return false;
            }
            if (type == CODESTREAM_BOX) {
                return whole(channel, position + headerLength, position + length);
            }
            position += length;
        }
        return false;
    }

    private static boolean whole(FileChannel channel, long from, long to) throws IOException {
        return to - from >= 4 && bytes(channel, from, 2).getShort() == START && bytes(channel, to - 2, 2).getShort() == END;
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }
}
