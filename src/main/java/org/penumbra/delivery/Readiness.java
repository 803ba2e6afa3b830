package org.penumbra.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.penumbra.finding.Refusal;

/**
 * Whether a delivery may be claimed.
 *
 * @param state the answer
 * @param reason why it is not ready, one phrase; empty where it is
 * @param missing names of the files that are not there or not whole
 * @param observation to be handed to the next check of the same delivery
 */
public record Readiness(State state, String reason, List<String> missing, Observation observation) {

    /** The three answers. */
    public enum State {
        /** It may be claimed and opened. */
        READY,
        /** It is still arriving. */
        WAITING,
        /** It lacks something and has not changed for so long that nothing more is expected. */
        INCOMPLETE
    }

    /** Why an incomplete delivery goes to the quarantine. */
    public Refusal refusal(Delivery delivery, DeliverySettings settings) {
        Duration waited = settings.incompleteTime();
        return new Refusal(DeliveryCode.INCOMPLETE, missing, null, delivery.name(),
                String.format(Locale.ROOT, "%d h %02d min", waited.toHours(), waited.toMinutesPart()), reason);
    }
}
