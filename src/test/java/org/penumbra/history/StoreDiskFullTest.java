package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.SmallDisk;
import org.penumbra.settings.Settings;

/** H2 closes a database that it could not write. */
class StoreDiskFullTest {
    private static final int TRIES = 5;
    @TempDir
    Path directory;

    @Test
    void a_store_whose_disk_was_full_goes_on_with_all_its_rows_when_there_is_room_again() throws Exception {
        try (SmallDisk disk = SmallDisk.of(directory.resolve("disk"), "4m");
             Store store = Store.open(Store.h2(disk.root()), Database.USER, Database.PASSWORD)) {
            SqlJobs jobs = new SqlJobs(store, "here", Settings.defaults(JobSettings.class));
            Job before = jobs.begin(Path.of("before"));
            Path ballast = fill(disk.root());
            assertThatThrownBy(() -> beginMany(jobs)).isInstanceOf(StoreFailure.class);
            Files.delete(ballast);
            // the service tries again at its next turn
            Job after = Stream.generate(() -> tried(jobs)).limit(TRIES).flatMap(Optional::stream).findFirst().orElseThrow();
            assertThat(jobs.unfinished()).contains(before, after);
        }
    }

    private static Optional<Job> tried(SqlJobs jobs) {
        try {
            return Optional.of(jobs.begin(Path.of("after")));
        } catch (StoreFailure e) {
            return Optional.empty();
        }
    }

    private static void beginMany(SqlJobs jobs) {
        for (int i = 0; i < 10_000; i++) {
            jobs.begin(Path.of("while the disk is full"));
        }
    }

    private static Path fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(disk).getUsableSpace() > 0) {
                out.write(new byte[4096]);
            }
        }
        return ballast;
    }
}
