package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackedNumbersTest {

    @Test
    void every_number_is_read_as_it_was_written() {
        long[] whole = {0, 1, -1, 63, 64, -64, -65, 127, 128, 16383, 16384, 1L << 40, -(1L << 40), Long.MAX_VALUE, Long.MIN_VALUE};
        double[] real = {0, -0.0, 0.125, 450.5, -3.875, 1 / 3.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 1L << 52};
        PackedWriter to = new PackedWriter();
        for (long value : whole) {
            to.signed(value);
            to.unsigned(value);
        }
        for (double value : real) {
            to.real(value);
            to.eighths(value);
        }
        PackedReader from = new PackedReader(to.toBytes());
        for (long value : whole) {
            assertThat(from.signed()).isEqualTo(value);
            assertThat(from.unsigned()).isEqualTo(value);
        }
        for (double value : real) {
            assertThat(Double.doubleToLongBits(from.real())).isEqualTo(Double.doubleToLongBits(value));
            // the sign of zero is not kept
            assertThat(Double.compare(from.eighths() + 0.0, value + 0.0)).isZero();
        }
        assertThat(from.more()).isFalse();
    }

    @Test
    void small_numbers_take_one_byte() {
        PackedWriter to = new PackedWriter();
        to.signed(-64);
        to.signed(63);
        to.unsigned(127);
        to.eighths(Double.NaN);
        assertThat(to.toBytes()).hasSize(4);
    }
}
