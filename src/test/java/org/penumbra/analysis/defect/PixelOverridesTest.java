package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.analysis.defect.PixelOverrides.Entry;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Instruments;

class PixelOverridesTest {
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));

    @ParameterizedTest
    @CsvSource({"S2A, B8A, 12, 1295", "S2C, B02, 1, 2591", "ISS-emit, B100, 1, 1279"})
    void pixels_that_a_unit_has_may_be_decided_on(String unit, String band, int detector, int column) {
        assertThatCode(() -> forbid(unit, band, detector, column).require(INSTRUMENTS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"S2D, B8A, 12, 1295", "S2A, B8a, 12, 1295", "S2A, B8A, 13, 1295", "S2A, B8A, 12, 1296",
        "ISS-emi, B100, 1, 1279", "emit, B100, 1, 1279"})
    void pixels_that_no_unit_has_are_refused(String unit, String band, int detector, int column) {
        assertThatThrownBy(() -> forbid(unit, band, detector, column).require(INSTRUMENTS))
                .isInstanceOf(Refusal.class).hasMessageContainingAll("'forbid' has", unit, band, String.valueOf(column));
    }

    private static PixelOverrides forbid(String unit, String band, int detector, int column) {
        return new PixelOverrides(List.of(), List.of(new Entry(unit, band, detector, List.of(column), "in images")));
    }
}
