package org.penumbra.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The mail about a published report (FORMATS 6), made from the report's directory alone: it can be made again at any time, and is then the same.
 *
 * @param title what was acquired
 * @param verdict the one word
 * @param decision what the product ends in; empty where nothing is decided
 * @param findings the most severe first
 * @param findingsLeftOut how many more are in the report
 * @param figures the first ones of the report
 * @param attached whether {@code report.pdf} goes with it
 */
public record ReportMail(String id, String title, String verdict, String decision, List<Line> findings, int findingsLeftOut, List<Picture> figures,
                         boolean attached, Path directory) {
    private static final int FINDINGS = 12;
    private static final int FIGURES = 3;
    private static final int SUBJECT = 140;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One finding. */
    public record Line(String severity, String code, String message) {
    }

    /** One figure. */
    public record Picture(String id, String caption) {
    }

    /**
     * Reads a report.
     *
     * @param directory of the report
     * @param attachable size of {@code report.pdf} in bytes up to which it is attached
     */
    public static ReportMail of(Path directory, long attachable) throws IOException {
        JsonNode report = MAPPER.readTree(directory.resolve("report.json").toFile());
        JsonNode product = report.get("product");
        List<Line> findings = list(report.get("findings")).stream()
                .map(finding -> new Line(finding.get("severity").asText(), finding.get("code").asText(), finding.get("message").asText())).toList();
        List<Picture> figures = list(report.get("figures")).stream()
                .map(figure -> new Picture(figure.get("id").asText(), figure.get("caption").asText())).limit(FIGURES).toList();
        Path pdf = pdf(directory);
        return new ReportMail(product.get("id").asText(), "%s %s %.10s".formatted(product.get("spacecraft").asText(),
                product.get("acquisitionType").asText(), product.get("sensingStart").asText()), report.get("verdict").asText(),
                report.path("decision").asText(""), findings.stream().limit(FINDINGS).toList(), Math.max(0, findings.size() - FINDINGS), figures,
                Files.exists(pdf) && Files.size(pdf) <= attachable, directory);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static Path pdf(Path directory) {
        return directory.resolve("report.pdf");
    }

    /** {@code [penumbra] S2A night-ocean 2026-11-20 ALARM: <first finding>}. */
    public String subject() {
        String subject = "[penumbra] %s %s".formatted(title, verdict) + (findings.isEmpty() ? "" : ": " + findings.get(0).message());
        return subject.length() <= SUBJECT ? subject : subject.substring(0, SUBJECT - 1) + "…";
    }

    /** The mail. @param messageId {@code Message-ID} without its angle brackets */
    public Letter letter(String messageId, String from, List<String> to, Instant date) {
        Map<String, Path> images = new LinkedHashMap<>();
        figures.forEach(figure -> images.put(figure.id(), directory.resolve("figures").resolve(figure.id() + ".png")));
        return new Letter(messageId, from, to, subject(), text(), Optional.of(html()), images,
                attached ? Optional.of(pdf(directory)) : Optional.empty(), date);
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of(title + ": " + verdict, id, ""));
        if (!decision.isEmpty()) {
            lines.addAll(List.of("Decision: " + decision, ""));
        }
        findings.forEach(finding -> lines.add("%-8s %s  %s".formatted(finding.severity(), finding.code(), finding.message())));
        if (findings.isEmpty()) {
            lines.add("Nothing was found that asks for attention.");
        }
        if (findingsLeftOut > 0) {
            lines.add(findingsLeftOut + " more findings are in the report.");
        }
        lines.addAll(List.of("", "Report: " + directory.resolve("report.html")));
        if (!attached && Files.exists(pdf(directory))) {
            lines.add("PDF:    " + pdf(directory) + " (too large to attach)");
        }
        return String.join("\n", lines) + "\n";
    }

    private String html() {
        StringWriter out = new StringWriter();
        try {
            Templates.get("mail.ftlh").process(Map.of("mail", this), out);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("mail.ftlh does not fit its mail", e);
        }
        return out.toString();
    }
}
