package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.measure.MeasureTask.Kind;
import org.penumbra.statistics.NistUnivariate;

/** The moments of a pixel, by the blocks and sums that measure images, against the NIST Statistical Reference Datasets. */
class CertifiedMomentsTest {
    /** The data 10⁷ + 0.1 themselves are known as doubles to 8 digits of their spread only. */
    private static final Map<String, Double> DIGITS_OF_REALS = Map.of("NumAcc3.dat", 9.0, "NumAcc4.dat", 8.0);

    /** One column, one line of cycle. */
    private static SampleBlock block(SampleBlock block, ByteBuffer samples, int n) {
        block.shape(1, 1, n);
        block.load(samples.flip(), n, 0, new LineLog(Strip.allActive(Kind.SCENE, 1, 1), Strip.SETTINGS, n));
        block.select(0);
        return block;
    }

    private static double pivot(SampleBlock block) {
        return block.pivot(block.look(null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).median());
    }

    /** Sums over all samples, those between any two boundaries by themselves. */
    private static double[] sums(SampleBlock block, double pivot, int... boundaries) {
        double[] parts = new double[SampleBlock.SUMS * (boundaries.length - 1)];
        block.sums(pivot, boundaries, parts);
        double[] sums = new double[SampleBlock.SUMS - 1];
        for (int i = 0; i < parts.length; i++) {
            if (i % SampleBlock.SUMS < sums.length) {
                sums[i % SampleBlock.SUMS] += parts[i];
            }
        }
        return sums;
    }

    private static int[] cuts(Random random, int n) {
        int[] cuts = random.ints(2 + random.nextInt(8), 0, n + 1).sorted().toArray();
        cuts[0] = 0;
        cuts[cuts.length - 1] = n;
        return cuts;
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.statistics.NistUnivariate#names")
    void integers_have_14_digits_of_mean_and_standard_deviation_streamed_and_merged_from_any_parts(String name) {
        NistUnivariate certified = NistUnivariate.read(name);
        long[] values = certified.integers();
        int n = values.length;
        // every set spans less than 12 bits
        long base = Arrays.stream(values).min().orElseThrow() - 1;
        ByteBuffer samples = ByteBuffer.allocate(Short.BYTES * n).order(ByteOrder.nativeOrder());
        Arrays.stream(values).forEach(value -> samples.putShort((short) (value - base)));
        SampleBlock block = block(new CountBlock(false), samples, n);
        double pivot = pivot(block);
        double[] streamed = sums(block, pivot, 0, n);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            assertThat(sums(block, pivot, cuts(random, n))).isEqualTo(streamed);
        }
        RawCountMoments moments = RawCountMoments.of(n, base + pivot, 1, streamed, 0);
        double unit = Math.pow(10, certified.decimals());
        assertThat(NistUnivariate.logRelativeError(moments.mean() / unit, certified.mean())).isGreaterThanOrEqualTo(14);
        assertThat(NistUnivariate.logRelativeError(moments.deviation() / unit, certified.standardDeviation())).isGreaterThanOrEqualTo(14);
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.statistics.NistUnivariate#names")
    void reals_have_14_digits_of_the_mean_and_13_of_the_standard_deviation(String name) {
        NistUnivariate certified = NistUnivariate.read(name);
        int n = certified.values().size();
        ByteBuffer samples = ByteBuffer.allocate(Double.BYTES * n).order(ByteOrder.nativeOrder());
        certified.values().forEach(value -> samples.putDouble(value.doubleValue()));
        SampleBlock block = block(new RealBlock(), samples, n);
        double pivot = pivot(block);
        for (int[] boundaries : new int[][] {{0, n}, {0, 1, n}, {0, n / 3, n}}) {
            RawCountMoments moments = RawCountMoments.of(n, pivot, 1, sums(block, pivot, boundaries), 0);
            assertThat(NistUnivariate.logRelativeError(moments.mean(), certified.mean())).isGreaterThanOrEqualTo(14);
            assertThat(NistUnivariate.logRelativeError(moments.deviation(), certified.standardDeviation()))
                    .isGreaterThanOrEqualTo(DIGITS_OF_REALS.getOrDefault(name, 13.0));
        }
    }

    @Test
    void small_reals_are_not_lost_beside_large_ones() {
        int n = 10_001;
        ByteBuffer samples = ByteBuffer.allocate(Double.BYTES * n).order(ByteOrder.nativeOrder()).putDouble(1e16);
        for (int i = 1; i < n; i++) {
            samples.putDouble(1);
        }
        assertThat(sums(block(new RealBlock(), samples, n), 0, 0, n)[0]).isEqualTo(1e16 + 10_000);
    }
}
