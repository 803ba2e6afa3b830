package org.penumbra.instrument;

/**
 * One detector of one band: the unit of work of measuring and of most statistics.
 *
 * @param band its band
 * @param detector 1-based detector number
 */
public record BandDetector(Band band, int detector) {

    /** Label such as {@code B8A-D03}, used in file names, progress and messages. */
    public String label() {
        return "%s-D%02d".formatted(band.name(), detector);
    }

    @Override
    public String toString() {
        return label();
    }
}
