package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.Refusal;

class DiffuserTest {
    static final Diffuser DIFFUSER = new Diffuser("S2A", List.of(0.0, 0.6, 0.0, 0.8), 60, new TreeMap<>(Map.of(
            "B01", new Diffuser.Surface(0.95, List.of(0.0, 0.0), List.of(0.0, 0.0), 1.007, 0.0109),
            "B8A", new Diffuser.Surface(0.9, List.of(0.5, -2.0), List.of(0.01, 0.02), 1.007, 0.0088))));

    @TempDir
    private Path directory;

    @Test
    void the_reflectance_factor_is_that_of_the_contract() {
        // 0.9 · (1 + 0.5·0.1 − 2·0.01) · (1 + 0.01·0.5 + 0.02·0.25) = 0.9 · 1.03 · 1.01
        assertThat(DIFFUSER.brf("B8A", Math.toRadians(60) + 0.1, 0.5)).isCloseTo(0.93627, within(1e-12));
        assertThat(DIFFUSER.brf("B01", Math.toRadians(52), -1)).isEqualTo(0.95);
    }

    @Test
    void the_field_coordinate_spans_all_detectors() {
        assertThat(Diffuser.fieldCoordinate(1, 0, 2592)).isCloseTo(-1 + 1.0 / (12 * 2592), within(1e-15));
        assertThat(Diffuser.fieldCoordinate(12, 1295, 1296)).isCloseTo(1 - 1.0 / (12 * 1296), within(1e-15));
        assertThat((Diffuser.fieldCoordinate(6, 1295, 1296) + Diffuser.fieldCoordinate(7, 0, 1296)) / 2).isCloseTo(0, within(1e-15));
    }

    @Test
    void the_example_of_the_contract_is_read() throws IOException {
        Path file = directory.resolve("S2A_DIFFUSER.yaml");
        Files.writeString(file, """
                unit: S2A
                spacecraft_to_diffuser: [0.0, 0.6, 0.0, 0.8]     # unit quaternion
                reference_incidence_deg: 60.0
                bands:
                  B01: {reflectance: 0.95, incidence: [0.0, 0.0], field: [0.0, 0.0], straylight: 1.007, reflectance_uncertainty: 0.0109}
                """);
        assertThat(Diffuser.read(file).surface("B01")).isEqualTo(DIFFUSER.surface("B01"));
    }

    @Test
    void a_quaternion_that_is_not_of_length_one_is_refused_as_CALIBRATION_106() {
        refused(new Diffuser("S2A", List.of(0.0, 0.6, 0.0, 0.9), 60, new TreeMap<>()), "CALIBRATION-106", "spacecraft_to_diffuser");
    }

    @Test
    void a_polynomial_of_another_order_is_refused_as_CALIBRATION_106() {
        refused(new Diffuser("S2A", DIFFUSER.spacecraftToDiffuser(), 60,
                new TreeMap<>(Map.of("B01", new Diffuser.Surface(0.95, List.of(0.0), List.of(0.0, 0.0), 1, 0)))),
                "CALIBRATION-106", "incidence of B01");
    }

    @Test
    void a_file_that_is_not_yaml_is_refused_as_CALIBRATION_103() throws IOException {
        Path file = directory.resolve("S2A_DIFFUSER.yaml");
        Files.writeString(file, "unit: [");
        assertThatThrownBy(() -> Diffuser.read(file)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code().code()).isEqualTo("CALIBRATION-103"));
    }

    private void refused(Diffuser diffuser, String code, String named) {
        Path file = directory.resolve("S2A_DIFFUSER.yaml");
        diffuser.write(file);
        assertThatThrownBy(() -> Diffuser.read(file)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code().code()).isEqualTo(code)).hasMessageContaining(named);
    }
}
