package org.penumbra.calibration;

import org.penumbra.finding.FindingCode;

/** What can be wrong with a calibration set; nothing missing is ever replaced by a default. */
public enum CalibrationCode implements FindingCode {
    NO_SET("CALIBRATION-101", "There is no calibration set of %s in %s.",
            "Put the GIPP files of the unit into that directory, or name another with --calibration."),
    NOT_IN_FORCE("CALIBRATION-102", "No %s is in force at %s in %s.",
            "Add the file whose validity holds the sensing start, then replay the product."),
    UNREADABLE("CALIBRATION-103", "%s cannot be read: %s", "Fetch the file again or correct it, then replay the product."),
    OF_ANOTHER("CALIBRATION-104", "%s says it is of %s, expected %s.", "Replace the file by the one that its name promises."),
    INCOMPLETE("CALIBRATION-105", "%s has no %s.", "Use a file that has it."),
    OUT_OF_RANGE("CALIBRATION-106", "%s: %s is %s, expected %s.", "Correct the file."),
    TOO_LARGE("CALIBRATION-107", "%s holds more than %s MiB.", "This is no GIPP; remove it and fetch the file again.");

    private final Wording wording;

    CalibrationCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
