package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.finding.Refusal;

class PluginTest {
    private static final String SOURCE = """
            import java.util.*;
            import org.penumbra.analysis.*;
            import org.penumbra.delivery.AcquisitionType;
            import org.penumbra.finding.Finding;

            public final class StripLength implements Analysis<StripLength.Lines> {
                public record Lines(Map<String, Integer> lines) implements Result {
                    public Object summary() {
                        return lines;
                    }
                }
                public String id() {
                    return "strip-length";
                }
                public Set<AcquisitionType> accepts() {
                    return Set.of(AcquisitionType.NIGHT_OCEAN);
                }
                public Lines analyse(Dossier dossier) {
                    Map<String, Integer> lines = new TreeMap<>();
                    dossier.measurements().bandDetectors().forEach(id -> lines.put(id.label(), (int) dossier.measurements().of(id).lines()));
                    return new Lines(lines);
                }
                public List<Finding> judge(Dossier dossier, Lines result) {
                    return List.of();
                }
                public Section present(Lines result) {
                    return new Section(id(), "Length of the strip", new Section.MethodCard(List.of("Lines are counted."), List.of()), List.of(), List.of());
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void an_analysis_in_a_jar_joins_the_route_of_its_type() throws Exception {
        Path home = directory.resolve("home");
        plugin(home.resolve("plugins/strip-length.jar"), SOURCE);
        try (Chain chain = new Chain(home)) {
            Published published = chain.publish(Simulated.tiny(), directory.resolve("out"));
            assertThat(published.report().at("/analyses/strip-length").toString()).isEqualTo("{\"B01-D06\":168,\"B05-D06\":504}");
            assertThat(published.report().path("analyses").fieldNames()).toIterable().contains("dark-signal", "noise");
            assertThat(Files.readString(published.directory().resolve("report.html"))).contains("Length of the strip", "Lines are counted.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            return new Lines(lines);     | throw new IllegalStateException("no lines"); | no lines
            return List.of();            | throw new NoSuchMethodError("gone");         | gone
            return lines;                | throw new IllegalStateException("no summary"); | no summary
            return lines;                | return new Object(); | serializer
            return new Section(id()      | return null; } Section other() { return new Section(id() | it gave no section
            """)
    void an_analysis_in_a_jar_that_fails_is_named_in_the_report_which_has_all_the_others(String healthy, String broken, String words)
            throws Exception {
        Path home = directory.resolve("home");
        plugin(home.resolve("plugins/strip-length.jar"), SOURCE.replace(healthy, broken));
        try (Chain chain = new Chain(home)) {
            JsonNode report = chain.publish(Simulated.tiny(), directory.resolve("out")).report();
            assertThat(report.path("analyses").fieldNames()).toIterable().contains("dark-signal", "noise").doesNotContain("strip-length");
            assertThat(report.path("findings")).anySatisfy(finding -> {
                assertThat(finding.path("code").asText()).isEqualTo("ROUTE-209");
                assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
                assertThat(finding.path("message").asText()).contains("'strip-length'", words);
            });
        }
    }

    @Test
    void an_analysis_with_the_id_of_another_is_refused_as_ROUTE_204_at_the_start() throws Exception {
        Path home = directory.resolve("home");
        plugin(home.resolve("plugins/strip-length.jar"), SOURCE.replace("strip-length", "noise"));
        assertThatThrownBy(() -> new Chain(home)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code().code()).isEqualTo("ROUTE-204");
            assertThat(refusal).hasMessageContainingAll("'noise'", "StripLength", "org.penumbra.analysis.noise.Noise");
        });
    }

    @Test
    void a_jar_that_cannot_be_read_is_refused_as_ROUTE_205_at_the_start() throws Exception {
        Path home = directory.resolve("home");
        Chain.put(home.resolve("plugins/half.jar"), "PK half of it");
        assertThatThrownBy(() -> new Chain(home)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code().code()).isEqualTo("ROUTE-205");
            assertThat(refusal).hasMessageContaining("half.jar cannot be used as plugin");
        });
    }

    @Test
    void a_finding_code_that_there_is_already_is_refused_as_ROUTE_206_at_the_start() throws Exception {
        Path home = directory.resolve("home");
        plugin(home.resolve("plugins/strip-length.jar"), SOURCE.replace("    public String id()", """
                public enum Code implements org.penumbra.finding.FindingCode {
                    SHORT;
                    public Wording wording() {
                        return new Wording("DARK-101", "It is short.", "Look.");
                    }
                }
                public String id()
                """));
        assertThatThrownBy(() -> new Chain(home)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code().code()).isEqualTo("ROUTE-206");
            assertThat(refusal).hasMessage("StripLength$Code has the finding code DARK-101, which is one of org.penumbra.analysis.dark.DarkCode.");
        });
    }

    private void plugin(Path jar, String code) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path source = Chain.put(directory.resolve("src/StripLength.java"), code);
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"),
                "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        Chain.put(classes.resolve("META-INF/services/org.penumbra.analysis.Analysis"), "StripLength\n");
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
    }
}
