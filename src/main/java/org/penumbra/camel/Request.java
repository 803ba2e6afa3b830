package org.penumbra.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.penumbra.analysis.gain.GainEvent;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.YamlWords;

/** What an operator asks for by a file in {@code drop/requests/} (FORMATS 7). */
sealed interface Request {

    /**
     * Process a product again, as a further revision.
     *
     * @param product its id
     * @param images whether its images are measured again, instead of taking what was measured then
     */
    record Reprocess(String product, boolean images) implements Request {
    }

    /**
     * Send quarantined deliveries through again.
     *
     * @param quarantine id of a job, or {@code all}
     * @param code only those that were refused with this code
     */
    record Replay(String quarantine, Optional<String> code) implements Request {
        static final String ALL = "all";
    }

    /**
     * List what was published in a month.
     *
     * @param unit short name of the spacecraft; empty for all
     */
    record Digest(YearMonth period, Optional<String> unit) implements Request {
    }

    /**
     * Record something that happened to a unit.
     *
     * @param unit short name of the spacecraft
     * @param type one of {@link GainEvent#TYPES}
     * @param start UTC
     * @param end UTC, not before the start
     * @param bands names of the bands concerned; empty for all
     */
    record Event(String unit, String type, Instant start, Instant end, List<String> bands) implements Request {
    }

    /** @throws Refusal REQUEST-101 or 102 when the text is no request, naming the line */
    static Request read(String text) {
        Keys keys = new Keys(text);
        String kind = keys.text("request");
        Request request = switch (kind) {
            case "reprocess" -> new Reprocess(keys.text("product"), keys.flag("images"));
            case "replay" -> new Replay(keys.text("quarantine"), keys.optional("code"));
            case "digest" -> new Digest(keys.month("period"), keys.optional("unit"));
            case "event" -> new Event(keys.text("unit"), keys.eventType("type"), keys.time("start"), keys.time("end"), keys.texts("bands"));
            default -> throw new Refusal(RequestCode.UNKNOWN, keys.line("request"), kind);
        };
        keys.requireNoMore();
        if (request instanceof Event event && event.end().isBefore(event.start())) {
            throw keys.malformed("end", "end %s is before start %s".formatted(event.end(), event.start()));
        }
        return request;
    }

    /** The keys of a request; each is taken once. */
    final class Keys {
        private static final YAMLMapper YAML = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

        private final String text;
        private final JsonNode node;
        private final Set<String> left = new TreeSet<>();

        private Keys(String text) {
            this.text = text;
            try {
                node = YAML.readTree(text);
            } catch (JsonProcessingException e) {
                throw new Refusal(RequestCode.MALFORMED, List.of(), e, "line %d: %s".formatted(Math.max(1, YamlWords.line(e)), YamlWords.of(e)));
            }
            if (node == null || !node.isObject()) {
                throw new Refusal(RequestCode.MALFORMED, "line 1: 'request: …' and what belongs to it is expected");
            }
            node.fieldNames().forEachRemaining(left::add);
        }

        private String text(String key) {
            return optional(key).orElseThrow(() -> malformed("request", "'%s' is missing".formatted(key)));
        }

        private Optional<String> optional(String key) {
            left.remove(key);
            JsonNode value = node.path(key);
            if (value.isMissingNode()) {
                return Optional.empty();
            }
            return Optional.of(word(key, value));
        }

        private String word(String key, JsonNode value) {
            if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
                throw malformed(key, "'%s' has no value, or more than one".formatted(key));
            }
            return value.asText().strip();
        }

        private boolean flag(String key) {
            return switch (optional(key).orElse("false")) {
                case "true" -> true;
                case "false" -> false;
                default -> throw malformed(key, "'%s' is neither true nor false".formatted(key));
            };
        }

        private List<String> texts(String key) {
            left.remove(key);
            JsonNode value = node.path(key);
            if (!value.isMissingNode() && !value.isArray()) {
                throw malformed(key, "'%s' is not a list such as [B10, B11]".formatted(key));
            }
            List<String> texts = new ArrayList<>();
            value.forEach(one -> texts.add(word(key, one)));
            return List.copyOf(texts);
        }

        private String eventType(String key) {
            String value = text(key);
            if (!GainEvent.TYPES.contains(value)) {
                throw malformed(key, "'%s' is no type of event; there are %s".formatted(value, String.join(", ", GainEvent.TYPES)));
            }
            return value;
        }

        private Instant time(String key) {
            try {
                return GainEvent.instant(text(key));
            } catch (IllegalArgumentException e) {
                throw malformed(key, key + " " + e.getMessage());
            }
        }

        private YearMonth month(String key) {
            String value = text(key);
            try {
                return YearMonth.parse(value);
            } catch (DateTimeException e) {
                throw malformed(key, "%s '%s' is not a month such as 2026-10".formatted(key, value));
            }
        }

        private void requireNoMore() {
            if (!left.isEmpty()) {
                String key = left.iterator().next();
                throw malformed(key, "'%s' does not belong to this request".formatted(key));
            }
        }

        private Refusal malformed(String key, String why) {
            return new Refusal(RequestCode.MALFORMED, "line %d: %s".formatted(line(key), why));
        }

        /** The first line that has the key; 1-based. */
        private int line(String key) {
            var found = Pattern.compile("(?m)(^|[\\s{,\"'])" + Pattern.quote(key) + "[\"']?\\s*:").matcher(text);
            return 1 + (int) text.substring(0, found.find() ? found.end() : 0).stripTrailing().chars().filter(letter -> letter == '\n').count();
        }
    }
}
