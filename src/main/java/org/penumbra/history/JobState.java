package org.penumbra.history;

/** How far a job has come; the way of a product (DESIGN 4), then the three ends. */
public enum JobState {
    /** Its delivery is about to be moved out of the drop directory. */
    CLAIMING,
    /** Its delivery was moved and belongs to the job. */
    CLAIMED,
    /** The product was opened, verified and is known to be new or a revision; its pixels are being measured. */
    OPENED,
    /** Every (band, detector) is measured. */
    MEASURED,
    /** The report and the history rows are in place. */
    PUBLISHED,
    /** The mails are in the outbox. */
    NOTIFIED,
    /** End: the delivery is archived. */
    DONE,
    /** End: the same product was processed, or is being processed, by another job. */
    DUPLICATE,
    /** End: refused, or failed too often. */
    QUARANTINED;

    /** Whether nothing is left to do. */
    public boolean isEnd() {
        return compareTo(DONE) >= 0;
    }
}
