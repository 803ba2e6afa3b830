package org.penumbra.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.penumbra.finding.Refusal;

/**
 * Why a delivery was put into quarantine: the content of {@code reason.json} (FORMATS 4).
 *
 * @param schema {@code penumbra-reason/1}
 * @param status {@code QUARANTINED}
 * @param code code of the refusal, for example {@code DELIVERY-103}
 * @param message the sentence with its values and units
 * @param missing names of what is absent, empty where nothing is
 * @param action what the operator can do
 * @param delivery name of the delivery as it was dropped
 * @param time UTC, when it was refused
 */
public record Reason(String schema, String status, String code, String message, List<String> missing, String action,
                     String delivery, Instant time) {
    /** Names in the text. */
    private static final int MOST = 20;

    public Reason {
        missing = List.copyOf(missing);
    }

    public static Reason of(Refusal refusal, String delivery, Instant time) {
        return new Reason("penumbra-reason/1", "QUARANTINED", refusal.code().code(), refusal.getMessage(), refusal.missing(),
                refusal.code().action(), delivery, time);
    }

    /** Reads a {@code reason.json}; throws JsonProcessingException when the file is none. */
    public static Reason read(Path file) throws IOException {
        return Json.read(file, Reason.class);
    }

    /** The same in words: what was refused, why, and what to do. */
    public String text() {
        StringBuilder text = new StringBuilder("%s%n%n%s%n%s. To do: %s%n".formatted(delivery, message, code, action));
        missing.stream().limit(MOST).forEach(name -> text.append("  ").append(name).append(System.lineSeparator()));
        if (missing.size() > MOST) {
            text.append("  and %d more%n".formatted(missing.size() - MOST));
        }
        return text.toString();
    }

    /** The text of {@code reason.json}. */
    public byte[] json() {
        return Json.indented(Json.tree(this));
    }
}
