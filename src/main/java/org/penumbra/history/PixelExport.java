package org.penumbra.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.penumbra.finding.Refusal;

/**
 * The pixels of a report, all or those of a band and a detector, with the names and in the order of {@code pixels.parquet}.
 *
 * @param file the {@code pixels.parquet}
 * @param band only this band
 * @param detector only this detector, 1-based
 */
public record PixelExport(Path file, Optional<String> band, Optional<Integer> detector) {

    /**
     * Writes CSV with a header line; what has no value is empty.
     *
     * @throws Refusal HISTORY-110 when there is no table, HISTORY-103 when it cannot be read, HISTORY-109 when it has no such pixels
     */
    public void csv(OutputStream out) {
        export(out, "(FORMAT csv, HEADER)");
    }

    /**
     * Writes Parquet.
     *
     * @throws Refusal HISTORY-110 when there is no table, HISTORY-103 when it cannot be read, HISTORY-109 when it has no such pixels
     */
    public void parquet(OutputStream out) {
        export(out, PixelTable.OPTIONS);
    }

    private void export(OutputStream out, String options) {
        String rows = "FROM read_parquet(" + Parquet.literal(file) + ", hive_partitioning = false) WHERE true"
                + band.map(name -> " AND band = " + Parquet.literal(name)).orElse("")
                + detector.map(number -> " AND detector = " + number).orElse("");
        if (!Files.exists(file)) {
            throw new Refusal(HistoryCode.NO_REPORT, file.getParent());
        }
        try {
            Path exported = Files.createTempFile("pixels", null);
            try (Parquet parquet = new Parquet(exported.resolveSibling(exported.getFileName() + ".spill"));
                    DuckDBConnection connection = parquet.connect(); Statement statement = connection.createStatement()) {
                if (statement.executeUpdate("COPY (%s) TO %s %s".formatted(rows, Parquet.literal(exported), options)) == 0) {
                    throw new Refusal(HistoryCode.NO_PIXELS, file, band.orElse("any band") + detector.map("-D%02d"::formatted).orElse(""));
                }
                Files.copy(exported, out);
                out.flush();
            } finally {
                Files.delete(exported);
            }
        } catch (SQLException e) {
            throw new Refusal(HistoryCode.PIXELS_UNREADABLE, List.of(), e, file, Parquet.words(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
