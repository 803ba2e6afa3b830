package org.penumbra.camel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.FailedToCreateRouteException;
import org.penumbra.finding.Refusal;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What is wrong with a file of routes, for who wrote it: the file and line where YAML is, the route and the reason where it cannot be made. */
final class BrokenRoute {

    private BrokenRoute() {
    }

    /** The refusal of a start that failed because of a route, if it did. */
    static Optional<Refusal> of(Exception failure) {
        return Failure.causes(failure).flatMap(cause -> words(cause).stream()).findFirst()
                .map(words -> new Refusal(RouteCode.ROUTE_UNUSABLE, List.of(), failure, words));
    }

    private static Optional<String> words(Throwable cause) {
        if (cause instanceof MarkedYamlEngineException yaml) {
            return Optional.of(yaml.getProblemMark()
                    .map(mark -> "%s, line %d: ".formatted(mark.getName().replaceFirst("^file:", ""), mark.getLine() + 1)).orElse("")
                    + yaml.getProblem());
        }
        if (cause instanceof IOException file && file.getMessage() != null && file.getMessage().contains(".yaml")) {
            return Optional.of(file.getMessage().replace("file:", ""));
        }
        if (cause instanceof FailedToCreateRouteException route) {
            Throwable root = Failure.causes(route).reduce((outer, inner) -> inner).orElse(route);
            return Optional.of((route.getRouteId() == null ? "" : "route " + route.getRouteId() + ": ") + root.getMessage().replaceAll("\\.$", ""));
        }
        return Optional.empty();
    }
}
