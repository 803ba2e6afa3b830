package org.penumbra.analysis.dark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.GippHeader;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.Band;
import org.penumbra.measure.StoredCounts;

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
                    updated = updated.withDark(StoredCounts.tdi(product, band), dark.id().detector(), dark.mean());
                }
                Instant start = product.sensingStart();
                GroundEqualisation proposed = updated.issued(GippHeader.PENUMBRA, start);
                candidates.add(new Candidate("R2EQOG", proposed.fileName(),
                        "Darks of " + band.name() + " as measured by " + product.id(), proposed::write));
            }
        }
        return candidates;
    }
}
