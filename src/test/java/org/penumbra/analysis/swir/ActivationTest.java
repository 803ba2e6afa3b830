package org.penumbra.analysis.swir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Activation;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectResult;
import org.penumbra.analysis.defect.DefectSettings;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.defect.Life;
import org.penumbra.analysis.defect.Lives;
import org.penumbra.analysis.equalisation.Equalisation;
import org.penumbra.analysis.swir.Configurations.Reading;
import org.penumbra.analysis.swir.Configurations.Seen;
import org.penumbra.analysis.swir.DetectorSelection.Move;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** What is known of a column whose re-selection did not take effect (METHODS 7). */
class ActivationTest {
    private static final SwirSettings SETTINGS = Settings.defaults(SwirSettings.class);
    private static final String PLACE = "B10-D05";
    private static final int COLUMNS = 21;

    @TempDir
    private static Path directory;
    private static List<Dossier> darks;
    private static Past past;

    @BeforeAll
    static void analyse() {
        KeptPast kept = new KeptPast();
        darks = series("swir-mismatch", kept);
        past = kept;
    }

    @Test
    void the_commanded_configuration_has_no_reading_of_the_acquisitions_in_which_it_was_not_active() {
        assertThat(active(501)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(active(300)).containsExactly(0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void the_score_of_the_commanded_configuration_is_that_of_its_own_pixel() {
        Configurations before = known(darks.get(7));
        assertThat(before.of(501, 1)).isEmpty();
        // two darks of the first R2SWIR and the latest six of the second, this one included as the seventh
        assertThat(before.of(501, 0)).hasSizeGreaterThanOrEqualTo(7).allSatisfy(reading -> assertThat(reading.noise()).isGreaterThan(1));
        Configurations after = known(darks.get(11));
        assertThat(after.of(501, 1)).hasSize(4).allSatisfy(reading -> assertThat(reading.noise()).isLessThan(1));
    }

    @Test
    void the_mismatch_is_told_by_every_dark_until_it_took_effect() {
        assertThat(darks.subList(2, 8)).allSatisfy(dark -> assertThat(moves(dark).stream().filter(move -> move.outcome() == Outcome.MISMATCH))
                .singleElement().satisfies(move -> {
                    assertThat(move.column()).isEqualTo(501);
                    assertThat(move.active()).isZero();
                }));
        assertThat(moves(darks.get(8))).extracting(move -> move.column() + " " + move.outcome()).containsExactly("501 CONFIRMED");
        assertThat(darks.subList(8, 12)).allSatisfy(dark -> assertThat(moves(dark)).noneMatch(move -> move.outcome() == Outcome.MISMATCH));
    }

    @Test
    void a_change_of_level_that_all_columns_share_confirms_or_refutes_nothing() {
        assertThat(moves(darks.get(2)).stream().filter(move -> move.column() == 300)).singleElement()
                .satisfies(move -> assertThat(move.outcome()).isEqualTo(Outcome.CONFIRMED));
    }

    @Test
    void nothing_is_proposed_for_a_column_that_does_not_use_what_is_commanded() {
        assertThat(darks.subList(2, 12)).allSatisfy(dark -> assertThat(detector(dark).proposals()).noneMatch(proposal -> proposal.column() == 501));
    }

    @Test
    void its_defect_lives_on_as_that_of_the_pixel_really_in_use() {
        List<Life> lives = Lives.of(past, "S2A", Instant.MAX, Settings.defaults(DefectSettings.class));
        assertThat(lives.stream().filter(life -> life.column() == 501)).singleElement().satisfies(life -> {
            assertThat(life.shift()).isZero();
            assertThat(life.since()).isEqualTo(darks.get(0).product().sensingStart());
            assertThat(life.seen()).isEqualTo(8);
        });
        // from the dark after the one that found it on, it is listed as confirmed in what is in use
        assertThat(darks.subList(3, 8)).allSatisfy(dark -> assertThat(dark.result("defective-pixels", DefectResult.class).orElseThrow().lives())
                .anyMatch(life -> life.column() == 501 && life.status() == Life.Status.CONFIRMED));
        assertThat(darks.get(11).result("defective-pixels", DefectResult.class).orElseThrow().lives()).noneMatch(life -> life.column() == 501);
    }

    @Test
    void what_a_later_acquisition_finds_holds_since_the_activation() {
        KeptPast kept = new KeptPast();
        series("swir-response", kept);
        List<Evidence> all = EvidenceHistory.of(kept, "S2A", Instant.MAX).entries().stream().map(EvidenceHistory.Entry::evidence).toList();
        // the dark, third, could not decide; the diffuser after it did
        assertThat(all).extracting(evidence -> evidence.shift(PLACE, 305)).containsExactly(0, 0, 0, 0);
        assertThat(all).extracting(evidence -> evidence.shift(PLACE, 301)).containsExactly(0, 0, 1, 1);
    }

    @Test
    void a_column_that_went_to_the_third_configuration_is_a_mismatch_of_that() {
        // column 10 was seen at -1 with 520, at 0 with 500; it is commanded to +1, of which COEFF_D says 480, and reads 520
        Move move = verified(520, 480);
        assertThat(move.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(move.active()).isEqualTo(-1);
    }

    @Test
    void a_level_that_no_configuration_has_belongs_to_none() {
        Move move = verified(507, 480);
        assertThat(move.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(move.active()).isEqualTo(Evidence.UNKNOWN);
    }

    @Test
    void a_level_near_the_commanded_configuration_confirms_it() {
        assertThat(verified(480.4, 480).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(verified(519.9, 520.5).outcome()).as("as near to one that was seen elsewhere").isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void a_mismatch_that_the_noise_decided_has_the_score_of_the_noise_beyond_its_limit() {
        Move move = verifiedByNoise(3, 3);
        assertThat(move.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(move.by()).isEqualTo("noise");
        assertThat(move.active()).isZero();
        // the noise is that of the configuration before, three times that of the commanded one: S = −ln²3/variance, which is at least 0.05²
        assertThat(move.score()).isLessThan(-SETTINGS.decided()).isGreaterThan(-Math.pow(Math.log(3) / SETTINGS.noiseRepeatability(), 2));
    }

    @Test
    void a_move_that_the_noise_confirmed_has_the_score_of_the_noise_beyond_its_limit() {
        Move move = verifiedByNoise(3, 1);
        assertThat(move.outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(move.by()).isEqualTo("noise");
        assertThat(move.active()).isEqualTo(1);
        assertThat(move.score()).isGreaterThan(SETTINGS.decided());
    }

    @Test
    void a_noise_midway_between_those_of_two_configurations_leaves_a_move_undecided() {
        Move move = verifiedByNoise(3, Math.sqrt(3));
        assertThat(move.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(move.by()).isEqualTo("noise");
        assertThat(move.score()).isBetween(-SETTINGS.decided(), SETTINGS.decided());
    }

    @Test
    void where_the_noises_of_two_configurations_are_alike_they_decide_nothing() {
        // 15 % apart, of which 20 % would be worth a change
        Move move = verifiedByNoise(1.15, 1);
        assertThat(move.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(move.by()).isEqualTo("dark level");
    }

    @Test
    void a_few_columns_of_a_survey_that_were_taken_for_unmoved_do_not_say_what_all_of_them_share() {
        // all imaging columns were surveyed at +1, 3 LSB above 0; of 12 it was found, wrongly, that they had stayed.
        // Column 30 is commanded to +1 since
        int columns = 60;
        boolean[] imaging = new boolean[columns];
        Arrays.fill(imaging, 10, 50, true);
        int[] surveyed = new int[columns];
        Arrays.fill(surveyed, 22, 50, 1);
        column30IsConfirmed(imaging, new Seen("survey", surveyed, levels(imaging, column -> 503)), 503);
    }

    @Test
    void blind_columns_that_R2SWIR_moved_are_no_measure_of_what_all_columns_share() {
        // a survey of the whole detector, blind columns included, whose lines at +1 lie 6 LSB above those at 0;
        // those of the others as much to either side
        int columns = 60;
        boolean[] imaging = new boolean[columns];
        Arrays.fill(imaging, 10, 50, true);
        int[] surveyed = new int[columns];
        Arrays.fill(surveyed, 1);
        Reading[] survey = levels(imaging, column -> column == 30 ? 505 : column % 2 == 0 ? 497 : 503);
        IntStream.range(0, columns).filter(column -> !imaging[column]).forEach(column -> survey[column] = new Reading(506, 0.02, 1, false));
        column30IsConfirmed(imaging, new Seen("survey", surveyed, survey), 505);
    }

    /** After a survey and a dark of 500 LSB with all columns at 0, column 30 is commanded to +1 and reads another level; the others stay. */
    private static void column30IsConfirmed(boolean[] imaging, Seen survey, double level) {
        int[] commanded = new int[imaging.length];
        commanded[30] = 1;
        List<Seen> seen = List.of(survey, new Seen("before", new int[imaging.length], levels(imaging, column -> 500)),
                new Seen("now", commanded, levels(imaging, column -> column == 30 ? level : 500)));
        double[] coefficients = new double[imaging.length];
        Arrays.fill(coefficients, 500);
        assertThat(new Verification(new Configurations(seen, List.of()), imaging, commanded, SETTINGS).inDark(coefficients))
                .singleElement().satisfies(move -> {
                    assertThat(move.column()).isEqualTo(30);
                    assertThat(move.outcome()).isEqualTo(Outcome.CONFIRMED);
                });
    }

    /** Readings of a level in the imaging columns, and of 500 LSB in the blind ones. */
    private static Reading[] levels(boolean[] imaging, IntToDoubleFunction level) {
        return IntStream.range(0, imaging.length).mapToObj(column -> new Reading(imaging[column] ? level.applyAsDouble(column) : 500, 0.02, 1, false))
                .toArray(Reading[]::new);
    }

    @Test
    void a_re_selection_of_a_whole_detector_that_did_not_take_effect_is_one_alarm_although_no_column_stayed_as_it_was() {
        // every imaging column but none of the blind ones is commanded to +1, and the common level rises by 5 LSB
        KeptPast kept = new KeptPast();
        List<Dossier> all = series("whole", ScenarioFile.read("whole", """
                detectors: [5]
                bands: [B10]
                granules: 1
                lines_per_granule: 1152
                series: [{days: 0}, {days: 14, temperatures: {vnir: -82, swir: -74}}]
                ageing: {dark_per_degree: {vnir: 0, swir: 5}}
                reselections: [{at: {band: B10, detector: 5, columns: %s}, shift: 1, from: 2, takes_effect: false}]
                """.formatted(IntStream.range(10, 1286).boxed().toList())), kept);
        assertThat(moves(all.get(1))).hasSize(1276);
        // two lines of a column have the same level to within what cannot be told apart in one of some ten columns
        assertThat(moves(all.get(1)).stream().filter(move -> move.outcome() == Outcome.CONFIRMED)).isEmpty();
        assertThat(moves(all.get(1)).stream().filter(move -> move.outcome() == Outcome.MISMATCH).count()).isGreaterThan(900);
        assertThat(all.get(1).findings().stream().filter(finding -> finding.code() == SwirCode.MISMATCH_OF_DETECTOR)).hasSize(1);
        assertThat(all.get(1).findings()).noneMatch(finding -> finding.code() == SwirCode.MISMATCH);
    }

    @Test
    void an_acquisition_keeps_what_it_decided_when_a_later_one_decides_otherwise() {
        // repaired on board without a new R2SWIR: mismatch in the first dark, in effect from the third on; the second decided nothing
        Evidence first = activation(0);
        Evidence undecided = new Evidence(List.of(PLACE), List.of("HOT"), List.of(), Map.of(PLACE, "+"), List.of());
        Evidence third = activation(1);
        EvidenceHistory history = EvidenceHistory.of(past(List.of(first, undecided, third, undecided)), "S2A", Instant.MAX);
        assertThat(history.entries()).extracting(entry -> entry.evidence().shift(PLACE, 0)).containsExactly(0, 0, 1, 1);
    }

    private static Evidence activation(int shift) {
        return new Evidence(List.of(PLACE), List.of("HOT"), List.of(), Map.of(PLACE, "+"), List.of(), List.of(new Activation(PLACE, 0, shift)));
    }

    private static Past past(List<Evidence> all) {
        List<Past.Acquisition> acquisitions = IntStream.range(0, all.size())
                .mapToObj(i -> new Past.Acquisition("dark " + i, "S2A", AcquisitionType.NIGHT_OCEAN, Instant.ofEpochSecond(i),
                        Map.of("R2SWIR", "one"), Map.of(), Map.of())).toList();
        return new Past() {
            @Override
            public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
                return type == AcquisitionType.NIGHT_OCEAN ? acquisitions : List.of();
            }

            @Override
            public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Evidence evidence(Acquisition acquisition) {
                return all.get(acquisitions.indexOf(acquisition));
            }
        };
    }

    /** Column 10 of a detector at a level of 500, seen at -1 with 520 and at 0 with 500, and now commanded to +1. */
    private static Move verified(double level, double coefficient) {
        return verified(List.of(dark("first", -1, 520, 1), dark("second", 0, 500, 1), dark("third", 1, level, 1)), coefficient);
    }

    /** Column 10 with one level in all configurations, seen at +1 with a noise of 1 LSB and at 0 with another, and now commanded to +1 again. */
    private static Move verifiedByNoise(double before, double now) {
        return verified(List.of(dark("first", 1, 500, 1), dark("second", 0, 500, before), dark("third", 1, 500, now)), 500);
    }

    private static Move verified(List<Seen> seen, double coefficient) {
        boolean[] imaging = new boolean[COLUMNS];
        Arrays.fill(imaging, true);
        double[] coefficients = new double[COLUMNS];
        Arrays.fill(coefficients, 500);
        coefficients[10] = coefficient;
        int[] commanded = seen.get(2).shifts();
        return new Verification(new Configurations(seen, List.of()), imaging, commanded, SETTINGS).inDark(coefficients).get(0);
    }

    private static Seen dark(String arrangement, int shift, double level, double noise) {
        Reading[] readings = new Reading[COLUMNS];
        Arrays.fill(readings, new Reading(500, 0.02, 1, false));
        readings[10] = new Reading(level, 0.02, noise, false);
        int[] shifts = new int[COLUMNS];
        shifts[10] = shift;
        return new Seen(arrangement, shifts, readings);
    }

    private static List<Integer> active(int column) {
        return EvidenceHistory.of(past, "S2A", Instant.MAX).entries().stream().map(entry -> entry.evidence().shift(PLACE, column)).toList();
    }

    /** What the analysis of a dark knew from before. */
    private static Configurations known(Dossier dark) {
        Instant time = dark.product().sensingStart();
        BandDetector id = dark.measurements().bandDetectors().get(0);
        EvidenceHistory history = EvidenceHistory.of(past, "S2A", time.plusNanos(1));
        return Configurations.of(Dossier.open(dark.product(), dark.measurements(), dark.calibration(), past, dark.settings()),
                history, id, id.band().columns(), Evidence.NONE, null, SETTINGS);
    }

    private static DetectorSelection detector(Dossier dossier) {
        return dossier.result("swir-selection", SwirResult.class).orElseThrow().detectors().get(0);
    }

    private static List<Move> moves(Dossier dossier) {
        return detector(dossier).moved();
    }

    private static List<Dossier> series(String name, KeptPast kept) {
        return series(name, ScenarioFile.read(Path.of("testdata/scenarios", name + ".yaml")), kept);
    }

    private static List<Dossier> series(String name, Scenario scenario, KeptPast kept) {
        Path calibration = InMemory.calibration(scenario, directory.resolve(name));
        List<Dossier> all = new ArrayList<>();
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Dossier measured = InMemory.dossier(acquisition, calibration, kept);
            Dossier dossier = (acquisition.product().type() == AcquisitionType.NIGHT_OCEAN
                    ? measured.after(new DarkSignal()) : measured.after(new Equalisation()))
                    .after(new DefectTracking()).after(new SwirSelection());
            kept.add(dossier);
            all.add(dossier);
        }
        return all;
    }
}
