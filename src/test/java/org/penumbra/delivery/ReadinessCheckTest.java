package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.delivery.Readiness.State;

/** When a delivery may be claimed: decided from content and sizes, with the clock of the test. */
class ReadinessCheckTest {
    private static final Instant START = Instant.parse("2026-11-20T06:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration ABANDONED = Duration.ofHours(6);

    private final ReadinessCheck check = new ReadinessCheck(Opening.SETTINGS);
    private final TinySafe safe = new TinySafe();

    @TempDir
    Path directory;

    private Readiness look(Path path, Readiness before, Duration after) {
        Delivery delivery = Delivery.at(path, Optional.empty()).orElseThrow();
        return check.check(delivery, Optional.ofNullable(before).map(Readiness::observation), START.plus(after));
    }

    private Readiness look(Path path) {
        return look(path, null, Duration.ZERO);
    }

    private Path archive(String suffix) throws IOException {
        return TinyArchive.write(directory.resolve("delivery" + suffix), TinyArchive.of(safe.write(directory)));
    }

    private Path stack() {
        Path stack = directory.resolve("stack");
        TinySafe.put(stack, "delivery.yaml", """
                instrument: emit
                spacecraft: ISS
                acquisition_type: nominal
                sensing_start: 2022-03-05T00:26:01Z
                rasters: [{file: frames, band: all}]
                """);
        return stack;
    }

    @Test
    void a_SAFE_with_every_listed_file_is_ready_at_once() {
        assertThat(look(safe.write(directory)).state()).isEqualTo(State.READY);
    }

    @Test
    void a_SAFE_that_lacks_a_listed_file_waits_and_says_which() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.image(1, 0, "B02")));
        Readiness readiness = look(root);
        assertThat(readiness.state()).isEqualTo(State.WAITING);
        assertThat(readiness.missing()).containsExactly(safe.image(1, 0, "B02"));
        assertThat(readiness.reason()).contains(safe.image(1, 0, "B02"));
    }

    @Test
    void a_SAFE_with_a_file_that_is_still_growing_waits() throws IOException {
        Path root = safe.write(directory);
        Files.writeString(root.resolve(safe.image(1, 0, "B02")), "part");
        assertThat(look(root).missing()).containsExactly(safe.image(1, 0, "B02"));
    }

    @Test
    void a_SAFE_whose_manifest_is_half_written_waits() {
        Path root = safe.write(directory);
        TinySafe.edit(root.resolve("manifest.safe"), xml -> xml.substring(0, xml.length() / 2));
        assertThat(look(root)).satisfies(readiness -> assertThat(readiness.state()).isEqualTo(State.WAITING));
    }

    @Test
    void a_SAFE_without_manifest_waits_for_its_marker() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve("manifest.safe"));
        assertThat(look(root).missing()).containsExactly("manifest.safe");
        Files.createFile(Delivery.marker(root));
        assertThat(look(root).state()).isEqualTo(State.READY);
    }

    @Test
    void a_marker_ends_the_waiting_whatever_is_there() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.image(1, 0, "B02")));
        Files.createFile(directory.resolve(root.getFileName() + ".done"));
        assertThat(look(root).state()).isEqualTo(State.READY);
    }

    @Test
    void a_manifest_that_can_only_be_refused_is_not_waited_for() {
        Path root = safe.write(directory);
        TinySafe.edit(root.resolve("manifest.safe"), xml -> xml.replaceFirst("href=\"[^\"]*\"", "href=\"../../x\""));
        assertThat(look(root).state()).isEqualTo(State.READY);
    }

    @Test
    void a_delivery_that_lacks_something_and_is_unchanged_for_6_hours_is_incomplete() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.image(1, 0, "B02")));
        Readiness first = look(root);
        assertThat(look(root, first, ABANDONED.minusSeconds(1)).state()).isEqualTo(State.WAITING);
        Readiness last = look(root, first, ABANDONED);
        assertThat(last.state()).isEqualTo(State.INCOMPLETE);
        assertThat(last.refusal(Delivery.at(root, Optional.empty()).orElseThrow(), Opening.SETTINGS)).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(DeliveryCode.INCOMPLETE);
            assertThat(refusal.missing()).containsExactly(safe.image(1, 0, "B02"));
            assertThat(refusal).hasMessageContaining("6 h 00 min");
        });
    }

    @Test
    void a_delivery_that_still_grows_after_6_hours_is_not_incomplete() throws IOException {
        Path root = safe.write(directory);
        Files.delete(root.resolve(safe.image(1, 0, "B02")));
        Files.delete(root.resolve(safe.image(1, 0, "B01")));
        Readiness first = look(root);
        TinySafe.put(root, safe.image(1, 0, "B01"), "part");
        Readiness later = look(root, first, ABANDONED);
        assertThat(later.state()).isEqualTo(State.WAITING);
        assertThat(look(root, later, ABANDONED.plusHours(5)).state()).isEqualTo(State.WAITING);
        assertThat(look(root, later, ABANDONED.plusHours(6)).state()).isEqualTo(State.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar", ".tgz", ".tar.gz"})
    void an_archive_is_ready_when_its_size_has_not_changed_for_30_seconds(String suffix) throws IOException {
        Path archive = archive(suffix);
        Readiness first = look(archive);
        assertThat(first.state()).isEqualTo(State.WAITING);
        assertThat(look(archive, first, SETTLE.minusMillis(1)).state()).isEqualTo(State.WAITING);
        assertThat(look(archive, first, SETTLE).state()).isEqualTo(State.READY);
    }

    @Test
    void where_the_clock_was_set_back_an_archive_settles_anew_instead_of_until_the_clock_is_there_again() throws IOException {
        Path archive = archive(".zip");
        Readiness first = look(archive);
        Readiness back = look(archive, first, Duration.ofDays(-1));
        assertThat(look(archive, back, Duration.ofDays(-1).plusSeconds(30)).state()).isEqualTo(State.READY);
    }

    @Test
    void an_archive_that_grew_starts_to_settle_anew() throws IOException {
        Path archive = archive(".zip");
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        Readiness half = look(archive);
        Files.write(archive, whole);
        Readiness full = look(archive, half, SETTLE);
        assertThat(full.state()).isEqualTo(State.WAITING);
        assertThat(look(archive, full, SETTLE.multipliedBy(2)).state()).isEqualTo(State.READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar", ".tgz"})
    void an_archive_without_its_end_waits_and_is_incomplete_after_6_hours(String suffix) throws IOException {
        Path archive = archive(suffix);
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2 - 1));
        Readiness first = look(archive);
        assertThat(look(archive, first, SETTLE)).satisfies(readiness -> {
            assertThat(readiness.state()).isEqualTo(State.WAITING);
            assertThat(readiness.reason()).contains("end of the archive");
        });
        assertThat(look(archive, first, ABANDONED).state()).isEqualTo(State.INCOMPLETE);
    }

    @Test
    void files_with_old_time_stamps_are_not_ready_for_their_age() throws IOException {
        Path archive = archive(".zip");
        Files.setLastModifiedTime(archive, FileTime.from(START.minus(Duration.ofDays(365))));
        assertThat(look(archive).state()).isEqualTo(State.WAITING);
    }

    @Test
    void a_stack_is_ready_when_all_its_files_are_there_with_unchanged_sizes() {
        Path stack = stack();
        Readiness lacking = look(stack);
        assertThat(lacking.missing()).containsExactly("frames");
        assertThat(look(stack, lacking, ABANDONED).state()).isEqualTo(State.INCOMPLETE);
        TinySafe.put(stack, "frames", "pixels");
        Readiness there = look(stack, lacking, SETTLE);
        assertThat(there.state()).isEqualTo(State.WAITING);
        assertThat(look(stack, there, SETTLE.multipliedBy(2)).state()).isEqualTo(State.READY);
    }

    @Test
    void a_stack_settles_anew_when_the_header_of_a_raster_arrives_after_it() {
        Path stack = stack();
        TinySafe.put(stack, "frames", "pixels");
        Readiness first = look(stack);
        TinySafe.put(stack, "frames.hdr", "ENVI");
        Readiness there = look(stack, first, SETTLE);
        assertThat(there.state()).isEqualTo(State.WAITING);
        assertThat(look(stack, there, SETTLE.multipliedBy(2)).state()).isEqualTo(State.READY);
    }

    @Test
    void a_stack_whose_description_is_wrong_is_not_waited_for_beyond_settling() {
        Path stack = stack();
        TinySafe.edit(stack.resolve("delivery.yaml"), yaml -> yaml + "colour: red\n");
        Readiness first = look(stack);
        assertThat(first.state()).isEqualTo(State.WAITING);
        assertThat(look(stack, first, SETTLE).state()).isEqualTo(State.READY);
    }

    @Test
    void five_hundred_deliveries_are_judged_in_less_than_5_seconds() {
        safe.granules = 3;
        for (int i = 0; i < 500; i++) {
            safe.write(directory.resolve(String.valueOf(i)));
        }
        Instant before = Instant.now();
        List<State> states = IntStream.range(0, 500)
                .mapToObj(i -> look(directory.resolve(String.valueOf(i)).resolve(safe.name())).state()).toList();
        Duration took = Duration.between(before, Instant.now());
        System.out.printf("500 deliveries judged in %d ms%n", took.toMillis());
        assertThat(states).containsOnly(State.READY);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }
}
