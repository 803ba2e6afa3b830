package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.history.JobRepository;

/** The PostgreSQL of a running service goes away and comes back. */
@Tag("faults")
class DatabaseGoneTest {
    private static final String DONE = "is done";
    @TempDir
    Path temporary;
    @AutoClose
    private final Said said = new Said();
    private EmbeddedPostgres postgres;
    private Home home;

    @BeforeEach
    void home() throws IOException {
        postgres = server(0);
        home = new Home(temporary.resolve("home"));
        home.store(postgres.getJdbcUrl("postgres", "postgres"));
        home.config("jobs.yaml", "lease: 5", "backOff: 1", "longestBackOff: 1");
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder().setOverrideWorkingDirectory(temporary.resolve("server").toFile())
                .setDataDirectory(temporary.resolve("data")).setCleanDataDirectory(false).setPort(port).start();
    }

    private void restart() {
        try {
            int port = postgres.getPort();
            postgres.close();
            postgres = server(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() throws IOException {
        home.close();
        postgres.close();
    }

    private void stopAndLook() throws IOException {
        home.stop();
        said.requirePlainWords();
        home.requireEachOnce(1);
        assertThat(home.mails()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "claimed", "opened", "measured", "published", "notified", "done"})
    void a_database_that_restarts_at_any_step_costs_no_product(String step) throws Exception {
        AtomicBoolean restarted = new AtomicBoolean();
        home.drop(Home.product(0));
        home.start(Clock.systemUTC(), jobs -> before(jobs, step, () -> {
            if (!restarted.getAndSet(true)) {
                restart();
            }
        }));
        said.await(DONE, 1);
        said.await("mail '", 1);
        assertThat(restarted).isTrue();
        stopAndLook();
    }

    @Test
    void a_product_that_arrives_while_the_database_is_away_waits_in_the_drop_directory() throws Exception {
        home.start();
        int port = postgres.getPort();
        postgres.close();
        home.drop(Home.product(0));
        said.await("DROP-103", 1);
        assertThat(Home.found(home.rooms().drop(), "*.SAFE")).hasSize(1);
        postgres = server(port);
        said.await(DONE, 1);
        said.await("mail '", 1);
        stopAndLook();
    }

    private static JobRepository before(JobRepository jobs, String step, Runnable action) {
        return (JobRepository) Proxy.newProxyInstance(JobRepository.class.getClassLoader(), new Class<?>[] {JobRepository.class},
                (proxy, method, values) -> {
                    if (method.getName().equals(step)) {
                        action.run();
                    }
                    try {
                        return method.invoke(jobs, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
