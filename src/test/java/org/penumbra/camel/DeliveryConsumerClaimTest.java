package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The claim is one rename inside the drop directory: no lock files, no copies, no keys that leak. */
class DeliveryConsumerClaimTest extends DeliveryConsumerTestSupport {

    @Test
    void the_delivery_lies_in_a_folder_of_its_job_within_the_drop_directory() {
        drop.safe("P1.SAFE");
        poll();
        String job = emitted().get(0).getIn().getHeader(DeliveryConstants.JOB_ID, String.class);
        assertThat(only().path()).isEqualTo(drop.root().resolve(".penumbra").resolve(job).resolve("P1.SAFE")).isDirectory();
        assertThat(drop.names()).isEmpty();
    }

    @Test
    void the_marker_moves_along() {
        Drop.done(drop.safe("P1.SAFE"));
        poll();
        assertThat(only().done()).isTrue();
        assertThat(only().path().resolveSibling("P1.SAFE.done")).exists();
        assertThat(drop.names()).isEmpty();
    }

    @Test
    void a_claimed_delivery_is_not_seen_again() {
        drop.safe("P1.SAFE");
        poll();
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
    }

    @Test
    void the_same_name_delivered_again_is_a_delivery_of_its_own() {
        drop.safe("P1.SAFE");
        poll();
        drop.safe("P1.SAFE");
        poll();
        assertThat(names()).containsExactly("P1.SAFE", "P1.SAFE");
        assertThat(emitted().stream().map(exchange -> exchange.getIn().getHeader(DeliveryConstants.JOB_ID))).doesNotHaveDuplicates();
    }

    @Test
    void job_ids_ascend_in_the_order_of_the_claims() {
        drop.safe("P1.SAFE");
        drop.safe("P2.SAFE");
        drop.safe("P3.SAFE");
        poll();
        assertThat(emitted().stream().map(exchange -> exchange.getIn().getHeader(DeliveryConstants.JOB_ID, String.class)).toList()).isSorted();
    }

    @Test
    void nothing_else_is_left_in_the_drop_directory() throws Exception {
        drop.safe("P1.SAFE");
        drop.safeWithoutLastImage("P2.SAFE");
        poll();
        try (var files = Files.walk(drop.root())) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.toLowerCase().contains("camel"));
        }
        assertThat(emitted()).allSatisfy(exchange -> assertThat(exchange.getIn().getHeaders().keySet())
                .noneMatch(name -> name.startsWith("CamelFile")));
    }
}
