package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.penumbra.delivery.AcquisitionType;

/** The folder is what the operator asserts; opening holds the metadata against it. */
class DeliveryConsumerTypedFolderTest extends DeliveryConsumerTestSupport {

    @Test
    void a_delivery_in_the_folder_of_a_type_asserts_it() {
        drop.safe("night-ocean/P1.SAFE");
        poll();
        assertThat(only().asserted()).contains(AcquisitionType.NIGHT_OCEAN);
        assertThat(emitted().get(0).getIn().getHeader("PenumbraAcquisitionType")).isEqualTo("night-ocean");
    }

    @Test
    void its_claim_folder_is_beside_it_so_that_the_place_still_says_the_type() {
        drop.safe("nominal/P1.SAFE");
        poll();
        assertThat(only().path()).startsWith(drop.root().resolve("nominal").resolve(".penumbra"));
    }

    @Test
    void each_folder_has_its_type() {
        drop.safe("P1.SAFE");
        drop.safe("night-ocean/P2.SAFE");
        drop.safe("nominal/P3.SAFE");
        drop.safe("sun-diffuser/P4.SAFE");
        poll();
        assertThat(emitted().stream().map(exchange -> exchange.getIn().getHeader("PenumbraAcquisitionType")))
                .containsExactlyInAnyOrder(null, "night-ocean", "nominal", "sun-diffuser");
    }

    @Test
    void requests_are_not_deliveries() {
        drop.safe("requests/P1.SAFE");
        poll();
        assertThat(names()).isEmpty();
    }
}
