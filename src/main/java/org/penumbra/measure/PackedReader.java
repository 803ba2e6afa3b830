package org.penumbra.measure;

/** Reads what {@link PackedWriter} wrote. */
final class PackedReader {
    private final byte[] bytes;
    private int at;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean more() {
        return at < bytes.length;
    }

    long unsigned() {
        long value = bytes[at++];
        if (value >= 0) {
            return value;
        }
        value &= 0x7f;
        for (int shift = 7; ; shift += 7) {
            long next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    int count() {
        return (int) unsigned();
    }

    long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    double real() {
        long bits = (long) PackedWriter.REAL.get(bytes, at);
        at += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    double eighths() {
        long value = unsigned() - 2;
        return value == -2 ? real() : value == -1 ? Double.NaN : (value >>> 1 ^ -(value & 1)) / 8.0;
    }

    /** Adds sums of a segment. */
    void addSums(double[] to, int at, boolean integer) {
        if (integer) {
            to[at] += signed();
            to[at + 1] += unsigned();
            to[at + 2] += signed();
            to[at + 3] += unsigned();
        } else {
            for (int i = at; i < at + SampleBlock.SUMS; i++) {
                to[i] += real();
            }
        }
    }
}
