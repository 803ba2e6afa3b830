package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;

/** Raster stacks of instruments whose profiles stand in the home. */
class OwnProfileChainTest {
    private static final int LINES = 600;

    @TempDir
    Path directory;

    @Test
    void two_instruments_of_one_spacecraft_have_each_its_own_past() throws Exception {
        profile("wide", 40, "");
        profile("narrow", 30, "");
        try (Chain chain = new Chain(directory.resolve("home"))) {
            publish(chain, stack("wide", "2026-03-05T00:00:00Z", 40, 20));
            Published first = publish(chain, stack("narrow", "2026-03-06T00:00:00Z", 30, 0));
            Published second = publish(chain, stack("narrow", "2026-03-07T00:00:00Z", 30, 0));
            assertThat(first.findings()).isEqualTo(second.findings());
            assertThat(first.report().path("product").path("spacecraft").asText()).isEqualTo("ISS");
        }
        assertThat(directory.resolve("home/archive/measurements/unit=ISS-wide/type=night-ocean"))
                .isDirectoryContaining("glob:**wide_ISS_20260305T000000_night-ocean");
        assertThat(directory.resolve("home/archive/measurements/unit=ISS-narrow/type=night-ocean"))
                .isDirectoryContaining("glob:**narrow_ISS_20260307T000000_night-ocean");
    }

    @Test
    void blind_columns_of_the_profile_show_the_thermal_drift() throws Exception {
        profile("blind", 40, "blind_columns: [[0, 5], [34, 39]]\n");
        try (Chain chain = new Chain(directory.resolve("home"))) {
            Published published = publish(chain, stack("blind", "2026-03-05T00:00:00Z", 40, 20));
            // from the middle of the first eighth of the strip to that of the last; 12 columns of 75 lines leave 0.03 LSB
            assertThat(published.report().at("/analyses/dark-signal/bands/0/detectors/0/blindDrift").asDouble())
                    .isCloseTo(20 * 7 / 8.0, within(0.25));
            assertThat(published.numbers("SELECT count(*), min(\"column\"), max(\"column\") FROM pixels WHERE NOT blind")).containsExactly(28, 6, 33);
        }
    }

    @Test
    void a_column_without_any_data_is_told() throws Exception {
        profile("wide", 200, "");
        try (Chain chain = new Chain(directory.resolve("home"))) {
            Published published = publish(chain, stack("wide", "2026-03-05T00:00:00Z", 200, 0, 7));
            assertThat(published.findings()).contains("DARK-121").doesNotContain("DARK-122");
            assertThat(finding(published, "DARK-121").path("column").asInt()).isEqualTo(7);
            assertThat(finding(published, "DARK-121").path("severity").asText()).isEqualTo("INFO");
        }
    }

    @Test
    void more_than_one_per_cent_of_columns_without_any_data_are_one_alarm_of_their_detector() throws Exception {
        profile("wide", 200, "");
        try (Chain chain = new Chain(directory.resolve("home"))) {
            Published published = publish(chain, stack("wide", "2026-03-05T00:00:00Z", 200, 0, 7, 8, 199));
            assertThat(published.findings()).contains("DARK-122").doesNotContain("DARK-121");
            assertThat(finding(published, "DARK-122").path("severity").asText()).isEqualTo("ALARM");
            assertThat(finding(published, "DARK-122").path("measured").asDouble()).isEqualTo(0.015);
        }
    }

    private static JsonNode finding(Published published, String code) {
        return StreamSupport.stream(published.report().path("findings").spliterator(), false)
                .filter(one -> one.path("code").asText().equals(code)).findFirst().orElseThrow();
    }

    private static Published publish(Chain chain, Path stack) {
        return chain.publish(stack, stack.resolve("no-calibration"), stack.resolveSibling(stack.getFileName() + "-out"));
    }

    private void profile(String id, int columns, String more) throws IOException {
        Chain.put(directory.resolve("home/config/instrument/" + id + ".yaml"), """
                detectors: 1
                saturation: 65535
                minimum_lines: 60
                sufficient_lines: 600
                %sbands: {count: 1, name: V1, focal_plane: VNIR, columns: %2$d, columns_level_1b: %2$d, lines_per_cycle: 1, line_periods: 1}
                """.formatted(more, columns));
    }

    /** A dark of 500 LSB with a noise of 1 LSB, to which a drift is added that grows to so many LSB at the last line; NaN in some columns. */
    private Path stack(String instrument, String start, int columns, double drift, Integer... without) throws IOException {
        Path stack = Files.createDirectories(directory.resolve(instrument + start.substring(0, 10)));
        Random random = new Random(start.hashCode());
        ByteBuffer samples = ByteBuffer.allocate(LINES * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int line = 0; line < LINES; line++) {
            for (int column = 0; column < columns; column++) {
                double count = 500 + random.nextGaussian() + drift * line / LINES;
                samples.putFloat(List.of(without).contains(column) ? Float.NaN : (float) count);
            }
        }
        Files.write(stack.resolve("dark.img"), samples.array());
        Chain.put(stack.resolve("dark.hdr"), """
                ENVI
                samples = %d
                lines = %d
                bands = 1
                header offset = 0
                data type = 4
                interleave = bsq
                byte order = 0
                """.formatted(columns, LINES));
        Chain.put(stack.resolve("delivery.yaml"), """
                instrument: %s
                spacecraft: ISS
                acquisition_type: night-ocean
                sensing_start: %s
                rasters:
                  - {file: dark.img, band: all}
                """.formatted(instrument, start));
        return stack;
    }
}
