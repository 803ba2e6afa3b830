package org.penumbra.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;

/**
 * Measurements as Parquet files, in a directory for each product one {@code B8A-D03.parquet} for each (band, detector) that is measured.
 *
 * <p>A file has a row for each part of {@link DetectorMeasurement#pack}: {@code column}, 0-based, −1 for what concerns the strip; and
 * {@code packed}, its bytes. What a person would read of them is in {@code pixels.parquet}. Writing and reading is exact to the bit.
 */
public final class MeasurementFiles implements AutoCloseable {
    private static final String TABLE = "measurement";
    /** At its own level the compression takes twice as long, to save another tenth. */
    private static final String OPTIONS = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)";

    private final Parquet parquet;

    /** @param work directory for what does not fit in memory */
    public MeasurementFiles(Path work) {
        parquet = new Parquet(work.resolve("spill"));
    }

    /** Starts the database beside what the caller does next; if it cannot start, the first who needs it is told. */
    public void prepare() {
        CompletableFuture.runAsync(() -> {
            try {
                parquet.start();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** The database that everything of this process shares. */
    Parquet parquet() {
        return parquet;
    }

    /** Whether a directory holds the measurement of a (band, detector). */
    public static boolean has(Path directory, BandDetector id) {
        return Files.exists(file(directory, id));
    }

    static Path file(Path directory, BandDetector id) {
        return directory.resolve(id.label() + ".parquet");
    }

    /**
     * Writes a measurement into a directory, under its final name only when it is whole; one that is there already is replaced.
     *
     * @throws java.io.UncheckedIOException if the disk fails
     */
    public void write(Path directory, DetectorMeasurement measurement) {
        Parquet.write(file(directory, measurement.id()), beside -> {
            try (DuckDBConnection connection = parquet.connect(); Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMP TABLE " + TABLE + " (\"column\" SMALLINT, packed BLOB)");
                List<byte[]> parts = measurement.pack();
                try (DuckDBAppender rows = connection.createAppender("temp", "main", TABLE)) {
                    for (int part = 0; part < parts.size(); part++) {
                        rows.beginRow().append((short) (part - 1)).append(parts.get(part)).endRow();
                    }
                }
                statement.execute("COPY %s TO %s %s".formatted(TABLE, Parquet.literal(beside), OPTIONS));
            }
        });
    }

    /**
     * Reads a measurement, exactly as it was written.
     *
     * @throws Refusal HISTORY-105 when the file is absent, damaged or not one of these
     */
    public DetectorMeasurement read(Path directory, BandDetector id) {
        Path file = file(directory, id);
        List<byte[]> parts = new ArrayList<>(id.band().columns() + 1);
        try (DuckDBConnection connection = parquet.connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT \"column\", packed FROM read_parquet(%s)".formatted(Parquet.literal(file)))) {
            while (rows.next()) {
                if (rows.getInt(1) != parts.size() - 1) {
                    throw unreadable(file, "row %d is of column %d".formatted(parts.size(), rows.getInt(1)), null);
                }
                Blob packed = rows.getBlob(2);
                parts.add(packed.getBytes(1, (int) packed.length()));
            }
        } catch (SQLException e) {
            throw unreadable(file, Parquet.words(e), e);
        }
        if (parts.isEmpty()) {
            throw unreadable(file, "it is empty", null);
        }
        try {
            return DetectorMeasurement.unpack(id, parts);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, e.getMessage(), e);
        }
    }

    /** The measurements of a product that a directory holds, or will hold. */
    public ProductMeasurements open(Path directory, List<BandDetector> ids) {
        return new ProductMeasurements(this, directory, ids);
    }

    private static Refusal unreadable(Path file, String why, Throwable cause) {
        return new Refusal(HistoryCode.MEASUREMENT_UNREADABLE, List.of(), cause, file, why);
    }

    @Override
    public void close() {
        parquet.close();
    }
}
