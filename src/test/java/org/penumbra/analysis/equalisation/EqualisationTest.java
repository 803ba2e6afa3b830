package org.penumbra.analysis.equalisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.RecordCopy;
import org.penumbra.analysis.Result.PixelComparison;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.StoredCounts;
import org.penumbra.statistics.Spread;

/** What the route of diffuser products says of planted faults, of clean products and of its own candidates. */
class EqualisationTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_clean_product_gives_no_warning_and_no_candidate(int seed) {
        Dossier dossier = DiffuserBench.ofPair("detectors: [1, 2], granules: 1, lines_per_granule: 576, instrument_seed: %d, seed: %d"
                .formatted(seed, 100 + seed), directory).analysed();
        assertThat(DiffuserBench.codes(dossier, Severity.WARNING)).isEmpty();
        assertThat(dossier.outcomes().values()).flatExtracting(Dossier.Outcome::candidates).isEmpty();
        assertThat(DiffuserBench.equalisation(dossier).decision()).contains(Decision.NO_CHANGE);
    }

    @Test
    void a_planted_fixed_pattern_is_recovered_within_0_01_per_cent_and_its_candidate_takes_it_away() throws IOException {
        DiffuserBench bench = DiffuserBench.ofFile("diffuser-fpn.yaml", directory);
        Dossier dossier = bench.analysed();
        BandEqualisation b05 = band(dossier, "B05");
        BandDetector place = b05.detectors().get(1).id();
        double[] planted = bench.acquisition().signal(place).relativeResponse();
        double truth = FixedPattern.of(planted, new double[planted.length], b05.detectors().get(1).response().imaging(),
                b05.detectors().get(1).response().good(), 100).spread().value();
        assertThat(truth).isCloseTo(0.0015, within(1e-4));
        Spread found = b05.detectors().get(1).patternNoise();
        assertThat(found.value()).isCloseTo(truth, within(5 * found.uncertainty()));
        assertThat(b05.detectors().get(0).fpnValue()).isLessThan(1e-4);
        assertThat(b05.detectors().get(1).candidateFpnValue()).isLessThan(1e-4);
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-102")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.where().detector()).isEqualTo(5);
        });
        assertThat(b05.decision()).isEqualTo(Decision.GROUND_CANDIDATE);

        Dossier again = DiffuserBench.analysed(with(bench, dossier));
        assertThat(band(again, "B05").detectors().get(1).fpnValue()).isLessThan(1e-4);
        assertThat(again.calibration().orElseThrow().groundEqualisation(place.band()).header().provider()).isEqualTo("PENUMBRA");
        // the pair is consistent: with both candidates in force A is that of R2ABCA
        assertThat(DiffuserBench.gain(again, "B05").change()).isCloseTo(0, within(1e-5));
        assertThat(DiffuserBench.codes(again, Severity.WARNING)).isEmpty();
    }

    @Test
    void a_candidate_keeps_the_dark_in_force_where_the_archived_one_is_insufficient_evidence() throws IOException {
        DiffuserBench bench = DiffuserBench.withShortDark("detectors: [5], bands: [B05], granules: 1, lines_per_granule: 1152,"
                + " faults: [{kind: fpn, at: {band: B05, detector: 5}, sigma: 0.0015}]", directory);
        Dossier dossier = bench.analysed();
        BandEqualisation b05 = band(dossier, "B05");
        assertThat(b05.response().archivedDark()).isTrue();
        assertThat(b05.decision()).isEqualTo(Decision.GROUND_CANDIDATE);
        assertThat(dark(with(bench, dossier), b05)).isDeepEqualTo(dark(dossier, b05));
    }

    /** COEFF_D in force of the only detector of a band; axes: line of cycle, column. */
    private static double[][] dark(Dossier dossier, BandEqualisation band) {
        return dossier.calibration().orElseThrow().groundEqualisation(band.band())
                .dark(StoredCounts.tdi(dossier.product(), band.band()), band.detectors().get(0).id().detector());
    }

    @Test
    void a_pixel_stuck_at_the_count_of_its_neighbours_is_no_measure_of_its_detector() {
        String strip = "detectors: [4, 5], bands: [B05], granules: 1, lines_per_granule: 1152, equalization_mode: false";
        DiffuserBench clean = DiffuserBench.ofPair(strip, directory.resolve("clean"));
        BandDetector place = clean.dossier().measurements().bandDetectors().get(1);
        double count = clean.dossier().measurements().of(place).pixels(CutLevel.FIVE).median()[600 * place.band().linesPerCycle()];
        String fault = ", faults: [{kind: stuck, at: {band: B05, detector: 5, columns: [600], acquisitions: [2, 2]}, count: %.0f}]".formatted(count);
        Dossier stuck = DiffuserBench.ofPair(strip + fault, directory.resolve("stuck")).analysed();
        assertThat(band(stuck, "B05").detectors().get(1).response().good()[600]).isFalse();
        BandEqualisation without = band(clean.analysed(), "B05");
        // one column of 1276 more or less
        assertThat(band(stuck, "B05").detectors().get(1).fpnValue()).isCloseTo(without.detectors().get(1).fpnValue(), within(1e-5));
        assertThat(DiffuserBench.gain(stuck, "B05").budget().total())
                .isCloseTo(DiffuserBench.gain(clean.analysed(), "B05").budget().total(), within(1e-6));
        assertThat(band(stuck, "B05").decision()).isEqualTo(without.decision());
    }

    @Test
    void pixels_that_moved_are_listed_and_no_others() {
        Dossier dossier = DiffuserBench.ofFile("diffuser-fpn.yaml", directory).analysed();
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-104")).filteredOn(finding -> "B03".equals(finding.where().band()))
                .extracting(finding -> finding.where().detector() + ":" + finding.where().column()).containsExactly("4:700", "4:1400");
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-104")).filteredOn(finding -> "B03".equals(finding.where().band()))
                .allSatisfy(finding -> assertThat(finding.measured()).isCloseTo(0.01, within(3e-4)));
    }

    @Test
    void a_column_of_30_samples_has_moved_where_Students_law_says_so() {
        Dossier dossier = DiffuserBench.ofPair("detectors: [5], bands: [B10], granules: 1, lines_per_granule: 180", directory).analysed();
        // one of 1276 columns is significant below 0.01/1276 = 7.8e-6; 5.3 u are 1.2e-7 by the normal law, 1.1e-5 by Student's with 29 degrees
        assertThat(moved(dossier, 5.3)).isEmpty();
        // 6.3e-6
        assertThat(moved(dossier, 5.5)).containsExactly(600);
    }

    /** Columns of the only band and detector that moved, where one of them is put so many standard uncertainties off it, and none else is off. */
    private static List<Integer> moved(Dossier dossier, double uncertainties) {
        EqualisationResult result = DiffuserBench.equalisation(dossier);
        BandEqualisation band = result.bands().get(0);
        DetectorEqualisation detector = band.detectors().get(0);
        double[] relative = new double[detector.relative().length];
        Arrays.fill(relative, 1);
        relative[600] = 1 / (1 - uncertainties * detector.response().uncertainty(600));
        DetectorEqualisation planted = new DetectorEqualisation(detector.response(), relative, detector.fpn(), detector.candidateFpn(),
                detector.dsnu(), detector.errorOfReference(), detector.errorOfCandidate(), detector.linesLeftOut(), detector.deviant());
        EqualisationResult off = RecordCopy.with(RecordCopy.with(result, "settings", RecordCopy.with(result.settings(), "pixelChange", 0.0)),
                "bands", List.of(new BandEqualisation(band.response(), band.halves(), List.of(planted), band.steps(), band.inForceSince(),
                        band.ageDays(), band.dark(), band.decision())));
        return new EqualisationFindings(dossier.product(), off).all().stream()
                .filter(finding -> finding.code() == EqualisationCode.PIXEL_GAIN).map(finding -> finding.where().column()).toList();
    }

    @Test
    void two_detectors_of_B10_that_stepped_alarm_and_leave_the_others_where_they_are() {
        Dossier dossier = DiffuserBench.ofFile("diffuser-b10-step.yaml", directory).analysed();
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-103"))
                .allMatch(finding -> finding.severity() == Severity.ALARM && "B10".equals(finding.where().band()))
                .extracting(finding -> finding.where().detector()).containsExactly(3, 11);
        BandEqualisation b10 = band(dossier, "B10");
        assertThat(b10.detectors()).extracting(detector -> detector.gainChange().value()).satisfiesExactly(
                change -> assertThat(change).isCloseTo(0, within(1e-4)), change -> assertThat(change).isCloseTo(-0.03, within(2e-4)),
                change -> assertThat(change).isCloseTo(0, within(1e-4)), change -> assertThat(change).isCloseTo(0, within(1e-4)),
                change -> assertThat(change).isCloseTo(0.03, within(2e-4)));
        assertThat(DiffuserBench.findings(dossier, "EQUALISATION-106")).hasSize(3).allMatch(finding -> finding.severity() == Severity.ALARM);
        assertThat(b10.fpn().value()).isLessThan(1e-4);
        assertThat(b10.decision()).isEqualTo(Decision.EXPERT);
        assertThat(band(dossier, "B11").decision()).isEqualTo(Decision.NO_CHANGE);
    }

    @Test
    void a_gain_that_is_up_in_one_band_alarms_there_alone() {
        Dossier dossier = DiffuserBench.ofFile("diffuser-gain-up.yaml", directory).analysed();
        assertThat(DiffuserBench.gain(dossier, "B04").change()).isCloseTo(0.015, within(5e-4));
        assertThat(DiffuserBench.codes(dossier, Severity.WARNING)).containsExactly("GAIN-101");
        assertThat(DiffuserBench.findings(dossier, "GAIN-101")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ALARM);
            assertThat(finding.where().band()).isEqualTo("B04");
        });
        // no equalisation is proposed, so the candidate is the mean as it stands
        List<Candidate> candidates = dossier.outcomes().get("absolute-gain").candidates();
        assertThat(candidates).singleElement().satisfies(candidate -> assertThat(candidate.why()).contains("B04"));
        assertThat(dossier.outcomes().get("equalisation").candidates()).isEmpty();
    }

    @Test
    void an_on_board_knee_inside_the_signal_does_not_disturb_the_response() {
        DiffuserBench bench = DiffuserBench.ofFile("diffuser-equalised.yaml", directory);
        Dossier dossier = bench.analysed();
        BandDetector b06 = band(dossier, "B06").detectors().get(0).id();
        var statistics = dossier.measurements().of(b06).pixels(org.penumbra.measure.CutLevel.FIVE);
        var law = bench.acquisition().instrument().onBoard(b06, 3);
        assertThat(IntStream.range(100, 1100).filter(column -> {
            double knee = law.inverse(column, law.knee(column));
            return knee > statistics.min()[3 * column] && knee < statistics.max()[3 * column];
        }).count()).as("columns whose samples lie on both sides of the knee").isGreaterThan(50);
        assertThat(DiffuserBench.equalisation(dossier).bands()).allSatisfy(band -> {
            DetectorEqualisation detector = band.detectors().get(0);
            double errors = detector.response().goodColumns()
                    .mapToDouble(column -> Math.pow(detector.relative()[column] - 1, 2)).average().orElseThrow();
            double expected = detector.response().goodColumns()
                    .mapToDouble(column -> Math.pow(detector.uncertainty(column), 2)).average().orElseThrow();
            assertThat(Math.sqrt(errors / expected)).as(band.band().name()).isLessThan(1.05);
        });
        assertThat(DiffuserBench.codes(dossier, Severity.WARNING)).isEmpty();
    }

    @Test
    void the_result_does_not_depend_on_the_number_of_threads() throws Exception {
        DiffuserBench bench = DiffuserBench.ofFile("diffuser-fpn.yaml", directory);
        ForkJoinPool one = new ForkJoinPool(1);
        Object alone = one.submit(() -> DiffuserBench.equalisation(bench.analysed()).summary().toString()).get();
        one.shutdown();
        assertThat(alone).isEqualTo(DiffuserBench.equalisation(bench.analysed()).summary().toString());
    }

    @Test
    void the_pixels_of_the_archive_have_r_minus_1_against_the_reference_1() {
        Dossier dossier = DiffuserBench.ofPair("detectors: [4, 5], bands: [B09], granules: 1, lines_per_granule: 576", directory).analysed();
        DetectorEqualisation detector = band(dossier, "B09").detectors().get(0);
        PixelComparison pixels = DiffuserBench.equalisation(dossier).pixels(detector.id()).orElseThrow();
        assertThat(pixels.reference()[0]).isNaN();
        assertThat(pixels.reference()[600]).isEqualTo(1);
        // B09 has one line of cycle: pixel and column are the same
        assertThat(pixels.change()[600]).isCloseTo(detector.relative()[600] - 1, within(1e-12));
        assertThat(pixels.u()[600] / detector.response().equalised()[600])
                .isCloseTo(detector.uncertainty(600), within(0.03 * detector.uncertainty(600)));
    }

    /** The dossier with the candidates of the analyses in force as well. */
    private Dossier with(DiffuserBench bench, Dossier analysed) throws IOException {
        Path unit = bench.calibration().resolve("S2A");
        for (Dossier.Outcome outcome : analysed.outcomes().values()) {
            for (Candidate candidate : outcome.candidates()) {
                candidate.content().write(unit.resolve(candidate.fileName()));
            }
        }
        assertThat(Files.list(unit).filter(file -> file.toString().contains("PENU"))).isNotEmpty();
        Dossier was = bench.dossier();
        CalibrationSet set = CalibrationSet.open(bench.calibration(), "S2A", was.product().sensingStart());
        Past past = was.past();
        return Dossier.open(was.product(), was.measurements(), Optional.of(set), past, was.settings());
    }

    static BandEqualisation band(Dossier dossier, String name) {
        return DiffuserBench.equalisation(dossier).bands().stream().filter(band -> band.band().name().equals(name)).findFirst().orElseThrow();
    }
}
