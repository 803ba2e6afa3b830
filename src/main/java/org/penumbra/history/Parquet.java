package org.penumbra.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.penumbra.delivery.WholeFile;

/**
 * Reads and writes Parquet files with one embedded DuckDB, within 200 MB. Safe for any number of threads: each piece of work has a
 * connection of its own. DuckDB starts with the first of them, which takes about 0.5 s once in a process. Its library is loaded from beside
 * the driver's jar, where the build puts it; the jar as published unpacks it to {@code java.io.tmpdir} instead.
 */
final class Parquet implements AutoCloseable {
    private static final String LIMITS = "SET memory_limit = '200MB'; SET threads = 1; SET autoinstall_known_extensions = false;"
            + " SET autoload_known_extensions = false; SET parquet_metadata_cache = true;";

    private final PixelRows pixelRows = new PixelRows();
    private final Path spill;
    private DuckDBConnection database;

    /** @param spill directory for what does not fit in memory; it is made when it is needed */
    Parquet(Path spill) {
        this.spill = spill;
    }

    /** A connection for one piece of work of one thread; temporary tables are its own. */
    synchronized DuckDBConnection connect() throws SQLException {
        start();
        return database.duplicate();
    }

    /** Starts the database if it does not run yet. */
    synchronized void start() throws SQLException {
        if (database == null) {
            DuckDBConnection started = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = started.createStatement()) {
                statement.execute(LIMITS + " SET temp_directory = " + literal(spill));
            }
            pixelRows.register(started);
            database = started;
        }
    }

    /** The table function that turns blocks of pixels into rows. */
    PixelRows pixelRows() {
        return pixelRows;
    }

    /** Something that writes a file. */
    interface Writing {
        void to(Path file) throws SQLException;
    }

    /** Writes a {@link WholeFile}; what DuckDB complains of is a failure of the disk. */
    static void write(Path file, Writing writing) {
        WholeFile.make(file, beside -> {
            try {
                writing.to(beside);
            } catch (SQLException e) {
                throw new IOException("cannot write %s: %s".formatted(file, words(e)), e);
            }
        });
    }

    /** What DuckDB complains of, in one line, without the statement and without a full stop. */
    static String words(SQLException failure) {
        String said = String.valueOf(failure.getMessage()).replaceFirst("(?s)\\s+LINE \\d+:.*", "");
        return said.replaceFirst("(?s).*\\bError: ", "").strip().replaceAll("\\.$", "").replaceAll("\\s*\\n\\s*", " ");
    }

    /** A path as SQL writes it. */
    static String literal(Path path) {
        return literal(path.toString());
    }

    /** A text as SQL writes it. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public synchronized void close() {
        try {
            if (database != null) {
                database.close();
                database = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not stop", e);
        }
    }
}
