package org.penumbra.instrument;

/**
 * One spectral band of an instrument.
 *
 * @param id index used in metadata: {@code bandId} 0 to 12 of MSI (8 = B8A, 9 = B09), 0-based raster band of a stack
 * @param name name used everywhere else, for example {@code B8A}
 * @param focalPlane focal plane that carries it
 * @param columns columns of one detector at level 1A, blind ones included
 * @param columnsLevel1B columns of one detector at level 1B, without blind ones and after binning
 * @param linesPerCycle lines n of the chronogram cycle: 6, 3 or 1 for MSI
 * @param linePeriods line period of this band in the instrument's shortest line period: 1, 2 or 6 for MSI
 * @param referenceRadiance Lref in W.m-2.sr-1.µm-1 (DOMAIN A.4), NaN where the instrument gives none
 * @param requiredSnr required signal-to-noise ratio at Lref (DOMAIN A.4), NaN where there is none
 * @param wavelength central wavelength in nm, NaN where unknown
 */
public record Band(int id, String name, FocalPlane focalPlane, int columns, int columnsLevel1B, int linesPerCycle,
                   int linePeriods, double referenceRadiance, double requiredSnr, double wavelength) {

    /** Columns averaged into one at level 1B: 3 for the 60 m bands of MSI (DOMAIN A.2), else 1. */
    public int binning() {
        return Math.max(1, columns / columnsLevel1B);
    }
}
