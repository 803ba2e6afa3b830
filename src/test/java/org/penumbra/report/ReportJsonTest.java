package org.penumbra.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Missing;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.SettingsCode;

class ReportJsonTest {
    private static final ObjectMapper STRICT = new ObjectMapper();
    /** Where null means "all of them", not "unknown" (report.schema.json). */
    private static final Set<String> PLACE = Set.of("band", "detector", "column", "lineOfCycle");

    @Test
    void a_report_of_all_eight_analyses_fits_the_schema() throws IOException {
        assertThat(validate(tree(SampleReport.whole()))).isEmpty();
    }

    @Test
    void a_report_of_an_unusable_product_fits_the_schema_and_has_empty_analyses() throws IOException {
        JsonNode tree = tree(SampleReport.unusable());
        assertThat(validate(tree)).isEmpty();
        assertThat(tree.path("analyses")).isEmpty();
    }

    @Test
    void a_report_of_a_raster_stack_fits_the_schema() throws IOException {
        JsonNode tree = tree(stack());
        assertThat(validate(tree)).isEmpty();
        assertThat(tree.at("/product/orbitReason").asText()).isEqualTo("a raster stack has no datastrip");
    }

    @ParameterizedTest
    @CsvSource({"/product, sensingStart", "/provenance/configuration, sha256", "/findings/0, threshold", "/analyses/dark-signal/bands/0, dsnu",
        "/analyses/dark-signal/bands/0/detectors/0, halvesChange", "/analyses/noise/bands/0, snrAtLref",
        "/analyses/equalisation/bands/0/detectors/0, gainChangeMean", "/analyses/absolute-gain/bands/0, reflectanceResponsivity",
        "/analyses/sensitivity/bands/0/monteCarlo, p2_5", "/analyses/defective-pixels/pixels/0, class",
        "/analyses/swir-selection/bands/0/detectors/0/proposals/0, expectedNoise", "/analyses/striping/bands/0/detectors/0, interDetectorStep"})
    void the_schema_catches_a_renamed_field(String where, String name) throws IOException {
        JsonNode tree = tree(SampleReport.whole());
        ObjectNode object = (ObjectNode) tree.at(where);
        object.set(name + "Renamed", object.remove(name));
        assertThat(validate(tree)).isNotEmpty();
    }

    @Test
    void the_schema_allows_additions() throws IOException {
        JsonNode tree = tree(SampleReport.whole());
        ((ObjectNode) tree.at("/analyses/dark-signal/bands/0")).put("temperatureSlope", 0.02);
        ((ObjectNode) tree.at("/analyses")).putObject("of-a-plugin").put("anything", 1);
        assertThat(validate(tree)).isEmpty();
    }

    @Test
    void every_null_has_its_reason_beside_it() throws IOException {
        List<String> bare = new ArrayList<>();
        JsonNode tree = tree(SampleReport.whole());
        collectBareNulls(tree, "", bare);
        assertThat(bare).isEmpty();
        assertThat(tree.at("/analyses/dark-signal/bands/0/detectors/0/blindDriftReason").asText())
                .isEqualTo("compressed: no blind pixel was measured");
        assertThat(tree.at("/analyses/noise/bands/9/snrAtLrefReason").asText()).isEqualTo("no beta is known for this unit");
    }

    @Test
    void NaN_and_infinity_are_null_and_never_pass_silently() throws IOException {
        JsonNode tree = tree(SampleReport.whole());
        assertThat(tree.at("/analyses/dark-signal/bands/0/maxAbsChange").isNull()).isTrue();
        assertThat(tree.at("/analyses/dark-signal/bands/0/maxAbsChangeReason").asText()).isEqualTo("not available");
        assertThat(tree.at("/analyses/sensitivity/bands/0/variants/0/fpnChangeReason").asText()).isEqualTo("not available");
        assertThat(new String(ReportJson.bytes(SampleReport.whole()), StandardCharsets.UTF_8)).doesNotContain(": NaN", "\"NaN\"", "Infinity");
    }

    @Test
    void a_reason_that_the_summary_gives_itself_is_kept() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("gain", Double.NaN);
        summary.put("gainReason", "no ESUN for this unit");
        summary.put("change", 0.5);
        summary.put("changeReason", null);
        assertThat(new String(Json.compact(Json.tree(summary)), StandardCharsets.UTF_8))
                .isEqualTo("{\"change\":0.5,\"gain\":null,\"gainReason\":\"no ESUN for this unit\"}");
    }

    @Test
    void a_list_with_gaps_has_one_reason_beside_it() {
        assertThat(new String(Json.compact(Json.tree(Map.of("values", new Object[] {1.5, Double.NaN, new Missing("blind")}))),
                StandardCharsets.UTF_8)).isEqualTo("{\"values\":[1.5,null,null],\"valuesReason\":\"not available; blind\"}");
    }

    @Test
    void numbers_are_written_in_the_shortest_form_that_reads_back_to_the_same_bits() {
        // 2e23 is among the numbers for which Double.toString of Java 17 has digits too many (JDK-4511638)
        assertThat(new String(Json.compact(Json.tree(List.of(0.1 + 0.2, 2e-23, 2.0E-3, 2.0e23, 1.0E23))), StandardCharsets.UTF_8))
                .isEqualTo("[0.30000000000000004,2.0E-23,0.002,2.0E23,1.0E23]");
    }

    @Test
    void the_order_in_which_a_map_was_filled_does_not_show() {
        Map<String, Object> forwards = new LinkedHashMap<>();
        forwards.put("alpha", 1);
        forwards.put("beta", 2);
        Map<String, Object> backwards = new LinkedHashMap<>();
        backwards.put("beta", 2);
        backwards.put("alpha", 1);
        assertThat(Json.compact(Json.tree(forwards))).isEqualTo(Json.compact(Json.tree(backwards)));
    }

    @Test
    void two_runs_of_the_same_product_differ_in_run_only() throws IOException {
        Report first = SampleReport.whole();
        Run later = new Run("01JB00", 1, Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:01:00Z"));
        Report second = new Report(later, first.software(), first.product(), first.lines(), first.calibration(), first.configuration(),
                first.verdict(), first.findings(), first.outcomes());
        ObjectNode a = (ObjectNode) tree(first);
        ObjectNode b = (ObjectNode) tree(second);
        assertThat(a.remove("run")).isNotEqualTo(b.remove("run"));
        assertThat(a).isEqualTo(b);
    }

    @Test
    void the_hash_of_the_configuration_is_that_of_its_compact_text() throws IOException {
        JsonNode configuration = tree(SampleReport.whole()).at("/provenance/configuration");
        assertThat(configuration.path("sha256").asText())
                .isEqualTo(Digest.sha256(configuration.path("effective").toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(configuration.at("/effective/dark-signal/historyLength").toString())
                .isEqualTo("{\"value\":6,\"unit\":\"acquisitions\",\"source\":\"project default\"}");
    }

    @Test
    void a_refusal_becomes_a_reason_that_fits_its_schema() throws IOException {
        Refusal refusal = new Refusal(SettingsCode.UNKNOWN_NAME, List.of("DATASTRIP/a.xml"), null, "dark-signal.yaml", "typo");
        JsonNode reason = STRICT.readTree(Reason.of(refusal, "S2A_X.SAFE", Instant.parse("2026-11-20T10:00:00Z")).json());
        assertThat(schema("reason.schema.json").validate(reason)).isEmpty();
        assertThat(reason.path("code").asText()).isEqualTo("SETTINGS-101");
        assertThat(reason.path("action").asText()).isEqualTo(SettingsCode.UNKNOWN_NAME.action());
        assertThat(reason.path("missing").get(0).asText()).isEqualTo("DATASTRIP/a.xml");
    }

    private static Report stack() {
        Product msi = SampleReport.product();
        Product stack = new Product("emit-ISS-20220305", msi.spacecraft(), AcquisitionType.NIGHT_OCEAN, null, "RAW", msi.sensingStart(), null,
                Optional.empty(), Map.of(), Map.of(), msi.inputs(), List.of(), msi.root());
        Dossier dossier = SampleReport.dossier(List.of(), Map.of());
        return Report.of(new Dossier(stack, null, Optional.empty(), dossier.past(), dossier.settings(), Map.of(), List.of(), false),
                OptionalLong.empty(), "penumbra 0.1.0", SampleReport.RUN);
    }

    private static void collectBareNulls(JsonNode node, String path, List<String> bare) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                boolean place = path.startsWith("/findings") && PLACE.contains(field.getKey());
                boolean gap = field.getValue().isNull() || field.getValue().isArray() && contains(field.getValue());
                if (gap && !place && !node.hasNonNull(field.getKey() + "Reason")) {
                    bare.add(path + "/" + field.getKey());
                }
                collectBareNulls(field.getValue(), path + "/" + field.getKey(), bare);
            });
        }
        if (node.isArray()) {
            node.forEach(element -> collectBareNulls(element, path + "/", bare));
        }
    }

    private static boolean contains(JsonNode array) {
        for (JsonNode element : array) {
            if (element.isNull()) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode tree(Report report) throws IOException {
        return STRICT.readTree(ReportJson.bytes(report));
    }

    private static Set<ValidationMessage> validate(JsonNode tree) throws IOException {
        return schema("report.schema.json").validate(tree);
    }

    private static JsonSchema schema(String name) throws IOException {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
        }
    }
}
