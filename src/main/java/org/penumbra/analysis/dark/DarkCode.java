package org.penumbra.analysis.dark;

import org.penumbra.finding.FindingCode;

/** What the dark-signal analysis can find. */
public enum DarkCode implements FindingCode {
    DAYLIGHT("DARK-001", "The Sun stands at a zenith angle of %.2f degrees over a part of the strip; a dark needs at least %.2f degrees.",
            "Acquire the dark over the night side; this product is not used."),
    TOO_FEW_LINES("DARK-002", "The strip has %d usable lines; a dark needs at least %d.", "Acquire a longer strip; this product is not used."),
    LIGHT_IN_THE_NIGHT("DARK-003",
            "The active columns of the VNIR bands rose by %.2f LSB, what the blind ones share taken off; limit %.2f LSB: there was light.",
            "Look for twilight, moonlit cloud or an open shutter; this product is not used."),

    MEAN_CHANGE("DARK-101",
            "The mean dark of %s moved by %.3f LSB against the reference in force, its blind columns' part of %.3f LSB taken off; limit %.3f LSB.",
            "Consider a new R2EQOG; look at the temperature of the focal plane."),
    RAW_MEAN_CHANGE("DARK-102", "The mean dark of %s moved by %.3f LSB against the reference in force, blind part included; limit %.3f LSB.",
            "The ground processing takes off the blind part; look for a thermal cause."),
    DSNU("DARK-103", "The reference in force leaves a dark signal non-uniformity of %.3f LSB in %s; limit %.3f LSB.",
            "Consider a new R2EQOG."),
    PIXEL_CHANGE("DARK-104", "The dark of %s column %d moved by %.3f LSB against its detector; limit %.3f LSB.",
            "Wait for the next dark: seen twice, it is confirmed."),
    DETECTOR_WIDE("DARK-105", "%d of %d columns of %s moved by more than their limit (%.2f %%).",
            "So many are no matter of single pixels: the detector has changed, or the reference does not belong to it; check NUC table and R2EQOG."),
    NOISE("DARK-106", "The noise of %s is %.4f LSB, %+.1f %% against the median of its history; limit %.1f %%.",
            "Look at temperature and compression; compare with the noise model in force."),
    HALVES("DARK-107", "The mean dark of %s moved by %.3f LSB from the first to the second half of the strip; limit %.3f LSB.",
            "The strip was not stationary; its dark is usable with this uncertainty."),
    PIXEL_HALVES("DARK-108", "The dark of %s column %d moved by %.3f LSB between the halves of the strip against its detector; limit %.3f LSB.",
            "Watch the pixel for telegraph noise."),
    LIGHT_EVENT("DARK-109", "%s of %s left out: up to %.1f %% of the columns were lit, by up to %.1f LSB in the mean, at %s.",
            "Nothing to do; what was lit does not enter the dark."),
    INSUFFICIENT("DARK-110",
            "%d lines are insufficient evidence for stability (%d are needed): values are given, stability is not judged, no candidate is proposed.",
            "Acquire a longer strip if the dark is to be judged."),
    IMPLAUSIBLE_TEMPERATURE("DARK-111", "The temperature of %s is given as %.2f degrees Celsius, which is not plausible; it is not used.",
            "Nothing to do; the metadata of some products give raw counts."),
    TELEGRAPH("DARK-112", "%s column %d shows two levels %.2f LSB apart (telegraph noise).", "Wait for the next dark: seen twice, it is confirmed."),
    ALL_TELEGRAPH("DARK-114", "%d columns of %s show two levels, too many for single pixels: their dark changed within the strip.",
            "Look at its halves change and at the drift of its blind columns."),
    MANY_PIXELS("DARK-113", "%d columns of %s moved by more than their limit; the list is in pixels.parquet.",
            "Query pixels.parquet for the columns."),
    NO_REFERENCE("DARK-115",
            "The product comes without calibration parameters: no change against a reference is given, "
                    + "that against earlier darks of the epoch is judged where there are any.",
            "Nothing to do."),
    FAILED("DARK-117", "%d of %d lines of %s can be used, a dark needs at least %d: the others have no data, or light fell on them.",
            "Look for lost source packets, or whether the detector was off; its dark is not judged and not proposed."),
    FEW_LINES("DARK-118",
            "%d of %d lines of %s can be used: insufficient evidence for stability (%d are needed); its dark is not judged and not proposed.",
            "Acquire another dark if this detector is to be judged."),
    LOST_LINES("DARK-119", "%d of %d lines of %s have no data.", "Nothing to do; the lines are left out."),
    STRAY_BLIND_COLUMN("DARK-120",
            "%s blind column %d moved by %.3f LSB against the other blind columns; limit %.3f LSB: with it the blind part is off by %.3f LSB.",
            "Judge the mean change of the detector with that in mind; leave the column out of the next BLINDP."),
    ABSENT("DARK-121", "%s column %d has no data in any line: its dark is not known.",
            "Look at the raster; name the column as a known defect if it is one."),
    MANY_ABSENT("DARK-122", "%d of %d columns of %s have no data in any line (%.2f %%).",
            "Look at the raster and its nodata value; columns that never image belong to excluded_columns of the profile."),
    DETECTOR_MISSING("DARK-124", "%s has no image of the detectors %s, which other bands have.",
            "Ask for the product again if they were to be delivered."),
    DRIFTING_PIXELS("DARK-116", "The dark of %d of %d columns of %s drifts over the last %d acquisitions (%.1f %%, limit %.1f %%).",
            "Look at the stability table; a faster update of the reference may be needed."),
    PIXEL_CONFIRMED("DARK-123",
            "The dark of %s column %d lies %.3f LSB off its detector; limit %.3f LSB; beyond it in %d consecutive darks, since %s.",
            "Look whether the pixel is among the defective ones; if not, a new R2EQOG takes the change off: "
                    + "the decision on the band says whether one is proposed."),
    EARLIER_MEAN_CHANGE("DARK-125",
            "The mean dark of %s moved by %.3f LSB against the median of the last darks of the epoch, "
                    + "its blind columns' part of %.3f LSB taken off; limit %.3f LSB.",
            "Look at the temperature of the focal plane; take a new dark before the next lit acquisition is used."),
    EARLIER_RAW_MEAN_CHANGE("DARK-126",
            "The mean dark of %s moved by %.3f LSB against the median of the last darks of the epoch, blind part included; limit %.3f LSB.",
            "Look for a thermal cause."),
    EARLIER_PIXEL_CHANGE("DARK-127",
            "The dark of %s column %d moved by %.3f LSB against its detector since the last darks of the epoch; limit %.3f LSB.",
            "Wait for the next dark: seen twice, it is confirmed."),
    EARLIER_PIXEL_CONFIRMED("DARK-128",
            "The dark of %s column %d lies %.3f LSB off the median of the last darks of the epoch, against its detector; "
                    + "limit %.3f LSB; beyond it in %d consecutive darks, since %s.",
            "Look whether the pixel is among the defective ones."),
    EARLIER_DETECTOR_WIDE("DARK-129", "%d of %d columns of %s moved by more than their limit since the last darks of the epoch (%.2f %%).",
            "The detector as a whole has changed; look at its settings and its temperature."),
    FROZEN("DARK-130", "All %d columns of %s read %.0f LSB in every one of %d lines: the detector does not answer.",
            "Look whether it was on, and at the chain that reads it; its dark is not judged and not proposed."),
    SUN_UNKNOWN("DARK-131", "The metadata do not say where the Sun stood: that it was night could not be checked.",
            "Look at the illumination of the strip if something in this report looks like light.");

    private final Wording wording;

    DarkCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
