package org.penumbra.analysis;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A proposed calibration file; it is written beside the report and never installed by the program (METHODS 9).
 *
 * @param type GIPP type, for example {@code R2EQOG}
 * @param fileName name of the file to be, with its suffix
 * @param why one sentence: what it changes
 * @param content writes the file
 */
public record Candidate(String type, String fileName, String why, Content content) {

    /** Writes a candidate to a file that is not there yet. */
    @FunctionalInterface
    public interface Content {
        void write(Path file) throws IOException;
    }
}
