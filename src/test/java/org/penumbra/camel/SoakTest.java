package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.Trees;
import org.penumbra.history.ProcessedProduct;

/**
 * Many small deliveries, one in twenty of them faulty, and a service that is killed again and again at any moment: none is lost, none is doubled,
 * and memory stays flat. {@code -Dpenumbra.soak=100} makes it shorter.
 */
@Tag("faults")
class SoakTest {
    private static final int DELIVERIES = Integer.getInteger("penumbra.soak", 500);
    private static final int FAULTY = DELIVERIES / 20;
    private static final int KILLS = Math.max(8, DELIVERIES / 25);
    /** Steps of products that a life sees at most, of which each product has three: so a third of all products is done between kills. */
    private static final int LONGEST_LIFE = 2 * DELIVERIES / KILLS;
    /** A kill comes up to so many ms after a step, as long as a small product takes. */
    private static final int MOMENT = 2000;
    private static final int NO_KILL = Integer.MAX_VALUE;
    /** Products between two looks at the heap. */
    private static final int LOOK = 5;
    @TempDir
    Path temporary;
    private final Random random = new Random(3);
    private final SimpleRegression heap = new SimpleRegression();
    private Home home;

    @Test
    void of_500_deliveries_and_20_kills_none_is_lost_none_doubled_and_memory_stays_flat() throws Exception {
        home = new Home(temporary.resolve("home"));
        List<Path> products = Home.products(DELIVERIES, temporary.resolve("products"));
        for (int i = 0; i < DELIVERIES; i++) {
            Path made = home.rooms().drop().resolve(".made");
            Trees.copy(products.get(i), made);
            Path place = home.rooms().drop().resolve(products.get(i).getFileName());
            if (i % 20 == 19) {
                damage(made);
                Files.createFile(Delivery.marker(place));
            }
            Files.move(made, place);
        }
        Trees.delete(temporary.resolve("products"));
        long start = System.nanoTime();
        for (int kill = 0; kill < KILLS; kill++) {
            live(random.nextInt(LONGEST_LIFE), random.nextInt(MOMENT));
        }
        int left = Home.found(home.rooms().drop(), "*.SAFE").size();
        live(NO_KILL, 0);
        System.out.printf("%d deliveries, %d faulty, %d kills in %d s; %d left for the last life; heap %.2f MB + (%.1f ± %.1f) kB for each product%n",
                DELIVERIES, FAULTY, KILLS, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), left,
                heap.getIntercept() / 1e6, heap.getSlope() / 1e3, heap.getSlopeStdErr() / 1e3);

        home.requireEachOnce(DELIVERIES - FAULTY);
        assertThat(home.history()).extracting(ProcessedProduct::productId).doesNotHaveDuplicates();
        // of each product, and of each refused delivery
        assertThat(home.mails()).hasSize(DELIVERIES);
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(FAULTY);
        assertThat(Home.found(home.rooms().quarantine(), "reason.json")).hasSize(FAULTY);
        // beyond three standard errors it would not be noise
        assertThat(heap.getSlope()).isLessThan(3 * heap.getSlopeStdErr());
    }

    /** Half of them lack their datastrip, half have a byte too many in an image. */
    private void damage(Path product) throws IOException {
        if (random.nextBoolean()) {
            Trees.delete(product.resolve("DATASTRIP"));
        } else {
            Files.write(Home.found(product, "*.jp2").get(0), new byte[1], StandardOpenOption.APPEND);
        }
    }

    /** Runs the service until nothing is left to do, or kills it so many ms after so many steps. */
    private void live(int steps, int moment) throws IOException, InterruptedException {
        Process process = DyingService.start(home, "never");
        int seen = 0;
        int done = 0;
        heap.clear();
        try (BufferedReader said = process.inputReader(); Writer orders = process.outputWriter()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if ((line.contains("watching") || line.startsWith("INFO ")) && seen++ == steps) {
                    // by its handle: Process.destroyForcibly closes the stream that is read here
                    CompletableFuture.delayedExecutor(moment, TimeUnit.MILLISECONDS).execute(process.toHandle()::destroyForcibly);
                }
                if (line.startsWith("heap ")) {
                    System.out.println(done + " " + line);
                    heap.addData(done, Long.parseLong(line.substring("heap ".length())));
                }
                if (steps == NO_KILL) {
                    if (line.contains("is done") && ++done % LOOK == 0) {
                        orders.write("heap\n");
                        orders.flush();
                    }
                    if (nothingIsLeft()) {
                        // a mail is a file before it is sent
                        while (!home.mailsWaiting().isEmpty()) {
                            Thread.onSpinWait();
                        }
                        orders.close();
                    }
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean nothingIsLeft() throws IOException {
        return Home.names(home.rooms().drop()).stream().noneMatch(name -> name.endsWith(".SAFE")) && Home.names(home.rooms().work()).isEmpty()
                && Home.names(home.rooms().outbox()).stream().filter(name -> name.endsWith(".eml")).count() == DELIVERIES
                && Home.names(home.rooms().quarantine()).size() == FAULTY;
    }
}
