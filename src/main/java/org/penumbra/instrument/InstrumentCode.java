package org.penumbra.instrument;

import org.penumbra.finding.FindingCode;

/** What can be wrong with an instrument profile or a spacecraft file. */
public enum InstrumentCode implements FindingCode {
    UNREADABLE("INSTRUMENT-101", "%s cannot be read as YAML: %s", "Correct the file at the line named."),
    UNKNOWN_KEY("INSTRUMENT-102", "%s has the key '%s', which means nothing here.", "Remove the key or correct its name."),
    NOT_A_VALUE("INSTRUMENT-103", "%s: key '%s' is missing or has no value of the kind expected: %s",
            "Give the value; the profiles of the installation show the form."),
    OUT_OF_RANGE("INSTRUMENT-104", "%s: key '%s' is %s, expected %s.", "Give a value that fits."),
    UNKNOWN_INSTRUMENT("INSTRUMENT-105", "%s: key 'instrument' names '%s', but there is no profile of that name.",
            "Put the profile beside it, or correct the name.");

    private final Wording wording;

    InstrumentCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
