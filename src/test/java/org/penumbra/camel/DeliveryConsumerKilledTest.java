package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.history.JobSettings;
import org.penumbra.history.JobState;
import org.penumbra.history.RenameOnlyJobs;
import org.penumbra.settings.Settings;

/** {@code preMove} and a killed JVM strand a file in its work folder for ever. */
@Tag("faults")
class DeliveryConsumerKilledTest {
    private static final String IN_HAND = "in hand";
    @TempDir
    Path temporary;

    /** Takes a delivery and never comes to an end with it. */
    static final class Node {
        private Node() {
        }

        public static void main(String[] arguments) throws Exception {
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("delivery:" + arguments[0] + "?initialDelay=0").process(exchange -> {
                        System.out.println(IN_HAND);
                        new CountDownLatch(1).await();
                    });
                }
            });
            camel.start();
            new CountDownLatch(1).await();
        }
    }

    @Test
    @Timeout(60)
    void a_delivery_that_a_killed_process_had_in_hand_lies_whole_in_its_claim_folder_and_is_found_by_recovery() throws Exception {
        Drop drop = new Drop(temporary.resolve("drop"));
        Drop.done(drop.safe("P1.SAFE"));
        Process node = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
                System.getProperty("java.class.path"), Node.class.getName(), drop.root().toString()).redirectErrorStream(true).start();
        try (BufferedReader said = node.inputReader()) {
            assertThat(said.lines().anyMatch(IN_HAND::equals)).isTrue();
        } finally {
            node.destroyForcibly().waitFor();
        }
        assertThat(drop.names()).isEmpty();
        RenameOnlyJobs jobs = new RenameOnlyJobs(drop.root(), Settings.defaults(JobSettings.class), Clock.systemUTC());
        assertThat(jobs.recover()).singleElement().satisfies(job -> {
            assertThat(job.state()).isEqualTo(JobState.CLAIMED);
            assertThat(job.place().resolve("GRANULE/two/B01.jp2")).exists();
            assertThat(job.source()).isEqualTo(drop.root().resolve("P1.SAFE"));
        });
    }
}
