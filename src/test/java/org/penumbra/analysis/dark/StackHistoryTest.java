package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.PlantedStack;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.finding.Finding;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Severity;

/** Without a reference a dark is held against the last ones of its epoch. */
class StackHistoryTest {
    private static final int LINES = 1008;
    private static final double NOISE = 1.2;

    @TempDir
    private Path directory;

    /** What is added to the count of a column. */
    private interface Addition {
        double to(int column);
    }

    @ParameterizedTest
    @CsvSource({"0.4,", "-0.7, WARNING", "2, ALARM"})
    void the_mean_change_of_a_detector_is_graded_against_the_median_of_earlier_darks(double amount, Severity severity) {
        List<Dossier> darks = darks(4, dark -> column -> dark == 3 && column >= PlantedStack.BLIND ? amount : 0);
        assertThat(darks.subList(0, 3)).allSatisfy(dark -> assertThat(moved(dark)).isEmpty());
        List<Finding> found = of(darks.get(3), DarkCode.EARLIER_MEAN_CHANGE);
        assertThat(found).extracting(Finding::severity).isEqualTo(severity == null ? List.of() : List.of(severity));
        // eight blind columns are taken off, of three darks beside this one; the mean of the others is known much better
        assertThat(found).allSatisfy(finding -> assertThat(finding.measured())
                .isCloseTo(amount, within(5 * Math.sqrt(2) * NOISE / Math.sqrt(8.0 * LINES))));
    }

    @Test
    void a_change_that_the_blind_columns_share_is_a_raw_change_alone() {
        Dossier last = darks(3, dark -> column -> dark == 2 ? 2 : 0).get(2);
        assertThat(moved(last)).extracting(Finding::code).containsExactly(DarkCode.EARLIER_RAW_MEAN_CHANGE);
    }

    @Test
    void the_first_dark_of_an_epoch_says_nothing_of_change() {
        assertThat(moved(darks(1, dark -> column -> 10 * (column % 7)).get(0))).isEmpty();
    }

    @Test
    void one_dark_that_was_off_does_not_make_the_next_one_move() {
        List<Dossier> darks = darks(5, dark -> column -> dark == 3 && column >= PlantedStack.BLIND ? 3 : 0);
        assertThat(of(darks.get(3), DarkCode.EARLIER_MEAN_CHANGE)).hasSize(1);
        assertThat(moved(darks.get(4))).isEmpty();
    }

    @Test
    void a_single_pixel_that_moved_is_a_candidate_and_in_the_next_dark_confirmed() {
        List<Dossier> darks = darks(5, dark -> column -> dark >= 3 && column == 100 ? 10 : 0);
        assertThat(darks.subList(0, 3)).allSatisfy(dark -> assertThat(moved(dark)).isEmpty());
        assertThat(moved(darks.get(3))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DarkCode.EARLIER_PIXEL_CHANGE);
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.where().column()).isEqualTo(100);
            assertThat(finding.measured()).isCloseTo(10, within(5 * Math.sqrt(2) * NOISE / Math.sqrt(LINES)));
        });
        assertThat(moved(darks.get(4))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DarkCode.EARLIER_PIXEL_CONFIRMED);
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).endsWith("in 2 consecutive darks, since 2026-04-05.");
        });
    }

    @Test
    void more_than_one_hundredth_of_the_columns_that_moved_is_one_alarm_and_no_list() {
        Dossier last = darks(3, dark -> column -> dark == 2 && column % 40 == 20 ? 10 : 0).get(2);
        assertThat(moved(last)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DarkCode.EARLIER_DETECTOR_WIDE);
            assertThat(finding.severity()).isEqualTo(Severity.ALARM);
            assertThat(finding.measured()).isEqualTo(10.0 / (PlantedStack.COLUMNS - PlantedStack.BLIND));
        });
    }

    private static List<Finding> moved(Dossier dark) {
        return of(dark, DarkCode.EARLIER_MEAN_CHANGE, DarkCode.EARLIER_RAW_MEAN_CHANGE, DarkCode.EARLIER_PIXEL_CHANGE,
                DarkCode.EARLIER_PIXEL_CONFIRMED, DarkCode.EARLIER_DETECTOR_WIDE);
    }

    private static List<Finding> of(Dossier dark, FindingCode... codes) {
        return dark.findings().stream().filter(finding -> Arrays.asList(codes).contains(finding.code())).toList();
    }

    /** Monthly darks of one epoch, the columns at levels of their own. */
    private List<Dossier> darks(int number, IntFunction<Addition> planted) {
        PlantedStack stack = new PlantedStack(directory);
        KeptPast past = new KeptPast();
        List<Dossier> all = new ArrayList<>();
        IntStream.range(0, number).forEach(dark -> {
            Dossier analysed = stack.dossier("night-ocean", "2026-%02d-05".formatted(dark + 1), LINES,
                    (line, column, normal) -> 300 + column % 5 + planted.apply(dark).to(column) + NOISE * normal, Set.of(), past)
                    .after(new DarkSignal()).after(new DefectTracking());
            past.add(analysed);
            all.add(analysed);
        });
        return all;
    }
}
