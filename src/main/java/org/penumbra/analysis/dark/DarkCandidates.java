package org.penumbra.analysis.dark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.measure.StoredCounts;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.Band;

/** New R2EQOG files with the measured darks, where they are better than those in force (METHODS 9). */
final class DarkCandidates {

    private DarkCandidates() {
    }

    static List<Candidate> of(Product product, CalibrationSet calibration, DarkResult result) {
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<Band, List<DetectorDark>> entry : result.bands().entrySet()) {
            Band band = entry.getKey();
            if (result.decision(entry.getValue()) == Decision.GROUND_CANDIDATE) {
                GroundEqualisation updated = calibration.groundEqualisation(band);
                for (DetectorDark dark : DarkResult.judged(entry.getValue())) {
                    updated = updated.withDark(StoredCounts.tdi(product, band), dark.id().detector(), table(dark));
                }
                Instant start = product.sensingStart();
                GroundEqualisation proposed = updated.issued(DarkSignal.PROVIDER, start);
                candidates.add(new Candidate("R2EQOG", proposed.fileName(),
                        "Darks of " + band.name() + " as measured by " + product.id(), proposed::write));
            }
        }
        return candidates;
    }

    /** Measured darks [line of cycle − 1][column] in LSB; where nothing was measured the reference in force stays. */
    private static double[][] table(DetectorDark dark) {
        int n = dark.linesPerCycle();
        double[][] table = new double[n][dark.imaging().length];
        for (int i = 0; i < dark.mean().length; i++) {
            table[i % n][i / n] = Double.isFinite(dark.mean()[i]) ? dark.mean()[i] : dark.reference()[i];
        }
        return table;
    }
}
