package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penumbra.finding.Refusal;

class OnBoardEqualisationTest {
    private static final int COLUMNS = 1296;

    private final SplittableRandom random = new SplittableRandom(5);
    private final OnBoardEqualisation.Law law = Planted.law(random, COLUMNS);

    @Test
    void the_inverse_leads_back_to_raw_counts_on_both_sides_of_the_knee() {
        for (int i = 0; i < 200_000; i++) {
            int column = random.nextInt(COLUMNS);
            double x = 4095 * random.nextDouble();
            // a handful of roundings of numbers up to 4 095 LSB
            assertThat(law.inverse(column, law.equalise(column, x))).isCloseTo(x, within(16 * Math.ulp(4095.0)));
        }
    }

    @Test
    void the_slope_changes_at_the_knee_in_stored_counts() {
        for (int column = 0; column < COLUMNS; column++) {
            double knee = law.knee(column);
            assertThat(law.slope(column, knee - 1)).isEqualTo(1 / law.a1().get(column));
            assertThat(law.slope(column, knee + 1)).isEqualTo(1 / law.a2().get(column));
            assertThat(law.equalise(column, law.zs().get(column) + law.d().get(column))).isCloseTo(knee, within(16 * Math.ulp(1200.0)));
        }
    }

    @Test
    void the_law_is_that_of_the_contract() {
        OnBoardEqualisation.Law example = new OnBoardEqualisation.Law(Columns.of(2), Columns.of(3), Columns.of(100), Columns.of(450));
        assertThat(example.equalise(0, 500)).isEqualTo(100);
        assertThat(example.equalise(0, 560)).isEqualTo(230);
        assertThat(example.inverse(0, 230)).isEqualTo(560);
        assertThat(example.knee(0)).isEqualTo(200);
    }

    @Test
    void counts_that_were_not_equalised_stay_as_they_are_and_have_no_knee() {
        OnBoardEqualisation.Law identity = OnBoardEqualisation.Law.identity(3);
        for (double x : new double[] {-3, 0, 17, 4095}) {
            assertThat(identity.equalise(2, x)).isEqualTo(x);
            assertThat(identity.inverse(2, x)).isEqualTo(x);
            assertThat(identity.slope(2, x)).isEqualTo(1);
        }
        assertThat(identity.knee(2)).isInfinite();
    }

    @Test
    void a_table_that_the_file_does_not_have_is_refused_as_CALIBRATION_105() {
        OnBoardEqualisation file = Planted.onBoard(Planted.MSI.band("B05"), 4);
        assertThatThrownBy(() -> file.law(4, 1)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(CalibrationCode.INCOMPLETE)).hasMessageContaining("TABLE 4");
    }
}
