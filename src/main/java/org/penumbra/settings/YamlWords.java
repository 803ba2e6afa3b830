package org.penumbra.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What is wrong with a text in YAML, in one line for who wrote it: without names of Java, and without a full stop. */
public final class YamlWords {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");
    private static final Pattern MISSING = Pattern.compile("Missing required creator property '([^']*)'");

    private YamlWords() {
    }

    /** The line, where it is known, and what is wrong there. */
    public static String located(JsonProcessingException failure) {
        int line = line(failure);
        return (line > 0 ? "line " + line + ": " : "") + of(failure);
    }

    /** 1-based line that the text is wrong on; 0 where it is not known. */
    public static int line(JsonProcessingException failure) {
        return failure.getLocation() == null ? 0 : Math.max(0, failure.getLocation().getLineNr());
    }

    /** What is wrong, without the line. */
    public static String of(JsonProcessingException failure) {
        Throwable cause = cause(failure);
        String said = failure.getOriginalMessage();
        Matcher duplicate = DUPLICATE.matcher(said);
        Matcher missing = MISSING.matcher(said);
        if (duplicate.find()) {
            return "'" + duplicate.group(1) + "' stands there twice";
        }
        if (missing.find()) {
            return "'" + missing.group(1) + "' is missing";
        }
        if (cause instanceof MarkedYAMLException marked) {
            return marked.getProblem();
        }
        if (!(cause instanceof JsonProcessingException)) {
            return cause.getMessage() == null ? "it is no YAML" : firstLine(cause.getMessage());
        }
        return failure instanceof JsonMappingException mapping ? mapped(mapping) : firstLine(said);
    }

    private static String mapped(JsonMappingException failure) {
        String key = key(failure);
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "'%s' is not known; known here: %s".formatted(key, unknown.getKnownPropertyIds());
        }
        if (failure instanceof InvalidFormatException format) {
            Object[] names = format.getTargetType().getEnumConstants();
            return "'%s' is '%s', which is %s".formatted(key, format.getValue(),
                    names == null ? "not of its kind" : "none of " + Arrays.stream(names).map(Object::toString).collect(Collectors.joining(", ")));
        }
        if (failure instanceof InvalidNullException) {
            return "'" + key + "' has no value";
        }
        if (failure instanceof MismatchedInputException) {
            return failure.getOriginalMessage().startsWith("No content") ? "it is empty"
                    : key.isEmpty() ? "a list of 'key: value' is expected" : "'" + key + "' has a value of another kind";
        }
        return firstLine(failure.getOriginalMessage());
    }

    /** Where in the text, for example {@code subscriptions.0.severity}. */
    public static String key(JsonMappingException failure) {
        return failure.getPath().stream().map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** What the reader of JSON only carries; itself where it found the fault. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof JsonProcessingException && failure.getCause() != null ? cause(failure.getCause()) : failure;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it is no YAML").replaceAll("\\.$", "");
    }
}
