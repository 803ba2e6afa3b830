package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryArchiveTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
    @TempDir
    Path home;

    private Path kept(String job, boolean duplicate) throws IOException {
        Path place = Files.createDirectories(home.resolve("drop/.penumbra").resolve(job).resolve("P.SAFE"));
        Files.writeString(place.resolve("manifest.safe"), "listed");
        archive().keep(job, duplicate, place);
        return home.resolve("archive")
                .resolve(duplicate ? "duplicates" : "deliveries/" + job.substring(0, 4) + "/" + job.substring(4, 6)).resolve(job);
    }

    private DeliveryArchive archive() {
        return new DeliveryArchive(new Rooms(Path.of(""), home));
    }

    @Test
    void a_delivery_is_kept_by_the_month_it_was_found_in_and_a_duplicate_apart() throws IOException {
        assertThat(kept("20260105T130221000-00000001", false).resolve("P.SAFE/manifest.safe")).hasContent("listed");
        assertThat(kept("20260105T130221001-00000002", true).resolve("P.SAFE/manifest.safe")).hasContent("listed");
        assertThat(Home.names(home.resolve("drop/.penumbra"))).isEmpty();
    }

    @Test
    void what_was_found_longer_ago_than_it_is_kept_is_removed_and_the_rest_stays() throws IOException {
        Path old = kept("20260821T235959999-00000001", false);
        Path oldDuplicate = kept("20260821T235959999-00000002", true);
        Path young = kept("20260822T000000000-00000003", false);
        archive().tidy(Duration.ofDays(90), NOW, List.of());
        assertThat(old).doesNotExist();
        assertThat(oldDuplicate).doesNotExist();
        assertThat(young.resolve("P.SAFE")).exists();
    }

    @Test
    void what_a_job_is_working_on_stays_however_old_it_is() throws IOException {
        Path needed = kept("20260821T235959999-00000001", false);
        Path other = kept("20260821T235959999-00000002", false);
        archive().tidy(Duration.ofDays(90), NOW, List.of(needed.resolve("P.SAFE")));
        assertThat(needed.resolve("P.SAFE/manifest.safe")).hasContent("listed");
        assertThat(other).doesNotExist();
    }

    @Test
    void an_archive_that_holds_nothing_yet_is_tidy() throws IOException {
        archive().tidy(Duration.ofDays(1), NOW, List.of());
        assertThat(home.resolve("archive")).doesNotExist();
    }
}
