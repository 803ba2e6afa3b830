package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.SmallDisk;
import org.penumbra.delivery.Trees;
import org.penumbra.history.ProcessedProduct;

/** What a disk, a sender and a clock can do to a service that runs: nothing is lost and nothing doubled. */
@Tag("faults")
class ServiceFaultsTest {
    private static final String DONE = "is done";
    @TempDir
    Path temporary;
    @AutoClose
    private final Said said = new Said();
    @AutoClose
    private Home home;

    private void stopAndLook(int products) throws IOException, InterruptedException {
        said.await("mail '", products);
        home.stop();
        said.requirePlainWords();
        home.requireEachOnce(products);
        assertThat(home.mails()).hasSize(products);
    }

    /** A home whose failures are tried again as long as it takes. */
    private Home patient(Path directory) throws IOException {
        Home patient = new Home(directory);
        patient.config("jobs.yaml", "lease: 5", "backOff: 1", "longestBackOff: 1", "retries: 100");
        return patient;
    }

    /** Free space, in kB, that stops the claim, the store, the measurements, the report. */
    @ParameterizedTest
    @ValueSource(ints = {0, 16, 64, 200, 400})
    void a_disk_that_is_full_for_a_while_delays_a_product_and_no_more(int left) throws Exception {
        try (SmallDisk disk = SmallDisk.of(temporary.resolve("disk"), "40m")) {
            home = patient(disk.root());
            Path made = home.rooms().drop().resolve(".made");
            Trees.copy(Home.product(0), made);
            home.start();
            Path ballast = fill(disk.root(), left);
            Files.move(made, home.rooms().drop().resolve(Home.product(0).getFileName()));
            said.awaitAny("No space left on device", "is tried again", "DROP-103", "HISTORY-108");
            Files.delete(ballast);
            said.await(DONE, 1);
            stopAndLook(1);
        }
    }

    /** Fills a disk but for some kB. */
    private static Path fill(Path disk, int left) throws IOException {
        Path ballast = disk.resolve("ballast");
        long size = Files.getFileStore(disk).getUsableSpace() - left * 1024L;
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            for (long written = 0; written < size; written += block.length) {
                out.write(block);
            }
        } catch (IOException e) {
            // full to the last block, where another file has grown meanwhile
            assertThat(left).as(e.toString()).isLessThan(100);
        }
        return ballast;
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "work", "reports", "outbox", "archive"})
    void a_directory_that_cannot_be_written_for_a_while_delays_a_product_and_no_more(String name) throws Exception {
        home = patient(temporary);
        Path made = home.rooms().drop().resolve(".made");
        Trees.copy(Home.product(0), made);
        home.start();
        Path place = home.rooms().drop().resolve(Home.product(0).getFileName());
        boolean drop = name.equals("drop");
        if (drop) {
            // nothing can arrive in it later
            home.stop();
            Files.move(made, place);
        }
        try (SmallDisk closed = SmallDisk.readOnly(home.rooms().home().resolve(name))) {
            if (drop) {
                home.start();
            } else {
                Files.move(made, place);
            }
            said.await(drop ? "DROP-10" : "is tried again", 1);
        }
        said.await(DONE, 1);
        stopAndLook(1);
    }

    @Test
    void a_sender_that_writes_file_by_file_gives_one_product_when_its_last_file_is_whole() throws Exception {
        home = new Home(temporary);
        home.start();
        Path product = Home.product(0);
        Path place = home.rooms().drop().resolve(product.getFileName());
        List<Path> files;
        try (Stream<Path> entries = Files.walk(product)) {
            files = entries.filter(Files::isRegularFile).sorted(Comparator.comparing((Path file) -> !file.endsWith("manifest.safe"))).toList();
        }
        for (Path file : files) {
            Path copy = place.resolve(product.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            byte[] bytes = Files.readAllBytes(file);
            long polls = said.count(" waits: ");
            try (OutputStream out = Files.newOutputStream(copy)) {
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                said.await(" waits: ", (int) polls + 2);
                out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            }
        }
        said.await(DONE, 1);
        stopAndLook(1);
    }

    @Test
    void one_product_dropped_in_two_places_at_once_is_processed_once() throws Exception {
        home = new Home(temporary);
        home.drop(Home.product(0));
        home.drop(Home.product(0), home.rooms().drop().resolve("night-ocean"));
        home.start();
        said.await(DONE, 1);
        said.await("is a duplicate", 1);
        stopAndLook(1);
        assertThat(Home.found(home.rooms().archive().resolve("duplicates"), "*.SAFE")).hasSize(1);
    }

    @Test
    void one_id_with_two_contents_dropped_at_once_gives_two_revisions() throws Exception {
        home = new Home(temporary);
        home.drop(Home.product(0));
        Path other = home.drop(Home.product(0), home.rooms().drop().resolve("night-ocean"));
        Files.writeString(other.resolve("manifest.safe"), Files.readString(other.resolve("manifest.safe")) + "<!-- again -->");
        home.start();
        said.await(DONE, 2);
        stopAndLook(2);
        assertThat(home.history()).extracting(ProcessedProduct::revision).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void a_clock_that_is_set_back_by_a_day_between_two_products_changes_nothing() throws Exception {
        home = new Home(temporary);
        SteppedClock clock = new SteppedClock();
        home.drop(Home.product(0));
        home.start(clock);
        said.await(DONE, 1);
        clock.pass(Duration.ofDays(-1));
        home.drop(Home.product(1));
        said.await(DONE, 2);
        stopAndLook(2);
    }
}
