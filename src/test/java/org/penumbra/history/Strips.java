package org.penumbra.history;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.instrument.Instrument;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.StripMeasure;
import org.penumbra.raster.PixelLines;
import org.penumbra.settings.Settings;

/** Measured strips of Gaussian noise, the same for the same seed. */
final class Strips {
    private Strips() {
    }

    /** An instrument whose bands have ids out of alphabetical order, like those of MSI. */
    static Instrument instrument(int detectors) {
        List<Band> bands = List.of(band(0, "B08", 40, 6), band(1, "B8A", 20, 3), band(2, "B09", 20, 1));
        return new Instrument("small", detectors, bands, 4095, 12, 60, 1.5, List.of(), List.of(), List.of(), false);
    }

    static Band band(int id, String name, int columns, int linesPerCycle) {
        return new Band(id, name, FocalPlane.VNIR, columns, columns, linesPerCycle, 6 / linesPerCycle, Double.NaN, Double.NaN, Double.NaN);
    }

    /** A dark of a mean of 60 to 70 LSB and a noise of 1.3 LSB; the first four columns are blind. */
    static DetectorMeasurement dark(BandDetector id, int lines, long seed) {
        int columns = id.band().columns();
        boolean[] blind = new boolean[columns];
        IntStream.range(0, 4).forEach(column -> blind[column] = true);
        MeasureTask task = new MeasureTask(id, blind, blind, 4095, MeasureTask.Kind.DARK, OnBoardEqualisation.Law.identity(columns), false);
        return new StripMeasure().measure(task, new Noise(columns, lines, seed), Settings.defaults(MeasureSettings.class));
    }

    private record Noise(int columns, int length, long seed) implements PixelLines {
        @Override
        public List<Integer> lineCounts() {
            return List.of(length);
        }

        @Override
        public boolean integer() {
            return true;
        }

        @Override
        public boolean signed() {
            return false;
        }

        @Override
        public void read(int part, ByteBuffer into) {
            Random random = new Random(seed);
            into.clear().order(ByteOrder.nativeOrder());
            for (int sample = 0; sample < columns * length; sample++) {
                into.putShort((short) Math.round(60 + sample % columns % 10 + 1.3 * random.nextGaussian()));
            }
            into.flip();
        }
    }
}
