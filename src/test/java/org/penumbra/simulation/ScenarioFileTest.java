package org.penumbra.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Instruments;

class ScenarioFileTest {
    private static final Path SCENARIOS = Path.of("testdata/scenarios");

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_scenario_that_is_shipped_can_be_simulated(Path file) {
        Simulator simulator = new Simulator(Instruments.load(List.of(Path.of("config/instrument"))), 1);
        assertThat(simulator.acquisitions(ScenarioFile.read(file))).isNotEmpty().allSatisfy(acquisition ->
                assertThat(acquisition.bandDetectors()).isNotEmpty());
    }

    @Test
    void an_empty_file_is_the_scenario_of_defaults() {
        assertThat(ScenarioFile.read("x", "\n")).isEqualTo(Scenario.defaults());
        assertThat(Scenario.defaults()).extracting(Scenario::granules, Scenario::lines, Scenario::datatakeType).containsExactly(3, 6912, "INS-DASC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "granule: 2 | SIMULATION-102 | granule",
        "faults: [{kind: hot, at: {bnad: B02}}] | SIMULATION-102 | faults.0.at.bnad",
        "faults: [{kind: hto}] | SIMULATION-103 | faults.0",
        "faults: [{kind: dark-change}] | SIMULATION-103 | amount",
        "granules: many | SIMULATION-103 | granules",
        "level: L1B | SIMULATION-104 | level",
        "sensing_start: yesterday | SIMULATION-103 | sensing_start",
        "lines_per_granule: 100 | SIMULATION-104 | lines_per_granule",
        "granules: [ | SIMULATION-101 | x.yaml",
        "faults: [{kind: hot, at: {range: [5, 2]}}] | SIMULATION-104 | at.range",
        "faults: [{kind: hot, at: {acquisitions: [0, 0]}}] | SIMULATION-104 | 'at.acquisitions' is [0, 0], expected [first, last], counted from 1",
        "faults: [{kind: hot, at: {acquisitions: [3, 2]}}] | SIMULATION-104 | at.acquisitions",
        "faults: [{kind: hot, at: {acquisitions: [3]}}] | SIMULATION-104 | at.acquisitions",
        "faults: [{kind: no-data, lines: [7, 3]}] | SIMULATION-104 | lines",
        "faults: [{kind: lost-lines, lines: [7]}] | SIMULATION-104 | lines"})
    void what_cannot_be_understood_is_refused_by_its_name(String yaml, String code, String named) {
        assertThatThrownBy(() -> ScenarioFile.read("x.yaml", yaml))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo(code)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "unit: S2Z | SIMULATION-104",
        "bands: [B13] | SIMULATION-104",
        "detectors: [13] | SIMULATION-104",
        "faults: [{kind: hot, at: {band: B05, columns: [1296]}}] | SIMULATION-104",
        "faults: [{kind: hot, at: {band: B05, line_of_cycle: 4}}] | SIMULATION-104",
        "faults: [{kind: hot, at: {acquisitions: [1, 2]}}] | SIMULATION-104",
        "series: [{days: 0}, {days: 5}], faults: [{kind: hot, at: {acquisitions: [2, 3]}}] | SIMULATION-104",
        "reselections: [{at: {band: B11, detector: 3, columns: [5]}, shift: 1, from: 2}] | SIMULATION-104",
        "reselections: [{at: {band: B13, detector: 3, columns: [5]}, shift: 1}] | SIMULATION-104",
        "sun_zenith: 179 | SIMULATION-105"})
    void what_the_instrument_its_orbit_or_the_series_does_not_have_is_refused(String yaml, String code) {
        Simulator simulator = new Simulator(Instruments.load(List.of(Path.of("config/instrument"))), 1);
        assertThatThrownBy(() -> simulator.acquisitions(ScenarioFile.read("x.yaml", "{" + yaml + "}")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo(code));
    }
}
