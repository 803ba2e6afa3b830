package org.penumbra.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.finding.Refusal;

/**
 * Reads a settings record from YAML: every component has its default, unit, range and source in its {@link Setting};
 * the file needs to hold only what differs.
 */
public final class Settings {
    private static final String WARNING = "Warning";
    private static final String ALARM = "Alarm";
    private static final YAMLMapper YAML = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).build();

    private Settings() {
    }

    /** The record with all its defaults. */
    public static <R extends Record> R defaults(Class<R> type) {
        return read(type, "defaults of " + type.getSimpleName(), YAML.createObjectNode());
    }

    /**
     * The record as the file sets it, with defaults for what the file does not name; the defaults alone if there is no file.
     *
     * @throws Refusal SETTINGS-101 to 107 when the file is not YAML, or a name, kind or range does not fit
     */
    public static <R extends Record> R read(Class<R> type, Path file) {
        if (!Files.exists(file)) {
            return defaults(type);
        }
        try {
            JsonNode node = YAML.readTree(file.toFile());
            return read(type, file.getFileName().toString(), node == null || node.isMissingNode() || node.isNull()
                    ? YAML.createObjectNode() : node);
        } catch (JsonProcessingException e) {
            throw new Refusal(SettingsCode.UNREADABLE, List.of(), e, file.getFileName(), YamlWords.located(e) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for the reader of a report: a setting with its value in force. */
    public record Effective(String name, String value, String unit, String source, String why) {
    }

    /** The values in force with their units and sources, in the order of the record. */
    public static List<Effective> effective(Record settings) {
        List<Effective> lines = new ArrayList<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            lines.add(new Effective(component.getName(), show(value(settings, component)), setting.unit(), setting.source(), setting.why()));
        }
        return lines;
    }

    private static <R extends Record> R read(Class<R> type, String name, JsonNode node) {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, RecordComponent> known = new LinkedHashMap<>();
        Arrays.stream(components).forEach(component -> known.put(component.getName(), component));
        if (!node.isObject()) {
            throw new Refusal(SettingsCode.UNREADABLE, name, "a list of 'name: value' is expected.");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String field = names.next();
            if (!known.containsKey(field)) {
                throw new Refusal(SettingsCode.UNKNOWN_NAME, name, field);
            }
        }
        Object[] values = Arrays.stream(components).map(component -> value(name, component, node.get(component.getName()))).toArray();
        requireAlarmsBehindWarnings(name, components, values);
        try {
            var constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not a settings record", e);
        }
    }

    /** An alarm is the limit further out: of {@code changeWarningVnir} and {@code changeAlarmVnir} the second is not below the first. */
    private static void requireAlarmsBehindWarnings(String name, RecordComponent[] components, Object[] values) {
        for (int warning = 0; warning < components.length; warning++) {
            String alarmName = components[warning].getName().replace(WARNING, ALARM);
            for (int alarm = 0; alarm < components.length; alarm++) {
                if (alarm != warning && components[alarm].getName().equals(alarmName)
                        && ((Number) values[alarm]).doubleValue() < ((Number) values[warning]).doubleValue()) {
                    throw new Refusal(SettingsCode.ALARM_BEFORE_WARNING, name, components[warning].getName(), show(values[warning]),
                            components[warning].getAnnotation(Setting.class).unit(), alarmName, show(values[alarm]));
                }
            }
        }
    }

    private static Object value(String name, RecordComponent component, JsonNode given) {
        Setting setting = component.getAnnotation(Setting.class);
        try {
            JsonNode node = given == null ? YAML.readTree(setting.value()) : given;
            if (node.isNull()) {
                throw new Refusal(SettingsCode.NOT_A_VALUE, name, component.getName(), given, "");
            }
            Type type = component.getGenericType();
            Object value = YAML.convertValue(node, YAML.getTypeFactory().constructType(type));
            for (double number : numbers(value)) {
                if (!(number >= setting.min() && number <= setting.max())) {
                    throw new Refusal(SettingsCode.OUT_OF_RANGE, name, component.getName(), show(value), setting.unit(), range(setting));
                }
                if (setting.odd() && number % 2 != 1) {
                    throw new Refusal(SettingsCode.NOT_ODD, name, component.getName(), show(value), setting.unit());
                }
            }
            return value;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new Refusal(SettingsCode.NOT_A_VALUE, List.of(), e, name, component.getName(), given, why(e));
        }
    }

    /** What the value says of itself where it is more than a number, as the end of a sentence. */
    private static String why(Exception failure) {
        return failure.getCause() instanceof JsonProcessingException cause ? ": " + YamlWords.of(cause) : "";
    }

    private static double[] numbers(Object value) {
        if (value instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (value instanceof double[] array) {
            return array;
        }
        if (value instanceof int[] array) {
            return Arrays.stream(array).asDoubleStream().toArray();
        }
        return new double[0];
    }

    private static Object value(Record settings, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a number may be, as the end of a sentence. */
    static String range(Setting setting) {
        return setting.max() == Double.MAX_VALUE ? "at least " + plain(setting.min())
                : setting.min() == -Double.MAX_VALUE ? "at most " + plain(setting.max()) : plain(setting.min()) + " to " + plain(setting.max());
    }

    private static String show(Object value) {
        if (value instanceof double[] array) {
            return Arrays.stream(array).mapToObj(Settings::plain).toList().toString();
        }
        if (value instanceof int[] array) {
            return Arrays.toString(array);
        }
        return value instanceof Double number ? plain(number) : String.valueOf(value);
    }

    /** As people write it: 0.0005 and 45, not 5.0E-4 and 45.0. */
    private static String plain(double number) {
        return Double.isFinite(number) ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() : Double.toString(number);
    }
}
