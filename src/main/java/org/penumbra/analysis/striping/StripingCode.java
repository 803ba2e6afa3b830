package org.penumbra.analysis.striping;

import org.penumbra.finding.FindingCode;

/** What the watch on nominal images can find. */
public enum StripingCode implements FindingCode {
    STRIPE("STRIPING-101", "%s column %d lies %+.2f %% off its neighbours (limit %.2f %%, %.1f standard deviations)%s.",
            "Look whether it recurs; compare with the defective pixels and the last diffuser."),
    RECURRENT_STRIPE("STRIPING-102", "%s column %d lies %+.2f %% off its neighbours, in %d of the last %d acquisitions%s.",
            "Compare with the defective pixels; consider a new equalisation or R2DEPI."),
    MANY_STRIPES("STRIPING-103", "%d of %d columns of %s lie off their neighbours (%.2f %%); the list is in the report.",
            "The scene, or an equalisation that does not fit: look at other products of the same days."),
    STEP_OF_ONE_BAND("STRIPING-201",
            "%s: the step of detectors %d and %d on the same ground is off by %+.2f %% (limit %.2f %%), that of the other bands by %+.2f %%.",
            "One band alone is off: check R2EQOG and R2SWIR in force for these detectors, and list the products affected."),
    RECURRENT_STEP("STRIPING-202",
            "%s: the step of detectors %d and %d on the same ground is off by %+.2f %%, and was so in %d of the last %d acquisitions.",
            "Look at the equalisation of the two detectors and at the last diffuser; after some products the step is its own reference, "
                    + "and silent."),
    SIGNIFICANT_STEP("STRIPING-203", "%s: the step of detectors %d and %d on the same ground is off by %+.2f %% (limit %.2f %%).",
            "Look whether it recurs; scenes leave steps of a percent in all bands alike."),
    NOT_EQUALISED("STRIPING-301", "The on-board equalisation was off: columns and steps are listed, not judged.",
            "Nothing to do, unless it was not commanded."),
    DEGRADED("STRIPING-302", "%.2f %% of the source packets are degraded, %d are lost; limit %.2f %%.", "Order the product again, or leave it out."),
    SATURATED("STRIPING-303", "%d samples of %s are saturated.", "Nothing to do: bright clouds saturate."),
    LOST_LINES("STRIPING-304", "%d of %d lines of %s have no data.", "Nothing to do; the lines are left out."),
    FEW_BLOCKS("STRIPING-305",
            "%d blocks of lines are too few to judge stripes (%d are needed): columns off their neighbours are listed in the report.",
            "Nothing to do."),
    NO_LAG("STRIPING-306", "%s: the profiles of detectors %d and %d do not show the same ground; their step is taken without a lag.",
            "Nothing to do: the ground is too smooth, or the two did not see the same."),
    NO_DATA("STRIPING-307", "%d samples of %s have no data, in lines that have some; they lie in %d columns, most of them (%d) in column %d.",
            "Nothing to do; they are left out, and so are columns where they are many. "
                    + "Look at the degraded packets if the same columns lack data again.");

    private final Wording wording;

    StripingCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
