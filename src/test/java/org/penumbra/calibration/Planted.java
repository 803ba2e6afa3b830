package org.penumbra.calibration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Tdi;

/** GIPPs with planted values; the same each time. */
final class Planted {
    static final Instrument MSI = Instruments.load(List.of(Path.of("config/instrument"))).instrument("msi").orElseThrow();
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Planted() {
    }

    static GippHeader header(GippType type, String band) {
        return GippHeader.of(type, "S2A", band, "MPC", START, 7);
    }

    /** Numbers as real files have them: 6 to 9 significant digits. */
    static Columns columns(SplittableRandom random, int size, double middle, double spread) {
        double[] values = new double[size];
        for (int column = 0; column < size; column++) {
            double value = middle + spread * (2 * random.nextDouble() - 1);
            values[column] = Double.parseDouble(("%." + (5 + random.nextInt(4)) + "e").formatted(value));
        }
        return Columns.of(values);
    }

    static GroundEqualisation ground(Band band, int columns, int detectors) {
        SplittableRandom random = new SplittableRandom(band.id());
        SortedMap<Integer, GroundEqualisation.Detector> list = new TreeMap<>();
        for (int detector = 1; detector <= detectors; detector++) {
            Gamma gamma = band.id() < 10
                    ? new Gamma.Cubic(columns(random, columns, 0, 1e-9), columns(random, columns, 0, 2e-6), columns(random, columns, 1, 0.03))
                    : new Gamma.Bilinear(columns(random, columns, 0.95, 0.03), columns(random, columns, 1.02, 0.03),
                            columns(random, columns, 600, 50));
            list.put(detector, new GroundEqualisation.Detector(gamma,
                    IntStream.range(0, band.linesPerCycle()).mapToObj(line -> columns(random, columns, 480, 20)).toList()));
        }
        return new GroundEqualisation(header(GippType.R2EQOG, band.name()), band.id(), new TreeMap<>(Map.of(Tdi.NO_TDI, list)));
    }

    static OnBoardEqualisation onBoard(Band band, int columns) {
        SplittableRandom random = new SplittableRandom(100 + band.id());
        SortedMap<Integer, SortedMap<Integer, OnBoardEqualisation.Law>> tables = new TreeMap<>();
        for (int table : List.of(2, 3)) {
            tables.put(table, new TreeMap<>(Map.of(1, law(random, columns), 12, law(random, columns))));
        }
        return new OnBoardEqualisation(header(GippType.R2EOB2, band.name()), band.id(), tables);
    }

    static OnBoardEqualisation.Law law(SplittableRandom random, int columns) {
        return new OnBoardEqualisation.Law(columns(random, columns, 1.005, 0.02), columns(random, columns, 0.995, 0.02),
                columns(random, columns, 600, 50), columns(random, columns, 455, 20));
    }

    static AbsoluteGains gains() {
        SortedMap<Integer, AbsoluteGains.Gain> bands = new TreeMap<>();
        MSI.bands().forEach(band -> bands.put(band.id(), new AbsoluteGains.Gain(4.1 + band.id() / 3.0, 1884.69 / (1 + band.id()))));
        return new AbsoluteGains(header(GippType.R2ABCA, "B00"), bands);
    }
}
