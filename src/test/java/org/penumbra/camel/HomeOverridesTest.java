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

    @Test
    void a_product_whose_route_begins_elsewhere_is_refused_as_ROUTE_101_before_it_is_measured() throws Exception {
        Chain.put(home.resolve("routes/night-ocean.yaml"), """
                - route:
                    id: night-ocean
                    from:
                      uri: direct:night
                      steps:
                        - bean: {ref: dark-signal}
                """);
        try (Chain chain = new Chain(home)) {
            assertThat(catchThrowableOfType(Refusal.class, () -> chain.publish(Simulated.tiny(), out.resolve("report"))).code())
                    .isEqualTo(RouteCode.NO_CHAIN);
        }
    }

    @Test
    void an_empty_file_of_routes_stops_the_start_as_ROUTE_207() throws Exception {
        Chain.put(home.resolve("routes/x.yaml"), "");
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> new Chain(home).close());
        assertThat(refusal.code()).isEqualTo(RouteCode.ROUTE_UNUSABLE);
        assertThat(refusal).message().contains("is empty: " + home.resolve("routes/x.yaml")).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from: {uri: direct:x          | routes/x.yaml, line 4: expected ',' or '}'
            from: {uri: direct:x, steps: [{beam: {ref: noise}}]}   | routes/x.yaml, line 3: Unknown node id: beam
            from: {uri: direct:x, steps: [{bean: {ref: noize}}]}   | route x: No bean could be found in the registry for: noize.
            from: {uri: dirrect:x, steps: [{bean: {ref: noise}}]}  | route x: No endpoint could be found for: dirrect://x
            """)
    void a_broken_route_stops_the_start_as_ROUTE_207_with_its_place_in_one_line(String from, String words) throws Exception {
        Chain.put(home.resolve("routes/x.yaml"), "- route:\n    id: x\n    " + from + "\n    description: x\n");
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> new Chain(home).close());
        assertThat(refusal.code()).isEqualTo(RouteCode.ROUTE_UNUSABLE);
        assertThat(refusal).message().contains(words).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"penumbra.measure.workers = many, at least 0", "penumbra.heartbeat = 0, at least 1", "penumbra.watch.delay = 2s, at least 1"})
    void a_property_that_is_no_number_stops_the_start_as_ROUTE_208(String property, String words) throws Exception {
        Chain.put(home.resolve("config/application.properties"), property + "\n");
        assertThat(catchThrowableOfType(Refusal.class, () -> new Chain(home).close())).hasMessageContainingAll(property.split(" ")[0], words)
                .extracting(Refusal::code).isEqualTo(RouteCode.PROPERTY);
    }

    @Test
    void a_property_of_ours_that_is_not_known_stops_the_start_as_ROUTE_211() throws Exception {
        Chain.put(home.resolve("config/application.properties"), "camel.main.tracing = false\npenumbra.smtp.hots = mail.example.org\n");
        assertThat(catchThrowableOfType(Refusal.class, () -> new Chain(home).close()))
                .hasMessageContainingAll("application.properties", "'penumbra.smtp.hots'")
                .extracting(Refusal::code).isEqualTo(RouteCode.PROPERTY_UNKNOWN);
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
