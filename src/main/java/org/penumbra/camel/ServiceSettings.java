package org.penumbra.camel;

import org.penumbra.settings.Setting;

/** Limits of the unattended service; {@code config/service.yaml}. */
public record ServiceSettings(
        @Setting(unit = "products", value = "2", max = 1000, source = "project default",
                why = "products claimed beyond the one that is measured, so that it never waits for a claim; the others stay visible in the "
                        + "drop directory") int claimedBeyond,
        @Setting(unit = "GiB", value = "5", source = "project default",
                why = "free space below which nothing more is claimed: an archive unpacked, its measurements and its report must fit")
        double freeDisk,
        @Setting(unit = "d", value = "90", min = 1, max = 36500, source = "project default",
                why = "how long processed deliveries and duplicates are kept")
        int keepDeliveries,
        @Setting(unit = "MiB", value = "10", max = 100, source = "project default",
                why = "size up to which report.pdf is attached to a mail; a larger one is named there: servers refuse it") double attachment,
        @Setting(unit = "d", value = "14", min = 1, max = 3650, source = "project default",
                why = "days without a dark acquisition of a unit after which the operator is told") int darkEvery,
        @Setting(unit = "d", value = "30", min = 1, max = 3650, source = "project default",
                why = "days without a diffuser acquisition of a unit after which the operator is told") int diffuserEvery) {

    /** Free space in bytes below which nothing is claimed. */
    long freeBytes() {
        return (long) (freeDisk * (1L << 30));
    }

    /** Size in bytes above which a PDF is not attached. */
    long attachmentBytes() {
        return (long) (attachment * (1L << 20));
    }
}
