package org.penumbra.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Refusal;

/** The operational store: an H2 file by default, PostgreSQL by its URL; one process or many may have it open (DESIGN 5). */
public final class Store implements AutoCloseable {
    private static final String BIND_ADDRESS = "h2.bindAddress";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    /** Seconds between two statements of a transaction; it takes milliseconds. */
    private static final int LONGEST_PAUSE = 10;
    private static final int CONNECTIONS = 6;
    private static final int TRIES = 4;
    private static final String TRANSACTION_ROLLBACK = "40";
    private static final String UNIQUE_VIOLATION = "23505";

    private final HikariDataSource source;
    private final String place;
    private final Jdbi jdbi;

    private Store(HikariDataSource source) {
        this.source = source;
        this.place = place(source);
        this.jdbi = Jdbi.create(source)
                .registerArgument(new TypeArgument())
                .registerArgument(new PathArgument())
                .registerColumnMapper(AcquisitionType.class, (row, column, context) -> AcquisitionType.ofLabel(row.getString(column)).orElseThrow())
                .registerColumnMapper(Path.class, (row, column, context) -> row.getString(column) == null ? null : Path.of(row.getString(column)))
                .registerRowMapper(ConstructorMapper.factory(Job.class))
                .registerRowMapper(ConstructorMapper.factory(ProcessedProduct.class))
                .registerRowMapper(ConstructorMapper.factory(History.Throughput.class))
                .registerRowMapper(ConstructorMapper.factory(SeriesPoint.class))
                .registerRowMapper(ConstructorMapper.factory(InstrumentEvent.class))
                .registerRowMapper(ConstructorMapper.factory(PixelLife.class))
                .registerRowMapper(ConstructorMapper.factory(Mail.class))
                .registerRowMapper(ConstructorMapper.factory(Outbox.Entry.class));
    }

    /**
     * URL of the H2 file in a directory. Committed rows survive the death of the process, which H2's defaults do not grant, and other
     * processes on this machine may open it meanwhile. H2 keeps no log of its own: where it cannot write one it prints a trace.
     */
    public static String h2(Path directory) {
        return "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;AUTO_SERVER=TRUE;TRACE_LEVEL_FILE=0".formatted(
                directory.toAbsolutePath().resolve("penumbra"));
    }

    /**
     * Opens the store and brings its tables up to date.
     *
     * @param url JDBC URL, of {@link #h2} or of PostgreSQL
     * @throws Refusal HISTORY-107 when the database cannot be reached
     * @throws org.flywaydb.core.api.FlywayException when its tables are not those of this release or an earlier one
     */
    public static Store open(String url, String user, String password) {
        if (System.getProperty(BIND_ADDRESS) == null) {
            // H2 would listen on every address of the machine for the other processes that AUTO_SERVER lets in
            System.setProperty(BIND_ADDRESS, "127.0.0.1");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setExceptionOverride(new ClosedDatabase());
        if (url.startsWith(POSTGRESQL)) {
            // a machine that falls asleep within a transaction must not hold up the other nodes until it wakes
            config.setConnectionInitSql("set idle_in_transaction_session_timeout = '%ds'".formatted(LONGEST_PAUSE));
        }
        HikariDataSource source = connect(config);
        try {
            Flyway.configure().dataSource(source).load().migrate();
            return new Store(source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            String reason = e.getMessage().replaceFirst("^Failed to initialize pool: ", "").replaceFirst("\\.+$", "");
            throw new Refusal(HistoryCode.STORE_UNREACHABLE, List.of(), e, place(config), reason);
        }
    }

    /** What follows in the URL may hold a password. */
    private static String place(HikariConfig config) {
        return config.getJdbcUrl().split("[?;]", 2)[0];
    }

    /**
     * The time of the database.
     *
     * @throws StoreFailure HISTORY-108 when it does not answer, as everything that uses the store does
     */
    public Instant now() {
        return read(handle -> handle.createQuery("select current_timestamp").mapTo(Instant.class).one());
    }

    <T> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw new StoreFailure(place, e);
        }
    }

    void write(HandleConsumer<RuntimeException> work) {
        change(handle -> {
            work.useHandle(handle);
            return null;
        });
    }

    /** Does all of the work or nothing; again when another transaction got in its way. */
    <T> T change(HandleCallback<T, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work);
            } catch (JdbiException e) {
                if (attempt == TRIES || !inTheWay(e)) {
                    throw new StoreFailure(place, e);
                }
            }
        }
    }

    private static boolean inTheWay(JdbiException failure) {
        String state = failure.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return state != null && (state.startsWith(TRANSACTION_ROLLBACK) || state.equals(UNIQUE_VIOLATION));
    }

    @Override
    public void close() {
        source.close();
    }

    /** H2 closes a database that it could not write, for example because the disk was full; only a new connection opens it again. */
    private static final class ClosedDatabase implements SQLExceptionOverride {
        /** A general error, which a failed write is; the database has been closed. */
        private static final Set<String> CLOSED = Set.of("HY000", "90098");

        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return CLOSED.contains(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    private static final class TypeArgument extends AbstractArgumentFactory<AcquisitionType> {
        TypeArgument() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(AcquisitionType value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, value.label());
        }
    }

    private static final class PathArgument extends AbstractArgumentFactory<Path> {
        PathArgument() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(Path value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, value.toString());
        }
    }
}
