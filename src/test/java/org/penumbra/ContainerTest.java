package org.penumbra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docker/}: what its files name exists and fits {@code application.properties}. */
class ContainerTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path COMPOSE = PROJECT.resolve("docker/compose.yaml");

    @Test
    void every_copied_path_exists() throws IOException {
        List<String> copied = copies().stream().filter(copy -> !copy.contains("--from=")).flatMap(copy -> sources(copy).stream()).toList();

        assertThat(copied).contains("config", "routes", "penumbra").allSatisfy(path -> assertThat(PROJECT.resolve(path)).exists());
    }

    @Test
    void every_copied_path_is_let_through_to_the_builder() throws IOException {
        List<String> let = Files.readAllLines(PROJECT.resolve(".dockerignore")).stream().filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1)).toList();

        assertThat(let).allSatisfy(path -> assertThat(PROJECT.resolve(path)).exists());
        copies().stream().filter(copy -> !copy.contains("--from=")).flatMap(copy -> sources(copy).stream())
                .forEach(path -> assertThat(let).anyMatch(each -> Path.of(each).startsWith(path)));
    }

    @Test
    void what_the_image_takes_from_the_build_was_made_there() throws IOException {
        String build = String.join("\n", lines()).split("(?m)^FROM debian:12-slim$")[0];

        assertThat(copies().stream().filter(copy -> copy.contains("--from=build")).flatMap(copy -> sources(copy).stream())
                .filter(source -> source.startsWith("/")))
                .containsExactlyInAnyOrder("/opt/gdal", "/opt/penumbra/target/lib", "/opt/penumbra/target/penumbra.jar");
        assertThat(build).contains("WORKDIR /opt/penumbra").contains("/opt/gdal").contains("mvn -q -B process-classes");
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        assertThat(pom).contains("<finalName>penumbra</finalName>").contains("<outputDirectory>${project.build.directory}/lib</outputDirectory>");
    }

    @Test
    void the_exposed_port_is_that_of_health_and_metrics() throws IOException {
        String port = properties().getProperty("penumbra.observe.port");

        assertThat(lines()).contains("EXPOSE " + port);
        assertThat(String.join("\n", lines())).contains("/dev/tcp/127.0.0.1/" + port).contains("/observe/health");
        assertThat(texts(compose().at("/services/penumbra/ports"))).containsExactly("127.0.0.1:" + port + ":" + port);
    }

    @Test
    void no_port_is_open_to_other_machines() throws IOException {
        compose().get("services").forEach(service -> assertThat(texts(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void the_home_directory_is_the_volume() throws IOException {
        assertThat(lines()).contains("VOLUME /var/lib/penumbra", "CMD [\"start\", \"--home\", \"/var/lib/penumbra\"]");
        List<String> mounted = texts(compose().at("/services/penumbra/volumes"));
        assertThat(mounted).singleElement().asString().endsWith(":/var/lib/penumbra");
        // the default home of the launcher: commands outside the container see the same products
        assertThat(COMPOSE.getParent().resolve(mounted.get(0).split(":")[0]).normalize()).isEqualTo(PROJECT.resolve("var"));
    }

    @Test
    void every_named_volume_is_declared() throws IOException {
        JsonNode compose = compose();
        for (JsonNode service : compose.get("services")) {
            texts(service.path("volumes")).stream().map(volume -> volume.split(":")[0]).filter(source -> !source.startsWith("."))
                    .forEach(source -> assertThat(compose.get("volumes").has(source)).as(source).isTrue());
        }
    }

    @Test
    void every_variable_of_the_service_is_a_property() throws IOException {
        List<String> variables = new ArrayList<>();
        compose().at("/services/penumbra/environment").fieldNames().forEachRemaining(variables::add);
        Matcher inImage = Pattern.compile("ENV (PENUMBRA_OBSERVE\\w+)").matcher(String.join("\n", lines()));
        while (inImage.find()) {
            variables.add(inImage.group(1));
        }

        assertThat(variables).contains("PENUMBRA_STORE_URL", "PENUMBRA_OBSERVE_HOST").allSatisfy(variable ->
                assertThat(properties().stringPropertyNames()).contains(variable.toLowerCase(Locale.ROOT).replace('_', '.')));
    }

    @Test
    void store_and_mail_server_are_services_of_the_same_names() throws IOException {
        JsonNode compose = compose();
        JsonNode environment = compose.at("/services/penumbra/environment");
        URI store = URI.create(environment.get("PENUMBRA_STORE_URL").asText().substring("jdbc:".length()));

        assertThat(compose.get("services").has(store.getHost())).isTrue();
        assertThat(compose.get("services").has(environment.get("PENUMBRA_SMTP_HOST").asText())).isTrue();
        JsonNode database = compose.at("/services/" + store.getHost() + "/environment");
        assertThat(store.getPath()).isEqualTo("/" + database.get("POSTGRES_DB").asText());
        assertThat(environment.get("PENUMBRA_STORE_USER")).isEqualTo(database.get("POSTGRES_USER"));
        assertThat(environment.get("PENUMBRA_STORE_PASSWORD")).isEqualTo(database.get("POSTGRES_PASSWORD"));
    }

    @Test
    void no_password_is_written_down() throws IOException {
        assertThat(compose().at("/services/penumbra/environment/PENUMBRA_STORE_PASSWORD").asText()).startsWith("${PENUMBRA_STORE_PASSWORD:?");
    }

    @Test
    void images_are_pinned() throws IOException {
        compose().get("services").forEach(service -> assertThat(service.path("image").asText("none:1")).matches("[^:]+:.*\\d.*"));
        assertThat(lines().stream().filter(line -> line.startsWith("FROM "))).allMatch(line -> line.matches("FROM debian:12-slim( AS build)?"));
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(PROJECT.resolve("docker/Dockerfile"));
    }

    private static List<String> copies() throws IOException {
        return lines().stream().filter(line -> line.startsWith("COPY ")).toList();
    }

    /** What a COPY line copies: all but its options and its last word. */
    private static List<String> sources(String copy) {
        List<String> words = Arrays.stream(copy.split("\\s+")).skip(1).filter(word -> !word.startsWith("--")).toList();
        return words.subList(0, words.size() - 1);
    }

    private static JsonNode compose() throws IOException {
        return new YAMLMapper().readTree(COMPOSE.toFile());
    }

    private static List<String> texts(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(i -> array.get(i).asText()).toList();
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(PROJECT.resolve("config/application.properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
