package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of any width and number come through loading and turning as they were. */
class CountRowsTest {
    private static final int PIECE = TurnedCounts.PIECE;

    private static ByteBuffer samples(short[] counts) {
        ByteBuffer part = ByteBuffer.allocateDirect(counts.length * Short.BYTES).order(ByteOrder.nativeOrder());
        part.asShortBuffer().put(counts);
        return part;
    }

    private static short[] random(Random random, int size) {
        short[] counts = new short[size];
        for (int i = 0; i < size; i++) {
            counts[i] = (short) random.nextInt();
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sums_over_any_columns_are_those_of_the_counts(boolean signed) {
        Random random = new Random(1);
        for (int trial = 0; trial < 500; trial++) {
            int columns = 1 + random.nextInt(40);
            int lines = 1 + random.nextInt(5);
            short[] counts = random(random, columns * lines);
            CountRows rows = new CountRows(signed);
            rows.shape(columns, lines);
            rows.load(samples(counts), 0, lines);
            int line = random.nextInt(lines);
            int first = random.nextInt(columns + 1);
            int end = first + random.nextInt(columns + 1 - first);
            long sum = 0;
            for (int column = first; column < end; column++) {
                int count = signed ? counts[line * columns + column] : Short.toUnsignedInt(counts[line * columns + column]);
                assertThat(rows.count(line, column)).isEqualTo(count);
                sum += count;
            }
            assertThat(rows.sum(line, first, end)).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_count_is_found_again_in_its_series(boolean signed) {
        Random random = new Random(2);
        for (int trial = 0; trial < 200; trial++) {
            int columns = 1 + random.nextInt(40);
            int n = 1 + random.nextInt(6);
            int cycles = 1 + random.nextInt(3 * PIECE);
            short[] counts = random(random, columns * n * cycles);
            CountRows rows = new CountRows(signed);
            rows.shape(columns, PIECE * n);
            TurnedCounts turned = new TurnedCounts(signed);
            turned.shape(columns * n, cycles);
            // parts of any length, as granules come: not all start or end where fours do
            for (int cycle = 0; cycle < cycles; ) {
                int some = Math.min(1 + random.nextInt(PIECE - cycle % PIECE), cycles - cycle);
                rows.load(samples(counts), cycle * n, some * n);
                turned.turn(rows, columns, some, cycle);
                cycle += some;
            }
            for (int line = 0; line < n * cycles; line++) {
                for (int column = 0; column < columns; column++) {
                    short count = counts[line * columns + column];
                    assertThat(turned.count(column * n + line % n, line / n)).isEqualTo(signed ? count : Short.toUnsignedInt(count));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 2592})
    void a_line_is_empty_only_if_every_count_is_0(int columns) {
        CountRows rows = new CountRows(false);
        rows.shape(columns, 2);
        rows.load(samples(new short[2 * columns]), 0, 2);
        assertThat(rows.empty(0)).isTrue();
        assertThat(rows.empty(1)).isTrue();
        for (int column : new int[] {0, columns / 2, columns - 1}) {
            short[] counts = new short[2 * columns];
            counts[columns + column] = 1;
            rows.load(samples(counts), 0, 2);
            assertThat(rows.empty(0)).isTrue();
            assertThat(rows.empty(1)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 11, 16, 33})
    void every_run_of_zeros_that_is_long_enough_is_found_and_no_shorter_one(int least) {
        Random random = new Random(3);
        for (int trial = 0; trial < 2000; trial++) {
            int columns = 1 + random.nextInt(200);
            short[] counts = new short[columns];
            List<Integer> expected = new ArrayList<>();
            for (int column = 0; column < columns; ) {
                int end = Math.min(columns, column + least - 2 + random.nextInt(5));
                Arrays.fill(counts, column, end, (short) 0);
                if (end - column >= least) {
                    expected.add(column);
                    expected.add(end);
                }
                int next = Math.min(columns, end + 1 + random.nextInt(6));
                for (int lit = end; lit < next; lit++) {
                    counts[lit] = (short) (1 + random.nextInt(4000));
                }
                column = next;
            }
            CountRows rows = new CountRows(false);
            rows.shape(columns, 1);
            rows.load(samples(counts), 0, 1);
            assertThat(rows.zeros(0, least)).containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
