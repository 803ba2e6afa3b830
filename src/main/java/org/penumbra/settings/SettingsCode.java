package org.penumbra.settings;

import org.penumbra.finding.FindingCode;

/** What can be wrong with a settings file. */
public enum SettingsCode implements FindingCode {
    UNKNOWN_NAME("SETTINGS-101", "%s has no setting named '%s'.",
            "Remove the line or correct its name; the file of the same name in config/ of the installation has all names."),
    NOT_A_VALUE("SETTINGS-102", "%s: setting '%s' cannot be read from '%s'%s.",
            "Give a value of the kind that stands in config/ of the installation."),
    OUT_OF_RANGE("SETTINGS-103", "%s: setting '%s' is %s %s, expected %s.", "Give a value inside the range."),
    UNREADABLE("SETTINGS-104", "%s cannot be read as YAML: %s", "Correct the file at the line named."),
    NO_SUCH_PIXELS("SETTINGS-105", "pixels.yaml: setting '%s' has %s %s-D%02d columns %s, which no instrument has.",
            "Name them as the reports do, for example {unit: S2A, band: B11, detector: 3, columns: [412]}."),
    NOT_ODD("SETTINGS-106", "%s: setting '%s' is %s %s; it is a window about a middle and must be odd.", "Give the next odd number."),
    ALARM_BEFORE_WARNING("SETTINGS-107", "%s: setting '%s' is %s %s, beyond '%s', which is %s: there would be alarms and no warning.",
            "Give a warning that is not above its alarm.");

    private final Wording wording;

    SettingsCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
