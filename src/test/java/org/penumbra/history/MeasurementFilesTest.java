package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.measure.DetectorMeasurement;

class MeasurementFilesTest {
    private static final Instrument INSTRUMENT = Strips.instrument(3);
    private static final BandDetector B8A_D02 = new BandDetector(INSTRUMENT.band("B8A"), 2);

    @TempDir
    Path work;
    private Path measure;
    private MeasurementFiles files;

    @BeforeEach
    void open() {
        measure = work.resolve("it's a job/measure");
        files = new MeasurementFiles(work);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void a_measurement_comes_back_bit_for_bit() {
        for (BandDetector id : INSTRUMENT.bandDetectors()) {
            DetectorMeasurement measured = Strips.dark(id, 240, id.detector());
            files.write(measure, measured);

            assertThat(files.read(measure, id).id()).isEqualTo(id);
            assertThat(files.read(measure, id).pack()).usingElementComparator(Arrays::compare).containsExactlyElementsOf(measured.pack());
        }
    }

    @Test
    void a_product_has_the_measurements_that_were_added() {
        ProductMeasurements product = files.open(measure, INSTRUMENT.bandDetectors());
        assertThat(product.bandDetectors()).noneMatch(product::has);
        DetectorMeasurement measured = Strips.dark(B8A_D02, 12, 1);
        product.add(measured);

        assertThat(product.bandDetectors()).filteredOn(product::has).containsExactly(B8A_D02);
        assertThat(product.of(B8A_D02)).isSameAs(measured);
        assertThat(files.read(measure, B8A_D02).pack()).usingElementComparator(Arrays::compare).containsExactlyElementsOf(measured.pack());
    }

    @Test
    void an_opened_directory_gives_what_its_files_hold() {
        files.write(measure, Strips.dark(B8A_D02, 24, 1));

        assertThat(files.open(measure, List.of(B8A_D02)).bandDetectors()).containsExactly(B8A_D02);
        assertThat(files.open(measure, List.of(B8A_D02)).of(B8A_D02).lines()).isEqualTo(24);
    }

    @Test
    void a_task_done_again_replaces_its_file_and_leaves_no_other() throws IOException {
        files.write(measure, Strips.dark(B8A_D02, 12, 1));
        DetectorMeasurement again = Strips.dark(B8A_D02, 24, 2);
        files.write(measure, again);

        assertThat(files.read(measure, B8A_D02).lines()).isEqualTo(24);
        try (var left = Files.list(MeasurementFiles.file(measure, B8A_D02).getParent())) {
            assertThat(left).containsExactly(MeasurementFiles.file(measure, B8A_D02));
        }
    }

    @Test
    void a_truncated_file_is_refused_as_HISTORY_105_with_its_name() throws IOException {
        files.write(measure, Strips.dark(B8A_D02, 12, 1));
        byte[] bytes = Files.readAllBytes(MeasurementFiles.file(measure, B8A_D02));
        Files.write(MeasurementFiles.file(measure, B8A_D02), Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused();
    }

    @Test
    void an_absent_file_is_refused_as_HISTORY_105_with_its_name() {
        assertRefused();
    }

    @Test
    void a_table_of_something_else_is_refused_as_HISTORY_105() {
        files.write(measure, Strips.dark(B8A_D02, 12, 1));
        new PixelTable(files).write("S2A", files.open(measure, List.of(B8A_D02)), id -> Optional.empty(), MeasurementFiles.file(measure, B8A_D02));

        assertRefused();
    }

    @Test
    void a_measurement_that_another_release_wrote_is_refused_as_HISTORY_105() throws IOException, SQLException {
        files.write(measure, Strips.dark(B8A_D02, 12, 1));
        Path file = MeasurementFiles.file(measure, B8A_D02);
        Path ours = Files.move(file, work.resolve("ours.parquet"));
        try (Connection connection = files.parquet().connect(); Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT \"column\", CASE \"column\" WHEN -1 THEN from_hex('7f') ELSE packed END AS packed FROM read_parquet(%s)) TO %s"
                            .formatted(Parquet.literal(ours), Parquet.literal(file)));
        }

        assertRefused();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> files.read(measure, B8A_D02)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(HistoryCode.MEASUREMENT_UNREADABLE);
            assertThat(refusal).hasMessageContaining(MeasurementFiles.file(measure, B8A_D02).toString());
        });
    }
}
