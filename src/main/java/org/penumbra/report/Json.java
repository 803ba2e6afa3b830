package org.penumbra.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.penumbra.analysis.Missing;
import org.penumbra.history.Times;

/**
 * JSON as Penumbra writes it (FORMATS 4): numbers in the shortest form that reads back to the same bits, no NaN or infinity,
 * and beside every {@code null} a field of the same name with {@code Reason} appended.
 * Records keep the order of their components and maps are sorted by key, so that equal content gives equal bytes.
 */
public final class Json {
    private static final String NOT_AVAILABLE = "not available";
    private static final String REASON = "Reason";
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final Separators SEPARATORS = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addModule(new Times())
            .addModule(new SimpleModule().addSerializer(Missing.class, new KeptMissing()))
            .build();

    private Json() {
    }

    /** Records, maps, lists and numbers as indented text, as in {@code report.json}. */
    public static String text(Object value) {
        return new String(indented(tree(value)), StandardCharsets.UTF_8);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Records, maps, lists and numbers as a tree whose missing values are null with their reasons beside them. */
    static JsonNode tree(Object value) {
        return clean(MAPPER.valueToTree(value), new LinkedHashSet<>());
    }

    /** A map's entries as an object whose missing values are null with their reasons beside them; the order of the map is kept. */
    static ObjectNode fields(Map<String, ?> values) {
        ObjectNode raw = object();
        values.forEach((name, value) -> raw.set(name, MAPPER.valueToTree(value)));
        return cleanFields(raw);
    }

    /** @throws JsonProcessingException when the file is no such record */
    static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(file.toFile(), type);
    }

    static byte[] compact(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] indented(JsonNode tree) {
        try {
            return MAPPER.writer(new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(INDENT)).writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode clean(JsonNode node, Set<String> reasons) {
        if (node instanceof POJONode kept && kept.getPojo() instanceof Missing missing) {
            reasons.add(missing.reason());
            return MAPPER.nullNode();
        }
        if (node.isNull() || node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            reasons.add(NOT_AVAILABLE);
            return MAPPER.nullNode();
        }
        if (node instanceof ObjectNode object) {
            return cleanFields(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode cleaned = MAPPER.createArrayNode();
            array.forEach(element -> cleaned.add(clean(element, reasons)));
            return cleaned;
        }
        return node;
    }

    private static ObjectNode cleanFields(ObjectNode object) {
        ObjectNode cleaned = object();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            if (name.endsWith(REASON) && field.getValue().isNull()) {
                continue;
            }
            Set<String> reasons = new LinkedHashSet<>();
            cleaned.set(name, clean(field.getValue(), reasons));
            if (!reasons.isEmpty() && !object.hasNonNull(name + REASON)) {
                cleaned.put(name + REASON, String.join("; ", reasons));
            }
        }
        return cleaned;
    }

    /** Carries a {@link Missing} through into the tree, where it can still be told from other objects. */
    private static final class KeptMissing extends JsonSerializer<Missing> {
        @Override
        public void serialize(Missing missing, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeEmbeddedObject(missing);
        }
    }
}
