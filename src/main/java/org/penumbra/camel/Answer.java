package org.penumbra.camel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.penumbra.finding.Refusal;

/**
 * What became of an operator's request: the content of {@code <name>.done.json} or {@code <name>.failed.json}.
 *
 * @param schema {@code penumbra-answer/1}
 * @param request name of the file that asked
 * @param status {@code DONE} or {@code FAILED}
 * @param code of the refusal; null when it was done
 * @param message one sentence
 * @param action what the operator can do; null when it was done
 * @param results what it brought, one line each: jobs, deliveries, files
 * @param time UTC
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Answer(String schema, String request, String status, String code, String message, String action, List<String> results, Instant time) {
    private static final String SCHEMA = "penumbra-answer/1";
    private static final String DONE = "DONE";

    Answer {
        results = List.copyOf(results);
    }

    static Answer done(String request, String message, List<String> results, Instant time) {
        return new Answer(SCHEMA, request, DONE, null, message, null, results, time);
    }

    static Answer failed(String request, Refusal refusal, Instant time) {
        return new Answer(SCHEMA, request, "FAILED", refusal.code().code(), refusal.getMessage(), refusal.code().action(), refusal.missing(), time);
    }

    /** What is appended to the name of the request. */
    String suffix() {
        return DONE.equals(status) ? ".done.json" : ".failed.json";
    }

    /** The same in words. */
    String text() {
        StringBuilder text = new StringBuilder(message).append('\n');
        if (action != null) {
            text.append(code).append(". To do: ").append(action).append('\n');
        }
        results.forEach(result -> text.append("  ").append(result).append('\n'));
        return text.toString();
    }
}
