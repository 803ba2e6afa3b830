package org.penumbra.camel;

import org.penumbra.finding.FindingCode;

/** Why a quarantined delivery cannot be shown or sent through again. */
public enum QuarantineCode implements FindingCode {
    UNKNOWN("QUARANTINE-101", "There is no job %s in %s.", "./penumbra quarantine list  names them."),
    NO_DELIVERY("QUARANTINE-102", "The quarantine of job %s holds no delivery: its product was analysed by hand, and lies where it was,"
            + " or was processed again from its measurements, or it was sent through again.",
            "Analyse or drop the product again from where it lies, or ask for it once more."),
    IN_THE_WAY("QUARANTINE-103", "%s is in the way of the delivery of job %s.", "Wait until it has been taken, or remove it."),
    UNREADABLE("QUARANTINE-104", "%s cannot be read: %s", "Look at the directory; the delivery in it can be dropped again by hand.");

    private final Wording wording;

    QuarantineCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
