package org.penumbra.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentsTest {

    @Test
    void every_cycle_is_in_exactly_one_segment_and_no_segment_is_empty() {
        for (int cycles = 1; cycles < 200; cycles++) {
            Segments segments = Segments.of(cycles, 24, 1);
            assertThat(segments.first(0)).isZero();
            assertThat(segments.first(segments.count())).isEqualTo(cycles);
            for (int segment = 0; segment < segments.count(); segment++) {
                assertThat(segments.first(segment + 1)).isGreaterThan(segments.first(segment));
                for (int cycle = segments.first(segment); cycle < segments.first(segment + 1); cycle++) {
                    assertThat(segments.of(cycle)).isEqualTo(segment);
                }
            }
        }
    }

    @Test
    void a_strip_of_fewer_cycles_has_a_multiple_of_four_segments_or_as_many_as_cycles() {
        assertThat(Segments.of(1152, 24, 1).count()).isEqualTo(24);
        assertThat(Segments.of(23, 24, 1).count()).isEqualTo(20);
        assertThat(Segments.of(7, 24, 1).count()).isEqualTo(4);
        assertThat(Segments.of(3, 24, 1).count()).isEqualTo(3);
    }

    @Test
    void segments_are_not_shorter_than_the_least_length_unless_halves_and_quarters_need_it() {
        assertThat(Segments.of(1152, 24, 32).count()).isEqualTo(24);
        assertThat(Segments.of(384, 24, 32).count()).isEqualTo(12);
        assertThat(Segments.of(383, 24, 32).count()).isEqualTo(8);
        assertThat(Segments.of(100, 24, 32).count()).isEqualTo(4);
        assertThat(Segments.of(3, 24, 32).count()).isEqualTo(3);
    }

    @Test
    void boundaries_inside_a_block_start_and_end_with_it() {
        Segments segments = Segments.of(48, 24, 1);
        assertThat(segments.boundaries(0, 48)).hasSize(25).startsWith(0, 2, 4).endsWith(46, 48);
        assertThat(segments.boundaries(3, 4)).containsExactly(0, 1, 3, 4);
    }
}
