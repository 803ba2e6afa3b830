package org.penumbra.analysis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;

/**
 * One analysis of a product: it measures nothing itself, works on the column statistics alone, and knows nothing of Camel.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}; in routes they are called by their {@link #id()}.
 * They are pure: the same dossier gives the same result, bit for bit.
 *
 * @param <R> what it computes
 */
public interface Analysis<R extends Result> {

    /** The name in routes, reports and settings files, for example {@code dark-signal}. */
    String id();

    /** The acquisition types that it can say something about. */
    Set<AcquisitionType> accepts();

    /** The record of its settings, read from {@code <id>.yaml} and checked before anything is analysed; none by default. */
    default Optional<Class<? extends Record>> settings() {
        return Optional.empty();
    }

    /** Computes the result; its own thresholds play no part in it. */
    R analyse(Dossier dossier);

    /** Holds the result against the thresholds in force. */
    List<Finding> judge(Dossier dossier, R result);

    /** Calibration files that the result suggests; none by default. */
    default List<Candidate> propose(Dossier dossier, R result) {
        return List.of();
    }

    /** Tables, figures and the method card for the report. */
    Section present(R result);
}
