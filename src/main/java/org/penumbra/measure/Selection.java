package org.penumbra.measure;

/**
 * Samples that statistics are made of: those that a cut level keeps in consecutive segments of the strip.
 *
 * @param level cut level
 * @param fromSegment first segment, 0-based
 * @param toSegment segment behind the last
 */
public record Selection(CutLevel level, int fromSegment, int toSegment) {
}
