package org.penumbra.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.camel.PenumbraCamel;
import org.penumbra.camel.Rooms;

/** What docs/integration.adoc shows is done as it says, by public means alone. */
class IntegrationPageTest {
    private static final Pattern LISTING = Pattern.compile("^\\.(\\S+)\n\\[source,\\w+]\n----\n(.*?)^----$", Pattern.MULTILINE | Pattern.DOTALL);
    /** Camel, GDAL, commons-math3, and what reads deliveries and settings: what an application gets that depends on our jar. */
    private static final Pattern NEEDED = Pattern.compile("camel-(api|base|bean|core|direct|dsl|main|management-api|seda|support|util|xml|yaml)-.*"
            + "|slf4j-api.*|gdal.*|commons-math3-.*|commons-(compress|io|lang3|codec)-.*|jackson-.*|snakeyaml-.*|classes");
    private static final Path INSTALLATION = Path.of("").toAbsolutePath();

    @TempDir
    Path directory;
    private Path home;

    @BeforeEach
    void write_the_listings_of_the_page() throws IOException {
        home = Files.createDirectory(directory.resolve("home"));
        for (Matcher listing = LISTING.matcher(Files.readString(Path.of("docs/integration.adoc"))); listing.find(); ) {
            Path file = directory.resolve(listing.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, listing.group(2));
        }
    }

    @Test
    void a_Camel_application_of_ones_own_analyses_what_is_dropped_without_any_optional_library() throws Exception {
        Path drop = Files.createDirectory(directory.resolve("drop"));
        Simulated.copy(Simulated.tiny().products().get(0), drop);
        Simulated.copy(Simulated.tiny().calibration(), home);
        String needed = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(entry -> new File(entry).getAbsoluteFile())
                .filter(entry -> NEEDED.matcher(entry.getName()).matches()).map(File::toString).collect(Collectors.joining(File.pathSeparator));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", needed, "-d", directory.toString(),
                directory.resolve("Application.java").toString())).isZero();
        Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
                directory + File.pathSeparator + needed, "Application", INSTALLATION.toString(), home.toString(), drop.toString())
                .redirectErrorStream(true).start();
        try (BufferedReader said = application.inputReader()) {
            assertThat(said.lines().filter(line -> line.contains("[")).findFirst()).hasValueSatisfying(line -> assertThat(line)
                    .startsWith("S2A_OPER_PRD_MSIL1A_").endsWith(" [dark-signal, defective-pixels, noise, swir-selection]"));
        } finally {
            application.destroyForcibly();
        }
    }

    @Test
    void a_route_of_ones_own_takes_the_place_of_the_installations() throws Exception {
        Files.createDirectory(home.resolve("routes"));
        Files.copy(directory.resolve("night-ocean.yaml"), home.resolve("routes/night-ocean.yaml"));
        assertThat(analysed().report().path("analyses").fieldNames()).toIterable().containsExactly("dark-signal", "noise");
    }

    @Test
    void an_analysis_of_ones_own_stands_in_the_report_with_its_finding() throws Exception {
        ProcessBuilder install = new ProcessBuilder("bash", "-e", "install.sh").directory(directory.toFile()).inheritIO();
        install.environment().putAll(Map.of("PENUMBRA", INSTALLATION.toString(), "PENUMBRA_VAR", home.toString(),
                "PATH", Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH")));
        assertThat(install.start().waitFor()).isZero();
        Files.createDirectory(home.resolve("config"));
        Files.writeString(home.resolve("config/mean-level.yaml"), "limit: 10\n");
        Published published = analysed();
        assertThat(published.report().at("/analyses/mean-level/B01-D06").asDouble()).isGreaterThan(10);
        assertThat(published.report().findValuesAsText("code")).contains("LEVEL-101");
        assertThat(Files.readString(published.directory().resolve("report.html"))).contains("The mean of the raw counts of each detector.");
    }

    private Published analysed() throws Exception {
        try (PenumbraCamel camel = new PenumbraCamel(new Rooms(INSTALLATION, home), "penumbra under test", Clock.systemUTC()).start()) {
            List<Path> products = Simulated.tiny().products();
            return new Published(camel.run(products.get(0), Simulated.tiny().calibration(), Optional.of(directory.resolve("report"))).report());
        }
    }
}
