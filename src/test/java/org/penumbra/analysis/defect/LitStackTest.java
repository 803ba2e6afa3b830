package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.PlantedStack;
import org.penumbra.analysis.PlantedStack.Scene;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;

/** Response of a lit raster stack: a dark of 300 LSB below 1 000 LSB of light, column 300 hot by 400 LSB. */
class LitStackTest {
    private static final int LINES = 1008;
    private static final Scene DARK = (line, column, normal) -> dark(column) + 1.2 * normal;
    /** Known to 15/√1008 LSB, 0.05 %. */
    private static final Scene LIT = (line, column, normal) -> dark(column)
            + (column < PlantedStack.BLIND ? 0 : 1000 * response(column)) + 15 * normal;

    @TempDir
    private Path directory;

    private static double dark(int column) {
        return column == 300 ? 700 : 300;
    }

    private static double response(int column) {
        return switch (column) {
            case 100 -> 0.88;
            case 150 -> 1.08;
            case 200 -> 0.92;
            case 250 -> 0.45;
            default -> 1;
        };
    }

    @Test
    void the_response_is_judged_without_the_nearest_archived_dark() {
        Dossier lit = lit("2026-02-18", pastWithDark());
        assertThat(signs(lit)).containsExactlyInAnyOrder("100 LOW_RESPONSE", "250 DEAD");
        assertThat(told(lit)).isEmpty();
    }

    @Test
    void without_an_archived_dark_it_is_said_that_the_dark_is_left_in() {
        Dossier lit = lit("2026-02-18", Past.NONE);
        // 1 − 0.12/1.3 is within the limit, 1 − 0.55/1.3 above a half, 1 + 0.4/1.3 beyond the limit
        assertThat(signs(lit)).containsExactlyInAnyOrder("250 LOW_RESPONSE", "300 HIGH_RESPONSE");
        assertThat(told(lit)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).contains("the response of all detectors");
        });
    }

    @Test
    void a_response_that_is_known_to_no_better_than_ten_per_cent_is_held_against_five_of_its_uncertainties() {
        // 20 LSB of light known to 3·√(1/25) LSB and a dark known to 0.04 LSB, 3 %:
        // one healthy column in a thousand is 10 % off; column 250 has lost 18 standard uncertainties
        Scene faint = (line, column, normal) -> dark(column) + (column < PlantedStack.BLIND ? 0 : 20 * (column == 250 ? 0.45 : 1)) + 3 * normal;
        Dossier lit = new PlantedStack(directory).dossier("sun-diffuser", "2026-02-18", 25, faint, Set.of(), pastWithDark())
                .after(new DefectTracking());
        assertThat(lit.result("defective-pixels", DefectResult.class).orElseThrow().signs().get(0).signs())
                .extracting(sign -> sign.column() + " " + sign.kind()).containsExactly("250 DEAD");
    }

    @Test
    void a_stack_whose_response_is_known_to_less_than_is_needed_is_insufficient_evidence() {
        // known to 50/√1008 LSB of 1 000, 0.16 %, where 0.05 % are needed
        Scene noisy = (line, column, normal) -> dark(column) + (column < PlantedStack.BLIND ? 0 : 1000 * response(column)) + 50 * normal;
        DefectResult result = new PlantedStack(directory).dossier("sun-diffuser", "2026-02-18", LINES, noisy, Set.of(), pastWithDark())
                .after(new DefectTracking()).result("defective-pixels", DefectResult.class).orElseThrow();
        assertThat(result.insufficient()).hasValueSatisfying(why -> assertThat(why).contains("V1-D01"));
        assertThat(result.lives()).isEmpty();
    }

    @Test
    void a_column_that_is_saturated_in_the_light_is_saturated_and_not_off_in_its_response() {
        Scene top = (line, column, normal) -> column == 350 && line % 2 == 0 ? 16383 : LIT.count(line, column, normal);
        assertThat(signs(lit(top))).containsExactlyInAnyOrder("100 LOW_RESPONSE", "250 DEAD", "350 SATURATED");
    }

    @Test
    void a_column_with_one_count_in_the_light_is_stuck() {
        Scene stuck = (line, column, normal) -> column == 350 ? 1300 : LIT.count(line, column, normal);
        assertThat(signs(lit(stuck))).containsExactlyInAnyOrder("100 LOW_RESPONSE", "250 DEAD", "350 STUCK");
    }

    @Test
    void a_stack_without_light_above_its_dark_is_not_judged_and_told() {
        Scene corrected = (line, column, normal) -> (column < PlantedStack.BLIND ? 0 : 200 * response(column)) + 3 * normal;
        Dossier lit = new PlantedStack(directory).dossier("sun-diffuser", "2026-02-18", LINES, corrected, Set.of(), pastWithDark())
                .after(new DefectTracking());
        assertThat(lit.findings().stream().filter(finding -> finding.code() == DefectCode.NO_LIGHT)).singleElement().satisfies(finding ->
                assertThat(finding.message()).contains("-D01: no light above the archived dark"));
        Evidence evidence = lit.result("defective-pixels", DefectResult.class).orElseThrow().evidence();
        assertThat(evidence.couldSee(evidence.places().get(0), "DEAD")).isFalse();
    }

    @Test
    void a_dark_of_a_detector_that_did_not_answer_gives_way_to_one_before_it_that_is_near_enough() {
        KeptPast past = pastWithDark();
        past.add(new PlantedStack(directory).dossier("night-ocean", "2026-02-17", LINES, (line, column, normal) -> 512, Set.of(), past)
                .after(new DarkSignal()));
        assertThat(told(lit("2026-02-19", past))).isEmpty();
        assertThat(told(lit("2026-02-20", past))).hasSize(1);
    }

    @Test
    void a_dark_farther_away_than_the_setting_allows_is_not_taken() {
        assertThat(told(lit("2026-02-19", pastWithDark()))).isEmpty();
        assertThat(told(lit("2026-02-20", pastWithDark()))).hasSize(1);
    }

    @Test
    void a_stack_of_one_line_carries_no_noise_and_is_held_against_five_robust_scales_of_its_row() {
        // 2 LSB of spread in 1 000: the 3 % of the setting is the larger, fifteen times the spread
        Scene flat = (line, column, normal) -> 1000 * response(column) + (response(column) == 1 ? 2 * normal : 0);
        Dossier lit = new PlantedStack(directory).dossier("sun-diffuser", "2026-02-18", 1, flat, Set.of(), Past.NONE).after(new DefectTracking());
        assertThat(signs(lit)).containsExactlyInAnyOrder("100 LOW_RESPONSE", "150 HIGH_RESPONSE", "200 LOW_RESPONSE", "250 DEAD");
    }

    private Dossier lit(String day, Past past) {
        return new PlantedStack(directory).dossier("sun-diffuser", day, LINES, LIT, Set.of(), past).after(new DefectTracking());
    }

    private Dossier lit(Scene scene) {
        return new PlantedStack(directory).dossier("sun-diffuser", "2026-02-18", LINES, scene, Set.of(), pastWithDark()).after(new DefectTracking());
    }

    /** A dark at 10 o'clock of 5 January, 45 days before 19 February. */
    private KeptPast pastWithDark() {
        KeptPast past = new KeptPast();
        past.add(new PlantedStack(directory).dossier("night-ocean", "2026-01-05", LINES, DARK, Set.of(), Past.NONE).after(new DarkSignal()));
        return past;
    }

    private static List<String> signs(Dossier lit) {
        return lit.result("defective-pixels", DefectResult.class).orElseThrow().evidence().signs().stream()
                .map(sign -> sign.column() + " " + sign.kind()).toList();
    }

    private static List<Finding> told(Dossier lit) {
        return lit.findings().stream().filter(finding -> finding.code() == DefectCode.NO_DARK).toList();
    }
}
