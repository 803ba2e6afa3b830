package org.penumbra.analysis.dark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.noise.Noise;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Severity;
import org.penumbra.simulation.SimulatedAcquisition;

/** One simulated night over the ocean, measured in memory and analysed. */
record Night(SimulatedAcquisition acquisition, Dossier dossier) {

    /** @param calibration directory of the calibration sets, as {@code --calibration} takes it */
    static Night of(SimulatedAcquisition acquisition, Path calibration, Past past) {
        return new Night(acquisition, InMemory.dossier(acquisition, calibration, past).after(new DarkSignal()).after(new Noise()));
    }

    /** @param yaml a scenario of one acquisition */
    static Night of(String yaml, Path calibration) {
        return of(InMemory.acquisition(yaml), calibration, Past.NONE);
    }

    DarkResult result() {
        return dossier.result("dark-signal", DarkResult.class).orElseThrow();
    }

    DetectorDark dark(String band, int detector) {
        return result().detectors().stream().filter(dark -> dark.id().band().name().equals(band) && dark.id().detector() == detector)
                .findFirst().orElseThrow();
    }

    List<Finding> findings(FindingCode... codes) {
        return dossier.findings().stream().filter(finding -> Arrays.asList(codes).contains(finding.code())).toList();
    }

    List<Place> places(FindingCode code) {
        return findings(code).stream().map(Finding::where).toList();
    }

    List<Finding> warnings() {
        return dossier.findings().stream().filter(finding -> finding.severity() != Severity.INFO).toList();
    }

    /** The entry of a band in the summary of an analysis. */
    @SuppressWarnings("unchecked")
    Map<String, Object> summary(String analysis, String band) {
        Map<String, Object> summary = (Map<String, Object>) dossier.outcomes().get(analysis).result().summary();
        return ((List<Map<String, Object>>) summary.get("bands")).stream().filter(entry -> entry.get("band").equals(band)).findFirst().orElseThrow();
    }
}
