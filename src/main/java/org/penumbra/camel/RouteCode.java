package org.penumbra.camel;

import org.penumbra.finding.FindingCode;

/** What can end a product on its way through the routes, or the service before it has begun. */
public enum RouteCode implements FindingCode {
    NO_CHAIN("ROUTE-101", "%s is of type %s, for which there is no route.",
            "Add a route to routes/ that begins with direct: and that name, then replay the product from the quarantine."),
    DISK_LOW("ROUTE-201", "The disk of %s has %.1f GiB free, below %.1f GiB: nothing more is claimed.",
            "Make room; deliveries wait in the drop directory and go on by themselves."),
    NOT_COPIED("ROUTE-202", "The report %s cannot be copied to %s: %s.",
            "Mend the folder, then copy the report; it is whole where it was published."),
    PORT_TAKEN("ROUTE-203", "Health and metrics cannot be served on %s:%d: %s.",
            "If another service runs on this home, stop it or give this one a port of its own: penumbra.observe.port in application.properties."),
    SAME_ID("ROUTE-204", "Two analyses have the id '%s': %s and %s.", "Remove one of them from plugins/, or give it an id of its own."),
    PLUGIN_UNREADABLE("ROUTE-205", "%s cannot be used as plugin: %s.", "Put a whole jar there, built for this release, or remove it."),
    SAME_CODE("ROUTE-206", "%s has the finding code %s, which is one of %s.",
            "Give it a code of its own; those of plugins begin with another word than ours."),
    ROUTE_UNUSABLE("ROUTE-207", "The routes cannot be used: %s.", "Correct the file in HOME/routes; docs/integration.adoc shows one."),
    PROPERTY("ROUTE-208", "%s is '%s' in application.properties and must be %s.", "Correct it there, or in the environment where that overrides it."),
    PLUGIN_FAILED("ROUTE-209", "The analysis '%s' of plugins/ failed, the report goes without it: %s.",
            "Read the log for the trace, mend or remove the jar, start again and ask for the product to be processed again."),
    HOME_UNUSABLE("ROUTE-210",
            "The home directory %s cannot be used: '%s' in its path has a meaning in the addresses of Camel, the store or the log.",
            "Name another one with --home, or rename the directory."),
    PROPERTY_UNKNOWN("ROUTE-211", "%s has '%s', which is not known.",
            "Correct the name; config/application.properties of the installation has every one."),
    LOG_UNWRITABLE("ROUTE-212", "The log cannot be written to %s: what the service says is on the terminal alone.",
            "Give the service the right to write there, then start it again."),
    INTERNAL("ROUTE-901", "An internal failure ended the product: %s.", "Read the log for the trace; the product is kept and can be replayed."),
    DISK_FULL("ROUTE-902", "The disk is full, the product could not be processed: %s.",
            "Make room, then send the product through again; it is kept."),
    BY_HAND("ROUTE-903", "An internal failure ended the analysis: %s.",
            "Analyse the product again with --debug, which shows where; it lies where it was.");

    private final Wording wording;

    RouteCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
