package org.penumbra.analysis.defect;

import java.time.Instant;
import org.penumbra.analysis.Evidence.Sign;

/**
 * One defect of one pixel, from the acquisition that saw it first to the one that released it (METHODS 6).
 *
 * @param last what it showed when it was seen last
 * @param shift configuration of a SWIR column, 0 for any other: another configuration is another pixel
 * @param status where its life stands
 * @param since sensing start of the acquisition that saw it first
 * @param lastSeen sensing start of the acquisition that saw it last
 * @param ended sensing start of the acquisition that released it, or null
 * @param seen acquisitions that saw it
 * @param possible acquisitions since then that could have seen it, these included
 */
public record Life(Sign last, int shift, Status status, Instant since, Instant lastSeen, Instant ended, int seen, int possible) {

    /** Where a life stands. */
    public enum Status {
        /** Seen, not yet often enough. */
        CANDIDATE,
        /** Seen in consecutive acquisitions, or forced by the operator. */
        CONFIRMED,
        /** Not seen any more. */
        RELEASED,
        /** In the R2DEPI in force. */
        KNOWN
    }

    Life withStatus(Status other) {
        return new Life(last, shift, other, since, lastSeen, ended, seen, possible);
    }

    public String place() {
        return last.place();
    }

    public int column() {
        return last.column();
    }

    public String kind() {
        return last.kind();
    }
}
