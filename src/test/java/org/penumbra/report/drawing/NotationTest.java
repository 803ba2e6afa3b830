package org.penumbra.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotationTest {

    @Test
    void numbers_have_a_true_minus_and_narrow_spaces_between_thousands() {
        assertThat(Notation.fixed(-1234567.891, 2)).isEqualTo("−1\u202f234\u202f567.89");
        assertThat(Notation.whole(4095)).isEqualTo("4095");
    }

    @Test
    void a_rounded_zero_has_no_sign() {
        assertThat(Notation.fixed(-0.0001, 2)).isEqualTo("0.00");
    }

    @Test
    void NaN_is_a_dash() {
        assertThat(Notation.fixed(Double.NaN, 2)).isEqualTo("–");
        assertThat(Notation.quantity(Double.NaN, "LSB")).startsWith("–");
    }

    @Test
    void very_small_and_very_large_numbers_are_powers_of_ten() {
        assertThat(Notation.significant(2.346e-7, 3)).isEqualTo("2.35·10⁻⁷");
        assertThat(Notation.significant(1e12, 3)).isEqualTo("1·10¹²");
        assertThat(Notation.significant(0.000164, 4)).isEqualTo("0.000164");
    }

    @Test
    void fractions_of_one_are_shown_in_per_cent() {
        assertThat(Notation.quantity(0.0731, "1")).isEqualTo("7.31\u202f%");
    }

    @Test
    void units_have_raised_exponents() {
        assertThat(Notation.unit("LSB/(W.m-2.sr-1.µm-1)")).isEqualTo("LSB/(W\u202fm⁻²\u202fsr⁻¹\u202fµm⁻¹)");
    }
}
