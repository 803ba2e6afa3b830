package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.settings.Settings;

/** What Camel's catalogue says of the component is generated from it, before each run of the tests, and what is committed is the same. */
class DeliveryCatalogueTest {
    private static final Path COMMITTED = Path.of("src/generated");
    private static final Path FRESH = Path.of("target/catalogue");

    private static Map<String, String> files(Path root) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Test
    void the_committed_catalogue_is_that_of_a_fresh_run() {
        assertThat(files(COMMITTED)).as("renew it: mvn process-test-classes -Dcatalogue=src/generated").isEqualTo(files(FRESH));
    }

    @Test
    @SuppressWarnings("try")
    void it_gives_the_defaults_that_are_in_force() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            DeliveryEndpoint endpoint = camel.getEndpoint("delivery:drop", DeliveryEndpoint.class);
            DeliverySettings defaults = Settings.defaults(DeliverySettings.class);
            assertThat(endpoint.deliverySettings()).isEqualTo(defaults);
            assertThat(files(COMMITTED).get("resources/META-INF/org/penumbra/camel/delivery.json"))
                    .containsPattern("\"settle\": .*\"defaultValue\": \"" + defaults.settle() + "s\"")
                    .containsPattern("\"incompleteAfter\": .*\"defaultValue\": \"" + (int) defaults.incompleteAfter() + "h\"")
                    .containsPattern("\"delay\": .*\"defaultValue\": \"" + endpoint.getDelay() + "\"");
        }
    }

    @Test
    void the_manual_has_every_option_and_header_of_ours() throws Exception {
        String manual = Files.readString(Path.of("docs/delivery-component.adoc"));
        for (Field option : DeliveryEndpoint.class.getDeclaredFields()) {
            if (option.isAnnotationPresent(UriParam.class) || option.isAnnotationPresent(UriPath.class)) {
                assertThat(manual).contains("| `" + option.getName() + "`");
            }
        }
        assertThat(manual).contains("| `" + DeliveryConstants.JOB_ID + "`", "| `" + DeliveryConstants.PRODUCT_ID + "`",
                "| `" + DeliveryConstants.ACQUISITION_TYPE + "`");
        assertThat(DropCode.values()).allSatisfy(code -> assertThat(manual).contains("| " + code.code()));
    }
}
