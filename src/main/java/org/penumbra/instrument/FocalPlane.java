package org.penumbra.instrument;

/** The focal plane that carries a band. */
public enum FocalPlane {
    /** Visible and near infrared, silicon. */
    VNIR,
    /** Short-wave infrared, mercury cadmium telluride, with physical lines to choose from per column. */
    SWIR
}
