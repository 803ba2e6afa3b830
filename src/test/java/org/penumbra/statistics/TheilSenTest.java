package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TheilSenTest {

    @Test
    void the_example_of_Sen_1968_gives_his_slope_and_interval() {
        // Sen (1968), section 6: x 1 2 3 4 10 12 18, y 9 15 19 20 45 55 78; slope 4, 93 % interval (26/7, 35/8)
        TheilSen line = TheilSen.fit(new double[] {1, 2, 3, 4, 10, 12, 18}, new double[] {9, 15, 19, 20, 45, 55, 78}, 0.93);
        assertThat(line.slope()).isEqualTo(4);
        assertThat(line.lower()).isCloseTo(26.0 / 7, within(1e-12));
        assertThat(line.upper()).isCloseTo(35.0 / 8, within(1e-12));
    }

    @Test
    void a_third_of_outliers_does_not_move_the_slope() {
        double[] x = new double[30];
        double[] y = new double[30];
        Arrays.setAll(x, i -> i * i);
        Arrays.setAll(y, i -> i % 4 == 0 ? 1e6 * (i % 8 - 3) : 7 + 0.25 * x[i]);
        TheilSen line = TheilSen.fit(x, y, 0.95);
        assertThat(line.slope()).isCloseTo(0.25, within(1e-9));
        assertThat(line.intercept()).isCloseTo(7, within(1e-6));
    }

    @Test
    void the_interval_holds_the_true_slope_as_often_as_it_says() {
        Random random = new Random(1);
        int runs = 2000;
        int held = 0;
        for (int run = 0; run < runs; run++) {
            double[] x = random.doubles(25, 0, 100).toArray();
            double[] y = new double[25];
            Arrays.setAll(y, i -> 0.3 * x[i] + 2 * random.nextGaussian());
            TheilSen line = TheilSen.fit(x, y, 0.95);
            held += line.lower() <= 0.3 && 0.3 <= line.upper() ? 1 : 0;
        }
        // the discrete interval is a little wider than 95 %; sampling error 4·√(0.05·0.95/2000) = 2 %
        assertThat((double) held / runs).isBetween(0.93, 0.98);
    }

    @Test
    void quantised_values_with_ties_keep_their_coverage() {
        Random random = new Random(2);
        int runs = 2000;
        int held = 0;
        for (int run = 0; run < runs; run++) {
            double[] x = new double[30];
            Arrays.setAll(x, i -> i / 2);
            double[] y = new double[30];
            Arrays.setAll(y, i -> Math.rint(2 * random.nextGaussian()));
            TheilSen line = TheilSen.fit(x, y, 0.95);
            held += line.lower() <= 0 && 0 <= line.upper() ? 1 : 0;
        }
        assertThat((double) held / runs).isGreaterThan(0.93);
    }

    @Test
    void two_points_have_a_slope_without_bounds() {
        TheilSen line = TheilSen.fit(new double[] {0, 1}, new double[] {0, 2}, 0.95);
        assertThat(line).isEqualTo(new TheilSen(2, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void one_abscissa_has_no_slope() {
        assertThatThrownBy(() -> TheilSen.fit(new double[] {1, 1}, new double[] {0, 2}, 0.95)).isInstanceOf(IllegalArgumentException.class);
    }
}
