package org.penumbra.simulation;

import org.penumbra.finding.FindingCode;

/** What can be wrong with a scenario. */
public enum SimulationCode implements FindingCode {
    UNREADABLE("SIMULATION-101", "%s cannot be read as YAML: %s", "Correct the file at the line named."),
    UNKNOWN_KEY("SIMULATION-102", "%s has the key '%s', which means nothing here.", "Remove the key or correct its name."),
    NOT_A_VALUE("SIMULATION-103", "%s: key '%s' is missing or has no value of the kind expected: %s",
            "Give the value; testdata/scenarios shows the form."),
    OUT_OF_RANGE("SIMULATION-104", "Scenario key '%s' is %s, expected %s.", "Give a value that fits."),
    NO_SUCH_SUN("SIMULATION-105", "The orbit of %s has no place with the Sun at zenith angle %s°; the nearest is %.1f°.",
            "Choose another sun_zenith or sensing_start."),
    NO_SUCH_FILE("SIMULATION-107", "A file fault names %s, which the product does not have.",
            "Name a band, detector and granule that the scenario has."),
    NO_IRRADIANCE("SIMULATION-108", "%s has no solar irradiance on %s, which its R2ABCA needs.", "Give solar_irradiance in config/instrument."),
    PRODUCT_EXISTS("SIMULATION-109", "%s is there already.", "Remove it, or choose another directory.");

    private final Wording wording;

    SimulationCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
