package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.analysis.gain.KnownGains;
import org.penumbra.history.History;
import org.penumbra.history.InstrumentEvent;
import org.penumbra.history.SeriesPoint;
import org.penumbra.history.Store;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.simulation.SimulatedDelivery;

/** A dark and the Sun on the diffuser three days later through the real routes, after a series was taken into the store. */
class SunDiffuserChainTest {
    private static final String PAIR = "{detectors: [4, 5], bands: [B01, B05, B11], granules: 1, lines_per_granule: 1008,"
            + " series: [{days: 0, acquisition_type: night-ocean}, {days: 3, acquisition_type: sun-diffuser}]}";
    private static final int IMPORTED = 12;

    @TempDir
    static Path directory;

    private static Published published;

    @BeforeAll
    static void run() throws Exception {
        SimulatedDelivery pair = Simulated.write(PAIR, directory.resolve("pair"));
        Path home = directory.resolve("home");
        remember(home);
        try (Chain chain = new Chain(home)) {
            chain.publish(pair.products().get(0), pair.calibration(), directory.resolve("dark"));
            published = chain.publish(pair.products().get(1), pair.calibration(), directory.resolve("diffuser"));
        }
    }

    /** A year of monthly gains, two per cent too high until a decontamination half a year before. */
    private static void remember(Path home) throws Exception {
        Rooms rooms = new Rooms(Path.of("").toAbsolutePath(), home);
        Spacecraft unit = Instruments.load(rooms.instruments()).spacecraft("S2A").orElseThrow();
        Instant start = Instant.parse("2026-01-08T00:00:00Z").minus(Duration.ofDays(30 * IMPORTED));
        List<SeriesPoint> points = new ArrayList<>();
        for (int i = 0; i < IMPORTED; i++) {
            for (Band band : unit.instrument().measuredBands()) {
                Instant time = start.plus(Duration.ofDays(30L * i));
                double gain = unit.gain().get(band.name()) * (i < 6 ? 1.02 : 1) * (1 + 1e-4 * (i % 2));
                points.add(new SeriesPoint("S2A", KnownGains.name(band, KnownGains.GAIN), time, "earlier.csv", gain));
                points.add(new SeriesPoint("S2A", KnownGains.name(band, KnownGains.IRRADIANCE), time, "earlier.csv", 1000));
            }
        }
        try (Store store = Service.openStore(rooms)) {
            History history = new History(store);
            history.add("earlier.csv", points);
            Instant between = start.plus(Duration.ofDays(165));
            history.add(new InstrumentEvent("S2A", "decontamination", between, between.plus(Duration.ofDays(2)), "", "a request"));
        }
    }

    @Test
    void the_report_fits_its_schema_and_names_the_analyses_of_its_route() {
        assertThat(published.faults("report.json")).isEmpty();
        assertThat(published.report().path("analyses").fieldNames()).toIterable()
                .contains("noise", "equalisation", "absolute-gain", "gain-trend", "sensitivity", "defective-pixels");
    }

    @Test
    void the_dark_that_went_before_is_taken_off() {
        // a different reason stands in its place where COEFF_D stood in
        assertThat(published.findings()).doesNotContain("EQUALISATION-111");
        assertThat(published.band("absolute-gain", "B05").path("change").asDouble()).isCloseTo(0, within(5e-4));
    }

    @Test
    void points_that_were_taken_into_the_store_stand_in_the_series_of_the_report_before_its_own() {
        JsonNode points = published.band("gain-trend", "B05").path("points");
        assertThat(points).hasSize(IMPORTED + 1);
        assertThat(points.get(0).path("source").asText()).isEqualTo("earlier.csv");
        assertThat(points.get(IMPORTED).path("gain").asDouble()).isEqualTo(published.band("absolute-gain", "B05").path("gain").asDouble());
    }

    @Test
    void events_of_the_store_cut_the_series_of_the_report() {
        JsonNode parts = published.band("gain-trend", "B05").path("parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(1).path("after").asText()).isEqualTo("decontamination");
    }
}
