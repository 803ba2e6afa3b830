package org.penumbra.camel;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;

/** Bean {@code other-analyses}: the routing slip over every analysis that accepts the type and that the route has not named. */
public final class OtherAnalyses {
    private final List<Analysis<?>> analyses;

    OtherAnalyses(List<Analysis<?>> analyses) {
        this.analyses = List.copyOf(analyses);
    }

    /** Endpoints of the analyses still to be run, by id; empty when there are none. */
    public String slip(@Body Dossier dossier) {
        return analyses.stream().filter(analysis -> analysis.accepts().contains(dossier.product().type()))
                .map(Analysis::id).filter(id -> !dossier.outcomes().containsKey(id)).sorted()
                .map(id -> "bean:" + id).collect(Collectors.joining(","));
    }
}
