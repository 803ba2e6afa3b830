package org.penumbra.analysis.swir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.swir.DetectorSelection.Move;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.GippName;
import org.penumbra.calibration.GippType;
import org.penumbra.finding.Severity;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** From the candidate R2SWIR of the fifth dark to the first dark after its activation: column 602 went to a worse line and is to go back. */
class SwirCandidateTest {
    private static final String SCENARIO = """
            detectors: [5]
            bands: [B10]
            granules: 1
            lines_per_granule: 1152
            series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}, {days: 56}, {days: 70}]
            reselections:
              - {at: {band: B10, detector: 5, columns: [602]}, shift: 1, from: 1}
              - {at: {band: B10, detector: 5, columns: [602]}, shift: -1, from: 3, noise_factor: 6}
              - {at: {band: B10, detector: 5, columns: [602]}, shift: 1, from: 6}
            """;

    @TempDir
    private static Path directory;
    private static List<SimulatedAcquisition> acquisitions;
    private static Instant upload;
    private static Path calibration;
    private static Dossier proposing;
    private static Candidate candidate;
    private static GippName before;
    private static GippName asDelivered;
    private static Dossier activated;
    private static Dossier insufficient;

    @BeforeAll
    static void installTheCandidate() throws IOException {
        Scenario scenario = ScenarioFile.read("candidate", SCENARIO);
        calibration = InMemory.calibration(scenario, directory);
        acquisitions = InMemory.simulator().acquisitions(scenario);
        upload = acquisitions.get(5).product().sensingStart().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        // what the simulator issued for the last activation: the candidate has to take its place
        Files.delete(calibration.resolve("S2A").resolve(inForce(upload) + ".xml"));
        KeptPast past = new KeptPast();
        for (SimulatedAcquisition acquisition : acquisitions.subList(0, 5)) {
            proposing = analysed(acquisition, past);
        }
        candidate = proposing.outcomes().get("swir-selection").candidates().get(0);
        Path delivered = calibration.resolve("S2A").resolve(candidate.fileName());
        before = inForce(upload);
        candidate.content().write(delivered);
        asDelivered = inForce(upload);
        put(upload, delivered);
        activated = analysed(acquisitions.get(5), past);
        insufficient = analysed(InMemory.simulator().acquisitions(ScenarioFile.read("short", SCENARIO.replace("1152", "252"))).get(4), past);
    }

    @Test
    void it_holds_for_no_product_as_it_is_delivered() {
        assertThat(asDelivered).isEqualTo(before);
        GippName name = GippName.parse(candidate.fileName().replace(".xml", "")).orElseThrow();
        assertThat(name.created()).isEqualTo(proposing.product().sensingStart().truncatedTo(ChronoUnit.SECONDS));
        assertThat(name.start()).isEqualTo(name.stop());
    }

    @Test
    void a_dark_of_too_few_lines_in_place_of_the_fifth_proposes_none() {
        assertThat(insufficient.outcomes().get("swir-selection").candidates()).isEmpty();
    }

    @Test
    void it_says_what_has_to_be_put_in() {
        assertThat(candidate.why()).contains("2100", "instant", "APPLICABILITY_DATE", "R2EQOG, R2EOB2 and R2DEPI");
    }

    @Test
    void with_the_instant_of_the_upload_it_holds_from_then_on_and_not_before() {
        assertThat(inForce(upload).start()).isEqualTo(upload);
        assertThat(inForce(upload).created()).isEqualTo(proposing.product().sensingStart().truncatedTo(ChronoUnit.SECONDS));
        assertThat(inForce(upload.minusSeconds(1))).isEqualTo(before);
    }

    @Test
    void the_first_dark_after_the_upload_confirms_the_column_that_it_moved() {
        List<Move> moves = activated.result("swir-selection", SwirResult.class).orElseThrow().detectors().get(0).moved();
        assertThat(moves).singleElement().satisfies(move -> {
            assertThat(move.column()).isEqualTo(602);
            assertThat(move.from()).isEqualTo(-1);
            assertThat(move.to()).isEqualTo(1);
            assertThat(move.outcome()).isEqualTo(Outcome.CONFIRMED);
            assertThat(move.defectGone()).isTrue();
        });
        assertThat(activated.findings()).noneMatch(finding -> finding.severity() == Severity.ALARM);
    }

    /** What an expert does: the instant in the name, and in the header in the two forms that it has there. */
    private static void put(Instant instant, Path delivered) throws IOException {
        String compact = instant.toString().replaceAll("[-:Z]", "");
        String content = Files.readString(delivered).replace("<APPLICABILITY_DATE>2100-01-01T00:00:00Z<", "<APPLICABILITY_DATE>" + instant + "<")
                .replace("_21000101000000_T<", "_" + compact.replace("T", "") + "_T<");
        assertThat(content).contains("<APPLICABILITY_DATE>" + instant).doesNotContain("21000101000000");
        Files.writeString(delivered.resolveSibling(delivered.getFileName().toString().replace("_V21000101T000000_", "_V" + compact + "_")), content);
        Files.delete(delivered);
    }

    private static GippName inForce(Instant instant) {
        return CalibrationSet.open(calibration, "S2A", instant).inForce(GippType.R2SWIR, "B00");
    }

    private static Dossier analysed(SimulatedAcquisition acquisition, KeptPast past) {
        Dossier dossier = InMemory.dossier(acquisition, calibration, past).after(new DarkSignal())
                .after(new DefectTracking()).after(new SwirSelection());
        past.add(dossier);
        return dossier;
    }
}
