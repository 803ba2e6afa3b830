package org.penumbra.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.penumbra.finding.Refusal;

/**
 * Reads an XML file as a stream and hands over the elements at the paths that were asked for; only these are kept in memory.
 *
 * <p>Document type declarations are refused, so no entity is ever defined, expanded or fetched. Files beyond 256 MiB,
 * elements nested beyond 64 and values beyond 1 Mi characters are refused: the largest real metadata are 20 MB.
 */
final class XmlStream {
    private static final long LARGEST_FILE = 256L << 20;
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 20;

    private final Step root = new Step();

    private static final class Step {
        private final Map<String, Step> next = new HashMap<>();
        private Consumer<XmlElement> handler;
    }

    /** An element that is open, the step of a wanted path it stands on, and the text so far where it is kept. */
    private record Open(XmlElement element, Step step, StringBuilder text) {
    }

    /** Asks for the elements at a path below the root, names separated by slashes; the handler gets each when it ends. */
    XmlStream on(String path, Consumer<XmlElement> handler) {
        Step step = root;
        for (String name : path.split("/")) {
            step = step.next.computeIfAbsent(name, key -> new Step());
        }
        step.handler = handler;
        return this;
    }

    /**
     * Reads the whole file.
     *
     * @return the root element: its name and attributes
     * @throws Refusal DELIVERY-120 to 124
     */
    XmlElement read(Path file) {
        String name = file.getFileName().toString();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (Files.size(file) > LARGEST_FILE) {
                throw new Refusal(DeliveryCode.XML_LIMIT, name, LARGEST_FILE, "bytes");
            }
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            try {
                return read(xml, name);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new Refusal(DeliveryCode.XML_MALFORMED, List.of(), e, name,
                    e.getLocation() == null ? 1 : e.getLocation().getLineNumber(), reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private XmlElement read(XMLStreamReader xml, String file) throws XMLStreamException {
        XmlElement first = null;
        Deque<Open> open = new ArrayDeque<>();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new Refusal(DeliveryCode.XML_FORBIDDEN, file, xml.getLocation().getLineNumber());
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() == DEEPEST) {
                        throw new Refusal(DeliveryCode.XML_LIMIT, file, DEEPEST, "nested elements");
                    }
                    open.push(opened(xml, file, open.peek()));
                    if (first == null) {
                        first = open.peek().element();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> keepText(xml, file, open.peek());
                case XMLStreamConstants.END_ELEMENT -> {
                    Open ended = open.pop();
                    if (ended.text() != null) {
                        ended.element().setText(ended.text().toString().trim());
                    }
                    if (ended.step() != null && ended.step().handler != null) {
                        ended.step().handler.accept(ended.element());
                    }
                }
                default -> {
                    // comments and processing instructions say nothing about the product
                }
            }
        }
        return first;
    }

    private Open opened(XMLStreamReader xml, String file, Open outer) {
        String name = xml.getLocalName();
        Step step = outer == null ? root : outer.step() == null ? null : outer.step().next.get(name);
        boolean insideWanted = outer != null && outer.text() != null;
        boolean wanted = insideWanted || step != null && step.handler != null;
        if (!wanted && step == null) {
            return new Open(null, null, null);
        }
        XmlElement element = new XmlElement(file, name, outer == null ? null : outer.element(), attributes(xml));
        if (insideWanted) {
            outer.element().add(element);
        }
        return new Open(element, step, wanted ? new StringBuilder() : null);
    }

    private static Map<String, String> attributes(XMLStreamReader xml) {
        int count = xml.getAttributeCount();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return attributes;
    }

    private static void keepText(XMLStreamReader xml, String file, Open open) {
        if (open == null || open.text() == null) {
            return;
        }
        if (open.text().length() + xml.getTextLength() > LONGEST_TEXT) {
            throw new Refusal(DeliveryCode.XML_LIMIT, file, LONGEST_TEXT, "characters in " + open.element().name());
        }
        open.text().append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.indexOf("Message: ") < 0 ? 0 : message.indexOf("Message: ") + "Message: ".length());
    }
}
