package org.penumbra.history;

/** Another node has taken the job, or it has ended: whoever meets this lets go of it. */
public final class LeaseLost extends RuntimeException {

    /**
     * @param job id of the job
     * @param owner node that had it last
     */
    LeaseLost(String job, String owner) {
        super("job %s has ended or belongs to %s".formatted(job, owner));
    }
}
