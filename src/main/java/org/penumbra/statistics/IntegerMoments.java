package org.penumbra.statistics;

import java.math.BigInteger;

/**
 * Exact sums of integers about an integer pivot, and the moments that follow from them.
 *
 * <p>The sums are integers, so moments of parts merge to the moments of the whole bit for bit, in any order. A sum that
 * would leave the range of a long throws ArithmeticException: with a deviation |x − pivot| below 4096 that is beyond
 * 1.3·10⁸ samples, with one below 65 536 beyond 32 000 samples. Moments are formed from n·Σd² − (Σd)² in 128 bits and
 * rounded at the end only (METHODS 0), so that neither pivot nor order costs digits.
 *
 * @param pivot the integer that deviations d = x − pivot are counted from
 * @param n number of samples, ≥ 0
 * @param sum Σd
 * @param sumOfSquares Σd²
 * @param sumOfCubes Σd³
 */
public record IntegerMoments(long pivot, long n, long sum, long sumOfSquares, long sumOfCubes) {

    /** The moments of no sample. */
    public static IntegerMoments about(long pivot) {
        return new IntegerMoments(pivot, 0, 0, 0, 0);
    }

    /** These moments and one sample more. */
    public IntegerMoments plus(long x) {
        long d = Math.subtractExact(x, pivot);
        long square = Math.multiplyExact(d, d);
        return new IntegerMoments(pivot, n + 1, Math.addExact(sum, d), Math.addExact(sumOfSquares, square),
                Math.addExact(sumOfCubes, Math.multiplyExact(square, d)));
    }

    /** The moments of both sets of samples together; both must have the same pivot. */
    public IntegerMoments plus(IntegerMoments other) {
        if (other.pivot != pivot) {
            throw new IllegalArgumentException("moments about " + pivot + " and about " + other.pivot + " do not merge");
        }
        return new IntegerMoments(pivot, Math.addExact(n, other.n), Math.addExact(sum, other.sum),
                Math.addExact(sumOfSquares, other.sumOfSquares), Math.addExact(sumOfCubes, other.sumOfCubes));
    }

    /** Mean, within one rounding of the exact value while it is below 2⁵³; NaN where there is no sample. */
    public double mean() {
        return n == 0 ? Double.NaN : (double) (pivot + sum / n) + (double) (sum % n) / n;
    }

    /** Sample variance, divisor n − 1; NaN for fewer than two samples. */
    public double variance() {
        return n < 2 ? Double.NaN : scatter() / n / (n - 1);
    }

    /** Sample standard deviation, divisor n − 1; NaN for fewer than two samples. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    /** Mean of (x − mean)²; NaN where there is no sample. */
    public double secondCentralMoment() {
        return n == 0 ? Double.NaN : scatter() / n / n;
    }

    /** Mean of (x − mean)³; NaN where there is no sample. */
    public double thirdCentralMoment() {
        if (n == 0) {
            return Double.NaN;
        }
        BigInteger count = BigInteger.valueOf(n);
        BigInteger first = BigInteger.valueOf(sum);
        BigInteger cubed = count.multiply(count).multiply(BigInteger.valueOf(sumOfCubes))
                .subtract(count.multiply(first).multiply(BigInteger.valueOf(sumOfSquares)).multiply(BigInteger.valueOf(3)))
                .add(first.pow(3).shiftLeft(1));
        return cubed.doubleValue() / n / n / n;
    }

    /** n·Σd² − (Σd)² = n·Σ(x − mean)², subtracted exactly in 128 bits: here is where digits would cancel. */
    private double scatter() {
        long low = n * sumOfSquares;
        long subtrahendLow = sum * sum;
        long high = Math.multiplyHigh(n, sumOfSquares) - Math.multiplyHigh(sum, sum)
                - (Long.compareUnsigned(low, subtrahendLow) < 0 ? 1 : 0);
        low -= subtrahendLow;
        double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
        return high * 0x1p64 + unsignedLow;
    }
}
