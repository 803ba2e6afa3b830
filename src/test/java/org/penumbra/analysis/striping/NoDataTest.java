package org.penumbra.analysis.striping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.raster.PixelLines;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** Samples without data in nominal products (METHODS 8). */
class NoDataTest {
    private static final int LINES = 4 * 384;

    @TempDir
    private static Path directory;
    private static SimulatedAcquisition acquisition;
    private static Dossier dossier;
    private static StripingResult result;

    @BeforeAll
    static void analyse() {
        Scenario scenario = ScenarioFile.read(Path.of("testdata/scenarios/nominal-no-data.yaml"));
        acquisition = InMemory.simulator().acquisitions(scenario).get(0);
        dossier = InMemory.dossier(acquisition, InMemory.calibration(scenario, directory), Past.NONE).after(new Striping());
        result = dossier.result("striping", StripingResult.class).orElseThrow();
    }

    @Test
    void samples_without_data_are_counted_by_detector_and_column() {
        int[] zeros = zeros(scene("B09", 4).id());
        assertThat(zeros[100]).isEqualTo(LINES);
        assertThat(zeros[200]).isEqualTo(512);
        assertThat(zeros[300]).isPositive();
        assertThat(scene("B09", 4).missing()).isEqualTo(zeros);
        // columns 1186 to 1285 of level 1A are 392 to 424 of level 1B: 33 columns in 576 lines
        assertThat(scene("B10", 6).samplesMissing()).isEqualTo(33 * 576);
        assertThat(result.counts().stream().filter(scene -> scene.samplesMissing() > 0)).hasSize(2);
    }

    @Test
    void they_are_told_by_detector_and_are_worth_knowing() {
        assertThat(dossier.findings().stream().filter(finding -> finding.code() == StripingCode.NO_DATA))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO))
                .extracting(finding -> finding.where().band() + " " + finding.where().detector()).containsExactly("B09 4", "B10 6");
        assertThat(dossier.findings()).anyMatch(finding -> finding.message().contains("most of them (1536) in column 100"));
    }

    @Test
    void they_make_no_stripe_of_their_columns_or_the_neighbours() {
        assertThat(dossier.findings()).noneMatch(finding -> finding.severity() != Severity.INFO);
        assertThat(result.stripes()).isEmpty();
    }

    @Test
    void a_column_of_which_part_of_the_strip_has_data_is_judged_there() {
        DetectorStripes stripes = result.detectors().stream().filter(one -> one.id().equals(scene("B09", 4).id())).findFirst().orElseThrow();
        assertThat(stripes.behind()[100]).isZero();
        // a third of the blocks lie in the first 512 of 1536 lines
        assertThat(stripes.behind()[200]).isBetween(stripes.blocks() * 2 / 3 - 1, stripes.blocks() * 2 / 3);
        assertThat(stripes.behind()[150]).isEqualTo(stripes.blocks());
        assertThat(stripes.deviation()[200]).isFinite();
    }

    @Test
    void the_step_between_two_detectors_is_that_of_the_lines_with_data() {
        Seam seam = result.seam(scene("B10", 6).id()).orElseThrow();
        // as in a product with all its data: noise and rounding of the lines left, and the dark of the SWIR 0.24/170
        assertThat(seam.step()).isCloseTo(0, within(0.004));
    }

    @Test
    void the_report_gives_saturated_samples_and_those_without_data_by_band_and_detector() {
        JsonNode bands = new ObjectMapper().valueToTree(result.summary()).path("bands");
        JsonNode b09 = IntStream.range(0, bands.size()).mapToObj(bands::get)
                .filter(band -> band.path("band").asText().equals("B09")).findFirst().orElseThrow();
        assertThat(b09.path("samplesWithoutData").asLong()).isEqualTo(Arrays.stream(scene("B09", 4).missing()).sum());
        assertThat(b09.path("detectors").get(3).path("columnsWithoutData")).hasSize(3);
        assertThat(b09.path("detectors").get(3).path("columnsWithoutData").get(0).toString())
                .contains("\"column\":100").contains("\"samples\":" + LINES);
        assertThat(b09.path("saturated").isNumber()).isTrue();
        assertThat(b09.path("detectors").get(3).path("samplesWithoutData").asLong()).isEqualTo(b09.path("samplesWithoutData").asLong());
        assertThat(b09.path("detectors").get(3).path("saturated").isNumber()).isTrue();
        assertThat(new Striping().present(result).tables().get(1).rows()).extracting(row -> row.get(0) + " " + row.get(1)).contains("B09 4", "B10 6");
    }

    @Test
    void a_raw_count_of_0_at_level_1A_is_a_count_as_any_other() {
        Scenario scenario = ScenarioFile.read("level 1A", """
                acquisition_type: nominal
                level: L1A
                bands: [B09]
                detectors: [4]
                granules: 1
                faults: [{kind: stuck, at: {columns: [300]}, count: 0}]
                """);
        Dossier raw = InMemory.dossier(InMemory.simulator().acquisitions(scenario).get(0),
                InMemory.calibration(scenario, directory.resolve("1A")), Past.NONE).after(new Striping());
        assertThat(raw.findings()).noneMatch(finding -> finding.code() == StripingCode.NO_DATA);
    }

    private static SceneCounts scene(String band, int detector) {
        return result.counts().stream()
                .filter(one -> one.id().band().name().equals(band) && one.id().detector() == detector).findFirst().orElseThrow();
    }

    /** Stored counts of 0 in each column, read from the samples themselves. */
    private static int[] zeros(BandDetector id) {
        PixelLines lines = acquisition.lines(id);
        int[] zeros = new int[lines.columns()];
        for (int part = 0; part < lines.lineCounts().size(); part++) {
            ByteBuffer samples = ByteBuffer.allocate(lines.bytes(part)).order(ByteOrder.nativeOrder());
            lines.read(part, samples);
            for (int i = 0; i < lines.lineCounts().get(part) * zeros.length; i++) {
                zeros[i % zeros.length] += samples.getShort(i * Short.BYTES) == 0 ? 1 : 0;
            }
        }
        return zeros;
    }
}
