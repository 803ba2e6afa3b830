package org.penumbra.analysis.gain;

import org.penumbra.finding.FindingCode;

/** What the analysis of the absolute gain can find. */
public enum GainCode implements FindingCode {
    CHANGE("GAIN-101", "The absolute coefficient of %s is %.5f, %+.3f %% against the R2ABCA in force; limit %.2f %%.",
            "Look at the series of reflectance responsivity and at the sensitivity of the method; consider the candidate R2ABCA."),
    INSUFFICIENT("GAIN-102",
            "u(r) is too large in %s: the absolute coefficient is given, not judged and no point of its series, and no candidate is proposed.",
            "Acquire a longer strip if the gain is to be judged."),
    NO_CALIBRATION("GAIN-103",
            "The product comes without calibration parameters or metadata of its datastrip: no absolute coefficient is given.", "Nothing to do."),
    INCOMPLETE("GAIN-104",
            "The absolute coefficient of %s is a mean without the detectors %s, which were active: no candidate is proposed, "
                    + "and it is no point of its series.",
            "Deliver the product with all its detectors; of one that was delivered, see what else was found."),
    NO_RESPONSE("GAIN-105", "No column of %s has a response: it has no absolute coefficient.",
            "See what else was found of its columns, such as saturation.");

    private final Wording wording;

    GainCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
