package org.penumbra.analysis.sensitivity;

import org.penumbra.finding.FindingCode;

/** What the sensitivity of the method can find. */
public enum SensitivityCode implements FindingCode {
    DISAGREEMENT("SENSITIVITY-101", "Budget and Monte Carlo of %s disagree: the ratio of the standard deviations is %.4f, which %d draws know to ±%.4f.",
            "Trust the Monte Carlo: an input is so uncertain that the first order does not hold."),
    NO_CALIBRATION("SENSITIVITY-102", "The product comes without calibration parameters or metadata of its datastrip: no sensitivity is given.", "Nothing to do.");

    private final String code;
    private final String template;
    private final String action;

    SensitivityCode(String code, String template, String action) {
        this.code = code;
        this.template = template;
        this.action = action;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public String action() {
        return action;
    }
}
