package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.measure.MeasureTask.Kind;

/** METHODS 6, TELEGRAPH within an acquisition. */
class ColumnsOfTwoLevelsTest {
    private static final int LINES = 2400;
    private static final int COLUMNS = 206;

    /** The first part of each period is high. */
    private static void addLevels(double[][] samples, int column, double gap, int period, double occupancy) {
        for (int line = 0; line < samples.length; line++) {
            samples[line][column] += line % period < occupancy * period ? gap : 0;
        }
    }

    private static List<Telegraph> found(double[][] samples) {
        return Strip.measure(Strip.task(Kind.DARK, COLUMNS, 6), MemoryLines.counts(samples, 1200, 1200)).telegraphs();
    }

    @Test
    void a_planted_column_of_two_levels_is_found_with_its_gap_and_occupancy_and_no_other() {
        double[][] samples = Strip.noise(1, LINES, COLUMNS, 6, 450, 0.6);
        addLevels(samples, 30, 5, 500, 0.4);
        List<Telegraph> telegraphs = found(samples);
        assertThat(telegraphs).hasSize(1);
        Telegraph telegraph = telegraphs.get(0);
        assertThat(telegraph.column()).isEqualTo(30);
        // of the five stays of 200 lines the upper level is made of at least 150 each, that of the lower of more
        assertThat(telegraph.gap()).isCloseTo(5, within(5 * 0.6 * Math.sqrt(2.0 / 750)));
        // nine flips, the 23 means of 24 lines across each lie between the levels
        assertThat(telegraph.occupancy()).isCloseTo(1000.0 / LINES, within(104.0 / 2377));
        assertThat(telegraph.lines()).isEqualTo(LINES);
        assertThat(telegraph.explained()).isGreaterThan(0.8);
        assertThat(telegraph.switches()).isEqualTo(9);
        assertThat(Arrays.stream(telegraph.histogram()).sum()).isEqualTo(LINES - 24 + 1);
    }

    @Test
    void the_gap_of_a_column_that_jumps_often_is_that_of_its_levels_and_not_of_means_across_its_jumps() {
        double[][] samples = Strip.noise(10, LINES, COLUMNS, 6, 450, 0.6);
        addLevels(samples, 30, 4, 60, 0.5);
        // 40 stays of 30 lines on either level; at least the middle third of each is seen
        assertThat(found(samples)).singleElement()
                .satisfies(telegraph -> assertThat(telegraph.gap()).isCloseTo(4, within(5 * 0.6 * Math.sqrt(2.0 / 400))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1200, 2400, 6912})
    void a_column_that_stays_some_ten_lines_on_a_level_is_found_however_long_the_strip(int lines) {
        double[][] samples = Strip.noise(9, lines, COLUMNS, 6, 450, 0.6);
        Map<Integer, Integer> dwells = Map.of(30, 12, 60, 15, 90, 20, 120, 30, 150, 100);
        dwells.forEach((column, dwell) -> {
            Random random = new Random(column);
            boolean high = false;
            for (int line = 0; line < lines; line++) {
                high ^= random.nextDouble() < 1.0 / dwell;
                samples[line][column] += high ? 4 : 0;
            }
        });
        assertThat(Strip.measure(Strip.task(Kind.DARK, COLUMNS, 6), MemoryLines.counts(samples)).telegraphs()).extracting(Telegraph::column)
                .containsExactly(30, 60, 90, 120, 150);
    }

    @Test
    void it_is_not_cut_at_any_level() {
        double[][] samples = Strip.noise(2, LINES, COLUMNS, 6, 450, 0.6);
        addLevels(samples, 30, 12, 800, 0.1);
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, COLUMNS, 6), MemoryLines.counts(samples));
        assertThat(measured.telegraphs()).extracting(Telegraph::column).containsExactly(30);
        PixelStatistics pixels = measured.pixels(CutLevel.THREE);
        for (int at = 180; at < 186; at++) {
            assertThat(pixels.clipped()[at]).isZero();
            assertThat(pixels.n()[at]).isEqualTo(LINES / 6);
        }
    }

    @Test
    void many_columns_of_two_levels_make_no_lit_lines() {
        double[][] samples = Strip.noise(8, LINES, COLUMNS, 6, 450, 0.6);
        Random random = new Random(8);
        for (int column = 20; column < 40; column++) {
            int period = 600 + random.nextInt(400);
            int shift = random.nextInt(period);
            for (int line = 0; line < LINES; line++) {
                samples[line][column] += (line + shift) % period < 0.3 * period ? 10 : 0;
            }
        }
        for (int column = 50; column < 90; column++) {
            samples[1000][column] += 30;
        }
        DetectorMeasurement measured = Strip.measure(Strip.task(Kind.DARK, COLUMNS, 6), MemoryLines.counts(samples));
        assertThat(measured.lightEvents()).extracting(LightEvent::line).containsExactly(1000);
        assertThat(measured.telegraphs()).hasSize(20);
    }

    @Test
    void of_clean_columns_none_is_found() {
        // rule (a) alone is passed by white noise at 6.5 standard deviations, 4e-11; 20 strips have 4000 columns
        for (int seed = 0; seed < 20; seed++) {
            assertThat(found(Strip.noise(100 + seed, LINES, COLUMNS, 6, 450, 0.3 + 0.1 * seed))).isEmpty();
        }
    }

    @Test
    void a_drift_that_the_blind_columns_share_is_none() {
        double[][] samples = Strip.noise(3, LINES, COLUMNS, 6, 450, 0.6);
        for (int line = 0; line < LINES; line++) {
            for (int column = 0; column < COLUMNS; column++) {
                samples[line][column] += Math.rint(line < LINES / 2 ? 0 : 4);
            }
        }
        assertThat(found(samples)).isEmpty();
    }

    @Test
    void a_ramp_of_one_column_is_none() {
        double[][] samples = Strip.noise(4, LINES, COLUMNS, 6, 450, 0.6);
        for (int line = 0; line < LINES; line++) {
            samples[line][30] = Math.rint(samples[line][30] + 8.0 * line / LINES);
        }
        assertThat(found(samples)).isEmpty();
    }

    @Test
    void a_gap_below_one_count_is_none() {
        double[][] samples = Strip.noise(5, LINES, COLUMNS, 6, 450, 0.3);
        Random random = new Random(5);
        for (int line = 0; line < LINES; line++) {
            samples[line][30] = Math.rint(450.3 + (line / 400 % 2 == 0 ? 0 : 0.8) + 0.3 * random.nextGaussian());
        }
        assertThat(found(samples)).isEmpty();
    }

    @Test
    void a_particle_in_a_blind_column_a_lit_line_and_a_lost_line_make_none_and_hide_none() {
        double[][] samples = Strip.noise(6, LINES, COLUMNS, 6, 450, 0.6);
        addLevels(samples, 30, 5, 200, 0.5);
        for (int line : new int[] {100, 700, 1300, 1301, 2000}) {
            samples[line][1] += 3000;
        }
        Arrays.fill(samples[900], 0);
        for (int column = 10; column < 150; column++) {
            samples[1500][column] += 800;
        }
        assertThat(found(samples)).extracting(Telegraph::column).containsExactly(30);
    }

    @Test
    void a_blind_column_and_a_column_of_a_lit_strip_are_not_looked_at() {
        double[][] samples = Strip.noise(7, LINES, COLUMNS, 6, 450, 0.6);
        addLevels(samples, 2, 8, 400, 0.5);
        assertThat(found(samples)).isEmpty();
        addLevels(samples, 30, 8, 400, 0.5);
        assertThat(Strip.measure(Strip.task(Kind.SCENE, COLUMNS, 6), MemoryLines.counts(samples)).telegraphs()).isEmpty();
    }
}
