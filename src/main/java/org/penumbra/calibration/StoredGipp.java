package org.penumbra.calibration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.penumbra.finding.Refusal;

/**
 * A GIPP as it is stored: {@code .xml}; {@code .DBL}, with its {@code .HDR} beside it if there is one; or a {@code .TGZ} that holds one of these.
 * Nothing is unpacked to disk.
 *
 * @param name file name without suffix
 * @param sha256 of the stored file, lower-case hexadecimal
 * @param content the parameters, out of their container
 */
record StoredGipp(String name, String sha256, byte[] content) {
    /** Suffixes in the order of preference where one name is stored twice. */
    static final List<String> SUFFIXES = List.of(".xml", ".DBL", ".TGZ", ".tgz");

    /** The largest GIPP, R2EQOG of a 10 m band, has 3 MB. */
    private static final int LIMIT_MIB = 64;

    /** @throws Refusal CALIBRATION-103, -104 or -107 */
    static StoredGipp read(Path file) {
        String fileName = file.getFileName().toString();
        int dot = fileName.lastIndexOf('.');
        String name = dot < 0 ? fileName : fileName.substring(0, dot);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] stored = limited(in, fileName);
            byte[] xml = fileName.toUpperCase(Locale.ROOT).endsWith(".TGZ") ? unpack(stored, fileName) : stored;
            Path header = file.resolveSibling(name + ".HDR");
            if (fileName.endsWith(".DBL") && Files.exists(header)) {
                EarthExplorerHeader.read(Files.readAllBytes(header), header.getFileName().toString()).requireOf(name);
            }
            return new StoredGipp(name, sha256(stored), xml);
        } catch (IOException e) {
            throw new Refusal(CalibrationCode.UNREADABLE, List.of(), e, fileName, e.getMessage());
        }
    }

    private static byte[] unpack(byte[] archive, String fileName) throws IOException {
        byte[] xml = null;
        try (InputStream gzip = GzipCompressorInputStream.builder().setInputStream(new ByteArrayInputStream(archive))
                        .setDecompressConcatenated(true).get();
                TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(limited(gzip, fileName)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String member = entry.getName().replaceAll(".*/", "");
                if (entry.isFile() && (member.endsWith(".DBL") || member.endsWith(".xml"))) {
                    if (xml != null) {
                        throw new Refusal(CalibrationCode.UNREADABLE, fileName, "it holds more than one set of parameters");
                    }
                    xml = tar.readAllBytes();
                } else if (entry.isFile() && member.endsWith(".HDR")) {
                    EarthExplorerHeader.read(tar.readAllBytes(), fileName + "/" + member).requireOf(fileName.substring(0, fileName.lastIndexOf('.')));
                }
            }
        }
        if (xml == null) {
            throw new Refusal(CalibrationCode.INCOMPLETE, fileName, ".DBL or .xml in it");
        }
        return xml;
    }

    private static byte[] limited(InputStream in, String fileName) throws IOException {
        int limit = LIMIT_MIB << 20;
        byte[] bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new Refusal(CalibrationCode.TOO_LARGE, fileName, LIMIT_MIB);
        }
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
