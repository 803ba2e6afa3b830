package org.penumbra.analysis;

import java.util.List;
import org.penumbra.finding.Finding;

/** The product was read but must not be used; thrown by an analysis, it ends the analyses and leaves a report with the findings alone. */
public final class Unusable extends RuntimeException {
    private final transient List<Finding> findings;

    /** @param findings why, at least one */
    public Unusable(List<Finding> findings) {
        super(findings.get(0).message());
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
