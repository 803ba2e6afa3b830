package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penumbra.delivery.Opening.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.FindingCode;

/** Hostile and broken XML is refused before it costs anything. */
class XmlStreamTest {
    @TempDir
    Path directory;

    private Path file(String xml) throws IOException {
        return Files.writeString(directory.resolve("metadata.xml"), xml);
    }

    private FindingCode refusedAs(String xml) throws IOException {
        Path file = file(xml);
        return refusal(() -> new XmlStream().on("a", element -> { }).read(file)).code();
    }

    @Test
    void an_entity_bomb_is_refused_as_DELIVERY_121() throws IOException {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE root [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
        }
        assertThat(refusedAs(bomb + "]><root><a>&e29;</a></root>")).isEqualTo(DeliveryCode.XML_FORBIDDEN);
    }

    @Test
    void an_external_entity_is_refused_as_DELIVERY_121_and_never_read() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        List<String> seen = new ArrayList<>();
        Path file = file("<!DOCTYPE root [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><root><a>&x;</a></root>");
        assertThat(refusal(() -> new XmlStream().on("a", element -> seen.add(element.text())).read(file)).code())
                .isEqualTo(DeliveryCode.XML_FORBIDDEN);
        assertThat(seen).isEmpty();
    }

    @Test
    void an_external_declaration_is_refused_as_DELIVERY_121() throws IOException {
        assertThat(refusedAs("<!DOCTYPE root SYSTEM \"http://192.0.2.1/x.dtd\"><root><a>1</a></root>")).isEqualTo(DeliveryCode.XML_FORBIDDEN);
    }

    @Test
    void elements_nested_without_end_are_refused_as_DELIVERY_122() throws IOException {
        assertThat(refusedAs("<a>".repeat(100_000))).isEqualTo(DeliveryCode.XML_LIMIT);
    }

    @Test
    void a_value_without_end_is_refused_as_DELIVERY_122() throws IOException {
        assertThat(refusedAs("<root><a>" + "1 ".repeat(1 << 20) + "</a></root>")).isEqualTo(DeliveryCode.XML_LIMIT);
    }

    @Test
    void a_truncated_file_is_refused_as_DELIVERY_120_with_its_line() throws IOException {
        Path file = file("<root>\n<a>1</a>\n<b");
        assertThat(refusal(() -> new XmlStream().on("a", element -> { }).read(file)))
                .hasMessageContaining("metadata.xml").hasMessageContaining("line 3")
                .extracting("code").isEqualTo(DeliveryCode.XML_MALFORMED);
    }

    @Test
    void an_empty_file_is_refused_as_DELIVERY_120() throws IOException {
        assertThat(refusedAs("")).isEqualTo(DeliveryCode.XML_MALFORMED);
    }

    @Test
    void bytes_that_are_not_of_the_declared_encoding_are_refused_as_DELIVERY_120() throws IOException {
        Path file = Files.write(directory.resolve("latin.xml"), new byte[] {'<', 'a', '>', (byte) 0xb0, 'C', '<', '/', 'a', '>'});
        assertThat(refusal(() -> new XmlStream().read(file)).code()).isEqualTo(DeliveryCode.XML_MALFORMED);
    }

    @Test
    void an_element_is_taken_from_its_path_only_and_by_local_name() throws IOException {
        List<String> seen = new ArrayList<>();
        Path file = file("<n:root xmlns:n='u'><T>no</T><n:x><T z='1' a='2'>yes</T><y><T>no</T></y></n:x></n:root>");
        XmlElement root = new XmlStream()
                .on("x/T", element -> seen.add(element.text() + element.attribute("a") + element.parent().name())).read(file);
        assertThat(root.name()).isEqualTo("root");
        assertThat(seen).containsExactly("yes2x");
    }
}
