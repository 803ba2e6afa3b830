package org.penumbra.instrument;

/** Time delay and integration of a band: {@code TDI_CONFIGURATION} of a datastrip, {@code tdi_config} of the calibration files. */
public enum Tdi {
    APPLIED, NO_TDI
}
