package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.gain.GainPoint;
import org.penumbra.analysis.gain.GainSeries;
import org.penumbra.analysis.gain.KnownGains;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.Band;
import org.penumbra.settings.Settings;

/** What the archive and the store remember together. */
@ParameterizedClass
@EnumSource(Database.class)
class StoredPastTest {
    private static final Band B08 = Strips.instrument(1).band("B08");
    private static final String GAIN = KnownGains.name(B08, KnownGains.GAIN);
    private static final Instant START = Instant.parse("2026-11-20T01:02:03Z");

    @Parameter
    Database database;
    @TempDir
    Path home;
    private Store store;
    private MeasurementFiles files;
    private MeasurementArchive archive;

    @BeforeEach
    void open() {
        store = Store.open(database.fresh(home), Database.USER, Database.PASSWORD);
        files = new MeasurementFiles(home.resolve("work"));
        archive = new MeasurementArchive(home.resolve("archive"), files);
    }

    @AfterEach
    void close() {
        files.close();
        store.close();
    }

    @Test
    void a_diffuser_issued_again_under_another_id_is_one_point_of_the_series_of_gains_beside_the_imported_ones() throws IOException {
        publish("S2A_20261121", 4.1);
        publish("S2A_20261122", 4.2);
        new History(store).add("gains.csv", List.of(new SeriesPoint("S2A", GAIN, START.minusSeconds(86_400), "gains.csv", 4.0)));

        GainSeries series = GainSeries.of("S2A",
                KnownGains.of(new StoredPast(archive, () -> Optional.of(new History(store))), "S2A", List.of(B08), Instant.MAX));

        assertThat(series.points()).extracting(GainPoint::source).containsExactly("gains.csv", "S2A_20261122");
        assertThat(series.conflicts()).isEmpty();
    }

    private void publish(String product, double gain) throws IOException {
        archive.store(new Acquisition(product, "S2A", AcquisitionType.SUN_DIFFUSER, START, Map.of(), Map.of(), Map.of(GAIN, gain)),
                Files.writeString(home.resolve("pixels.parquet"), ""), Files.createDirectories(home.resolve("measure")));
        SqlJobs jobs = new SqlJobs(store, "here", Settings.defaults(JobSettings.class));
        String job = jobs.begin(Path.of(product)).id();
        jobs.claimed(job, Path.of("place"));
        jobs.opened(job, new ProductIdentity(product, "1".repeat(64), "S2A", AcquisitionType.SUN_DIFFUSER, START));
        jobs.measured(job);
        jobs.published(job, new Publication("OK", Path.of("reports", product),
                List.of(new SeriesPoint("S2A", GAIN, START, product, gain)), Optional.empty()));
    }
}
