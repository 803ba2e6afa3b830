package org.penumbra.analysis.sensitivity;

import org.penumbra.finding.FindingCode;

/** What the sensitivity of the method can find. */
public enum SensitivityCode implements FindingCode {
    DISAGREEMENT("SENSITIVITY-101",
            "Budget and Monte Carlo of %s disagree: the ratio of the standard deviations is %.4f, which %d draws know to ±%.4f.",
            "Trust the Monte Carlo: an input is so uncertain that the first order does not hold."),
    NO_CALIBRATION("SENSITIVITY-102",
            "The product comes without calibration parameters or metadata of its datastrip: no sensitivity is given.", "Nothing to do.");

    private final Wording wording;

    SensitivityCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
