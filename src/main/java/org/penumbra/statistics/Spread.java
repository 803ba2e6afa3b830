package org.penumbra.statistics;

import java.util.List;

/**
 * By how much the columns or pixels of a detector or band differ from each other, what their noise does to it removed (METHODS 0).
 *
 * @param variance mean square, that of the noise taken off, signed; NaN without values
 * @param varianceUncertainty standard uncertainty of the variance; that of noise alone, because measured again they are the same ones
 */
public record Spread(double variance, double varianceUncertainty) {
    /** Where nothing was measured. */
    public static final Spread NONE = new Spread(Double.NaN, Double.NaN);

    /**
     * The square of a value t with noise e is t² + 2te + e²: so many of them have a mean of V + N, which scatters by √((4VN + 2N²)/n).
     *
     * @param meanSquare V + N as it was found
     * @param noise N, the mean square of the standard uncertainties
     * @param count n; fewer than 2 say nothing
     */
    public static Spread of(double meanSquare, double noise, double count) {
        if (count < 2) {
            return NONE;
        }
        double variance = meanSquare - noise;
        return new Spread(variance, Math.sqrt((4 * Math.max(0, variance) + 2 * noise) * noise / count));
    }

    /** The quadratic mean; those that are not known are left out. */
    public static Spread mean(List<Spread> spreads) {
        List<Spread> known = spreads.stream().filter(spread -> Double.isFinite(spread.variance)).toList();
        return known.isEmpty() ? NONE : new Spread(known.stream().mapToDouble(Spread::variance).sum() / known.size(),
                Math.sqrt(known.stream().mapToDouble(spread -> spread.varianceUncertainty * spread.varianceUncertainty).sum()) / known.size());
    }

    /** Standard deviation; 0 where it lies below the noise. */
    public double value() {
        return Double.isNaN(variance) ? Double.NaN : Math.sqrt(Math.max(0, variance));
    }

    /** Standard uncertainty of it: what a variance larger by its own would add, so that one below the noise has a bound. */
    public double uncertainty() {
        return Math.sqrt(Math.max(0, variance) + varianceUncertainty) - value();
    }

    /** The same of values in a unit so many times as large. */
    public Spread divided(double divisor) {
        return new Spread(variance / (divisor * divisor), varianceUncertainty / (divisor * divisor));
    }

    /** Of values that differ by both, independently of each other. */
    public Spread plus(Spread other) {
        return new Spread(variance + other.variance, Math.hypot(varianceUncertainty, other.varianceUncertainty));
    }
}
