package org.penumbra.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Dossier.Outcome;
import org.penumbra.analysis.Missing;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;

/** Writes {@code report.json}, whose names are the contract of FORMATS 4 and of {@code report.schema.json}. */
final class ReportJson {
    private static final Missing NO_DATASTRIP = new Missing("a raster stack has no datastrip");
    private static final Missing NOT_IN_METADATA = new Missing("not in the metadata");
    private static final Missing NO_LIMIT = new Missing("not held against a limit");

    private ReportJson() {
    }

    static byte[] bytes(Report report) {
        ObjectNode root = Json.object();
        root.put("schema", "penumbra-report/1");
        root.set("run", Json.tree(report.run()));
        root.set("product", product(report.product(), report));
        root.set("provenance", provenance(report));
        root.put("verdict", report.verdict().name());
        root.setAll(Json.fields(Map.of("decision", report.decision().<Object>map(Decision::label).orElse(
                new Missing(report.verdict() == Verdict.UNUSABLE ? "the product must not be used" : "no calibration is derived from it")))));
        var findings = root.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(finding)));
        Map<String, Object> summaries = new LinkedHashMap<>();
        report.outcomes().forEach((String id, Outcome outcome) -> summaries.put(id, outcome.result().summary()));
        root.set("analyses", Json.fields(summaries));
        var candidates = root.putArray("candidates");
        report.candidates().forEach(candidate -> candidates.addObject()
                .put("type", candidate.type()).put("file", "candidates/" + candidate.fileName()).put("why", candidate.why()));
        var figures = root.putArray("figures");
        report.figures().forEach(figure -> figures.addObject()
                .put("id", figure.id()).put("title", figure.title()).put("caption", figure.caption()));
        return Json.indented(root);
    }

    private static ObjectNode product(Product product, Report report) {
        Optional<Datastrip> datastrip = product.datastrip();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", product.id());
        fields.put("spacecraft", product.spacecraft().name());
        fields.put("acquisitionType", product.type());
        fields.put("datatakeType", product.datatakeType() == null ? NO_DATASTRIP : product.datatakeType());
        fields.put("level", product.level());
        fields.put("sensingStart", product.sensingStart());
        fields.put("sensingStop", product.sensingStop() == null ? NOT_IN_METADATA : product.sensingStop());
        fields.put("orbit", of(datastrip, Datastrip::orbit));
        fields.put("nucTableId", of(datastrip, Datastrip::nucTableId));
        fields.put("equalizationMode", of(datastrip, Datastrip::equalizationMode));
        fields.put("compressMode", of(datastrip, Datastrip::compressMode));
        fields.put("granules", of(datastrip, strip -> strip.granules().size()));
        fields.put("lines10m", report.lines().isPresent() ? report.lines().getAsLong() : new Missing("not measured"));
        return Json.fields(fields);
    }

    private static Object of(Optional<Datastrip> datastrip, Function<Datastrip, Object> value) {
        return datastrip.<Object>map(strip -> Optional.ofNullable(value.apply(strip)).orElse(NOT_IN_METADATA)).orElse(NO_DATASTRIP);
    }

    private static ObjectNode provenance(Report report) {
        ObjectNode provenance = Json.object();
        provenance.put("software", report.software());
        var inputs = provenance.putArray("inputs");
        report.product().inputs().stream().sorted(Comparator.comparing(Product.InputFile::name))
                .forEach(input -> inputs.addObject().put("name", input.name()).put("size", input.size()).put("sha256", input.sha256()));
        provenance.set("calibration", Json.tree(report.calibration()));
        ObjectNode configuration = provenance.putObject("configuration");
        configuration.put("sha256", report.configuration().sha256());
        configuration.set("effective", report.configuration().effective());
        return provenance;
    }

    /** A null part of the place means "all of them", as the schema says; a null number has its reason. */
    private static ObjectNode finding(Finding finding) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("measured", finding.measured() == null ? NO_LIMIT : finding.measured());
        numbers.put("threshold", finding.threshold() == null ? NO_LIMIT : finding.threshold());
        numbers.put("unit", finding.unit() == null ? NO_LIMIT : finding.unit());
        Finding.Place where = finding.where();
        ObjectNode node = Json.object();
        node.put("code", finding.code().code()).put("severity", finding.severity().name());
        node.put("band", where.band()).put("detector", where.detector()).put("column", where.column()).put("lineOfCycle", where.lineOfCycle());
        node.setAll(Json.fields(numbers));
        return node.put("message", finding.message());
    }
}
