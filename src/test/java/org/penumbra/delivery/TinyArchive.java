package org.penumbra.delivery;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes archives, honest and hostile ones alike. */
final class TinyArchive {

    /** What any archive is written through. */
    interface Writer {
        void file(String name, byte[] content) throws IOException;

        void link(String name, String target) throws IOException;
    }

    /** What goes into an archive. */
    interface Content {
        void to(Writer writer) throws IOException;
    }

    private TinyArchive() {
    }

    /** Packs a directory under its own name. */
    static Content of(Path root) {
        return writer -> {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    writer.file(root.getParent().relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        };
    }

    static Content file(String name, String content) {
        return writer -> writer.file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Content link(String name, String target) {
        return writer -> writer.link(name, target);
    }

    /** Writes an archive whose kind follows from its name. */
    static Path write(Path archive, Content... contents) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            if (archive.toString().endsWith(".zip")) {
                zip(out, contents);
            } else if (archive.toString().endsWith(".tar")) {
                tar(out, contents);
            } else {
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    tar(gzip, contents);
                }
            }
        }
        return archive;
    }

    /** Writes a tar with one entry made by hand, for kinds that no honest writer makes. */
    static Path tar(Path archive, String name, byte kind, Consumer<TarArchiveEntry> setting) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive); TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
            setting.accept(entry);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return archive;
    }

    private static void zip(OutputStream out, Content... contents) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            Writer writer = new Writer() {
                @Override
                public void file(String name, byte[] content) throws IOException {
                    zip.putArchiveEntry(new ZipArchiveEntry(name));
                    zip.write(content);
                    zip.closeArchiveEntry();
                }

                @Override
                public void link(String name, String target) throws IOException {
                    ZipArchiveEntry entry = new ZipArchiveEntry(name);
                    entry.setUnixMode(0120777);
                    zip.putArchiveEntry(entry);
                    zip.write(target.getBytes(StandardCharsets.UTF_8));
                    zip.closeArchiveEntry();
                }
            };
            for (Content content : contents) {
                content.to(writer);
            }
        }
    }

    private static void tar(OutputStream out, Content... contents) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        Writer writer = new Writer() {
            @Override
            public void file(String name, byte[] content) throws IOException {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }

            @Override
            public void link(String name, String target) throws IOException {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
                entry.setLinkName(target);
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        };
        for (Content content : contents) {
            content.to(writer);
        }
        tar.finish();
    }
}
