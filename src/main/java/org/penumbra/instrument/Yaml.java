package org.penumbra.instrument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.YamlWords;

/** YAML to records, strictly: every key must be known and every required one present; a refusal names file and key. */
final class Yaml {
    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Yaml() {
    }

    /** The content of a file, which must be a list of {@code key: value}. */
    static JsonNode read(Path file) {
        try {
            JsonNode node = MAPPER.readTree(file.toFile());
            if (node == null || !node.isObject()) {
                throw new Refusal(InstrumentCode.UNREADABLE, file, "a list of 'key: value' is expected.");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Refusal(InstrumentCode.UNREADABLE, List.of(), e, file, YamlWords.located(e) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T convert(Path file, JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw new Refusal(InstrumentCode.UNKNOWN_KEY, List.of(), e, file, YamlWords.key(e));
        } catch (JsonMappingException e) {
            throw new Refusal(InstrumentCode.NOT_A_VALUE, List.of(), e, file, YamlWords.key(e), YamlWords.of(e) + ".");
        } catch (JsonProcessingException e) {
            throw new Refusal(InstrumentCode.UNREADABLE, List.of(), e, file, YamlWords.located(e) + ".");
        }
    }
}
