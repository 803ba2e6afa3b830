package org.penumbra.report;

import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.delivery.WholeFile;
import org.penumbra.history.Job;
import org.penumbra.history.ProcessedProduct;

/**
 * What happened in a period, on one page and as a text: the same whenever it is made from the same.
 *
 * @param title for example {@code Week 2026-W47}
 * @param from UTC, first instant of the period
 * @param until UTC, first instant after it
 * @param made UTC, what {@code last} is as of
 * @param products whose report was published in the period, in the order of their acquisition
 * @param refused deliveries that were refused in it, earliest first
 * @param last the product of each unit and type that was published last, whenever that was
 */
public record DigestPage(String title, Instant from, Instant until, Instant made, List<ProcessedProduct> products, List<Job> refused,
                         List<ProcessedProduct> last) {

    public DigestPage {
        products = List.copyOf(products);
        refused = List.copyOf(refused);
        last = List.copyOf(last);
    }

    /** A line of the list of products. @param link the report's page, relative to the directory of the digest, or empty */
    public record Line(String day, String unit, String type, String verdict, String id, String link) {
    }

    /** A line of the list of what was refused. */
    public record Refused(String time, String delivery, String code, String message) {
    }

    /** The product of a unit and type that was published last. @param days since then, whole ones */
    public record Last(String unit, String type, String day, String published, long days) {
    }

    /** Published products of each verdict, all verdicts, the best first. */
    public Map<String, Long> verdicts() {
        Map<String, Long> counts = products.stream().collect(Collectors.groupingBy(ProcessedProduct::verdict, Collectors.counting()));
        return Arrays.stream(Verdict.values()).collect(Collectors.toMap(Verdict::name, verdict -> counts.getOrDefault(verdict.name(), 0L),
                (one, other) -> one, LinkedHashMap::new));
    }

    /** First and last day of the period. */
    public String days() {
        return day(from) + " to " + day(until.minusNanos(1));
    }

    /** The page with links to the reports, for {@code directory}. */
    public void write(Path directory, String name) {
        WholeFile.write(directory.resolve(name), out -> out.write(html(directory).getBytes(StandardCharsets.UTF_8)));
    }

    /** The page without links, for a mail. */
    public String html() {
        return html(null);
    }

    private String html(Path directory) {
        StringWriter out = new StringWriter();
        try {
            Templates.get("digest.ftlh").process(Map.of("digest", this,
                    "products", products.stream().map(product -> line(product, directory)).toList(),
                    "refused", lines(), "last", lasts()), out);
        } catch (TemplateException e) {
            throw new IllegalStateException("digest.ftlh does not fit its page", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The same in words. */
    public String text() {
        List<String> lines = new ArrayList<>(List.of(title, "Published " + days() + " (UTC)", "",
                "%d published: %s".formatted(products.size(), verdicts().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", ")))));
        products.stream().map(product -> line(product, null))
                .forEach(line -> lines.add("  %s  %s %-12s %-8s %s".formatted(line.day(), line.unit(), line.type(), line.verdict(), line.id())));
        lines.addAll(List.of("", refused.size() + " refused"));
        lines().forEach(line -> lines.add("  %s  %s  %s  %s".formatted(line.time(), line.code(), line.delivery(), line.message())));
        lines.addAll(List.of("", "Last product consumed, as of " + minute(made)));
        lasts().forEach(line -> lines.add("  %s %-12s acquired %s, published %s, %d days ago".formatted(line.unit(), line.type(), line.day(),
                line.published(), line.days())));
        if (last.isEmpty()) {
            lines.add("  none yet");
        }
        return String.join("\n", lines) + "\n";
    }

    private static Line line(ProcessedProduct product, Path directory) {
        String link = directory == null || product.report() == null ? "" : slashed(directory.relativize(product.report()).resolve("report.html"));
        return new Line(day(product.sensingStart()), product.unit(), product.type().label(), product.verdict(),
                product.productId() + (product.revision() == 1 ? "" : " revision " + product.revision()), link);
    }

    private List<Refused> lines() {
        return refused.stream()
                .map(job -> new Refused(minute(job.changed()), job.source().getFileName().toString(), job.code(), job.message())).toList();
    }

    private List<Last> lasts() {
        return last.stream().map(product -> new Last(product.unit(), product.type().label(), day(product.sensingStart()), minute(product.published()),
                Math.max(0, Duration.between(product.published(), made).toDays()))).toList();
    }

    private static String slashed(Path path) {
        return IntStream.range(0, path.getNameCount()).mapToObj(index -> path.getName(index).toString()).collect(Collectors.joining("/"));
    }

    private static String day(Instant time) {
        return time.toString().substring(0, "2026-11-20".length());
    }

    private static String minute(Instant time) {
        return time.toString().substring(0, "2026-11-20T12:00".length()).replace('T', ' ');
    }
}
