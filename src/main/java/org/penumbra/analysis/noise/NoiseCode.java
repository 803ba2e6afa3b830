package org.penumbra.analysis.noise;

import org.penumbra.finding.FindingCode;

/** What the noise analysis can find. */
public enum NoiseCode implements FindingCode {
    SNR_REQUIREMENT("NOISE-101", "The signal-to-noise ratio of %s at Lref is %.1f; %.1f is required.",
            "Look at the noise of the band and its history; tell the calibration expert."),
    STORED_COUNTS("NOISE-102", "The product comes without calibration parameters: alpha is given in raw counts, without a signal-to-noise ratio.",
            "Nothing to do.");

    private final String code;
    private final String template;
    private final String action;

    NoiseCode(String code, String template, String action) {
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
