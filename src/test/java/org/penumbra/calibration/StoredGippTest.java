package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.Refusal;

class StoredGippTest {
    static final String NAME = "S2A_OPER_GIP_R2ABCA_MPC__20260101T000000_V20260101T000000_21000101T000000_B00";

    @TempDir
    private Path directory;
    private byte[] xml;

    @BeforeEach
    void writeOne() throws IOException {
        Path file = directory.resolve("gains.xml");
        Planted.gains().write(file);
        xml = Files.readAllBytes(file);
    }

    @Test
    void a_dbl_beside_its_hdr_is_read() throws IOException {
        Files.write(directory.resolve(NAME + ".DBL"), xml);
        Files.write(directory.resolve(NAME + ".HDR"), header(NAME));
        assertThat(AbsoluteGains.read(directory.resolve(NAME + ".DBL"))).isEqualTo(Planted.gains());
    }

    @Test
    void a_dbl_beside_the_hdr_of_another_file_is_refused_as_CALIBRATION_104() throws IOException {
        Files.write(directory.resolve(NAME + ".DBL"), xml);
        Files.write(directory.resolve(NAME + ".HDR"), header(NAME.replace("R2ABCA", "R2NOMO")));
        refused(directory.resolve(NAME + ".DBL"), "CALIBRATION-104", "R2NOMO");
    }

    @Test
    void a_tgz_of_dbl_and_hdr_is_read() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("./" + NAME + "/" + NAME + ".HDR", header(NAME));
        members.put("./" + NAME + "/" + NAME + ".DBL", xml);
        assertThat(AbsoluteGains.read(tgz(members))).isEqualTo(Planted.gains());
    }

    @Test
    void a_tgz_without_parameters_is_refused_as_CALIBRATION_105() throws IOException {
        refused(tgz(Map.of(NAME + ".HDR", header(NAME))), "CALIBRATION-105", ".DBL");
    }

    @Test
    void a_tgz_with_two_sets_of_parameters_is_refused_as_CALIBRATION_103() throws IOException {
        refused(tgz(Map.of("a.DBL", xml, "b.DBL", xml)), "CALIBRATION-103", "more than one");
    }

    @Test
    void a_truncated_tgz_is_refused_as_CALIBRATION_103() throws IOException {
        Path file = tgz(Map.of(NAME + ".DBL", xml));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refused(file, "CALIBRATION-103", NAME);
    }

    @Test
    void a_tgz_that_unpacks_to_too_much_is_refused_as_CALIBRATION_107() throws IOException {
        Path file = directory.resolve(NAME + ".TGZ");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            byte[] mebibyte = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                out.write(mebibyte);
            }
        }
        refused(file, "CALIBRATION-107", "64 MiB");
    }

    @Test
    void nothing_is_unpacked_to_disk() throws IOException {
        AbsoluteGains.read(tgz(Map.of("../" + NAME + ".DBL", xml)));
        assertThat(directory.resolveSibling(NAME + ".DBL")).doesNotExist();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_document_type_with_nested_entities_is_refused_as_CALIBRATION_103() throws IOException {
        refusedXml("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                + "<GS2_ABSOLUTE_CALIBRATION>&b;</GS2_ABSOLUTE_CALIBRATION>", "CALIBRATION-103", "document type");
    }

    @Test
    void an_external_entity_is_never_read() throws IOException {
        Path secret = directory.resolve("secret.txt");
        Files.writeString(secret, "4.2");
        refusedXml("<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>" + text().replaceFirst("(?s)<\\?.*?\\?>", "")
                .replaceFirst("<PHYSICAL_GAINS>[^<]*", "<PHYSICAL_GAINS>&s;"), "CALIBRATION-103", "document type");
    }

    @Test
    void an_entity_without_a_document_type_is_refused_as_CALIBRATION_103() throws IOException {
        refusedXml(text().replaceFirst("<PHYSICAL_GAINS>[^<]*", "<PHYSICAL_GAINS>&s;"), "CALIBRATION-103", NAME);
    }

    @Test
    void xml_that_breaks_off_is_refused_as_CALIBRATION_103_with_its_line() throws IOException {
        refusedXml(text().substring(0, text().indexOf("<DATA>") + 20), "CALIBRATION-103", "line ");
    }

    @Test
    void a_word_for_a_number_is_refused_as_CALIBRATION_103() throws IOException {
        refusedXml(text().replaceFirst("<PHYSICAL_GAINS>[^<]*", "<PHYSICAL_GAINS>many"), "CALIBRATION-103", "'many'");
    }

    @Test
    void a_number_that_is_not_finite_is_refused_as_CALIBRATION_103() throws IOException {
        refusedXml(text().replaceFirst("<PHYSICAL_GAINS>[^<]*", "<PHYSICAL_GAINS>NaN"), "CALIBRATION-103", "finite");
    }

    @Test
    void a_file_of_another_type_is_refused_as_CALIBRATION_104() throws IOException {
        refusedXml(text().replace("GS2_ABSOLUTE_CALIBRATION", "GS2_BLIND_PIXELS"), "CALIBRATION-104", "GS2_BLIND_PIXELS");
    }

    @Test
    void a_missing_element_is_refused_as_CALIBRATION_105() throws IOException {
        refusedXml(text().replaceFirst("<SOLAR_IRRADIANCE>[^<]*</SOLAR_IRRADIANCE>", ""), "CALIBRATION-105", "SOLAR_IRRADIANCE");
    }

    @Test
    void a_missing_header_is_refused_as_CALIBRATION_105() throws IOException {
        refusedXml(text().replaceFirst("(?s)<SPECIFIC_HEADER>.*</SPECIFIC_HEADER>", ""), "CALIBRATION-105", "TYPE");
    }

    @Test
    void a_value_out_of_range_is_refused_as_CALIBRATION_106() throws IOException {
        refusedXml(text().replaceFirst("<PHYSICAL_GAINS>[^<]*", "<PHYSICAL_GAINS>-4.1"), "CALIBRATION-106", "PHYSICAL_GAINS of band 0");
    }

    @Test
    void elements_are_known_by_their_local_names() throws IOException {
        Path file = directory.resolve(NAME + ".xml");
        Files.writeString(file, text().replace("<GS2_ABSOLUTE_CALIBRATION>", "<n1:GS2_ABSOLUTE_CALIBRATION xmlns:n1=\"urn:x\">")
                .replace("</GS2_ABSOLUTE_CALIBRATION>", "</n1:GS2_ABSOLUTE_CALIBRATION>"));
        assertThat(AbsoluteGains.read(file)).isEqualTo(Planted.gains());
    }

    @Test
    void a_byte_order_mark_is_passed_over() throws IOException {
        Path file = directory.resolve(NAME + ".xml");
        Files.writeString(file, "\uFEFF" + text());
        assertThat(AbsoluteGains.read(file)).isEqualTo(Planted.gains());
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_as_CALIBRATION_103() throws IOException {
        Path file = directory.resolve(NAME + ".xml");
        Files.write(file, text().replace("MPC", "MP\u00C7").getBytes(StandardCharsets.ISO_8859_1));
        refused(file, "CALIBRATION-103", NAME);
    }

    @Test
    void whatever_is_in_a_file_it_is_read_or_refused_with_a_code() throws IOException {
        GroundEqualisation small = Planted.ground(Planted.MSI.band("B10"), 3, 2);
        Path file = directory.resolve(small.fileName());
        small.write(file);
        survivesDamage(file, Files.readAllBytes(file), GroundEqualisation::read);
    }

    @Test
    void whatever_is_in_a_tar_it_is_read_or_refused_with_a_code() throws IOException {
        Path file = tgz(Map.of(NAME + ".HDR", header(NAME), NAME + ".DBL", xml));
        byte[] tar;
        try (InputStream gzip = new GZIPInputStream(Files.newInputStream(file))) {
            tar = gzip.readAllBytes();
        }
        survivesDamage(file, tar, AbsoluteGains::read);
    }

    /** Changes, cuts out or doubles a few bytes, two thousand times. */
    private static void survivesDamage(Path file, byte[] whole, Function<Path, ?> read) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(damaged.length - 64);
                switch (random.nextInt(3)) {
                    case 0 -> damaged[at] = (byte) random.nextInt(256);
                    case 1 -> System.arraycopy(whole, random.nextInt(whole.length - 64), damaged, at, random.nextInt(1, 64));
                    default -> damaged = Arrays.copyOf(damaged, Math.max(128, damaged.length - random.nextInt(damaged.length / 4)));
                }
            }
            try (OutputStream out = file.toString().endsWith(".TGZ")
                    ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
                out.write(damaged);
            }
            try {
                read.apply(file);
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isInstanceOf(CalibrationCode.class);
            }
        }
    }

    private String text() {
        return new String(xml, StandardCharsets.UTF_8);
    }

    private void refusedXml(String text, String code, String named) throws IOException {
        Path file = directory.resolve(NAME + ".xml");
        Files.writeString(file, text);
        refused(file, code, named);
    }

    private static void refused(Path file, String code, String named) {
        assertThatThrownBy(() -> AbsoluteGains.read(file)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code().code()).as(refusal.getMessage()).isEqualTo(code)).hasMessageContaining(named);
    }

    static byte[] header(String name) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Earth_Explorer_Header xmlns="http://eop-cfi.esa.int/S2/S2_SCHEMAS"><Fixed_Header>
                <File_Name>%s</File_Name><Mission>Sentinel-2A</Mission><File_Type>GIP_R2ABCA</File_Type><File_Version>0007</File_Version>
                <Validity_Period><Validity_Start>UTC=2026-01-01T00:00:00</Validity_Start><Validity_Stop>UTC=2100-01-01T00:00:00</Validity_Stop></Validity_Period>
                </Fixed_Header></Earth_Explorer_Header>
                """.formatted(name).getBytes(StandardCharsets.UTF_8);
    }

    private Path tgz(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        }
        Path file = directory.resolve(NAME + ".TGZ");
        Files.write(file, bytes.toByteArray());
        return file;
    }
}
