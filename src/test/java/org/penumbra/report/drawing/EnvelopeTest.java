package org.penumbra.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    @Test
    void no_extreme_is_lost() {
        double[] y = new Random(3).doubles(31_104).toArray();
        double[] x = IntStream.range(0, y.length).asDoubleStream().toArray();
        Envelope envelope = Envelope.of(x, y, 280);
        assertThat(DoubleStream.of(envelope.high()).max()).isEqualTo(DoubleStream.of(y).max());
        assertThat(DoubleStream.of(envelope.low()).min()).isEqualTo(DoubleStream.of(y).min());
        IntStream.range(0, y.length).forEach(i -> {
            int bin = IntStream.range(0, 280).filter(b -> i < (long) (b + 1) * y.length / 280).findFirst().orElseThrow();
            assertThat(y[i]).isBetween(envelope.low()[bin], envelope.high()[bin]);
        });
    }

    @Test
    void a_bin_without_values_is_a_gap_and_a_gap_inside_a_bin_is_none() {
        double[] x = IntStream.range(0, 100).asDoubleStream().toArray();
        double[] y = new double[100];
        Arrays.fill(y, 40, 50, Double.NaN);
        y[3] = Double.NaN;
        Envelope envelope = Envelope.of(x, y, 10);
        assertThat(envelope.low()[4]).isNaN();
        assertThat(envelope.low()[0]).isZero();
        assertThat(envelope.x()[0]).isEqualTo(4.5);
    }
}
