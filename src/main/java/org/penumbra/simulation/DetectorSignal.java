package org.penumbra.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.BandDetector;

/**
 * What one (band, detector) sends during one acquisition. Faults are planted in it before the first line is made;
 * after that it is not changed, and any line can be made on any thread.
 *
 * <p>Raw counts are X = D(column, j) + common drift(line) + response(light) + noise; they are rounded once, after the on-board
 * equalisation where that is on (METHODS 1), and held within 0 … saturation.
 */
public final class DetectorSignal implements LineSource {
    /** What a sample is that never arrived; a line of stored counts has 0 instead. */
    static final int NO_DATA = -1;

    /** Changes one line: raw counts before the noise, or stored counts after it. */
    @FunctionalInterface
    interface Effect<T> {
        /**
         * @param line 0-based from the start of the datastrip, in lines of the band
         * @param counts one per column
         * @param events random numbers of this line and effect alone
         */
        void apply(long line, T counts, RandomGenerator events);
    }

    private final BandDetector place;
    private final int lines;
    private final long key;
    private final Scene scene;
    private final OnBoardEqualisation.Law onBoard;
    private final Gamma gamma;
    private final double level;
    private final double drift;
    private final double days;
    private final double[] dark;
    private final double[] noise;
    private final double[] response;
    private final double beta;
    private final int saturation;
    private final BitSet lost = new BitSet();
    private final List<Effect<double[]>> before = new ArrayList<>();
    private final List<Effect<int[]>> afterwards = new ArrayList<>();

    /**
     * @param instrument the unit
     * @param place band and detector
     * @param lines lines of the strip, in lines of the band
     * @param key distinguishes the noise of this acquisition from that of any other
     * @param scene what it looks at
     * @param onBoard the law of the on-board equalisation, or the identity where it is off
     * @param level common change of the dark level, blind columns included, in LSB
     * @param drift further change of it from the first line to the last, in LSB
     * @param days since the first acquisition of the series
     */
    DetectorSignal(SimulatedInstrument instrument, BandDetector place, int lines, long key, Scene scene,
                   OnBoardEqualisation.Law onBoard, double level, double drift, double days) {
        this.place = place;
        this.lines = lines;
        this.key = key;
        this.scene = scene;
        this.onBoard = onBoard;
        this.level = level;
        this.drift = drift;
        this.days = days;
        dark = instrument.dark(place);
        noise = new double[columns()];
        Arrays.fill(noise, instrument.analogueNoise(place.band()));
        response = new double[columns()];
        Arrays.fill(response, 1);
        beta = instrument.beta(place.band());
        gamma = instrument.gamma(place);
        saturation = (int) instrument.unit().instrument().saturation();
    }

    public BandDetector place() {
        return place;
    }

    /** Lines of the strip, in lines of the band. */
    public int lines() {
        return lines;
    }

    /** Days since the first acquisition of the series. */
    double days() {
        return days;
    }

    @Override
    public int columns() {
        return place.band().columns();
    }

    /**
     * True dark level in LSB of raw counts, planted changes included, common level and time-dependent effects left out; axis: column · n + (j − 1).
     */
    public double[] darkLevel() {
        return dark.clone();
    }

    /** True noise of each column in the dark in LSB of raw counts, quantisation left out. */
    public double[] analogueNoise() {
        return noise.clone();
    }

    boolean blind(int column) {
        return SimulatedInstrument.blind(place.band(), column);
    }

    int saturation() {
        return saturation;
    }

    /** The columns of a fault: those named, or all active ones. */
    int[] columns(Where at) {
        return at.columns(columns(), column -> !blind(column));
    }

    double[] noise() {
        return noise;
    }

    /** What the response of each column is against that which the calibration set equalises; faults change it. */
    double[] response() {
        return response;
    }

    /** True response of each column against that which the calibration set equalises, planted changes included. */
    public double[] relativeResponse() {
        return response.clone();
    }

    /** Takes the electronic cross-talk of another band over: a share of its counts above the dark. */
    void crosstalk(DetectorSignal from, double share) {
        before((line, counts, any) -> {
            double[] light = new double[from.columns()];
            scene.light(from.place, line * place.band().linePeriods() / from.place.band().linePeriods(), light);
            for (int column = 0; column < counts.length; column++) {
                if (!blind(column) && light[column] != 0) {
                    counts[column] += share * from.gamma.inverse(column, light[column] * from.response[column]);
                }
            }
        });
    }

    void changeDark(Where at, DoubleSupplier amount) {
        int n = place.band().linesPerCycle();
        for (int column : columns(at)) {
            double change = amount.getAsDouble();
            IntStream.rangeClosed(1, n).filter(at::holdsLineOfCycle).forEach(j -> dark[column * n + j - 1] += change);
        }
    }

    /** Another physical pixel takes the place of a column: dark levels given for all pixels plus an offset, in LSB, and noise. */
    void replace(int column, double[] darkLevels, double offset, double noiseOfColumn) {
        int n = place.band().linesPerCycle();
        for (int i = column * n; i < (column + 1) * n; i++) {
            dark[i] = darkLevels[i] + offset;
        }
        noise[column] = noiseOfColumn;
    }

    /** Random numbers of this acquisition for the fault that is planted next. */
    RandomGenerator events() {
        return Streams.of(key, Streams.Purpose.FAULT, place.band().id(), place.detector(), before.size());
    }

    void before(Effect<double[]> effect) {
        before.add(effect);
    }

    void afterwards(Effect<int[]> effect) {
        afterwards.add(effect);
    }

    /** The line never arrives: every stored count of it is 0. */
    void lose(int line) {
        lost.set(line);
    }

    /**
     * The stored counts of one line.
     *
     * @param line 0-based from the start of the datastrip, in lines of the band, below {@link #lines()}
     * @param counts to be filled, one per column
     */
    @Override
    public void line(long line, int[] counts) {
        received(line, counts);
        for (int column = 0; column < counts.length; column++) {
            counts[column] = Math.max(0, counts[column]);
        }
    }

    /** The same with {@link #NO_DATA} where nothing arrived. */
    void received(long line, int[] counts) {
        if (lost.get((int) line)) {
            Arrays.fill(counts, NO_DATA);
            return;
        }
        double[] raw = new double[columns()];
        double[] variance = new double[columns()];
        scene.light(place, line, raw);
        int n = place.band().linesPerCycle();
        int j = (int) (line % n);
        double common = level + drift * line / lines;
        for (int column = 0; column < raw.length; column++) {
            double light = blind(column) ? 0 : raw[column] * response[column];
            raw[column] = dark[column * n + j] + common;
            if (light != 0) {
                // beta is that of equalised counts
                double y = gamma.inverse(column, light);
                raw[column] += y;
                variance[column] = beta * light / (gamma.slope(column, y) * gamma.slope(column, y));
            }
        }
        apply(before, line, raw, 0);
        RandomGenerator random = Streams.of(key, Streams.Purpose.NOISE, place.band().id(), place.detector(), line);
        for (int column = 0; column < raw.length; column++) {
            double sigma = variance[column] == 0 ? noise[column] : Math.sqrt(noise[column] * noise[column] + variance[column]);
            double x = raw[column] + sigma * random.nextGaussian();
            long count = Math.round(onBoard.equalise(column, x));
            counts[column] = (int) Math.max(0, Math.min(saturation, count));
        }
        apply(afterwards, line, counts, before.size());
    }

    private <T> void apply(List<Effect<T>> effects, long line, T counts, int first) {
        for (int i = 0; i < effects.size(); i++) {
            effects.get(i).apply(line, counts, Streams.of(key, Streams.Purpose.EVENT, place.band().id(), place.detector(), line, first + i));
        }
    }
}
