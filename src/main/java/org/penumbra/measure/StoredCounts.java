package org.penumbra.measure;

import java.util.Optional;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.OnBoardEqualisation.Law;
import org.penumbra.instrument.Tdi;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/** The on-board law behind the stored counts of a product; the flags in its metadata decide, nothing is assumed (METHODS 1). */
public final class StoredCounts {

    private StoredCounts() {
    }

    /** Whether counts went through the on-board equalisation and still carry it. */
    public static boolean equalised(Product product) {
        return product.level().equals("L1A") && product.datastrip().map(datastrip -> Boolean.TRUE.equals(datastrip.equalizationMode())).orElse(false);
    }

    /**
     * Stored count below which a sample is no data; −∞ where every count may be true. 0 is the NODATA of all products of MSI. It tells
     * nothing where it may be a count as well: in raw counts, where a line is no data that is 0 throughout or over columns that count in
     * others, and at level 1B without the negative RADIO_ADD_OFFSET that keeps true counts above it (DOMAIN B.1).
     */
    static double least(Product product, Band band) {
        boolean raised = product.level().equals("L1B")
                && product.datastrip().map(datastrip -> datastrip.radiometricOffsets().getOrDefault(band.id(), 0.0) < 0).orElse(false);
        return raised ? 1 : Double.NEGATIVE_INFINITY;
    }

    /** The TDI configuration that a band was acquired with. */
    public static Tdi tdi(Product product, Band band) {
        boolean applied = product.datastrip().map(datastrip -> datastrip.tdiBands().contains(band.id())).orElse(false);
        return applied ? Tdi.APPLIED : Tdi.NO_TDI;
    }

    /**
     * The law of one (band, detector) from stored to raw counts: the identity where counts are not equalised.
     *
     * @param columns columns of the detector
     * @throws org.penumbra.finding.Refusal CALIBRATION-1xx when the R2EOB2 in force is missing, unreadable or lacks the table
     */
    public static Law law(Product product, Optional<CalibrationSet> calibration, BandDetector id, int columns) {
        if (!equalised(product) || calibration.isEmpty()) {
            return Law.identity(columns);
        }
        return calibration.get().onBoardEqualisation(id.band()).law(product.datastrip().orElseThrow().nucTableId(), id.detector());
    }
}
