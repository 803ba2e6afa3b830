package org.penumbra.camel;

import org.penumbra.finding.FindingCode;

/** What can be wrong with mail. */
public enum MailCode implements FindingCode {
    SUBSCRIPTIONS("MAIL-101", "%s cannot be used: %s", "Correct the file; it says what it expects."),
    PROPERTY("MAIL-102", "penumbra.smtp.%s is '%s' and must be %s.",
            "Correct it in application.properties, or in the environment where that overrides it."),
    NOT_SENT("MAIL-201", "The mail %s was not sent: %s.",
            "Nothing, unless it lasts: it is tried again. Else look at penumbra.smtp in application.properties."),
    FATE_UNKNOWN("MAIL-202", "The mail %s may have been sent: %s.", "Nothing: it is sent again, marked, under the same Message-ID."),
    UNREACHABLE("MAIL-204", "The mail server %s:%d cannot be used: %s.",
            "Look at the server and at penumbra.smtp in application.properties; mails wait meanwhile."),
    UNREADABLE("MAIL-205", "The mail %s was not sent, its message cannot be read: %s.", "Put the file back where it was; the mail is tried again."),
    PARTLY_REFUSED("MAIL-206", "The mail %s was sent, but not to all: %s.",
            "Correct the address in config/subscriptions.yaml; this mail is not sent again."),
    WAITING("MAIL-203", "%d mails wait, the oldest since %s; the last attempt said: %s.",
            "Look at the mail server and at penumbra.smtp in application.properties.");

    private final Wording wording;

    MailCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
