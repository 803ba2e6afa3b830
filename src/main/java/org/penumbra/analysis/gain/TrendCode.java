package org.penumbra.analysis.gain;

import org.penumbra.finding.FindingCode;

/** What the series of absolute gains, and the import of one, can find. */
public enum TrendCode implements FindingCode {
    OUTLIER("GAIN-201", "The gains of %s at %s (%s) fit %s better: %d VNIR bands are off, by %.1f %% against %.1f %%. The point is left out.",
            "Find out which unit they belong to, and correct the source."),
    STEP("GAIN-202", "%s of %s in %s steps by %+.2f %% (standard uncertainty %.2f %%) between %s and %s; limit %.2f %%.",
            "Find out what happened between the two dates; once it is known, list it in config/events.yaml."),
    DRIFT("GAIN-203", "%s of %s in %s drifts by %+.2f %% from %s to %s, %+.3f %% a year (standard uncertainty %.3f %%); limit %.2f %%.",
            "Compare with the other bands and units; hold the diffuser and its illumination against another source."),
    UNDECIDED("GAIN-204", "%s of %s in %s changes between %s and %s, by a step of %+.2f %% or by a drift of %+.2f %% in all: both fit alike.",
            "Look at the series; a few more points decide."),
    SURPRISE("GAIN-205",
            "The newest %s of %s in %s is off by %+.3f %% from what %d earlier points predict; the interval is ±%.3f %% wide, the limit %.2f %%.",
            "Look at the sensitivity of the method and at the other bands; repeat the acquisition."),
    RATIO("GAIN-206", "The ratio of %s to %s in %s has changed by %+.2f %%; limit %.2f %%.",
            "Look which of the two has moved, and whether its processing has."),
    NO_IRRADIANCE("GAIN-207", "The solar irradiance of %s is not known for %s: reflectance responsivity cannot be given.",
            "Add solar_irradiance to config/instrument, or look at the gain alone with --of gain."),
    CONFLICT("GAIN-208", "Two sources give different gains of %s for %s; those of %s are left out.",
            "Correct the source that is wrong and import it again."),
    NO_SERIES("GAIN-209", "No absolute gain of %s is known.", "Import a file with history import, or process diffuser acquisitions."),
    SHORT_CHANGE("GAIN-210",
            "%s of %s in %s changes by %+.2f %% between %s and %s; of %d points it is not known whether that is a step or a drift. Limit %.2f %%.",
            "Import or process what was acquired in between."),
    FILE_UNREADABLE("GAIN-211", "%s cannot be read as a table of gains: %s.",
            "Give a text table with a header line that names the unit, the date and the bands."),
    COLUMN_MISSING("GAIN-212", "%s has no column %s; its columns are %s.", "Name the columns in the header line."),
    UNIT_UNKNOWN("GAIN-213", "%s, line %d: '%s' is no unit that config/instrument knows; the row is left out.", "Correct the row, or add the unit."),
    DATE_UNREADABLE("GAIN-214", "%s, line %d: '%s' is no date; the row is left out.", "Write dates as 2020-08-12T00:00:00Z."),
    CELL_UNREADABLE("GAIN-215", "%s, line %d: '%s' is no gain of %s; the cell is left out.", "Correct the cell and import the file again."),
    ROW_REPEATED("GAIN-216", "%s, line %d: %s at %s stands in the file already; the row is left out.", "Remove one of the two rows."),
    IMPLAUSIBLE("GAIN-217",
            "The gains of %s at %s (%s) are off their neighbours by %.0f %% in %d VNIR bands and fit no other unit. The point is left out.",
            "Look at the unit of measure of the source, and correct it; of a product, see what else was found."),
    IMPLAUSIBLE_VALUE("GAIN-218", "The gain %s of %s at %s (%s) is off its neighbours by %.0f %%. This value is left out.",
            "Look at the source, and correct it; of a product, see what else was found.");

    private final Wording wording;

    TrendCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
