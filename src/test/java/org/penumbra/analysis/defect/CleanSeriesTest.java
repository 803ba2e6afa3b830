package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.equalisation.Equalisation;
import org.penumbra.analysis.swir.SwirCode;
import org.penumbra.analysis.swir.SwirSelection;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** A healthy instrument whose dark levels drift, together and each on its own, and follow the temperature of its focal planes. */
class CleanSeriesTest {
    private static final int SEEDS = 10;
    private static final int ACQUISITIONS = 20;

    @TempDir
    private Path directory;

    @Test
    void at_most_one_false_pixel_is_confirmed_and_no_configuration_proposed_in_200_clean_darks_and_diffusers_that_drift() {
        Path calibration = InMemory.calibration(scenario("B01, B10", 1), directory);
        int confirmed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            KeptPast past = new KeptPast();
            Scenario scenario = scenario(seed % 2 == 0 ? "B01" : "B10", seed);
            for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
                Dossier measured = InMemory.dossier(acquisition, calibration, past);
                boolean dark = acquisition.product().type() == AcquisitionType.NIGHT_OCEAN;
                Dossier dossier = (dark ? measured.after(new DarkSignal()) : measured.after(new Equalisation()))
                        .after(new DefectTracking()).after(new SwirSelection());
                DefectResult result = dossier.result("defective-pixels", DefectResult.class).orElseThrow();
                assertThat(result.insufficient()).isEmpty();
                confirmed += (int) result.lives().stream().filter(life -> life.status() == Life.Status.CONFIRMED
                        && life.seen() == 2 && life.lastSeen().equals(dossier.product().sensingStart())).count();
                assertThat(dossier.findings()).noneMatch(finding -> finding.code() == SwirCode.PROPOSAL || finding.code() == SwirCode.SURVEY);
                past.add(dossier);
            }
        }
        System.out.printf("clean darks and diffusers: %d false pixels confirmed%n", confirmed);
        assertThat(confirmed).isLessThanOrEqualTo(1);
    }

    /** Darks and diffusers in turn, two weeks apart, with higher and lower light on the diffuser. */
    private static Scenario scenario(String bands, long seed) {
        Random temperatures = new Random(seed);
        String series = IntStream.range(0, ACQUISITIONS)
                .mapToObj(i -> "{days: %d, acquisition_type: %s, temperatures: {vnir: %.2f, swir: %.2f}, sun_zenith: %s}".formatted(
                        14 * i, i % 2 == 0 ? "night-ocean" : "sun-diffuser", -82 + temperatures.nextGaussian(), -75 + temperatures.nextGaussian(),
                        i % 2 == 0 ? "140" : i % 4 == 1 ? "75" : "70")).collect(Collectors.joining(", "));
        return ScenarioFile.read("the clean series", """
                detectors: [7]
                bands: [%s]
                granules: 1
                lines_per_granule: 1008
                seed: %d
                ageing:
                  dark_mean: {vnir: 0.5, swir: 2}
                  dark_spread: {vnir: 0.2, swir: 1}
                  dark_per_degree: {vnir: 0.3, swir: 1.5}
                series: [%s]
                """.formatted(bands, seed, series));
    }
}
