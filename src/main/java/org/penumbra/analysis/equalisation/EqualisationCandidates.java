package org.penumbra.analysis.equalisation;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.GippHeader;
import org.penumbra.calibration.GippType;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.Tdi;
import org.penumbra.measure.StoredCounts;

/** New R2EQOG files: γ' = γ/r, and the archived dark that r was measured with, where that is evidence enough (METHODS 0, 3, 9). */
final class EqualisationCandidates {
    /** Not the provider of measured darks: COEFF_D stays that of the file in force. */
    private static final String GAINS_ONLY = GippHeader.PENUMBRA + " gains only";

    private EqualisationCandidates() {
    }

    /** Whether a candidate R2EQOG goes with a band: it is decided for one, and the candidate is sound. */
    static boolean proposed(BandEqualisation band) {
        return (band.decision() == Decision.GROUND_CANDIDATE || band.decision() == Decision.EXPERT) && band.proposable();
    }

    static List<Candidate> of(Product product, CalibrationSet calibration, EqualisationResult result) {
        List<Candidate> candidates = new ArrayList<>();
        for (BandEqualisation band : result.bands()) {
            if (proposed(band)) {
                boolean dark = band.response().sufficientDark();
                GroundEqualisation proposed = updated(product, calibration.groundEqualisation(band.band()), band, dark)
                        .issued(dark ? GippHeader.PENUMBRA : GAINS_ONLY, product.sensingStart());
                candidates.add(new Candidate(GippType.R2EQOG.name(), proposed.fileName(),
                        "Gains " + (dark ? "and darks " : "") + "of " + band.band().name() + " as measured by " + product.id()
                                + band.dark().map(night -> " and " + night.id()).orElse(""), proposed::write));
            }
        }
        return candidates;
    }

    private static GroundEqualisation updated(Product product, GroundEqualisation inForce, BandEqualisation band, boolean dark) {
        Tdi tdi = StoredCounts.tdi(product, band.band());
        GroundEqualisation updated = inForce;
        for (DetectorEqualisation detector : band.detectors()) {
            int number = detector.id().detector();
            Gamma gamma = inForce.gamma(tdi, number).divided(detector.divisor());
            updated = updated.withGamma(tdi, number, gamma);
            if (dark) {
                updated = updated.withDark(tdi, number, detector.response().dark().mean());
            }
        }
        return updated;
    }
}
