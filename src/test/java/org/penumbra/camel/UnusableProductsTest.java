package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;
import org.penumbra.Simulated;

/** Products that are read but must not be used: they have a report that says why, and no analyses. */
class UnusableProductsTest {
    @TempDir
    Path directory;

    @Test
    void a_dark_taken_by_day_is_unusable() throws Exception {
        unusable("{detectors: [6], bands: [B01], granules: 1, lines_per_granule: 1008, sun_zenith: 70}", "DARK-001");
    }

    @Test
    void a_dark_with_too_few_lines_is_unusable() throws Exception {
        unusable("{detectors: [6], bands: [B01], granules: 1, lines_per_granule: 120}", "DARK-002");
    }

    @Test
    void a_dark_with_light_in_it_is_unusable() throws Exception {
        unusable("{detectors: [6], bands: [B01], granules: 1, lines_per_granule: 1008, "
                + "faults: [{kind: light, at: {band: B01}, amount: 20}]}", "DARK-003");
    }

    private void unusable(String scenario, String code) throws Exception {
        try (Chain chain = new Chain(directory.resolve("home"))) {
            Published published = chain.publish(Simulated.write(scenario, directory.resolve("in")), directory.resolve("out"));
            assertThat(published.faults("report.json")).isEmpty();
            assertThat(published.report().path("verdict").asText()).isEqualTo("UNUSABLE");
            assertThat(published.report().path("analyses")).isEmpty();
            assertThat(published.findings()).contains(code);
            assertThat(published.directory().resolve("report.html")).isNotEmptyFile();
            assertThat(directory.resolve("home/archive/measurements")).doesNotExist();
            assertThat(chain.left()).isEmpty();
        }
    }
}
