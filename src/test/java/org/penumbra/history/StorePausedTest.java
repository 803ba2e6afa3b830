package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.settings.Settings;

/** A node that stands still within a transaction, as a machine does that falls asleep. */
class StorePausedTest {
    @TempDir
    Path directory;

    @Test
    void what_a_paused_node_has_locked_in_PostgreSQL_is_free_for_others_before_it_goes_on() throws Exception {
        String url = Database.POSTGRESQL.fresh(directory);
        try (Store paused = Store.open(url, Database.USER, Database.PASSWORD); Store other = Store.open(url, Database.USER, Database.PASSWORD)) {
            String job = new SqlJobs(other, "other", Settings.defaults(JobSettings.class)).begin(directory).id();
            String update = "update job set message = '%s' where id = '" + job + "'";
            CountDownLatch locked = new CountDownLatch(1);
            CountDownLatch awake = new CountDownLatch(1);
            CompletableFuture<Void> work = CompletableFuture.runAsync(() -> paused.write(handle -> {
                handle.execute(update.formatted("of the paused node"));
                locked.countDown();
                assertThat(await(awake)).isTrue();
            }));
            locked.await();

            other.write(handle -> handle.execute(update.formatted("of the other")));
            awake.countDown();

            assertThatThrownBy(work::join).hasCauseInstanceOf(StoreFailure.class);
            assertThat(other.<String>read(handle -> handle.createQuery("select message from job where id = :id").bind("id", job)
                    .mapTo(String.class).one())).isEqualTo("of the other");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
