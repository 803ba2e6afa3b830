package org.penumbra.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.YamlWords;

/** Reads scenarios from YAML, strictly: a key that means nothing is refused by its name. */
public final class ScenarioFile {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantText()))
            .build();

    private ScenarioFile() {
    }

    /**
     * The scenario in a file.
     *
     * @throws Refusal SIMULATION-101 to 104, naming file and key
     */
    public static Scenario read(Path file) {
        try {
            return read(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scenario in a text; {@code name} is for messages. */
    public static Scenario read(String name, String yaml) {
        JsonNode node = tree(name, yaml);
        try {
            return node.isMissingNode() || node.isNull() ? Scenario.defaults() : MAPPER.treeToValue(node, Scenario.class);
        } catch (UnrecognizedPropertyException e) {
            throw new Refusal(SimulationCode.UNKNOWN_KEY, List.of(), e, name, YamlWords.key(e));
        } catch (ValueInstantiationException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new Refusal(SimulationCode.NOT_A_VALUE, List.of(), e, name, YamlWords.key(e), YamlWords.of(e) + ".");
        } catch (JsonMappingException e) {
            throw new Refusal(SimulationCode.NOT_A_VALUE, List.of(), e, name, YamlWords.key(e), YamlWords.of(e) + ".");
        } catch (JsonProcessingException e) {
            throw new Refusal(SimulationCode.NOT_A_VALUE, List.of(), e, name, "?", YamlWords.of(e) + ".");
        }
    }

    private static JsonNode tree(String name, String yaml) {
        try {
            return MAPPER.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new Refusal(SimulationCode.UNREADABLE, List.of(), e, name, YamlWords.located(e) + ".");
        }
    }

    /** An instant written as ISO 8601 with its zone. */
    private static final class InstantText extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantText() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "expected like 2026-01-05T13:02:21Z");
            }
        }
    }
}
