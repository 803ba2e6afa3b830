package org.penumbra.calibration;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.penumbra.delivery.WholeFile;

/** Writes indented XML, the same bytes for the same content; numbers are the shortest that read back the same. */
final class XmlPrinter {
    private final XMLStreamWriter writer;
    private int depth;

    private XmlPrinter(XMLStreamWriter writer) {
        this.writer = writer;
    }

    /** Writes a document; the failure of the disk is an {@link UncheckedIOException}. */
    static void write(Path file, Consumer<XmlPrinter> content) {
        WholeFile.write(file, out -> {
            try {
                XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
                writer.writeStartDocument("UTF-8", "1.0");
                content.accept(new XmlPrinter(writer));
                writer.writeCharacters("\n");
                writer.writeEndDocument();
                writer.close();
            } catch (XMLStreamException e) {
                throw new IOException("cannot write " + file, e);
            }
        });
    }

    /** An element with children; {@code attributes} are names and values in turn. */
    void element(String name, Runnable children, Object... attributes) {
        start(name, attributes);
        depth++;
        children.run();
        depth--;
        print(() -> {
            newLine();
            writer.writeEndElement();
        });
    }

    /** An element with text. */
    void leaf(String name, Object text, Object... attributes) {
        start(name, attributes);
        print(() -> {
            writer.writeCharacters(String.valueOf(text));
            writer.writeEndElement();
        });
    }

    void number(String name, double value) {
        leaf(name, shortest(value));
    }

    void numbers(String name, Columns values) {
        StringBuilder list = new StringBuilder(12 * values.size());
        for (int column = 0; column < values.size(); column++) {
            list.append(column == 0 ? "" : " ").append(shortest(values.get(column)));
        }
        leaf(name, list);
    }

    void integers(String name, Collection<Integer> values) {
        leaf(name, values.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    private void start(String name, Object... attributes) {
        print(() -> {
            newLine();
            writer.writeStartElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                writer.writeAttribute(String.valueOf(attributes[i]), String.valueOf(attributes[i + 1]));
            }
        });
    }

    private void newLine() throws XMLStreamException {
        writer.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String shortest(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A GIPP cannot hold " + value);
        }
        return NumberOutput.toString(value, true);
    }

    private interface Print {
        void run() throws XMLStreamException;
    }

    private static void print(Print print) {
        try {
            print.run();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
