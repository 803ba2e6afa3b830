package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.KeptPast;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

class CleanSeriesTest {
    private static final int SEEDS = 10;
    private static final int DARKS = 20;

    @TempDir
    private Path directory;

    @Test
    void at_most_one_false_pixel_is_confirmed_in_200_clean_darks_that_drift() {
        Scenario scenario = ScenarioFile.read(write());
        Path calibration = InMemory.calibration(scenario, directory);
        int confirmed = 0;
        int candidates = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            KeptPast past = new KeptPast();
            for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario.withSeed(seed))) {
                Dossier dossier = InMemory.dossier(acquisition, calibration, past).after(new DarkSignal()).after(new DefectTracking());
                DefectResult result = dossier.result("defective-pixels", DefectResult.class).orElseThrow();
                candidates += result.evidence().signs().size();
                confirmed += (int) result.lives().stream().filter(life -> life.status() == Life.Status.CONFIRMED
                        && life.seen() == 2 && life.lastSeen().equals(dossier.product().sensingStart())).count();
                past.add(dossier);
            }
        }
        System.out.printf("clean darks: %d signs, %d confirmed%n", candidates, confirmed);
        assertThat(confirmed).isLessThanOrEqualTo(1);
    }

    private Path write() {
        StringBuilder series = new StringBuilder();
        IntStream.range(0, DARKS).forEach(i -> series.append("{days: ").append(14 * i).append("}, "));
        try {
            return java.nio.file.Files.writeString(directory.resolve("clean.yaml"), """
                    detectors: [7]
                    bands: [B01, B10, B12]
                    granules: 1
                    lines_per_granule: 1008
                    ageing:
                      dark_mean: {vnir: 0.5, swir: 2}
                      dark_spread: {vnir: 0.2, swir: 1}
                      dark_per_degree: {vnir: 0.3, swir: 1.5}
                    series: [%s]
                    """.formatted(series));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
