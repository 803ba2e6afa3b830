package org.penumbra.analysis.dark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.finding.Finding;
import org.penumbra.simulation.Scenario;

/** Products in good order: two detectors, all bands, just enough lines. */
class CleanDarksTest {

    @Test
    void fifty_clean_products_of_different_seeds_raise_no_warning(@TempDir Path calibration) {
        Scenario scenario = InMemory.scenario("dark-small");
        InMemory.calibration(scenario, calibration);
        List<Finding> warnings = LongStream.rangeClosed(1, 50).parallel()
                .mapToObj(seed -> Night.of(InMemory.simulator().acquisitions(scenario.withSeed(seed)).get(0), calibration, Past.NONE))
                .flatMap(night -> night.warnings().stream()).toList();
        assertThat(warnings).isEmpty();
    }
}
