package org.penumbra.instrument;

import java.util.Locale;

/**
 * One detector of one band: the unit of work of measuring and of most statistics.
 *
 * @param band its band
 * @param detector 1-based detector number
 */
public record BandDetector(Band band, int detector) {

    /** Label such as {@code B8A-D03}, used in file names, progress and messages. */
    public String label() {
        return label(band.name(), detector);
    }

    /** The same of a band that is known by its name alone. */
    public static String label(String band, int detector) {
        return band + "-" + detectorLabel(detector);
    }

    @Override
    public String toString() {
        return label();
    }

    /** How a detector is written, for example {@code D03}. */
    public static String detectorLabel(int detector) {
        return String.format(Locale.ROOT, "D%02d", detector);
    }
}
