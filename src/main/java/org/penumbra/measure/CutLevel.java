package org.penumbra.measure;

/**
 * How far from the median, in robust scales, a sample may lie before it is left out (METHODS 2).
 * Level 5 is the one reported; 3 and 8 serve the sensitivity analysis (METHODS 5); NONE keeps all valid samples.
 * In this order each level keeps what the one before it keeps.
 */
public enum CutLevel {
    THREE(3), FIVE(5), EIGHT(8), NONE(Double.POSITIVE_INFINITY);

    private final double scales;

    CutLevel(double scales) {
        this.scales = scales;
    }

    /** Distance from the median in robust scales. */
    public double scales() {
        return scales;
    }
}
