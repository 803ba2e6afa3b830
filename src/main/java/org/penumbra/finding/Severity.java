package org.penumbra.finding;

import java.util.Collection;
import java.util.Comparator;

/** How much a finding asks of the reader; the worst severity of a product is its verdict. */
public enum Severity {
    /** Worth knowing; the product counts as OK. */
    INFO,
    /** Something moved beyond what is usual; an expert should look. */
    WARNING,
    /** The calibration in force is no longer right, or the instrument has changed. */
    ALARM;

    /** The worst of some findings; INFO where there is none. */
    public static Severity worst(Collection<Finding> findings) {
        return findings.stream().map(Finding::severity).max(Comparator.naturalOrder()).orElse(INFO);
    }
}
