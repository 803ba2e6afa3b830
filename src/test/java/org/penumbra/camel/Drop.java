package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a sender does to a drop directory; the products hold just enough to be judged by. */
final class Drop {
    private static final List<String> IMAGES = List.of("GRANULE/one/B01.jp2", "GRANULE/one/B02.jp2", "GRANULE/two/B01.jp2");
    private final Path root;

    Drop(Path root) {
        this.root = root;
        make(root);
    }

    Path root() {
        return root;
    }

    Path folder(String name) {
        return make(root.resolve(name));
    }

    /** A directory with a manifest and every file it lists. */
    Path safe(String name) {
        Path safe = safeWithoutLastImage(name);
        addLastImage(safe);
        return safe;
    }

    Path safeWithoutLastImage(String name) {
        Path safe = root.resolve(name);
        StringBuilder manifest = new StringBuilder("<XFDU><dataObjectSection>");
        IMAGES.forEach(image -> manifest.append(listed(image)));
        write(safe.resolve("manifest.safe"), manifest.append("</dataObjectSection></XFDU>").toString());
        IMAGES.subList(0, IMAGES.size() - 1).forEach(image -> write(safe.resolve(image), "image"));
        return safe;
    }

    /** A directory of which nothing but the manifest has arrived, which lists so many images. */
    void manifestOnly(String name, int images) {
        StringBuilder manifest = new StringBuilder("<XFDU><dataObjectSection>");
        for (int i = 0; i < images; i++) {
            manifest.append(listed("GRANULE/S2A_OPER_MSI_L1A_GR_SGS__20261120T120000_S20261119T223000_D%02d_N05.00/IMG_DATA/%d.jp2"
                    .formatted(i % 12 + 1, i)));
        }
        write(root.resolve(name).resolve("manifest.safe"), manifest.append("</dataObjectSection></XFDU>").toString());
    }

    private static String listed(String file) {
        return "<dataObject><byteStream size=\"5\"><fileLocation href=\"./" + file + "\"/></byteStream></dataObject>";
    }

    static void addLastImage(Path safe) {
        write(safe.resolve(IMAGES.get(IMAGES.size() - 1)), "image");
    }

    /** An archive whose own directory is intact. */
    Path archive(String name) {
        Path archive = root.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("P.SAFE/manifest.safe"));
            zip.write(new byte[100]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive;
    }

    static Path done(Path delivery) {
        return write(delivery.resolveSibling(delivery.getFileName() + ".done"), "");
    }

    static Path write(Path file, String content) {
        make(file.getParent());
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path make(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything below a directory gets the time stamp of years ago, as cp -p and rsync -a leave it. */
    static void stampOld(Path delivery) {
        try (Stream<Path> files = Files.walk(delivery)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2016-01-01T00:00:00Z")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of everything in the drop directory but the claim folder. */
    List<String> names() {
        return names(root);
    }

    static List<String> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).filter(name -> !name.equals(Claim.FOLDER)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
