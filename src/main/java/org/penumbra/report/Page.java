package org.penumbra.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Table;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.report.drawing.Drawing;
import org.penumbra.report.drawing.Notation;
import org.penumbra.settings.Settings;

/**
 * A report in words and formatted numbers: what the template of {@code report.html} lays out.
 *
 * @param facts what is known of the product, name and value
 * @param tally how many findings of each severity, in words
 * @param decision what the product ends in (METHODS 9), and how many files are proposed, in words
 * @param actions what can be done about alarms and warnings, one per finding code
 * @param findings rows of the table of findings
 * @param findingsLeftOut how many findings the table leaves to {@code report.json}
 * @param sections one per analysis
 * @param inputs files of the product that are listed
 * @param inputsLeftOut how many files are listed in {@code report.json} only
 * @param settings settings in force that no section shows, by the id of their stage
 */
public record Page(Report report, String headline, List<Entry> facts, String tally, String decision, List<Action> actions, List<Row> findings,
                   int findingsLeftOut, List<Chapter> sections, List<Product.InputFile> inputs, int inputsLeftOut,
                   Map<String, List<Settings.Effective>> settings) {
    private static final int ROWS = 300;
    private static final int INPUTS = 40;

    /** A name and its value. */
    public record Entry(String name, String value) {
    }

    /** What can be done about the findings of one code. */
    public record Action(Severity severity, String code, long count, String text) {
    }

    /** One finding. */
    public record Row(Severity severity, String code, String where, String measured, String threshold, String message) {
    }

    /** One analysis. */
    public record Chapter(String id, String title, List<Grid> tables, List<Picture> figures, Section.MethodCard card) {
    }

    /** A table whose cells are text; {@code leftOut} rows are in {@code report.json} only. */
    public record Grid(String title, List<Column> columns, List<List<Cell>> rows, int leftOut) {
    }

    /** A column of a table; {@code kind} is {@code text} or {@code number}. */
    public record Column(String name, String unit, String kind) {
    }

    /** A cell; {@code kind} is {@code text}, {@code number}, {@code missing} or {@code severity}. */
    public record Cell(String text, String kind) {
    }

    /** A figure; {@code source} is an image that the page itself holds, empty on paper, where figures are drawn. */
    public record Picture(String id, String title, String caption, String source, int width, int height) {
    }

    static Page of(Report report, List<Drawing> drawings, boolean paper) {
        Map<String, Drawing> byId = drawings.stream().collect(Collectors.toMap(Drawing::id, drawing -> drawing));
        List<Finding> findings = report.findings();
        List<Product.InputFile> inputs = listed(report.product().inputs());
        Map<String, List<Settings.Effective>> others = new LinkedHashMap<>(report.configuration().settings());
        report.sections().forEach(section -> others.remove(section.id()));
        return new Page(report, report.product().spacecraft().longName() + ", " + report.product().type().label(), facts(report.product(), report),
                tally(findings), decision(report), actions(findings), findings.stream().limit(ROWS).map(Page::row).toList(),
                Math.max(0, findings.size() - ROWS), report.sections().stream().map(section -> chapter(section, byId, paper)).toList(),
                inputs, report.product().inputs().size() - inputs.size(), others);
    }

    private static List<Entry> facts(Product product, Report report) {
        List<Entry> facts = new ArrayList<>();
        facts.add(new Entry("Acquired (UTC)",
                time(product.sensingStart()) + (product.sensingStop() == null ? "" : " to " + time(product.sensingStop()).substring(11))));
        facts.add(new Entry("Level", product.level()));
        if (product.datatakeType() != null) {
            facts.add(new Entry("Datatake type", product.datatakeType()));
        }
        report.lines().ifPresent(lines -> facts.add(new Entry("Length", Notation.whole(lines) + " lines")));
        product.datastrip().ifPresent(strip -> add(facts, strip));
        return facts;
    }

    private static void add(List<Entry> facts, Datastrip strip) {
        facts.add(new Entry("Granules", Notation.whole(strip.granules().size())));
        facts.add(new Entry("Orbit", strip.orbit() == null ? Notation.NONE : Integer.toString(strip.orbit())));
        facts.add(new Entry("On-board equalisation",
                onOff(strip.equalizationMode()) + (strip.nucTableId() == null ? "" : ", table " + strip.nucTableId())));
        facts.add(new Entry("On-board compression", onOff(strip.compressMode())));
    }

    private static String onOff(Boolean mode) {
        return mode == null ? Notation.NONE : mode ? "on" : "off";
    }

    static String time(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", "");
    }

    private static String tally(List<Finding> findings) {
        Map<Severity, Long> counts = findings.stream().collect(Collectors.groupingBy(Finding::severity, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        count(parts, counts.get(Severity.ALARM), "alarm");
        count(parts, counts.get(Severity.WARNING), "warning");
        count(parts, counts.get(Severity.INFO), "note");
        return parts.isEmpty() ? "no findings" : String.join(", ", parts);
    }

    private static void count(List<String> parts, Long count, String word) {
        if (count != null) {
            parts.add(Notation.whole(count) + " " + word + (count == 1 ? "" : "s"));
        }
    }

    private static String decision(Report report) {
        int candidates = report.candidates().size();
        if (report.verdict() == Verdict.UNUSABLE) {
            return "This product must not be used: no measurement is given, and nothing is proposed.";
        }
        String decision = report.decision().map(Decision::label).orElse("no calibration is derived from this product");
        String files = candidates == 0 ? "no calibration file is proposed."
                : (candidates == 1 ? "a calibration file is" : Notation.whole(candidates) + " calibration files are")
                        + " proposed for an expert to decide about. The program never installs one.";
        return decision.substring(0, 1).toUpperCase(Locale.ROOT) + decision.substring(1) + ": " + files;
    }

    private static List<Action> actions(List<Finding> findings) {
        Map<FindingCode, List<Finding>> byCode = findings.stream().filter(finding -> finding.severity() != Severity.INFO)
                .collect(Collectors.groupingBy(Finding::code, LinkedHashMap::new, Collectors.toList()));
        return byCode.entrySet().stream()
                .map(entry -> new Action(entry.getValue().get(0).severity(), entry.getKey().code(), entry.getValue().size(),
                        entry.getKey().action())).toList();
    }

    private static Row row(Finding finding) {
        return new Row(finding.severity(), finding.code().code(), where(finding.where()), quantity(finding.measured(), finding.unit()),
                quantity(finding.threshold(), finding.unit()), finding.message());
    }

    private static String quantity(Double value, String unit) {
        return value == null ? "" : Notation.quantity(value, unit);
    }

    private static String where(Finding.Place place) {
        List<String> parts = new ArrayList<>();
        if (place.band() != null) {
            parts.add(place.band());
        }
        if (place.detector() != null) {
            parts.add(BandDetector.detectorLabel(place.detector()));
        }
        if (place.column() != null) {
            parts.add("column " + place.column());
        }
        if (place.lineOfCycle() != null) {
            parts.add("line " + place.lineOfCycle());
        }
        return parts.isEmpty() ? "instrument" : String.join(" · ", parts);
    }

    private static Chapter chapter(Section section, Map<String, Drawing> drawings, boolean paper) {
        return new Chapter(section.id(), section.title(), section.tables().stream().map(Page::grid).toList(),
                section.figures().stream().map(figure -> picture(drawings.get(figure.id()), paper)).toList(), section.card());
    }

    private static Grid grid(Table table) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(column.name(), Notation.unit(column.unit()), kind(table, column))).toList();
        List<List<Cell>> rows = new ArrayList<>();
        for (List<Object> row : table.rows().subList(0, Math.min(ROWS, table.rows().size()))) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(cell(row.get(i), table.columns().get(i)));
            }
            rows.add(cells);
        }
        return new Grid(table.title(), columns, rows, table.rows().size() - rows.size());
    }

    private static String kind(Table table, Table.Column column) {
        int at = table.columns().indexOf(column);
        return table.rows().stream().map(row -> row.get(at)).anyMatch(Number.class::isInstance) ? "number" : "text";
    }

    private static Cell cell(Object value, Table.Column column) {
        if (value instanceof Missing missing) {
            return new Cell(missing.reason(), "missing");
        }
        if (value instanceof Severity severity) {
            return new Cell(severity.name(), "severity");
        }
        if (value instanceof Number number) {
            boolean whole = column.decimals() < 0 && number.doubleValue() == Math.rint(number.doubleValue());
            return new Cell(whole ? Notation.whole(number.longValue()) : column.decimals() < 0 ? Notation.significant(number.doubleValue(), 4)
                    : Notation.fixed(number.doubleValue(), column.decimals()), "number");
        }
        return new Cell(value == null ? Notation.NONE : value.toString(), "text");
    }

    private static Picture picture(Drawing drawing, boolean paper) {
        return new Picture(drawing.id(), drawing.title(), drawing.caption(), paper ? "" : source(drawing), drawing.width(), drawing.height());
    }

    /** Vectors where they are smaller than pixels. */
    private static String source(Drawing drawing) {
        boolean vectors = drawing.svg().length <= drawing.png().length;
        return (vectors ? "data:image/svg+xml;base64," : "data:image/png;base64,")
                + Base64.getEncoder().encodeToString(vectors ? drawing.svg() : drawing.png());
    }

    /** All files of a small product; of a large one those that are not images, which come in hundreds. */
    private static List<Product.InputFile> listed(List<Product.InputFile> inputs) {
        Set<Product.InputFile> listed = new LinkedHashSet<>(inputs);
        if (listed.size() > INPUTS) {
            listed.removeIf(input -> !input.name().endsWith(".xml") && !input.name().endsWith("manifest.safe") && !input.name().endsWith(".yaml"));
        }
        return listed.stream().sorted(Comparator.comparing(Product.InputFile::name)).limit(INPUTS).toList();
    }
}
