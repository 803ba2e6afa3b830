package org.penumbra.simulation;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.penumbra.calibration.Columns;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.instrument.Spacecraft;

/**
 * One unit as it was before anything went wrong: what DOMAIN A says of a unit, and what its seed makes of it pixel by pixel.
 *
 * <p>Dark level D = 480 + N(0, 5) per column + 0.5 per line of the chronogram; relative response 1 + N(0, 0.01) per column and a
 * smooth arch of 1 % over the detector (DOMAIN E.5). Noise is that of DOMAIN A.4 brought back from level 1B sampling: where three
 * columns are binned, alpha · √3 and beta · 3.
 */
public final class SimulatedInstrument {
    private static final double QUANTISATION_VARIANCE = 1.0 / 12;
    private static final Map<String, Double> CROSSTALK = Map.of("B10B11", -3.98e-3, "B10B12", -1.78e-3, "B11B10", -2.82e-5,
            "B11B12", -2.00e-3, "B12B10", -7.94e-4, "B12B11", -1.78e-4);

    private final Spacecraft unit;
    private final long seed;

    /** @param seed what makes the unit an individual */
    public SimulatedInstrument(Spacecraft unit, long seed) {
        this.unit = unit;
        this.seed = seed;
    }

    public Spacecraft unit() {
        return unit;
    }

    /** Dark level in LSB of raw counts; axis: column · n + (j − 1). */
    public double[] dark(BandDetector place) {
        RandomGenerator random = stream(Streams.Purpose.DARK, place);
        int n = place.band().linesPerCycle();
        double[] dark = new double[place.band().columns() * n];
        for (int column = 0; column < place.band().columns(); column++) {
            double level = 480 + 5 * random.nextGaussian();
            for (int j = 1; j <= n; j++) {
                dark[column * n + j - 1] = rounded(level + 0.5 * j, 1e3);
            }
        }
        return dark;
    }

    /** By how much the dark level of another physical line differs from that of the middle one, for a column and its shift, in LSB. */
    double darkOfLine(BandDetector place, int column, int shift) {
        return shift == 0 ? 0 : rounded(8 * Streams.of(seed, Streams.Purpose.LINE, unit.name().hashCode(), place.band().id(),
                place.detector(), column, shift).nextGaussian(), 1e3);
    }

    /** Relative response of each column, about 1. */
    public double[] gain(BandDetector place) {
        RandomGenerator random = stream(Streams.Purpose.GAIN, place);
        int columns = place.band().columns();
        double[] gain = new double[columns];
        for (int column = 0; column < columns; column++) {
            double x = 2 * (column + 0.5) / columns - 1;
            gain[column] = 1 + 0.01 * random.nextGaussian() + 0.01 * (1.0 / 3 - x * x);
        }
        return gain;
    }

    /**
     * The law that equalises and linearises it exactly (METHODS 3): relative response and a non-linearity of about 0.2 % at 1000 LSB
     * for VNIR, of about 0.5 % in slope beyond a knee near 600 LSB for SWIR.
     */
    public Gamma gamma(BandDetector place) {
        RandomGenerator random = stream(Streams.Purpose.GAMMA, place);
        double[] slope = Arrays.stream(gain(place)).map(gain -> rounded(1 / gain, 1e6)).toArray();
        if (place.band().focalPlane() == FocalPlane.VNIR) {
            return new Gamma.Cubic(drawn(slope.length, 1e12, () -> 1e-10 * random.nextGaussian()),
                    drawn(slope.length, 1e8, () -> 2e-6 * random.nextGaussian()), Columns.of(slope));
        }
        double[] beyond = Arrays.stream(slope).map(below -> rounded(below * (1 + 0.005 * random.nextGaussian()), 1e6)).toArray();
        return new Gamma.Bilinear(Columns.of(slope), Columns.of(beyond), drawn(slope.length, 1e2, () -> 600 + 20 * random.nextGaussian()));
    }

    /** The on-board equalisation of one table: dark counts come out near 50 LSB, slopes near 1, a knee near 1000 LSB (DOMAIN A.6, B.1). */
    public OnBoardEqualisation.Law onBoard(BandDetector place, int tableId) {
        RandomGenerator random = Streams.of(seed, Streams.Purpose.ON_BOARD, unit.name().hashCode(), place.band().id(), place.detector(), tableId);
        double[] dark = dark(place);
        int n = place.band().linesPerCycle();
        double[] offset = new double[place.band().columns()];
        Arrays.setAll(offset, column -> Math.rint(dark[column * n]) - 50);
        return new OnBoardEqualisation.Law(drawn(offset.length, 1e6, () -> 1.005 + 0.005 * random.nextGaussian()),
                drawn(offset.length, 1e6, () -> 0.995 + 0.005 * random.nextGaussian()),
                drawn(offset.length, 1e2, () -> 1000 + 20 * random.nextGaussian()), Columns.of(offset));
    }

    /** Noise in the dark of one column in LSB, quantisation included, at level 1A sampling. */
    public double alpha(Band band) {
        return unit.noise().get(band.name()).alpha() * Math.sqrt(band.binning());
    }

    /** Slope of the noise variance with the signal in LSB, at level 1A sampling. */
    public double beta(Band band) {
        return unit.noise().get(band.name()).beta() * band.binning();
    }

    /** The part of {@link #alpha} that rounding does not add: a rounded count has 1/12 LSB² more variance, averaged over its phase. */
    double analogueNoise(Band band) {
        return Math.sqrt(alpha(band) * alpha(band) - QUANTISATION_VARIANCE);
    }

    /** Share of the dark-corrected counts of a band that the electronics add to another (S2A, DOMAIN A.6). */
    static double crosstalk(Band affected, Band from) {
        return CROSSTALK.getOrDefault(affected.name() + from.name(), 0.0);
    }

    static boolean blind(Band band, int column) {
        int side = blindPerSide(band);
        return column < side || column >= band.columns() - side;
    }

    /** Blind columns of one side, valid or not: 20 in 10 m bands, 10 else; of these the inner 4 are not valid (DOMAIN A.2). */
    static int blindPerSide(Band band) {
        return band.linesPerCycle() == 6 ? 20 : 10;
    }

    /** Seed of the numbers that belong to the unit, not to an acquisition. */
    long seed() {
        return seed;
    }

    private static Columns drawn(int columns, double steps, DoubleSupplier draw) {
        return Columns.of(DoubleStream.generate(draw).limit(columns).map(value -> rounded(value, steps)).toArray());
    }

    /** To so many steps per unit: calibration files hold such numbers exactly in few digits. */
    private static double rounded(double value, double steps) {
        return Math.rint(value * steps) / steps;
    }

    private RandomGenerator stream(Streams.Purpose purpose, BandDetector place) {
        return Streams.of(seed, purpose, unit.name().hashCode(), place.band().id(), place.detector());
    }
}
