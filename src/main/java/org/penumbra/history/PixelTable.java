package org.penumbra.history;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.Measurements;

/**
 * The table {@code pixels.parquet} of a report (FORMATS 4): one row per (band, detector, column, line of cycle), sorted by
 * {@code unit, band, detector, column, line_of_cycle}, in raw counts, samples cut at level 5.
 *
 * <p>Types: {@code unit} and {@code band} text; {@code detector}, {@code column}, {@code line_of_cycle} 16-bit integers; {@code blind}
 * Boolean; {@code n}, {@code n_clipped}, {@code n_saturated}, {@code n_pairs} 32-bit integers; everything else a 64-bit float, null where
 * there is no value. {@code reference} and {@code change} are in the unit of the analysis that made them, all others in LSB.
 */
public final class PixelTable {
    /**
     * One pixel is found among 500 tables by the statistics of row groups. Smaller groups cost more to list (32 768 rows: 1.6 times the
     * time, 16 384: 2.8 times), and larger ones save nothing more; one (band, detector), which has 1 296 to 15 552 rows, costs the same.
     */
    static final String OPTIONS = "(FORMAT parquet, PARQUET_VERSION v2, COMPRESSION snappy, ROW_GROUP_SIZE 65536)";

    private final Parquet parquet;

    /** @param files whose database is used */
    public PixelTable(MeasurementFiles files) {
        parquet = files.parquet();
    }

    /**
     * Writes the table of a product; what it is held against comes from the first analysis that compares that (band, detector).
     *
     * @return the file
     */
    public Path write(Dossier dossier, Path file) {
        return write(dossier.product().spacecraft().unit(), dossier.measurements(), bandDetector -> dossier.outcomes().values().stream()
                .flatMap(outcome -> outcome.result().pixels(bandDetector).stream()).findFirst(), file);
    }

    /**
     * Writes the table of some measurements; a file that is there is replaced when the new one is whole.
     *
     * @param unit as in {@link org.penumbra.instrument.Spacecraft}
     * @param comparison what an analysis made of a (band, detector), if any did
     * @return the file
     * @throws java.io.UncheckedIOException if the disk fails
     */
    public Path write(String unit, Measurements measurements, Function<BandDetector, Optional<PixelComparison>> comparison, Path file) {
        Iterator<PixelBlock> blocks = blocks(unit, measurements, comparison);
        Parquet.write(file, beside -> {
            try (DuckDBConnection connection = parquet.connect(); Statement statement = connection.createStatement()) {
                parquet.pixelRows().table(blocks, table ->
                        statement.execute("COPY (FROM %s) TO %s %s".formatted(table, Parquet.literal(beside), OPTIONS)));
            }
        });
        return file;
    }

    /** The blocks in the order of the table, each made when it is asked for: a stream that sorts would make all of them with the first. */
    static Iterator<PixelBlock> blocks(String unit, Measurements measurements, Function<BandDetector, Optional<PixelComparison>> comparison) {
        List<BandDetector> sorted = measurements.bandDetectors().stream()
                .sorted(Comparator.comparing((BandDetector each) -> each.band().name()).thenComparing(BandDetector::detector)).toList();
        return sorted.stream().map(each -> PixelBlock.of(unit, measurements.of(each), comparison.apply(each).orElse(null))).iterator();
    }
}
