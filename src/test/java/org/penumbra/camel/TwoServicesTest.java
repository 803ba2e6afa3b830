package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two JVMs with one home directory, on one PostgreSQL or on the H2 file of the home: no product is processed twice, and none waits for a dead node.
 */
@Tag("faults")
class TwoServicesTest {
    private static final int PRODUCTS = 8;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
    private static final String DONE = "is done";
    @TempDir
    Path temporary;
    private EmbeddedPostgres postgres;
    private Home home;
    private final List<Child> children = new ArrayList<>();

    /** A service in a JVM of its own and what it says. */
    private final class Child {
        private final Process process;
        private final List<String> lines = new ArrayList<>();

        Child(Process process) {
            this.process = process;
            Thread reader = new Thread(() -> process.inputReader().lines().forEach(this::add));
            reader.setDaemon(true);
            reader.start();
        }

        private void add(String line) {
            synchronized (children) {
                lines.add(line);
                children.notifyAll();
            }
        }

        /** How many lines hold a text. */
        long count(String text) {
            return said(text).count();
        }

        /** The lines that hold a text. */
        Stream<String> said(String text) {
            synchronized (children) {
                return lines.stream().filter(line -> line.contains(text)).toList().stream();
            }
        }

        void await(String text) throws InterruptedException {
            TwoServicesTest.this.await(() -> count(text) > 0, text);
        }

        /** Waits until it says so of one product: a node that wakes may still speak of an earlier one. */
        void await(String text, Path product) throws InterruptedException {
            String id = product.getFileName().toString().replace(".SAFE", "");
            TwoServicesTest.this.await(() -> said(text).anyMatch(line -> line.contains(id)), text + " of " + id);
        }

        void stop() throws IOException, InterruptedException {
            process.outputWriter().close();
            await("stopped");
        }
    }

    private void await(BooleanSupplier said, String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        synchronized (children) {
            while (!said.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertThat(left).as(() -> "nobody said '%s':%n%s".formatted(what, children.stream().map(child -> String.join("\n", child.lines))
                        .collect(Collectors.joining("\n\n")))).isPositive();
                children.wait(left);
            }
        }
    }

    private Child child(String step) throws IOException {
        Child child = new Child(DyingService.start(home, step));
        children.add(child);
        return child;
    }

    private void home(String store) throws IOException {
        home = new Home(temporary.resolve("home"));
        if (store.equals("PostgreSQL")) {
            postgres = EmbeddedPostgres.builder().setOverrideWorkingDirectory(temporary.resolve("server").toFile()).start();
            home.store(postgres.getJdbcUrl("postgres", "postgres"));
        }
    }

    @AfterEach
    void end() throws IOException {
        children.forEach(child -> child.process.destroyForcibly().onExit().join());
        if (postgres != null) {
            postgres.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    void each_product_is_processed_by_one_of_two_nodes(String store) throws Exception {
        home(store);
        List<Path> products = Home.products(PRODUCTS, temporary.resolve("products"));
        Child one = child("never");
        Child other = child("never");
        one.await("watching");
        other.await("watching");
        for (Path product : products) {
            home.drop(product);
        }
        // where a node is slow the other may send a mail of its again
        await(() -> Stream.of(one, other).flatMap(node -> node.said("mail '")).distinct().count() == PRODUCTS, "mail");
        one.stop();
        other.stop();
        home.requireEachOnce(PRODUCTS);
        assertThat(home.mails()).hasSize(PRODUCTS);
        // published once each, not only once in the end
        assertThat(one.count("INFO Publish: ") + other.count("INFO Publish: ")).isEqualTo(PRODUCTS);
        System.out.printf("%s: %d products by one node, %d by the other%n", store, one.count(DONE), other.count(DONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    void what_a_killed_node_had_in_hand_is_finished_by_the_other_when_its_lease_has_run_out(String store) throws Exception {
        home(store);
        home.drop(Home.product(0));
        Child one = child("before:publish");
        one.await("killed");
        Child other = child("never");
        other.await(DONE);
        other.await("mail '");
        other.stop();
        home.requireEachOnce(1);
        assertThat(home.mails()).hasSize(1);
    }

    /** A machine that sleeps for longer than the lease. */
    @ParameterizedTest
    @ValueSource(strings = {"after:claimed", "before:measured", "before:publish", "before:published", "before:notified", "before:archive"})
    void a_node_that_was_paused_while_another_took_its_product_lets_go_of_it_and_goes_on(String step) throws Exception {
        home("PostgreSQL");
        home.drop(Home.product(0));
        Child one = child("pause:" + step);
        one.await("paused");
        Child other = child("never");
        other.await(DONE);
        other.await("mail '");
        other.stop();
        DyingService.signal("CONT", one.process.pid());
        home.drop(Home.product(1));
        one.await(DONE, Home.product(1));
        one.await("mail '", Home.product(1));
        one.stop();
        home.requireEachOnce(2);
        assertThat(home.mails()).hasSize(2);
        assertThat(Home.names(home.rooms().quarantine())).isEmpty();
    }
}
