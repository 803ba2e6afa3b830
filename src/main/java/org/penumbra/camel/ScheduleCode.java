package org.penumbra.camel;

import org.penumbra.finding.FindingCode;

/** What the calendar of expected acquisitions finds. */
public enum ScheduleCode implements FindingCode {
    MISSING("SCHEDULE-101", "No %s acquisition of %s has come since that of %s, %d days ago; one is expected every %d days.",
            "See whether it was acquired and delivered: it may lie in the quarantine, or wait in the drop directory.");

    private final Wording wording;

    ScheduleCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
