package org.penumbra.calibration;

import com.fasterxml.jackson.core.io.NumberInput;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.penumbra.finding.Refusal;

/**
 * Walks an XML document by local names, element by element: {@code while (xml.child()) switch (xml.name()) { … }}, where each case
 * must take the element to its end (by a reading method, {@link #skip()} or a loop of its own). A DTD or an entity is refused.
 * The encoding is UTF-8, with or without a byte order mark.
 */
final class XmlCursor {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String file;
    private final XMLStreamReader reader;
    private char[] text = new char[1 << 15];
    private int length;

    /** @param file name for messages */
    XmlCursor(byte[] xml, String file) {
        this.file = file;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            // decoded here, because the parser prints a bad byte to the console before it throws
            int mark = Arrays.equals(xml, 0, Math.min(xml.length, 3), BYTE_ORDER_MARK, 0, 3) ? 3 : 0;
            reader = factory.createXMLStreamReader(new InputStreamReader(
                    new ByteArrayInputStream(xml, mark, xml.length - mark), StandardCharsets.UTF_8.newDecoder()));
        } catch (XMLStreamException e) {
            throw unreadable(file, e);
        }
    }

    /** Goes to the next child of the element at hand; at its end, returns false. */
    boolean child() {
        length = 0;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT:
                    return true;
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT:
                    return false;
                default:
            }
        }
    }

    String name() {
        return reader.getLocalName();
    }

    /** Value of an attribute of the element at hand, which must be there. */
    String attribute(String attribute) {
        return Optional.ofNullable(reader.getAttributeValue(null, attribute)).map(String::strip)
                .orElseThrow(() -> lacks("attribute " + attribute + " of " + name()));
    }

    int intAttribute(String attribute) {
        return integer(attribute(attribute));
    }

    void skip() {
        for (int depth = 1; depth > 0; ) {
            int event = next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /** Text of the element at hand, without blanks at its ends. */
    String text() {
        collect();
        return new String(text, 0, length).strip();
    }

    int integer() {
        return integer(text());
    }

    double number() {
        return columns(1).get(0);
    }

    List<Integer> integers() {
        String list = text();
        List<Integer> integers = new ArrayList<>();
        if (!list.isEmpty()) {
            for (String word : list.split("\\s+")) {
                integers.add(integer(word));
            }
        }
        return List.copyOf(integers);
    }

    /** Texts of the elements without children below the element at hand, by local name; of several the last. */
    Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        gather(texts);
        return texts;
    }

    /** Numbers of the children of the element at hand, one each, by local name. */
    Map<String, Double> numbersByName() {
        Map<String, Double> numbers = new HashMap<>();
        while (child()) {
            String element = name();
            numbers.put(element, number());
        }
        return numbers;
    }

    /** Lists of the children of the element at hand, so many numbers each, by local name. */
    Map<String, Columns> columnsByName(int size) {
        Map<String, Columns> lists = new HashMap<>();
        while (child()) {
            String element = name();
            lists.put(element, columns(size));
        }
        return lists;
    }

    /** What was gathered of that name, which must be there. */
    <T> T required(Map<String, T> gathered, String element) {
        return Optional.ofNullable(gathered.get(element)).orElseThrow(() -> lacks(element));
    }

    /** The finite numbers of the element at hand, separated by blanks, which must be so many. */
    Columns columns(int size) {
        String element = name();
        collect();
        return columns(element, size);
    }

    /** The same for an element that {@link #child()} has just come to the end of, without finding a child. */
    Columns collectedColumns(int size) {
        return columns(name(), size);
    }

    private Columns columns(String element, int size) {
        double[] numbers = collectedNumbers();
        if (numbers.length != size) {
            throw outOfRange("number of values of " + element, numbers.length, size);
        }
        return Columns.of(numbers);
    }

    private double[] collectedNumbers() {
        double[] numbers = new double[length / 8 + 1];
        int count = 0;
        int position = 0;
        while (true) {
            while (position < length && text[position] <= ' ') {
                position++;
            }
            if (position == length) {
                return Arrays.copyOf(numbers, count);
            }
            int start = position;
            while (position < length && text[position] > ' ') {
                position++;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number(start, position);
        }
    }

    /** The refusal of a document that lacks something. */
    Refusal lacks(String what) {
        return new Refusal(CalibrationCode.INCOMPLETE, file, what);
    }

    /** The refusal of a value that does not fit. */
    Refusal outOfRange(String what, Object value, Object expected) {
        return new Refusal(CalibrationCode.OUT_OF_RANGE, file, what, value, expected);
    }

    Refusal unreadable(String why) {
        return new Refusal(CalibrationCode.UNREADABLE, file, "line " + reader.getLocation().getLineNumber() + ": " + why);
    }

    private void gather(Map<String, String> texts) {
        String element = name();
        boolean leaf = true;
        while (child()) {
            leaf = false;
            gather(texts);
        }
        if (leaf) {
            texts.put(element, new String(text, 0, length).strip());
        }
    }

    private double number(int start, int end) {
        double value;
        try {
            value = NumberInput.parseDouble(text, start, end - start, true);
        } catch (NumberFormatException e) {
            throw unreadable("'" + new String(text, start, end - start) + "' is no number");
        }
        if (!Double.isFinite(value)) {
            throw unreadable("a finite number is expected, found " + value);
        }
        return value;
    }

    private int integer(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw unreadable("'" + word + "' is no whole number");
        }
    }

    private void collect() {
        length = 0;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.END_ELEMENT:
                    return;
                case XMLStreamConstants.START_ELEMENT:
                    throw unreadable("a value is expected, found element " + name());
                default:
            }
        }
    }

    private int next() {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw unreadable("a document type or an entity is not accepted");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append();
                default -> { }
            }
            return event;
        } catch (XMLStreamException e) {
            throw unreadable(file, e);
        }
    }

    private void append() {
        int size = reader.getTextLength();
        if (length + size > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + size));
        }
        System.arraycopy(reader.getTextCharacters(), reader.getTextStart(), text, length, size);
        length += size;
    }

    private static Refusal unreadable(String file, XMLStreamException e) {
        String reason = String.valueOf(e.getMessage()).replaceAll("(?s).*Message: ", "");
        String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
        return new Refusal(CalibrationCode.UNREADABLE, List.of(), e, file, place + reason);
    }
}
