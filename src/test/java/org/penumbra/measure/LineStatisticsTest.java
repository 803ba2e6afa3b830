package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.measure.MeasureTask.Kind;

class LineStatisticsTest {
    private static final int LINES = 240;
    private static final int COLUMNS = 20;
    private static final int[] VALID = {0, 1, 18, 19};

    private static double[] dark() {
        double[] dark = new double[COLUMNS * 6];
        Random random = new Random(1);
        Arrays.setAll(dark, series -> 440 + random.nextGaussian());
        return dark;
    }

    @Test
    void the_contextual_offset_is_the_mean_over_valid_blind_columns_of_raw_count_minus_any_dark_signal() {
        OnBoardEqualisation.Law law = Knee.law(COLUMNS);
        double[][] stored = Strip.noise(1, LINES, COLUMNS, 6, 50, 2);
        double[] dark = dark();
        double[] offset = new StripMeasure()
                .measure(Strip.task(Kind.DARK, COLUMNS, 6, law, false), MemoryLines.counts(stored, 120, 120), Strip.blocksOf(1))
                .lineStatistics().contextualOffset(dark);
        for (int line = 0; line < LINES; line++) {
            int at = line;
            double truth = Arrays.stream(VALID).mapToDouble(column -> law.inverse(column, stored[at][column]) - dark[column * 6 + at % 6]).sum() / 4;
            assertThat(offset[line]).isCloseTo(truth, within(1e-10));
        }
    }

    @Test
    void of_compressed_counts_it_is_the_running_median_over_the_medians_of_the_lines() {
        double[][] stored = Strip.noise(2, LINES, COLUMNS, 6, 450, 2);
        stored[77][1] += 8;
        MeasureTask task = Strip.task(Kind.DARK, COLUMNS, 6, OnBoardEqualisation.Law.identity(COLUMNS), true);
        LineStatistics lines = Strip.measure(task, MemoryLines.counts(stored)).lineStatistics();
        double[] offset = lines.contextualOffset(lines.blindReference());
        for (int line = 0; line < LINES; line++) {
            double[] window = IntStream.rangeClosed(Math.max(0, line - 16), Math.min(LINES - 1, line + 16)).mapToDouble(at -> {
                double[] values = Arrays.stream(VALID)
                        .mapToDouble(column -> stored[at][column] - lines.blindReference()[column * 6 + at % 6]).sorted().toArray();
                return (values[1] + values[2]) / 2;
            }).sorted().toArray();
            int n = window.length;
            assertThat(offset[line]).isCloseTo((window[(n - 1) / 2] + window[n / 2]) / 2, within(1e-10));
        }
    }

    @Test
    void the_reference_of_blind_columns_is_their_mean_over_the_first_block_and_only_theirs() {
        double[][] stored = Strip.noise(3, LINES, COLUMNS, 6, 450, 2);
        double[] reference = new StripMeasure().measure(Strip.task(Kind.DARK, COLUMNS, 6), MemoryLines.counts(stored, 120, 120), Strip.blocksOf(1))
                .lineStatistics().blindReference();
        double mean = IntStream.range(0, 20).mapToDouble(cycle -> stored[cycle * 6 + 4][18]).sum() / 20;
        assertThat(reference[18 * 6 + 4]).isCloseTo(mean, within(1e-10));
        assertThat(reference[2 * 6]).isNaN();
        assertThat(reference[10 * 6]).isNaN();
    }

    @Test
    void a_lost_line_has_no_offset_and_disturbs_no_other() {
        double[][] stored = Strip.noise(4, LINES, COLUMNS, 6, 450, 2);
        Arrays.fill(stored[100], 0);
        LineStatistics lines = Strip.measure(Strip.task(Kind.DARK, COLUMNS, 6), MemoryLines.counts(stored)).lineStatistics();
        double[] offset = lines.contextualOffset(dark());
        assertThat(lines.lost(100)).isTrue();
        assertThat(offset[100]).isNaN();
        assertThat(Arrays.stream(offset).filter(Double::isNaN).count()).isEqualTo(1);
    }

    @Test
    void without_valid_blind_columns_the_offset_is_zero() {
        double[][] stored = Strip.noise(5, 30, COLUMNS, 1, 450, 2);
        LineStatistics lines = Strip.measure(Strip.allActive(Kind.SCENE, COLUMNS, 1), MemoryLines.counts(stored)).lineStatistics();
        assertThat(lines.contextualOffset(new double[COLUMNS])).containsOnly(0);
    }

    @Test
    void the_profile_is_the_mean_of_stored_counts_over_active_columns() {
        double[][] stored = Strip.noise(6, 60, COLUMNS, 6, 900, 20);
        LineStatistics lines = Strip.measure(Strip.task(Kind.DIFFUSER, COLUMNS, 6), MemoryLines.counts(stored)).lineStatistics();
        assertThat(lines.activeMean()[33]).isEqualTo(IntStream.range(3, 17).mapToDouble(column -> stored[33][column]).sum() / 14);
    }
}
