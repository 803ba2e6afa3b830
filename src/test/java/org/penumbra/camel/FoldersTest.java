package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path home;
    private final Properties properties = new Properties();
    private Path report;

    @BeforeEach
    void publish() throws IOException {
        report = Files.createDirectories(home.resolve("reports/2026/01/P"));
        Files.writeString(report.resolve("report.json"), "{}");
        properties.setProperty("penumbra.publish.folders", "shared, " + home.resolve("elsewhere"));
    }

    private Folders folders() {
        return new Folders(new Rooms(Path.of(""), home), properties);
    }

    @Test
    void a_report_is_copied_to_every_folder_under_its_path() {
        folders().copy(report);
        assertThat(home.resolve("shared/2026/01/P/report.json")).hasContent("{}");
        assertThat(home.resolve("elsewhere/2026/01/P/report.json")).hasContent("{}");
    }

    @Test
    void a_report_that_is_published_again_replaces_its_copy() throws IOException {
        Files.writeString(report.resolve("gone.txt"), "of the attempt before");
        folders().copy(report);
        Files.delete(report.resolve("gone.txt"));
        folders().copy(report);
        assertThat(Home.names(home.resolve("shared/2026/01/P"))).containsExactly("report.json");
        assertThat(Home.names(home.resolve("shared/2026/01"))).containsExactly("P");
    }

    @Test
    void a_folder_that_fails_is_said_as_ROUTE_202_and_keeps_no_other_from_the_report() throws Exception {
        Files.writeString(home.resolve("shared"), "a file where the folder should be");
        try (Said said = new Said()) {
            folders().copy(report);
            said.await("ROUTE-202", 1);
        }
        assertThat(home.resolve("elsewhere/2026/01/P/report.json")).hasContent("{}");
    }

    @Test
    void a_report_at_a_place_of_somebody_s_own_is_not_copied() throws IOException {
        Path own = Files.createDirectories(home.resolve("own"));
        folders().copy(own);
        assertThat(home.resolve("shared")).doesNotExist();
    }

    @Test
    void without_folders_nothing_is_copied() throws IOException {
        properties.setProperty("penumbra.publish.folders", " ");
        folders().copy(report);
        assertThat(Home.names(home)).containsExactly("reports");
    }
}
