package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;
import org.penumbra.measure.Measurements;
import org.penumbra.measure.PixelStatistics;

class PixelTableTest {
    private static final Instrument INSTRUMENT = Strips.instrument(11);
    private static final String NAMES = "unit,band,detector,column,line_of_cycle,blind,n,mean,u,std,median,mad,min,max,n_clipped,n_saturated,"
            + "noise,n_pairs,first_half_mean,second_half_mean,reference,change";
    private static final Measurements MEASUREMENTS = measurements();

    @TempDir
    Path report;
    private MeasurementFiles files;
    private PixelTable table;
    private Path file;

    @BeforeEach
    void open() {
        files = new MeasurementFiles(report);
        table = new PixelTable(files);
        file = report.resolve("unit=S2A/type=night-ocean/acquisition=P/pixels.parquet");
        table.write("S2A", MEASUREMENTS, PixelTableTest::comparison, file);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void names_order_and_types_of_columns_are_those_of_the_contract() throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        query("DESCRIBE FROM read_parquet('" + file + "', hive_partitioning = false)")
                .forEach(row -> types.put((String) row.get(0), (String) row.get(1)));

        assertThat(String.join(",", types.keySet())).isEqualTo(NAMES);
        assertThat(types).containsEntry("unit", "VARCHAR").containsEntry("band", "VARCHAR").containsEntry("detector", "SMALLINT")
                .containsEntry("column", "SMALLINT").containsEntry("line_of_cycle", "SMALLINT").containsEntry("blind", "BOOLEAN")
                .containsEntry("n", "INTEGER").containsEntry("n_clipped", "INTEGER").containsEntry("n_saturated", "INTEGER")
                .containsEntry("n_pairs", "INTEGER").containsEntry("mean", "DOUBLE").containsEntry("min", "DOUBLE").containsEntry("change", "DOUBLE");
    }

    @Test
    void measurements_are_asked_for_one_after_the_other_so_that_a_full_product_fits_in_memory() {
        AtomicInteger asked = new AtomicInteger();
        Iterator<PixelBlock> blocks = PixelTable.blocks("S2A", new Measurements() {
            @Override
            public List<BandDetector> bandDetectors() {
                return MEASUREMENTS.bandDetectors();
            }

            @Override
            public DetectorMeasurement of(BandDetector id) {
                asked.incrementAndGet();
                return MEASUREMENTS.of(id);
            }
        }, id -> Optional.empty());
        for (int block = 1; block <= 3; block++) {
            blocks.next();
            assertThat(asked).hasValue(block);
        }
    }

    @Test
    void rows_are_sorted_by_unit_band_detector_column_and_line_of_cycle() throws SQLException {
        List<List<Object>> rows = query("SELECT band, detector::INT, \"column\"::INT, line_of_cycle::INT FROM read_parquet('" + file + "')");

        assertThat(rows).hasSize(11 * (40 * 6 + 20 * 3 + 20));
        assertThat(rows).isSortedAccordingTo(Comparator.<List<Object>, String>comparing(row -> (String) row.get(0))
                .thenComparing(row -> (Integer) row.get(1)).thenComparing(row -> (Integer) row.get(2)).thenComparing(row -> (Integer) row.get(3)));
    }

    @Test
    void each_row_holds_the_statistics_of_its_pixel_bit_for_bit() throws SQLException {
        for (BandDetector id : INSTRUMENT.bandDetectors()) {
            DetectorMeasurement measurement = MEASUREMENTS.of(id);
            PixelStatistics whole = measurement.pixels(CutLevel.FIVE);
            PixelStatistics first = measurement.pixels(CutLevel.FIVE, 0, measurement.segments() / 2);
            PixelStatistics second = measurement.pixels(CutLevel.FIVE, measurement.segments() / 2, measurement.segments());
            List<List<Object>> rows = query("SELECT unit, \"column\"::INT, line_of_cycle::INT, blind, n, mean, std, median, mad, min, max, n_clipped,"
                    + " n_saturated, noise, n_pairs, first_half_mean, second_half_mean, u, reference, change FROM read_parquet('" + file
                    + "') WHERE band = '" + id.band().name() + "' AND detector = " + id.detector());
            int n = id.band().linesPerCycle();
            for (int i = 0; i < rows.size(); i++) {
                List<Object> expected = new ArrayList<>(List.of("S2A", i / n, i % n + 1, i / n < 4, whole.n()[i], whole.mean()[i], whole.std()[i],
                        whole.median()[i], whole.mad()[i], whole.min()[i], whole.max()[i], whole.clipped()[i], whole.saturated()[i], whole.noise()[i],
                        whole.pairs()[i], first.mean()[i], second.mean()[i]));
                expected.add(comparison(id).map(one -> one.u()[0]).orElse(null));
                expected.add(null);
                expected.add(comparison(id).map(one -> one.change()[0]).orElse(null));
                assertThat(rows.get(i)).isEqualTo(expected);
            }
        }
    }

    @Test
    void the_unit_in_the_path_and_the_one_in_the_file_agree_under_hive_partitioning() throws SQLException {
        assertThat(query("SELECT DISTINCT unit, type, acquisition FROM read_parquet('" + report + "/*/*/*/pixels.parquet',"
                + " hive_partitioning = true)"))
                .containsExactly(List.of("S2A", "night-ocean", "P"));
    }

    @Test
    void the_same_measurements_give_the_same_file_byte_for_byte() throws IOException {
        Path again = report.resolve("again.parquet");
        table.write("S2A", MEASUREMENTS, PixelTableTest::comparison, again);

        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void a_measurement_that_cannot_be_read_is_refused_as_it_is_and_leaves_no_table() {
        Path other = report.resolve("other/pixels.parquet");
        Measurements broken = new Measurements() {
            @Override
            public List<BandDetector> bandDetectors() {
                return INSTRUMENT.bandDetectors();
            }

            @Override
            public DetectorMeasurement of(BandDetector id) {
                return id.detector() < 5 ? MEASUREMENTS.of(id) : files.read(report, id);
            }
        };

        assertThatThrownBy(() -> table.write("S2A", broken, PixelTableTest::comparison, other)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(HistoryCode.MEASUREMENT_UNREADABLE));
        assertThat(other.getParent()).isEmptyDirectory();
    }

    @Test
    void an_export_as_csv_has_the_same_names_and_the_rows_asked_for() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PixelExport(file, Optional.of("B8A"), Optional.of(3)).csv(out);

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).isEqualTo(NAMES);
        assertThat(lines).hasSize(1 + 20 * 3);
        assertThat(lines.get(1)).startsWith("S2A,B8A,3,0,1,true,");
        double mean = MEASUREMENTS.of(new BandDetector(INSTRUMENT.band("B8A"), 3)).pixels(CutLevel.FIVE).mean()[0];
        assertThat(Double.parseDouble(lines.get(1).split(",", -1)[7])).isEqualTo(mean);
    }

    @Test
    void an_export_of_everything_is_the_table() throws SQLException, IOException {
        Path all = report.resolve("all.parquet");
        try (OutputStream out = Files.newOutputStream(all)) {
            new PixelExport(file, Optional.empty(), Optional.empty()).parquet(out);
        }

        assertThat(query("FROM read_parquet('" + all + "')")).isEqualTo(query("FROM read_parquet('" + file + "', hive_partitioning = false)"));
    }

    @Test
    void an_absent_table_is_refused_as_no_report_and_one_that_is_no_table_as_unreadable() throws IOException {
        PixelExport absent = new PixelExport(report.resolve("none.parquet"), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> absent.csv(OutputStream.nullOutputStream())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(HistoryCode.NO_REPORT));

        PixelExport export = new PixelExport(Files.writeString(report.resolve("text.parquet"), "no table"), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> export.csv(OutputStream.nullOutputStream())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(HistoryCode.PIXELS_UNREADABLE));
    }

    private List<List<Object>> query(String sql) throws SQLException {
        try (DuckDBConnection connection = files.parquet().connect(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Detectors with an even number are compared; nothing is known of their reference. */
    private static Optional<PixelComparison> comparison(BandDetector id) {
        int size = id.band().columns() * id.band().linesPerCycle();
        double[] u = new double[size];
        double[] none = new double[size];
        double[] change = new double[size];
        Arrays.fill(u, Math.nextUp(0.02));
        Arrays.fill(none, Double.NaN);
        Arrays.fill(change, -id.detector());
        return id.detector() % 2 == 0 ? Optional.of(new PixelComparison(u, none, change)) : Optional.empty();
    }

    private static Measurements measurements() {
        Map<BandDetector, DetectorMeasurement> all = new LinkedHashMap<>();
        INSTRUMENT.bandDetectors().forEach(id -> all.put(id, Strips.dark(id, 240, id.detector())));
        return new KeptMeasurements(all);
    }
}
