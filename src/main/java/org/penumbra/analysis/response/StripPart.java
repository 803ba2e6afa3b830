package org.penumbra.analysis.response;

/**
 * A part of the strip along track, in whole segments.
 *
 * @param from its first share, 0-based
 * @param to the share behind its last
 * @param of shares that the strip is cut into, 1 or more
 */
public record StripPart(int from, int to, int of) {
    public static final StripPart ALL = new StripPart(0, 1, 1);
    public static final StripPart FIRST_HALF = new StripPart(0, 1, 2);
    public static final StripPart SECOND_HALF = new StripPart(1, 2, 2);

    public StripPart {
        if (from < 0 || to <= from || of < to) {
            throw new IllegalArgumentException("there is no part from " + from + " to " + to + " of " + of);
        }
    }

    int firstSegment(int segments) {
        return segments * from / of;
    }

    int endSegment(int segments) {
        return segments * to / of;
    }
}
