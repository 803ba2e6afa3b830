package org.penumbra.analysis.noise;

import org.penumbra.finding.FindingCode;

/** What the noise analysis can find. */
public enum NoiseCode implements FindingCode {
    SNR_REQUIREMENT("NOISE-101", "The signal-to-noise ratio of %s at Lref is %.1f; %.1f is required.",
            "Look at the noise of the band and its history; tell the calibration expert."),
    STORED_COUNTS("NOISE-102", "The product comes without calibration parameters: alpha is given in raw counts, without a signal-to-noise ratio.",
            "Nothing to do."),
    NO_DARK("NOISE-103", "No archived dark of the epoch is near: alpha of %s is that of the R2NOMO in force.",
            "Acquire a dark; the noise model is not updated without one."),
    BELOW_NOISE("NOISE-104", "Light adds no noise in %s: beta is %.3e LSB, below the noise of its measurement, and given as 0.",
            "Look at the dark that was used and at the light on the diffuser."),
    NO_CALIBRATION("NOISE-105", "The product comes without calibration parameters: the noise on the diffuser is not analysed.", "Nothing to do.");

    private final Wording wording;

    NoiseCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
