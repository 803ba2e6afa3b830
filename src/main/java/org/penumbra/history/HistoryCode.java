package org.penumbra.history;

import org.penumbra.finding.FindingCode;

/** What can be wrong with what was kept. */
public enum HistoryCode implements FindingCode {
    ENTRY_UNREADABLE("HISTORY-101", "The archived acquisition %s cannot be read: %s",
            "Restore the file from a backup, or move the acquisition out of the archive and process its product again."),
    ENTRY_INCOMPLETE("HISTORY-102", "The archived acquisition %s lacks %s.",
            "Restore the file from a backup, or move the acquisition out of the archive and process its product again."),
    PIXELS_UNREADABLE("HISTORY-103", "The pixel table %s cannot be read: %s.",
            "Restore the file from a backup, or move the acquisition out of the archive and process its product again."),
    PIXELS_INCOMPLETE("HISTORY-104", "The pixel table %s holds %d rows of %s, %d are expected.",
            "Move the acquisition out of the archive and process its product again."),
    MEASUREMENT_UNREADABLE("HISTORY-105", "The measurement %s cannot be read: %s.",
            "Delete the file: a product in work is measured again, an archived one must be processed again from its images."),
    BAD_NAME("HISTORY-106", "'%s' cannot name a directory of the archive.",
            "Letters, digits, '.', '_' and '-' are expected, a letter or digit first: rename the product or the unit."),
    STORE_UNREACHABLE("HISTORY-107", "The store %s cannot be opened: %s.",
            "See that the database runs and that penumbra.store in application.properties names it; "
                    + "a file is opened by several processes only on one machine."),
    STORE_FAILED("HISTORY-108", "The store %s cannot be used: %s.",
            "Nothing, unless it lasts: what failed is tried again. Else see that the database runs and that its disk has room."),
    NO_REPORT("HISTORY-110", "%s holds no pixels.parquet.",
            "Name the directory of a report, for example var/reports/2026/01/PRODUCT; that of an unusable product has no pixels."),
    NO_PIXELS("HISTORY-109", "The pixel table %s has no pixels of %s.", "Name a band and a detector that the report shows.");

    private final Wording wording;

    HistoryCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
