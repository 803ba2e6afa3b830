package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.PlantedStack;

/** Without a reference too, defective columns do not enter the means of a dark. */
class StackMeansTest {
    private static final int LINES = 1008;
    private static final double LEVEL = 300;
    private static final double NOISE = 1.2;
    /** Rounding adds 1/12 LSB² to each sample; some 380 columns. */
    private static final double FIVE_U = 5 * Math.sqrt((NOISE * NOISE + 1.0 / 12) / (380.0 * LINES));

    @TempDir
    private Path directory;

    @Test
    void columns_that_the_mask_of_a_stack_names_do_not_enter_the_means() {
        DetectorDark dark = dark((line, column, normal) -> column == 50 || column == 51 ? LEVEL + 20 : LEVEL + NOISE * normal, Set.of(50, 51));
        assertThat(dark.means().level().value()).isCloseTo(LEVEL, within(FIVE_U));
        assertThat(dark.imaging()[50]).isFalse();
    }

    @Test
    void hot_columns_do_not_enter_the_means() {
        DetectorDark dark = dark((line, column, normal) -> LEVEL + NOISE * normal + (column % 100 == 60 ? 400 : 0), Set.of());
        assertThat(dark.means().level().value()).isCloseTo(LEVEL, within(FIVE_U));
    }

    @Test
    void columns_with_too_little_of_their_dynamic_range_left_do_not_enter_the_means() {
        // 12 LSB of spread make ten robust scales 120 LSB; 0.2 · 16383 is 3277
        DetectorDark dark = dark((line, column, normal) -> 3200 + 12 * Math.sin(7.3 * column) + NOISE * normal + (column == 60 ? 100 : 0), Set.of());
        assertThat(dark.good()[60]).isFalse();
        assertThat(dark.good()[61]).isTrue();
    }

    @Test
    void stuck_columns_do_not_enter_the_means() {
        DetectorDark dark = dark((line, column, normal) -> column == 60 ? LEVEL + 20 : LEVEL + NOISE * normal, Set.of());
        assertThat(dark.means().level().value()).isCloseTo(LEVEL, within(FIVE_U));
    }

    @Test
    void a_column_of_a_quiet_detector_that_shows_one_count_enters_the_means() {
        // columns with counts of their own: with one for all of them the detector does not answer
        assertThat(dark((line, column, normal) -> LEVEL + column % 5 + 0.1 * normal, Set.of()).good()[60]).isTrue();
    }

    private DetectorDark dark(PlantedStack.Scene scene, Set<Integer> known) {
        return new PlantedStack(directory).dossier("night-ocean", "2026-01-05", LINES, scene, known, Past.NONE).after(new DarkSignal())
                .result("dark-signal", DarkResult.class).orElseThrow().detectors().get(0);
    }
}
