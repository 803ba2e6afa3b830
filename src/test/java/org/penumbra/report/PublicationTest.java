package org.penumbra.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Section;

class PublicationTest {
    /** 14 mm in points, and half a point for rounding. */
    private static final double MARGIN = 14 * 72 / 25.4 - 0.5;
    private static final Map<String, Publication.Part> PIXELS = Map.of("pixels.parquet", file -> Files.writeString(file, "PAR1"));

    @TempDir
    Path home;
    private Path directory;

    @BeforeEach
    void choose() {
        directory = home.resolve("reports/2026/11/product");
    }

    @Test
    void the_directory_holds_what_the_contract_names() throws IOException {
        Publication.write(SampleReport.whole(), PIXELS, directory);
        assertThat(Files.readString(directory.resolve("pixels.parquet"))).isEqualTo("PAR1");
        assertThat(list(directory)).containsExactly("candidates", "figures", "pixels.parquet", "report.html", "report.json", "report.pdf");
        assertThat(list(directory.resolve("candidates")))
                .containsExactly("S2A_OPER_GIP_R2EQOG_PNMB_20261121T031407_V20261121T000000_21000101T000000_B10.xml");
    }

    @Test
    void every_figure_is_there_as_SVG_and_as_PNG() throws IOException {
        Report report = SampleReport.whole();
        Publication.write(report, Map.of(), directory);
        for (Figure figure : report.figures()) {
            assertThat(directory.resolve("figures/" + figure.id() + ".svg")).isNotEmptyFile();
            assertThat(directory.resolve("figures/" + figure.id() + ".png")).isNotEmptyFile();
        }
    }

    @Test
    void the_words_of_every_figure_can_be_found_in_the_PDF() throws IOException {
        Report report = SampleReport.whole();
        Publication.write(report, Map.of(), directory);
        try (PDDocument pdf = Loader.loadPDF(directory.resolve("report.pdf").toFile())) {
            // a title alone could be that of the page
            assertThat(new PDFTextStripper().getText(pdf)).contains(report.figures().stream().map(Figure::title).toList())
                    .contains("detector", "column");
        }
    }

    @Test
    void no_word_of_the_PDF_lies_beyond_its_margins() throws IOException {
        Publication.write(SampleReport.whole(), Map.of(), directory);
        List<String> beyond = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(directory.resolve("report.pdf").toFile())) {
            new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> letters) {
                    TextPosition last = letters.stream().filter(letter -> !letter.getUnicode().isBlank())
                            .reduce((before, after) -> after).orElseThrow();
                    // labels beside a figure read upwards
                    if (last.getDir() == 0 && last.getXDirAdj() + last.getWidthDirAdj() > last.getPageWidth() - MARGIN) {
                        beyond.add(text);
                    }
                }
            }.getText(pdf);
        }
        assertThat(beyond).isEmpty();
    }

    @Test
    void the_same_report_gives_the_same_bytes() throws IOException {
        Publication.write(SampleReport.whole(), PIXELS, directory);
        Publication.write(SampleReport.whole(), PIXELS, home.resolve("again"));
        assertThat(hashes(home.resolve("again"))).isEqualTo(hashes(directory));
    }

    @Test
    void publishing_twice_leaves_one_report_and_nothing_beside_it() throws IOException {
        Publication.write(small(), PIXELS, directory);
        Map<String, String> first = hashes(directory);
        Publication.write(small(), PIXELS, directory);
        assertThat(hashes(directory)).isEqualTo(first);
        assertThat(list(directory.getParent())).containsExactly("product");
    }

    @Test
    void an_interrupted_publication_is_finished_by_the_next() throws IOException {
        Files.createDirectories(directory.resolveSibling(".product.making/figures"));
        Files.writeString(directory.resolveSibling(".product.making/half"), "half a report");
        Files.createDirectories(directory.resolve("figures"));
        Files.writeString(directory.resolve("notes.txt"), "an expert's notes");
        Publication.write(small(), PIXELS, directory);
        assertThat(list(directory.getParent())).containsExactly("product");
        assertThat(list(directory)).contains("report.json", "notes.txt").doesNotContain("half");
    }

    @Test
    void a_failure_leaves_the_older_report_as_it_was() throws IOException {
        Publication.write(small(), PIXELS, directory);
        Map<String, String> before = hashes(directory);
        assertThatThrownBy(() -> Publication.write(small(), Map.of("pixels.parquet", file -> {
            throw new IOException("disk full");
        }), directory)).hasMessage("disk full");
        assertThat(hashes(directory)).isEqualTo(before);
    }

    @Test
    void files_of_others_in_an_older_report_are_kept_and_its_own_are_replaced() throws IOException {
        Publication.write(small(), PIXELS, directory);
        Files.writeString(directory.resolve("notes.txt"), "an expert's notes");
        Files.writeString(directory.resolve("figures/stale.svg"), "<svg/>");
        Publication.write(small(), Map.of(), directory);
        assertThat(directory.resolve("notes.txt")).hasContent("an expert's notes");
        assertThat(directory.resolve("figures/stale.svg")).doesNotExist();
        assertThat(directory.resolve("pixels.parquet")).doesNotExist();
    }

    @Test
    void a_report_takes_the_place_of_a_reason() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("reason.json"), "{}");
        Publication.write(small(), Map.of(), directory);
        assertThat(directory.resolve("reason.json")).doesNotExist();
    }

    @Test
    void an_empty_directory_is_filled() throws IOException {
        Files.createDirectories(directory);
        Publication.write(small(), Map.of(), directory);
        assertThat(directory.resolve("report.json")).exists();
    }

    @Test
    void a_report_into_a_directory_of_something_else_leaves_that_alone() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("thesis.tex"), "years of work");
        Publication.write(small(), Map.of(), directory);
        assertThat(directory.resolve("thesis.tex")).hasContent("years of work");
        assertThat(directory.resolve("report.json")).exists();
    }

    @Test
    void a_candidate_cannot_be_written_outside_its_directory() {
        Candidate outside = new Candidate("R2EQOG", "../../outside.xml", "", out -> { });
        Dossier.Outcome outcome = new Dossier.Outcome(new SampleReport.Given(Map.of()), List.of(outside),
                new Section("x", "X", new Section.MethodCard(List.of(), List.of()), List.of(), List.of()));
        Report report = Report.of(SampleReport.dossier(List.of(), Map.of("x", outcome)), java.util.OptionalLong.empty(),
                "penumbra 0.1.0", SampleReport.RUN);
        assertThatThrownBy(() -> Publication.write(report, Map.of(), directory))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("outside.xml");
        assertThat(home.resolve("reports/2026/outside.xml")).doesNotExist();
    }

    private static Report small() {
        return Report.of(SampleReport.dossier(SampleReport.findings(), Map.of()), java.util.OptionalLong.empty(), "penumbra 0.1.0", SampleReport.RUN);
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, String> hashes(Path directory) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(directory.relativize(file).toString(), Digest.sha256(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }
}
