package org.penumbra.analysis.equalisation;

import org.penumbra.finding.FindingCode;

/** What the equalisation analysis can find. */
public enum EqualisationCode implements FindingCode {
    FPN_BAND("EQUALISATION-101", "The fixed pattern noise of %s is %.4f %%, mean over its detectors; limit %.4f %%.",
            "Consider a new R2EQOG."),
    FPN_DETECTOR("EQUALISATION-102", "The fixed pattern noise of %s is %.4f %%; limit %.4f %%.", "Consider a new R2EQOG."),
    DETECTOR_GAIN("EQUALISATION-103", "The gain of %s moved by %.4f %% against the median of the detectors; limit %.4f %%.",
            "Consider a new R2EQOG; look at its dark and at the SWIR arrangement."),
    PIXEL_GAIN("EQUALISATION-104", "The gain of %s column %d moved by %.4f %% against its detector; limit %.4f %%.",
            "Wait for the next diffuser: seen twice, it is confirmed."),
    DETECTOR_WIDE("EQUALISATION-105", "%d of %d columns of %s moved by more than their limit (%.2f %%).",
            "The detector as a whole has changed, or the R2EQOG does not belong to it; check its epoch."),
    STEP("EQUALISATION-106", "From detector %d to %d of %s the response steps by %.4f %%; limit %.4f %%.", "Consider a new R2EQOG."),
    AGE("EQUALISATION-107", "The R2EQOG of %s has been in force for %.1f days; limit %.0f days.", "Issue the equalisation anew."),
    SWIR_NEWER("EQUALISATION-108", "R2SWIR is valid from %s, after the R2EQOG of %s from %s: columns are equalised as other pixels.",
            "Issue R2EQOG with the start of R2SWIR at once; the products since then are affected."),
    SWIR_OLDER("EQUALISATION-109", "The R2EQOG of %s is valid from %s, after R2SWIR from %s, as is usual: the arrangement did not change with it.",
            "Nothing to do."),
    INSUFFICIENT("EQUALISATION-110",
            "u(r) is %.4f %% in %s, above %.4f %%: insufficient evidence; values are given, stability is not judged, no candidate is proposed.",
            "Acquire a longer strip if the response is to be judged."),
    NO_DARK("EQUALISATION-111", "No archived dark of the epoch is near for %s: COEFF_D of the R2EQOG in force was taken off.",
            "Acquire a dark and process the product again."),
    SATURATION("EQUALISATION-112", "%d columns of %s are saturated in more than %.1f %% of their samples; they enter no mean.",
            "Check the angle of the Sun on the diffuser; the gain of these columns is not known."),
    DETECTOR_MISSING("EQUALISATION-113", "%s has no measurement of the detectors %s.", "Nothing to do if they were not to be delivered."),
    CROSSTALK_SOURCE("EQUALISATION-114", "The product has no usable column of %s in some detectors: the electronic cross-talk from there"
            + " is not corrected, and nothing is proposed for a band where others are.", "Ask for the product with all SWIR bands, complete."),
    BLIND_UNREFERENCED("EQUALISATION-115", "The dark has no value for the blind columns of %s: their offset is taken relative to the strip itself.",
            "Use a R2EQOG with blind columns, or acquire a dark."),
    LINES_LEFT_OUT("EQUALISATION-116", "%d lines of %s were left out: too many of their columns lay off the illumination.",
            "Nothing to do; the lines do not enter the response."),
    NO_CALIBRATION("EQUALISATION-117",
            "The product comes without calibration parameters or metadata of its datastrip: the response is not analysed.", "Nothing to do."),
    MANY_PIXELS("EQUALISATION-118", "%d columns of %s moved by more than their limit; the list is in pixels.parquet.",
            "Query pixels.parquet for the columns."),
    NOTHING_LEFT("EQUALISATION-120", "No column of %s could be used: every line or column was left out.",
            "Look for saturation, lost lines and light from elsewhere; the response of this detector is not known."),
    LOST_LINES("EQUALISATION-121", "%d lines of %s have no data.", "Nothing to do; the lines are left out."),
    DEVIANT("EQUALISATION-119", "%d columns of %s are off the local response or noisy and enter no mean.", "Look at the defective pixels."),
    PIXEL_CONFIRMED("EQUALISATION-122",
            "The gain of %s column %d lies %.4f %% off its detector; limit %.4f %%; beyond it in %d consecutive diffusers, since %s.",
            "Consider a new R2EQOG; look whether the pixel is among the defective ones.");

    private final Wording wording;

    EqualisationCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
