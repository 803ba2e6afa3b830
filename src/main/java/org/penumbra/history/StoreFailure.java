package org.penumbra.history;

import org.penumbra.finding.FindingCode;

/**
 * The store could not be read or written, for a reason that may pass: its database is away, its disk is full. What was to be written is not there.
 * Not the fault of a product, so no refusal: it is tried again.
 */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param place URL of the store, without what may hold a password */
    StoreFailure(String place, RuntimeException cause) {
        super(HistoryCode.STORE_FAILED.message(place, reason(cause)), cause);
    }

    public FindingCode code() {
        return HistoryCode.STORE_FAILED;
    }

    /** The innermost words: those of the database or the file system, not of the libraries between. */
    private static String reason(Throwable failure) {
        String reason = "it does not answer";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            reason = cause.getMessage() == null ? reason : cause.getMessage();
        }
        return reason.strip().replaceAll("\\.$", "");
    }
}
