package org.penumbra.analysis.defect;

import org.penumbra.finding.FindingCode;

/** What the tracking of defective pixels can find. */
public enum DefectCode implements FindingCode {
    CANDIDATE("DEFECT-101", "%s column %d: %s (%s), seen for the first time on %s.", "Wait for the next acquisition: seen twice, it is confirmed."),
    CONFIRMED("DEFECT-102", "%s column %d: %s (%s), seen in %d of %d acquisitions since %s and not in R2DEPI.",
            "Consider the candidate R2DEPI; in B10 to B12 look at the re-selection."),
    RELEASED("DEFECT-103", "%s column %d: %s (%s) was not seen in %d acquisitions; it is released.", "Consider taking it off R2DEPI."),
    DETECTOR_WIDE("DEFECT-104", "%d of %d columns of %s: %s.", "The detector as a whole has changed, or was badly lit; no pixel of it is listed."),
    INSUFFICIENT("DEFECT-105", "The evidence of this acquisition is insufficient: %s. Where it is, pixels are counted and none is followed.",
            "Acquire a longer strip."),
    COLUMN_SHAPE("DEFECT-106", "Columns %d to %d of detector %d are off their neighbours in many bands: one blemish of the array.",
            "Look at slit, window and array: no single pixel is at fault."),
    FORCED("DEFECT-107", "%s column %d is called defective by the operator: %s.", "Nothing to do."),
    MANY_PIXELS("DEFECT-108", "%d pixels of %s are news, too many in all to be listed one by one; report.json lists them.",
            "Look at the defect map."),
    NO_DARK("DEFECT-109", "No archived dark of the epoch is near: the response of %s is judged with the dark left in.",
            "Acquire a dark and process this product again; nothing, if its dark was taken off before."),
    NO_LIGHT("DEFECT-110", "%s: no light above the archived dark, so the response is not judged.",
            "Nothing, where none was expected; else see whether the dark of the stack was taken off before.");

    private final Wording wording;

    DefectCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
