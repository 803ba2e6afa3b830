package org.penumbra.analysis.swir;

import org.penumbra.finding.FindingCode;

/** What the SWIR re-selection can find. */
public enum SwirCode implements FindingCode {
    PROPOSAL("SWIR-101", "%s column %d: configuration %+d instead of %+d is expected to have a noise of %.2f LSB instead of %.2f LSB%s.",
            "Consider the candidate R2SWIR together with R2EQOG, R2EOB2 and R2DEPI, all with one start: "
                    + "the instant of the upload, which has to be put into the candidate."),
    SURVEY("SWIR-102", "%s column %d needs another configuration (%s), but none that was ever seen is better.",
            "Acquire a dark and a diffuser with another selection for its column."),
    MISMATCH("SWIR-201", "%s column %d was moved to configuration %+d, but its %s is that of %s (S = %.1f, limit %.1f).",
            "The re-selection did not take effect there: compare the table on board with R2SWIR."),
    CONFIRMED("SWIR-202",
            "%s: %d of %d moved columns are confirmed in their new configuration, %d are undecided; %d still show a defect.", "Nothing to do."),
    MISMATCH_OF_DETECTOR("SWIR-204", "%d of %d moved columns of %s are not in the configuration that R2SWIR commands; the list is in the report.",
            "The re-selection did not take effect: compare the table on board with R2SWIR; the products since then are affected."),
    NEWER("SWIR-203", "R2SWIR is valid from %s, after the R2EQOG of %s from %s: columns are corrected as other pixels.",
            "Issue R2EQOG with the start of R2SWIR at once; the products since then are affected.");

    private final Wording wording;

    SwirCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
