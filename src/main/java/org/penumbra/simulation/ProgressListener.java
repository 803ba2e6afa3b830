package org.penumbra.simulation;

/** Told how far a simulation has come; one call at a time. */
@FunctionalInterface
public interface ProgressListener {

    /** Nobody listens. */
    ProgressListener NONE = (done, total) -> { };

    /** @param done images written so far, of {@code total} */
    void progress(int done, int total);
}
