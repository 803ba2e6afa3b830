package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;
import org.penumbra.ReferenceData;

/** Three real frames of EMIT in the dark; the numbers were computed from the same file by other means, over rows 1 to 327 and all columns. */
class RasterStackChainTest {
    private static final String FRAMES = "emit20220305t002444_subset_raw";

    @TempDir
    static Path directory;
    private static Published published;

    @BeforeAll
    static void run() throws Exception {
        Path stack = Files.createDirectories(directory.resolve("emit-dark"));
        Files.copy(ReferenceData.path("emit/" + FRAMES), stack.resolve(FRAMES));
        Files.copy(ReferenceData.path("emit/" + FRAMES + ".hdr"), stack.resolve(FRAMES + ".hdr"));
        Files.writeString(stack.resolve("delivery.yaml"), """
                instrument: emit
                spacecraft: ISS
                acquisition_type: night-ocean
                sensing_start: 2022-03-05T00:24:44Z
                rasters:
                  - {file: %s, band: all, layout: %s}
                """.formatted(FRAMES, "bands"));
        try (Chain chain = new Chain(directory.resolve("home"))) {
            published = chain.publish(stack, directory.resolve("no-calibration"), directory.resolve("out"));
        }
    }

    /** Tolerances are half the last digit given. */
    @Test
    void real_frames_give_the_known_statistics() {
        double[] values = published.numbers(
                "SELECT avg(mean), median(mean), stddev_pop(mean), sqrt(avg(std * std)), count(*) FROM pixels WHERE band <> 'B000'");
        assertThat(values[4]).isEqualTo(327 * 1280);
        assertThat(values[0]).isCloseTo(2001.2637097, within(5e-8));
        assertThat(values[1]).isCloseTo(2002.6666667, within(5e-8));
        assertThat(values[2]).isCloseTo(97.949319, within(5e-7));
        assertThat(values[3]).isCloseTo(1.23060385, within(5e-9));
    }

    @Test
    void three_lines_are_insufficient_evidence() {
        assertThat(published.findings()).contains("DARK-110");
    }

    @Test
    void a_stack_without_parameters_has_no_change_against_a_reference() {
        assertThat(published.findings()).contains("DARK-115");
        assertThat(published.pixels("SELECT count(reference) FROM pixels").get(0)).containsExactly(0L);
    }

    @Test
    void the_report_fits_its_schema() {
        assertThat(published.faults("report.json")).isEmpty();
    }
}
