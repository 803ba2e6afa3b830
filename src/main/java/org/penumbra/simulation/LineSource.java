package org.penumbra.simulation;

/** Stored counts of one (band, detector), line by line; any line can be asked for by any thread. */
interface LineSource {

    int columns();

    /**
     * The stored counts of one line.
     *
     * @param line 0-based from the start of the datastrip, in lines of the band
     * @param counts to be filled, one per column
     */
    void line(long line, int[] counts);
}
