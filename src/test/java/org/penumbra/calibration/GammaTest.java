package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.instrument.Tdi;

class GammaTest {
    private static final int COLUMNS = 1296;

    private final SplittableRandom random = new SplittableRandom(3);

    @ParameterizedTest
    @ValueSource(strings = {"B05", "B11"})
    void dividing_by_r_divides_every_Z_by_r(String band) {
        Gamma gamma = gamma(band);
        double[] r = Planted.columns(random, COLUMNS, 1, 0.1).toArray();
        Gamma divided = gamma.divided(r);
        for (int i = 0; i < 200_000; i++) {
            int column = random.nextInt(COLUMNS);
            double y = -100 + 4200 * random.nextDouble();
            // a handful of roundings of terms up to 4 200 LSB
            assertThat(divided.apply(column, y)).isCloseTo(gamma.apply(column, y) / r[column], within(16 * Math.ulp(4200.0)));
        }
    }

    @Test
    void dividing_by_r_keeps_the_knee_where_it_is() {
        Gamma.Bilinear gamma = (Gamma.Bilinear) gamma("B12");
        double[] r = Planted.columns(random, COLUMNS, 1, 0.1).toArray();
        for (int column = 0; column < COLUMNS; column++) {
            double knee = gamma.zs().get(column);
            for (double y : new double[] {Math.nextDown(knee), knee, Math.nextUp(knee)}) {
                assertThat(gamma.divided(r).apply(column, y)).isCloseTo(gamma.apply(column, y) / r[column], within(16 * Math.ulp(700.0)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"B02", "B10"})
    void the_inverse_leads_back_to_Y(String band) {
        Gamma gamma = Planted.ground(Planted.MSI.band(band), COLUMNS, 1).gamma(Tdi.NO_TDI, 1);
        for (int i = 0; i < 200_000; i++) {
            int column = random.nextInt(COLUMNS);
            double y = -100 + 4200 * random.nextDouble();
            // Newton stops at a relative 1e-12
            assertThat(gamma.inverse(column, gamma.apply(column, y))).isCloseTo(y, within(2e-12 * 4200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"B05", "B11"})
    void the_slope_is_that_of_a_chord(String band) {
        Gamma gamma = gamma(band);
        for (double y : new double[] {-20, 0, 100, 500, 700, 3000}) {
            double chord = (gamma.apply(5, y + 0.01) - gamma.apply(5, y - 0.01)) / 0.02;
            // rounding of two Z of up to 3 000 LSB over 0.02 LSB; the third-order term is 1e-9 · 1e-4
            assertThat(gamma.slope(5, y)).isCloseTo(chord, within(8 * Math.ulp(3000.0) / 0.02));
        }
    }

    @Test
    void the_cubic_law_is_that_of_the_contract() {
        Gamma gamma = new Gamma.Cubic(Columns.of(2), Columns.of(3), Columns.of(5));
        assertThat(gamma.apply(0, 10)).isEqualTo(2 * 1000 + 3 * 100 + 5 * 10);
        assertThat(gamma.slope(0, 10)).isEqualTo(6 * 100 + 6 * 10 + 5);
    }

    @Test
    void the_bilinear_law_is_that_of_the_contract() {
        Gamma gamma = new Gamma.Bilinear(Columns.of(2), Columns.of(3), Columns.of(100));
        assertThat(gamma.apply(0, 100)).isEqualTo(200);
        assertThat(gamma.apply(0, 110)).isEqualTo(230);
        assertThat(gamma.inverse(0, 230)).isEqualTo(110);
        assertThat(gamma.slope(0, 100)).isEqualTo(2);
        assertThat(gamma.slope(0, 101)).isEqualTo(3);
    }

    @Test
    void a_cubic_law_without_a_solution_says_so() {
        Gamma parabola = new Gamma.Cubic(Columns.of(0), Columns.of(-0.001), Columns.of(1));
        assertThatThrownBy(() -> parabola.inverse(0, 4000)).isInstanceOf(ArithmeticException.class).hasMessageContaining("4000");
    }

    private static Gamma gamma(String band) {
        return Planted.ground(Planted.MSI.band(band), COLUMNS, 1).gamma(Tdi.NO_TDI, 1);
    }
}
