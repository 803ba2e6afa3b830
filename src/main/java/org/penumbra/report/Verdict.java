package org.penumbra.report;

import java.util.List;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;

/** What a report says about its product in one word (METHODS 0). */
public enum Verdict {
    /** Nothing asks for anybody's attention. */
    OK,
    /** The worst finding is a WARNING. */
    WARNING,
    /** The worst finding is an ALARM. */
    ALARM,
    /** The product was read but must not be used: no measurement is given. */
    UNUSABLE;

    /** The worst severity among the findings; INFO counts as OK. */
    static Verdict of(List<Finding> findings) {
        return switch (Severity.worst(findings)) {
            case INFO -> OK;
            case WARNING -> WARNING;
            case ALARM -> ALARM;
        };
    }
}
