package org.penumbra.analysis.gain;

/** What a series of absolute gains is followed in (METHODS 5). */
public enum Quantity {
    /** A itself, in LSB/(W.m-2.sr-1.µm-1): a change of the solar spectrum in use shows as a change of the instrument. */
    GAIN("A", "LSB/(W.m-2.sr-1.µm-1)"),
    /** R = A·ESUN, in LSB.sr: what a reflectance of π at 1 AU would count, whatever the solar spectrum in use. */
    RESPONSIVITY("R = A.ESUN", "LSB.sr");

    private final String label;
    private final String unit;

    Quantity(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }
}
