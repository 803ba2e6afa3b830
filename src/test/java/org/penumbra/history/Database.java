package org.penumbra.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** The databases that the store runs on; each {@link #fresh} one is empty. */
enum Database {
    H2 {
        @Override
        String fresh(Path directory) {
            return Store.h2(directory.resolve(UUID.randomUUID().toString()));
        }
    },
    POSTGRESQL {
        @Override
        String fresh(Path directory) {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return Server.INSTANCE.getJdbcUrl(USER, name);
        }
    };

    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    abstract String fresh(Path directory);

    /** One server for all tests of this process; it stops with it. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setOverrideWorkingDirectory(Files.createTempDirectory("penumbra-postgres").toFile()).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
