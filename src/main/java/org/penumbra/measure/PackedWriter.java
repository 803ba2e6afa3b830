package org.penumbra.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers in few bytes: integers seven bits to a byte, lowest first; the sign of signed ones is their lowest bit. */
final class PackedWriter {
    /** The bits of a real number, lowest first. */
    static final VarHandle REAL = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes that a whole number takes at most. */
    private static final int MOST = 10;

    private byte[] bytes = new byte[64];
    private int size;

    void unsigned(long value) {
        room(MOST);
        size = write(value, size);
    }

    /** Writes where there is room; returns where the next number goes. */
    private int write(long value, int at) {
        byte[] to = bytes;
        int next = at;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            to[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[next++] = (byte) rest;
        return next;
    }

    void signed(long value) {
        unsigned(unsignedOf(value));
    }

    private static long unsignedOf(long value) {
        return value << 1 ^ value >> 63;
    }

    void real(double value) {
        room(Double.BYTES);
        REAL.set(bytes, size, Double.doubleToLongBits(value));
        size += Double.BYTES;
    }

    /** A value that is usually NaN or a whole number of eighths: an order statistic of counts, or of quarters of counts. */
    void eighths(double value) {
        double eighths = 8 * value;
        if (Double.isNaN(value)) {
            unsigned(1);
        } else if (eighths == Math.rint(eighths) && Math.abs(eighths) < 1L << 50) {
            long whole = (long) eighths;
            unsigned(unsignedOf(whole) + 2);
        } else {
            unsigned(0);
            real(value);
        }
    }

    /** Sums of a segment (see {@link SampleBlock#SUMS}); whole where samples are integers, those of squares never negative. */
    void sums(double[] sums, int at, boolean integer) {
        if (integer) {
            room(SampleBlock.SUMS * MOST);
            int next = write(unsignedOf((long) sums[at]), size);
            next = write((long) sums[at + 1], next);
            next = write(unsignedOf((long) sums[at + 2]), next);
            size = write((long) sums[at + 3], next);
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
