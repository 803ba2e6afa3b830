package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.history.Opening.Kind;
import org.penumbra.settings.Settings;

/** A known product that is processed again, and the store of a release that could not; the same on H2 and on PostgreSQL. */
@ParameterizedClass
@EnumSource(Database.class)
class ReprocessTest {
    private static final String CONTENT = "1".repeat(64);
    private static final Path SOURCE = Path.of("/drop/P.SAFE");
    private static final Path PLACE = Path.of("/archive/P.SAFE");

    @Parameter
    Database database;
    @TempDir
    Path directory;
    private String url;
    private Store store;
    private SqlJobs jobs;

    @BeforeEach
    void oneProductOfTheFirstRelease() throws SQLException {
        url = database.fresh(directory);
        Flyway.configure().dataSource(url, Database.USER, Database.PASSWORD).target("1").load().migrate();
        try (Connection connection = DriverManager.getConnection(url, Database.USER, Database.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into job (id, state, source, product_id, identity, owner, lease_until, created, changed) values"
                    + " ('first', 'DONE', '/drop/P.SAFE', 'P', '" + CONTENT + "', 'here', current_timestamp, current_timestamp, current_timestamp)");
            statement.execute("insert into series (unit, name, time, source, reading, u) values ('S2A', 'x', current_timestamp, 'P', 6.25, null)");
            statement.execute("insert into product values ('P', 1, '" + CONTENT + "', 'first', 'S2A', 'night-ocean', current_timestamp, 'OK',"
                    + " '/reports/P', current_timestamp)");
        }
        store = Store.open(url, Database.USER, Database.PASSWORD);
        jobs = new SqlJobs(store, "here", Settings.defaults(JobSettings.class));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ProductIdentity identity() {
        return SqlJobsTest.identity("P", CONTENT);
    }

    private Opening again(String id) {
        jobs.again(id, "P", SOURCE, PLACE);
        return jobs.opened(id, identity());
    }

    private void publish(String id) {
        jobs.measured(id);
        jobs.published(id, new Publication("OK", Path.of("/reports", id), List.of(), Optional.empty()));
        jobs.notified(id, List.of());
        jobs.done(id);
    }

    @Test
    void products_of_the_first_release_are_still_there() {
        assertThat(new History(store).products(Optional.empty(), Instant.EPOCH)).singleElement()
                .satisfies(product -> assertThat(product.report()).isEqualTo(Path.of("/reports/P")));
    }

    @Test
    void series_of_the_first_release_are_still_there() {
        assertThat(new History(store).series("S2A", "x")).extracting(SeriesPoint::reading).containsExactly(6.25);
    }

    @Test
    void a_known_product_that_is_asked_for_is_the_next_revision_each_time() {
        assertThat(again("a")).isEqualTo(new Opening(Kind.REVISION, 2));
        publish("a");
        assertThat(again("b")).isEqualTo(new Opening(Kind.REVISION, 3));
        publish("b");
        assertThat(new History(store).revisions("P")).extracting(ProcessedProduct::identity).containsExactly(CONTENT, CONTENT, CONTENT);
        assertThat(new History(store).archived("P", CONTENT)).containsExactly("first", "b", "a");
    }

    @Test
    void asked_for_twice_under_one_id_it_is_one_job() {
        again("a");
        assertThat(again("a")).isEqualTo(new Opening(Kind.REVISION, 2));
        assertThat(jobs.unfinished()).singleElement().satisfies(job -> {
            assertThat(job.source()).isEqualTo(SOURCE);
            assertThat(job.place()).isEqualTo(PLACE);
        });
    }

    @Test
    void the_same_delivery_without_being_asked_for_stays_a_duplicate() {
        again("a");
        publish("a");
        Job dropped = jobs.begin(SOURCE);
        jobs.claimed(dropped.id(), PLACE);
        assertThat(jobs.opened(dropped.id(), identity()).kind()).isEqualTo(Kind.DUPLICATE);
    }

    @Test
    void one_that_is_refused_leaves_the_revision_free() {
        again("a");
        jobs.quarantined("a", "CALIBRATION-101", "no set");
        assertThat(again("b")).isEqualTo(new Opening(Kind.REVISION, 2));
    }
}
