package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.ReferenceData;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.MeasureTask;
import org.penumbra.measure.StripMeasure;
import org.penumbra.raster.PixelLines;
import org.penumbra.raster.RasterLines;
import org.penumbra.settings.Settings;

/** The operational flat field of EMIT as a lit raster stack, against its operational mask of bad elements. */
class RealFlatFieldTest {
    private static final String MASK = "EMIT_BadElements_20220307";
    private static final int ROWS = 328;
    private static final int COLUMNS = 1280;

    @TempDir
    private static Path directory;
    private static DefectResult flat;
    private static DefectResult dark;
    private static boolean[][] bad;

    @BeforeAll
    static void analyse() throws IOException {
        flat = stack("flat", "EMIT_FlatField_20220504", "sun-diffuser", "rows");
        dark = stack("dark", "emit20220305t002444_subset_raw", "night-ocean", "bands");
        ByteBuffer mask = ByteBuffer.wrap(Files.readAllBytes(ReferenceData.path("emit/" + MASK))).order(ByteOrder.LITTLE_ENDIAN);
        bad = new boolean[ROWS][COLUMNS];
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            bad[i / COLUMNS][i % COLUMNS] = mask.getShort(2 * i) != 0;
        }
    }

    @Test
    void most_listed_pixels_are_found_with_better_precision_than_a_plain_threshold() {
        // a plain threshold of 3 % finds 0.66 of the listed pixels at a precision of 0.56
        int listed = 0;
        for (int row = 40; row < 300; row++) {
            for (int column = 60; column < 1200; column++) {
                listed += bad[row][column] && !blemish(column) ? 1 : 0;
            }
        }
        List<int[]> found = flat.evidence().signs().stream().map(sign -> new int[] {Integer.parseInt(sign.place().substring(1, 4)), sign.column()})
                .filter(at -> at[0] >= 40 && at[0] < 300 && at[1] >= 60 && at[1] < 1200 && !blemish(at[1])).toList();
        long hits = found.stream().filter(at -> bad[at[0]][at[1]]).count();
        System.out.printf("EMIT flat: recall %.3f (of %d), precision %.3f (of %d)%n",
                (double) hits / listed, listed, (double) hits / found.size(), found.size());
        assertThat((double) hits / listed).isGreaterThanOrEqualTo(0.66);
        assertThat((double) hits / found.size()).isGreaterThanOrEqualTo(0.65);
    }

    @Test
    void a_blemish_that_runs_through_the_bands_is_one_finding_of_its_columns() {
        // the outermost columns of the array, 24 and 1265, are dim as well
        assertThat(flat.signs().get(100).shapes()).extracting(shape -> shape[0] + " to " + shape[1])
                .contains("1019 to 1025").hasSizeLessThanOrEqualTo(3);
        assertThat(flat.evidence().signs()).noneMatch(sign -> sign.column() >= 1020 && sign.column() <= 1024);
    }

    @Test
    void a_quantised_dark_of_three_lines_flags_no_more_than_a_few_per_thousand() {
        long pixels = dark.signs().stream().mapToLong(DetectorSigns::columns).sum();
        long flagged = dark.signs().stream().mapToLong(one -> one.signs().size()).sum();
        System.out.printf("EMIT dark: %d of %d%n", flagged, pixels);
        assertThat((double) flagged / pixels).isLessThan(0.005);
    }

    @Test
    void pixels_of_the_mask_that_comes_with_a_stack_are_known() {
        long listed = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                listed += bad[row][column] ? 1 : 0;
            }
        }
        long known = flat.catalogue().known().size()
                + flat.lives().stream().filter(life -> life.status() == Life.Status.KNOWN)
                        .map(life -> life.place() + life.column()).distinct().count();
        assertThat(known).isBetween(1L, listed);
        assertThat(flat.lives()).allSatisfy(life -> assertThat(life.status() == Life.Status.KNOWN)
                .isEqualTo(bad[Integer.parseInt(life.place().substring(1, 4))][life.column()]));
    }

    @Test
    void insufficient_evidence_starts_no_life() {
        assertThat(dark.insufficient()).isPresent();
        assertThat(dark.lives()).isEmpty();
    }

    private static boolean blemish(int column) {
        return column >= 1018 && column <= 1027;
    }

    private static DefectResult stack(String name, String file, String type, String layout) throws IOException {
        Path delivery = Files.createDirectories(directory.resolve(name));
        for (String each : List.of(file, file + ".hdr", MASK, MASK + ".hdr")) {
            Files.copy(ReferenceData.path("emit/" + each), delivery.resolve(each));
        }
        Files.writeString(delivery.resolve("delivery.yaml"), """
                instrument: emit
                spacecraft: ISS
                acquisition_type: %s
                sensing_start: 2022-05-04T00:00:00Z
                rasters:
                  - {file: %s, band: all, layout: %s}
                %s
                """.formatted(type, file, layout, layout.equals("rows") ? "known_defects: {file: " + MASK + "}" : ""));
        Product product = new DeliveryOpener(InMemory.INSTRUMENTS, Settings.defaults(DeliverySettings.class))
                .open(delivery, directory.resolve("work"), Optional.empty());
        StripMeasure measure = new StripMeasure();
        Map<BandDetector, DetectorMeasurement> all = new LinkedHashMap<>();
        for (BandDetector id : product.images().keySet()) {
            try (PixelLines lines = RasterLines.open(id, product.columns(id.band()), product.images().get(id))) {
                all.put(id, measure.measure(MeasureTask.of(product, Optional.empty(), id), lines, Settings.defaults(MeasureSettings.class)));
            }
        }
        return Dossier.open(product, new KeptMeasurements(all), Optional.empty(), Past.NONE, new AnalysisSettings(List.of()))
                .after(new DefectTracking()).result("defective-pixels", DefectResult.class).orElseThrow();
    }
}
