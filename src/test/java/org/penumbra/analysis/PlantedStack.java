package org.penumbra.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.StripMeasure;
import org.penumbra.raster.PixelLines;
import org.penumbra.raster.RasterLines;
import org.penumbra.settings.Settings;

/** Raster stacks of an invented instrument of one band and one detector, written, opened and measured like delivered ones. */
public final class PlantedStack {
    public static final int COLUMNS = 400;
    /** Of these the first ones do not image. */
    public static final int BLIND = 8;
    private static final String PROFILE = """
            detectors: 1
            saturation: 16383
            minimum_lines: 1
            sufficient_lines: 1000
            blind_columns: [[0, 7]]
            excluded_columns: []
            excluded_bands: []
            bands:
              - {name: V1, focal_plane: VNIR, columns: 400, columns_level_1b: 392, lines_per_cycle: 1, line_periods: 1}
            """;

    private final Path directory;
    private final Instruments instruments;

    /** A count before it is rounded. */
    public interface Scene {
        /** @param normal drawn from the standard normal law for this sample */
        double count(int line, int column, double normal);
    }

    public PlantedStack(Path directory) {
        this.directory = directory;
        try {
            Files.writeString(Files.createDirectories(directory.resolve("instrument")).resolve("vega.yaml"), PROFILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        instruments = Instruments.load(List.of(directory.resolve("instrument")));
    }

    /**
     * An acquisition before any analysis.
     *
     * @param type label of the type of acquisition
     * @param day of acquisition; also the seed of its noise
     * @param known columns that the mask of the stack names
     */
    public Dossier dossier(String type, String day, int lines, Scene scene, Set<Integer> known, Past past) {
        try {
            Path delivery = Files.createDirectories(directory.resolve(type + day));
            ByteBuffer counts = ByteBuffer.allocate(2 * lines * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
            Random random = new Random(day.hashCode());
            for (int i = 0; i < lines * COLUMNS; i++) {
                counts.putShort((short) Math.rint(scene.count(i / COLUMNS, i % COLUMNS, random.nextGaussian())));
            }
            raster(delivery.resolve("counts"), counts, lines);
            ByteBuffer mask = ByteBuffer.allocate(2 * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
            known.forEach(column -> mask.putShort(2 * column, (short) 1));
            raster(delivery.resolve("mask"), mask, 1);
            Files.writeString(delivery.resolve("delivery.yaml"), """
                    instrument: vega
                    spacecraft: VEGA1
                    acquisition_type: %s
                    sensing_start: %sT10:00:00Z
                    rasters:
                      - {file: counts, band: V1}
                    known_defects: {file: mask, layout: rows}
                    """.formatted(type, day));
            return Dossier.open(open(delivery), measured(open(delivery)), Optional.empty(), past, new AnalysisSettings(List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Product open(Path delivery) {
        return new DeliveryOpener(instruments, Settings.defaults(DeliverySettings.class)).open(delivery, directory.resolve("work"), Optional.empty());
    }

    private static KeptMeasurements measured(Product product) {
        Map<BandDetector, DetectorMeasurement> all = new LinkedHashMap<>();
        for (BandDetector id : product.images().keySet()) {
            try (PixelLines lines = RasterLines.open(id, product.columns(id.band()), product.images().get(id))) {
                all.put(id, new StripMeasure().measure(MeasureTask.of(product, Optional.empty(), id), lines,
                        Settings.defaults(MeasureSettings.class)));
            }
        }
        return new KeptMeasurements(all);
    }

    private static void raster(Path file, ByteBuffer counts, int lines) throws IOException {
        Files.write(file, counts.array());
        Files.writeString(Path.of(file + ".hdr"), """
                ENVI
                samples = %d
                lines = %d
                bands = 1
                header offset = 0
                data type = 12
                interleave = bsq
                byte order = 0
                """.formatted(COLUMNS, lines));
    }
}
