package org.penumbra.simulation;

import java.util.Arrays;
import org.penumbra.instrument.BandDetector;

/** What the instrument looks at. A scene knows nothing of the instrument: noise, dark, response and equalisation come after it. */
@FunctionalInterface
public interface Scene {

    /** The night ocean: no light at all. */
    Scene NIGHT_OCEAN = (place, line, level) -> Arrays.fill(level, 0);

    /**
     * The light on one line.
     *
     * @param place band and detector
     * @param line 0-based from the start of the datastrip, in lines of the band
     * @param level to be filled: for each column A · L ≥ 0, in LSB, what a column of unit response counts above its dark
     *              ({@code L_diff · A} of METHODS 3 for the diffuser); blind columns are ignored
     */
    void light(BandDetector place, long line, double[] level);
}
