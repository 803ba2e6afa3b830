package org.penumbra.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.penumbra.analysis.Candidate;
import org.penumbra.delivery.Trees;
import org.penumbra.report.drawing.Drawing;
import org.penumbra.report.drawing.Drawings;

/**
 * The directory of one report (FORMATS 4). It is made beside its place and renamed into it, so that a reader never sees half of one: where
 * {@code report.json} is, the report is whole. It may be made again at any time: a repeated or interrupted publication ends the same.
 */
public final class Publication {
    private static final Set<String> OWN = Set.of("report.html", "report.pdf", "pixels.parquet", "reason.json", "figures", "candidates");

    private static final String JSON = "report.json";

    private Publication() {
    }

    /** A file of the report that another package makes, such as {@code pixels.parquet}. */
    @FunctionalInterface
    public interface Part {
        /** @param file where it is to be; does not exist yet */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Publishes a report.
     *
     * @param parts further files by their name in the directory
     * @param directory becomes the directory of the report; where it holds an older report that one is replaced,
     *     and files of others in it are left alone
     */
    public static void write(Report report, Map<String, Part> parts, Path directory) throws IOException {
        Path place = directory.toAbsolutePath().normalize();
        Path made = beside(place, "making");
        Trees.delete(made);
        Files.createDirectories(made);
        try {
            fill(made, report, parts);
        } catch (IOException | RuntimeException e) {
            Trees.delete(made);
            throw e;
        }
        if (Files.isDirectory(place) && !empty(place)) {
            replace(made, place);
        } else {
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Puts each entry of a report into a directory that holds other things too; {@code report.json} goes first and comes back last. */
    private static void replace(Path made, Path place) throws IOException {
        Files.deleteIfExists(place.resolve(JSON));
        for (String own : OWN) {
            Trees.delete(place.resolve(own));
            if (Files.exists(made.resolve(own))) {
                Files.move(made.resolve(own), place.resolve(own), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(made.resolve(JSON), place.resolve(JSON), StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(made);
    }

    private static void fill(Path made, Report report, Map<String, Part> parts) throws IOException {
        List<Drawing> drawings = Drawings.of(report.figures());
        Path figures = Files.createDirectory(made.resolve("figures"));
        for (Drawing drawing : drawings) {
            Files.write(figures.resolve(drawing.id() + ".svg"), drawing.svg());
            Files.write(figures.resolve(drawing.id() + ".png"), drawing.png());
        }
        // PDF keeps one processor busy, and so does a large table
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> fill(made, parts));
        try {
            fill(made, report, drawings);
        } finally {
            await(others);
        }
    }

    private static void fill(Path made, Report report, List<Drawing> drawings) throws IOException {
        Path candidates = Files.createDirectory(made.resolve("candidates"));
        for (Candidate candidate : report.candidates()) {
            candidate.content().write(candidates.resolve(plain(candidate.fileName())));
        }
        Files.writeString(made.resolve("report.html"), ReportPage.html(report, drawings), StandardCharsets.UTF_8);
        if (ReportPdf.available()) {
            ReportPdf.write(ReportPage.print(report, drawings), drawings, report.run().produced(), made.resolve("report.pdf"));
        }
        Files.write(made.resolve(JSON), ReportJson.bytes(report));
    }

    private static void fill(Path made, Map<String, Part> parts) {
        try {
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                part.getValue().writeTo(made.resolve(plain(part.getKey())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits; what went wrong is thrown as if it had been done here. */
    private static void await(CompletableFuture<Void> others) throws IOException {
        try {
            others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** A name that stays in its directory. */
    private static String plain(String name) {
        if (!Path.of(name).equals(Path.of(name).getFileName()) || name.startsWith(".")) {
            throw new IllegalArgumentException("not the plain name of a file: " + name);
        }
        return name;
    }

    private static boolean empty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Path beside(Path place, String state) {
        return place.resolveSibling("." + place.getFileName() + "." + state);
    }
}
