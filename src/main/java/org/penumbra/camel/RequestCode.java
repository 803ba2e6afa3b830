package org.penumbra.camel;

import org.penumbra.finding.FindingCode;

/** Why an operator's request is answered as failed. */
public enum RequestCode implements FindingCode {
    MALFORMED("REQUEST-101", "The request cannot be used: %s.", "Correct it and drop it again; docs/requests.adoc has an example of each kind."),
    UNKNOWN("REQUEST-102", "Line %d: '%s' is not a request; reprocess, replay, digest and event are.", "Correct the name and drop it again."),
    NO_PRODUCT("REQUEST-103", "No report of a product %s was published.", "./penumbra history list  names the products."),
    NO_DELIVERY("REQUEST-104", "The images of %s are not in the archive: its delivery has been kept long enough, or was refused since.",
            "Drop the product again, which is kept as a duplicate, then ask again;"
                    + " or ask without  images: true  where its measurements are archived."),
    NOTHING("REQUEST-105", "Nothing in the quarantine fits %s%s.", "./penumbra quarantine list  shows what is there."),
    NOT_ALL("REQUEST-106", "%d of %d deliveries could not be sent through again, the first one because: %s",
            "Read the answer for each of them, then ask again."),
    IN_HAND("REQUEST-107", "%s is being processed already, by job %s.", "Wait for its report, then ask again if another one is wanted."),
    NO_MEASUREMENTS("REQUEST-108", "The measurements of %s are not archived, or not its metadata: it was unusable, or archived by an older release.",
            "Ask with  images: true ; it can be processed from its measurements ever after."),
    INTERNAL("REQUEST-901", "An internal failure ended the request: %s.", "Read the log for the trace; drop the request again.");

    private final Wording wording;

    RequestCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
