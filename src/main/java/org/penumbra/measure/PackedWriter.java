package org.penumbra.measure;

import java.util.Arrays;

/** Writes numbers in few bytes: integers seven bits to a byte, lowest first; the sign of signed ones is their lowest bit. */
final class PackedWriter {
    private byte[] bytes = new byte[64];
    private int size;

    void unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void signed(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    void real(double value) {
        room(Double.BYTES);
        long bits = Double.doubleToLongBits(value);
        for (int i = 0; i < Double.BYTES; i++) {
            bytes[size++] = (byte) (bits >>> 8 * i);
        }
    }

    /** A value that is usually NaN or a whole number of eighths: an order statistic of counts, or of quarters of counts. */
    void eighths(double value) {
        double eighths = 8 * value;
        if (Double.isNaN(value)) {
            unsigned(1);
        } else if (eighths == Math.rint(eighths) && Math.abs(eighths) < 1L << 50) {
            long whole = (long) eighths;
            unsigned((whole << 1 ^ whole >> 63) + 2);
        } else {
            unsigned(0);
            real(value);
        }
    }

    /** Sums of a segment (see {@link SampleBlock#SUMS}); whole where samples are integers, those of squares never negative. */
    void sums(double[] sums, int at, boolean integer) {
        if (integer) {
            signed((long) sums[at]);
            unsigned((long) sums[at + 1]);
            signed((long) sums[at + 2]);
            unsigned((long) sums[at + 3]);
        } else {
            for (int i = at; i < at + SampleBlock.SUMS; i++) {
                real(sums[i]);
            }
        }
    }

    void all(PackedWriter other) {
        room(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
