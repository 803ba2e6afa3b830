package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.SettingsCode;

/** Files in the home directory stand in place of those of the installation, file by file (DESIGN 7). */
class HomeOverridesTest {
    @TempDir
    Path home;
    @TempDir
    Path out;

    @Test
    void a_settings_file_of_the_home_directory_is_in_force_and_the_others_stay() throws Exception {
        Chain.put(home.resolve("config/dark-signal.yaml"), "pixelChange: 3.5\n");
        try (Chain chain = new Chain(home)) {
            Published published = chain.publish(Simulated.tiny(), out.resolve("report"));
            assertThat(published.report().at("/provenance/configuration/effective/dark-signal/pixelChange/value").asDouble()).isEqualTo(3.5);
            assertThat(published.report().at("/provenance/configuration/effective/noise/trim/value").asDouble()).isEqualTo(0.01);
        }
    }

    @Test
    void a_route_of_the_home_directory_is_followed_and_the_others_stay() throws Exception {
        Chain.put(home.resolve("routes/night-ocean.yaml"), """
                - route:
                    id: night-ocean
                    from:
                      uri: direct:night-ocean
                      steps:
                        - bean: {ref: dark-signal}
                """);
        try (Chain chain = new Chain(home)) {
            assertThat(chain.publish(Simulated.tiny(), out.resolve("report")).report().path("analyses").fieldNames()).toIterable()
                    .containsExactly("dark-signal");
        }
    }

    @ParameterizedTest
    @CsvSource({"dark-signal.yaml, smallestSunZenith: 20", "response.yaml, localColumns: 2", "measure.yaml, segments: 0"})
    void a_setting_out_of_range_stops_the_start_and_not_a_product(String file, String setting) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> {
            Chain.put(home.resolve("config").resolve(file), setting + "\n");
            new Chain(home).close();
        });
        assertThat(refusal.code()).isEqualTo(SettingsCode.OUT_OF_RANGE);
    }
}
