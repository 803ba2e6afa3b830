package org.penumbra.analysis.dark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penumbra.calibration.OnBoardEqualisation.Law;
import org.penumbra.measure.PixelStatistics;

/** Tells a detector that does not answer from a quiet one: all its columns read one stored count in every line (METHODS 2). */
public final class Frozen {
    /** One and the same count in so many lines is no accident: what the band with the fewest has in the shortest strip. */
    private static final int SAMPLES = 30;
    /** Stored counts nearer than this are the same, carried to raw counts and back, in LSB. */
    private static final double SAME = 1e-6;

    private Frozen() {
    }

    /**
     * The stored count that every column shows in every line, in LSB; NaN where columns or lines differ.
     *
     * @param pixels in raw counts
     * @param imaging columns that are looked at
     * @param law on-board law of the detector
     */
    public static double count(PixelStatistics pixels, boolean[] imaging, Law law) {
        int n = pixels.linesPerCycle();
        int[] columns = IntStream.range(0, imaging.length).filter(column -> imaging[column] && !pixels.absent(column)).toArray();
        double first = columns.length == 0 ? Double.NaN : law.equalise(columns[0], pixels.min()[columns[0] * n]);
        return Arrays.stream(columns).allMatch(column -> pixels.stuck(column, SAMPLES)
                && Math.abs(law.equalise(column, pixels.min()[column * n]) - first) < SAME) ? first : Double.NaN;
    }
}
