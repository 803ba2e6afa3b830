package org.penumbra.analysis.response;

/** Which dark is taken off a diffuser acquisition (METHODS 3, 5). */
public enum DarkSource {
    /** The archived dark of the same epoch nearest in time. */
    NEAREST,
    /** The mean of the nearest archived darks before and after; the nearest where there is none on one side. */
    NEIGHBOURS,
    /** COEFF_D of the R2EQOG in force. */
    REFERENCE
}
