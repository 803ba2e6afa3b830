package org.penumbra.delivery;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.YamlWords;

/**
 * The {@code delivery.yaml} of a raster stack as it is written (FORMATS 5): known keys, values that keep their line for messages.
 *
 * @param knownDefects raster of known defective pixels, or null; every other part is there
 */
record RasterStack(Value instrument, Value spacecraft, Value acquisitionType, Value sensingStart, List<Raster> rasters, Mask knownDefects) {
    static final String NAME = "delivery.yaml";
    private static final String HEADER = ".hdr";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** One raster: its file, {@code all} or the name of its band, its detector or null, its layout or null. */
    record Raster(Value file, Value band, Value detector, Value layout) {
    }

    /** The raster of known defective pixels: its file, its layout or null. */
    record Mask(Value file, Value layout) {
    }

    /** One value and the line it stands on, 1-based. */
    @JsonDeserialize(using = ValueReader.class)
    record Value(String text, int line) {
    }

    static final class ValueReader extends JsonDeserializer<Value> {
        @Override
        public Value deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.currentToken().isScalarValue()
                    ? new Value(parser.getText(), parser.currentTokenLocation().getLineNr())
                    : (Value) context.handleUnexpectedToken(Value.class, parser);
        }
    }

    /**
     * Reads the file.
     *
     * @param directory the raster stack
     * @throws Refusal DELIVERY-150, naming the line
     */
    static RasterStack read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            RasterStack stack = YAML.readValue(file.toFile(), RasterStack.class);
            if (stack == null) {
                throw malformed(1, "the file is empty");
            }
            stack.checkComplete();
            return stack;
        } catch (UnrecognizedPropertyException e) {
            throw refusal(e, line(file, e.getPath()), "'" + e.getPropertyName() + "' is not known; known here: " + e.getKnownPropertyIds());
        } catch (JsonProcessingException e) {
            throw refusal(e, Math.max(1, YamlWords.line(e)), YamlWords.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files it names, as written. */
    List<Value> files() {
        List<Value> files = new ArrayList<>(rasters.stream().map(Raster::file).toList());
        if (knownDefects != null) {
            files.add(knownDefects.file());
        }
        return files;
    }

    /** Names that the header beside a raster may have, after the whole name of the raster or in place of its suffix. */
    static Set<String> headers(String raster) {
        int dot = raster.lastIndexOf('.');
        return new TreeSet<>(List.of(raster + HEADER, (dot > raster.lastIndexOf('/') ? raster.substring(0, dot) : raster) + HEADER));
    }

    static Refusal malformed(int line, String message) {
        return new Refusal(DeliveryCode.STACK_MALFORMED, NAME, line, message);
    }

    private void checkComplete() {
        present(instrument, "instrument");
        present(spacecraft, "spacecraft");
        present(acquisitionType, "acquisition_type");
        present(sensingStart, "sensing_start");
        present(rasters == null || rasters.isEmpty() || rasters.stream().anyMatch(Objects::isNull) ? null : rasters, "rasters");
        for (Raster raster : rasters) {
            present(raster.file(), "rasters: file");
            present(raster.band(), "rasters: band");
        }
        if (knownDefects != null) {
            present(knownDefects.file(), "known_defects: file");
        }
    }

    private static void present(Object value, String key) {
        if (value == null) {
            throw malformed(1, "'" + key + "' is missing");
        }
    }

    private static Refusal refusal(JsonProcessingException e, int line, String message) {
        return new Refusal(DeliveryCode.STACK_MALFORMED, List.of(), e, NAME, line, message);
    }

    /** The line of a key: Jackson reports unknown keys of records only when the whole record was read. */
    private static int line(Path file, List<JsonMappingException.Reference> path) {
        String pointer = path.stream().map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
        try (JsonParser parser = YAML.createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 1;
    }
}
