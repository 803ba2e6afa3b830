package org.penumbra.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Erf;
import org.penumbra.instrument.BandDetector;

/**
 * The measurement of a dark without its samples: sums drawn from their sampling distributions, rounding to whole counts included. A column
 * of mean μ and noise σ has rounded counts of mean m(μ, σ) and variance v(μ, σ); over N samples Σx ~ N(N·m, N·v), Σ(x − m)² has the
 * relative variance 2/N, and Σ(x(l+n) − x(l))² the relative variance 3/N (von Neumann 1941).
 */
public final class DrawnDark {
    private static final int PHASES = 256;
    private static final int REACH = 12;

    private final double[] mean = new double[PHASES];
    private final double[] variance = new double[PHASES];
    private final double sigma;

    /** @param sigma noise before rounding in LSB */
    public DrawnDark(double sigma) {
        this.sigma = sigma;
        for (int phase = 0; phase < PHASES; phase++) {
            double x = (double) phase / PHASES;
            double sum = 0;
            double squares = 0;
            for (int count = -REACH; count <= REACH; count++) {
                double p = below(count + 0.5 - x) - below(count - 0.5 - x);
                sum += p * count;
                squares += p * count * count;
            }
            mean[phase] = sum;
            variance[phase] = squares - sum * sum;
        }
    }

    private double below(double distance) {
        return Erf.erfc(-distance / (sigma * Math.sqrt(2))) / 2;
    }

    /**
     * The measurement of one (band, detector).
     *
     * @param blind axis: column
     * @param level true dark level before rounding in LSB; axis: column · n + (line of cycle − 1)
     * @param noisy a column of {@code factor} times the noise, or −1
     * @param cycles samples N of each pixel
     */
    public static DetectorMeasurement draw(BandDetector id, boolean[] blind, double[] level, DrawnDark healthy,
                                           int noisy, DrawnDark sick, int cycles, long seed) {
        int n = id.band().linesPerCycle();
        RandomGenerator random = new SplittableRandom(seed);
        List<byte[]> parts = new ArrayList<>();
        PackedWriter to = new PackedWriter();
        to.unsigned(DetectorMeasurement.FORMAT);
        to.unsigned(1);
        to.unsigned(n);
        to.unsigned((long) cycles * n);
        to.unsigned(1);
        for (boolean each : blind) {
            to.unsigned(each ? 3 : 0);
        }
        for (int count : new int[] {cycles, cycles - 1}) {
            for (int j = 0; j < n; j++) {
                to.unsigned(count);
            }
        }
        double[] lines = new double[cycles * n];
        double[] unknown = new double[level.length];
        Arrays.fill(unknown, Double.NaN);
        new LineStatistics(n, 0, lines, unknown, lines, lines, lines).pack(to);
        to.unsigned(0);
        to.unsigned(0);
        parts.add(to.toBytes());
        double[] sums = new double[SampleBlock.SUMS];
        for (int column = 0; column < blind.length; column++) {
            PackedWriter part = new PackedWriter();
            for (double coefficient : new double[] {1, 1, Double.POSITIVE_INFINITY, 0}) {
                part.real(coefficient);
            }
            for (int j = 0; j < n; j++) {
                (column == noisy ? sick : healthy).draw(level[column * n + j], cycles, random, sums, part);
            }
            parts.add(part.toBytes());
        }
        return DetectorMeasurement.unpack(id, parts);
    }

    private void draw(double level, int cycles, RandomGenerator random, double[] sums, PackedWriter part) {
        double pivot = Math.floor(level);
        int phase = (int) ((level - pivot) * PHASES);
        double v = variance[phase];
        double noise = Math.sqrt(v);
        sums[0] = Math.rint(cycles * mean[phase] + Math.sqrt(cycles * v) * random.nextGaussian());
        double m = sums[0] / cycles;
        sums[1] = Math.rint(cycles * (v * (1 + Math.sqrt(2.0 / cycles) * random.nextGaussian()) + m * m));
        sums[3] = Math.rint(2 * v * (cycles - 1) * (1 + Math.sqrt(3.0 / cycles) * random.nextGaussian()));
        for (double value : new double[] {pivot, pivot, Math.rint(noise), pivot - Math.ceil(3 * noise), pivot + Math.ceil(3 * noise)}) {
            part.eighths(value);
        }
        part.sums(sums, 0, true);
    }
}
