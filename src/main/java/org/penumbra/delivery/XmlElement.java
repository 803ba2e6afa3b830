package org.penumbra.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.penumbra.finding.Refusal;

/**
 * One element of an XML file with what lies in it; names are local names, prefixes and namespaces dropped.
 * Every reading method refuses with DELIVERY-123 what is absent and with DELIVERY-124 what is not of the expected kind, naming the element.
 */
final class XmlElement {
    private static final int LONGEST_TIME = "2020-08-16T12:02:21.123456789".length();
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern BEYOND_NANOSECONDS = Pattern.compile("(\\.\\d{9})\\d+");

    private final String file;
    private final String name;
    private final XmlElement parent;
    private final Map<String, String> attributes;
    private final List<XmlElement> children = new ArrayList<>(4);
    private String text = "";

    XmlElement(String file, String name, XmlElement parent, Map<String, String> attributes) {
        this.file = file;
        this.name = name;
        this.parent = parent;
        this.attributes = attributes;
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void setText(String text) {
        this.text = text;
    }

    String name() {
        return name;
    }

    /** The element around this one; only its name and attributes are known yet. */
    XmlElement parent() {
        return parent;
    }

    /** The nearest element around this one with that name. */
    XmlElement ancestor(String ancestorName) {
        XmlElement element = parent;
        while (element != null && !element.name.equals(ancestorName)) {
            element = element.parent;
        }
        if (element == null) {
            throw new Refusal(DeliveryCode.ELEMENT_MISSING, file, ancestorName + " around " + name);
        }
        return element;
    }

    List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The first element at a path below this one, names separated by slashes. */
    Optional<XmlElement> find(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        for (XmlElement child : children) {
            if (child.name.equals(first)) {
                return slash < 0 ? Optional.of(child) : child.find(path.substring(slash + 1));
            }
        }
        return Optional.empty();
    }

    XmlElement get(String path) {
        return find(path).orElseThrow(() -> new Refusal(DeliveryCode.ELEMENT_MISSING, file, name + "/" + path));
    }

    Optional<String> findAttribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    String attribute(String attribute) {
        return findAttribute(attribute).orElseThrow(() -> new Refusal(DeliveryCode.ELEMENT_MISSING, file, name + "/@" + attribute));
    }

    int integerAttribute(String attribute) {
        return parse(name + "/@" + attribute, attribute(attribute), "a whole number", Integer::valueOf);
    }

    double numberAttribute(String attribute) {
        return parse(name + "/@" + attribute, attribute(attribute), "a number", Double::valueOf);
    }

    String text() {
        return text;
    }

    int integer() {
        return parse(name, text, "a whole number", Integer::valueOf);
    }

    double number() {
        return parse(name, text, "a number", Double::valueOf);
    }

    /** As many numbers as expected, separated by blanks. */
    double[] numbers(int count) {
        return parse(name, text, count + " numbers", list -> {
            double[] values = Arrays.stream(BLANK.split(list)).mapToDouble(Double::parseDouble).toArray();
            if (values.length != count) {
                throw new IllegalArgumentException(values.length + " numbers");
            }
            return values;
        });
    }

    boolean flag() {
        return parse(name, text, "true or false", value -> switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(value);
        });
    }

    /** A time as {@code 2020-08-16T12:02:21.024Z}, with or without Z; digits beyond the nanosecond are dropped. */
    Instant instant() {
        return parse(name, text, "a time such as 2020-08-16T12:02:21.024Z", value -> {
            String local = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
            String exact = local.length() <= LONGEST_TIME ? local : BEYOND_NANOSECONDS.matcher(local).replaceFirst("$1");
            return LocalDateTime.parse(exact).toInstant(ZoneOffset.UTC);
        });
    }

    Refusal malformed(String value, String expected) {
        return new Refusal(DeliveryCode.VALUE_MALFORMED, file, name, value, expected);
    }

    private <T> T parse(String what, String value, String expected, Function<String, T> reading) {
        try {
            return reading.apply(value.trim());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Refusal(DeliveryCode.VALUE_MALFORMED, List.of(), e, file, what, value, expected);
        }
    }
}
