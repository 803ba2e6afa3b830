package org.penumbra.simulation;

import java.util.Arrays;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Spacecraft;

/**
 * The Earth by day: a textured ground around half the reference radiance of each band. Neighbouring detectors overlap by
 * 1.5 km; the even ones see a place of the ground later than the odd ones, the more so the later their band comes.
 *
 * <p>The texture is value noise on four lattices (Perlin 1985, "An image synthesizer", without gradients), most of it common
 * to all bands. It knows no clouds, and no parallax.
 */
final class NominalScene implements Scene {
    /** Overlap of neighbouring detectors in 10 m columns (METHODS 8). */
    private static final int OVERLAP = 150;
    /** Delay of even detectors in 10 m lines: of band 0, and more with each further band id. */
    private static final int DELAY = 60;
    private static final int DELAY_PER_BAND = 8;
    /** Lattice constants in 10 m, and how much the ground varies on them. */
    private static final int[] SIZES = {640, 160, 40, 12};
    private static final double[] AMPLITUDES = {0.3, 0.15, 0.08, 0.04};
    /** Share of the texture that a band has for itself. */
    private static final double OWN = 0.3;

    private final Spacecraft unit;
    private final long seed;

    NominalScene(Spacecraft unit, long seed) {
        this.unit = unit;
        this.seed = seed;
    }

    @Override
    public void light(BandDetector place, long line, double[] level) {
        Band band = place.band();
        double width = band.linesPerCycle() == 6 ? 1 : 2;
        int blind = SimulatedInstrument.blindPerSide(band);
        double swath = (band.columns() - 2 * blind) * width;
        double left = (place.detector() - 1) * (swath - OVERLAP) + (0.5 - blind) * width;
        double along = (line + 0.5) * band.linePeriods() - (place.detector() % 2 == 0 ? DELAY + DELAY_PER_BAND * band.id() : 0);
        Arrays.fill(level, 1);
        for (int octave = 0; octave < SIZES.length; octave++) {
            add(-1, octave, AMPLITUDES[octave], left, width, along, level);
            add(band.id(), octave, OWN * AMPLITUDES[octave], left, width, along, level);
        }
        double middle = unit.gain().get(band.name()) * band.referenceRadiance() / 2;
        for (int column = 0; column < level.length; column++) {
            level[column] *= middle;
        }
    }

    /** Adds amplitude · (−1 to 1) of one lattice. */
    private void add(int layer, int octave, double amplitude, double left, double width, double along, double[] level) {
        double size = SIZES[octave];
        long row = (long) Math.floor(along / size);
        double down = smooth(along / size - row);
        long cell = Long.MIN_VALUE;
        double before = 0;
        double after = 0;
        for (int column = 0; column < level.length; column++) {
            double x = (left + column * width) / size;
            long here = (long) Math.floor(x);
            if (here != cell) {
                before = here == cell + 1 ? after : between(layer, octave, row, here, down);
                after = between(layer, octave, row, here + 1, down);
                cell = here;
            }
            level[column] += amplitude * (before + (after - before) * smooth(x - here));
        }
    }

    private double between(int layer, int octave, long row, long cell, double down) {
        double above = node(layer, octave, row, cell);
        return above + (node(layer, octave, row + 1, cell) - above) * down;
    }

    private double node(int layer, int octave, long row, long cell) {
        return 2 * Streams.of(seed, Streams.Purpose.SCENE, layer, octave, row, cell).nextDouble() - 1;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
