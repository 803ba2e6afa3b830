package org.penumbra.delivery;

import java.time.Duration;
import org.penumbra.settings.Setting;

/** When a delivery is ready and how large it may become; {@code config/delivery.yaml}. */
public record DeliverySettings(
        @Setting(unit = "s", value = "30", max = 86_400, source = "project default",
                why = "how long an archive or a raster stack must not have grown before it is taken: a copy over a network pauses for "
                        + "seconds, not for half a minute") int settle,
        @Setting(unit = "h", value = "6", min = 0.01, max = 8_760, source = "project default",
                why = "how long an incomplete delivery may stay unchanged before it is refused: an interrupted transfer is resumed within a "
                        + "working shift or not at all") double incompleteAfter,
        @Setting(unit = "GiB", value = "400", min = 0.001, source = "project default",
                why = "size that an archive may unpack to: the longest datatake at level 1A stays below it") double maxUnpackedGiB,
        @Setting(unit = "entries", value = "200000", min = 1, source = "project default",
                why = "entries that an archive may have: a datatake of 5 000 granules with 13 images and their metadata stays below it")
        int maxEntries,
        @Setting(unit = "1", value = "200", min = 1, source = "project default",
                why = "how many times its own size an archive may unpack to: images are compressed already; a bomb grows a thousandfold")
        double maxGrowth) {

    /** How long what must settle stays unchanged before it counts as whole. */
    public Duration settleTime() {
        return Duration.ofSeconds(settle);
    }

    /** How long an incomplete delivery may stay unchanged. */
    public Duration incompleteTime() {
        return Duration.ofSeconds(Math.round(incompleteAfter * 3600));
    }

    long maxUnpackedBytes() {
        return (long) (maxUnpackedGiB * (1L << 30));
    }
}
