package org.penumbra.analysis.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a detector that cross-talk comes from is taken to count. */
class CrosstalkTest {
    private static final double VOID = Double.NaN;
    private static final boolean[] BLIND = {true, false, false, false, false, false, true};

    @Test
    void a_column_without_a_value_takes_the_mean_of_the_nearest_that_have_one() {
        assertThat(Crosstalk.source(new double[] {1, 100, VOID, VOID, 106, 108, 2}, BLIND)).containsExactly(1, 100, 103, 103, 106, 108, 2);
    }

    @Test
    void a_column_at_the_edge_takes_that_of_the_one_side_that_images() {
        assertThat(Crosstalk.source(new double[] {1, VOID, 102, 104, 106, VOID, 2}, BLIND)).containsExactly(1, 102, 102, 104, 106, 106, 2);
    }

    @Test
    void a_blind_column_without_a_value_counts_nothing() {
        assertThat(Crosstalk.source(new double[] {VOID, 100, 102, 104, 106, 108, 2}, BLIND)).startsWith(0, 100);
    }

    @Test
    void a_detector_of_which_no_column_that_images_has_a_value_counts_nothing_that_is_known() {
        assertThat(Crosstalk.source(new double[] {1, VOID, VOID, VOID, VOID, VOID, 2}, BLIND)).isEmpty();
    }
}
