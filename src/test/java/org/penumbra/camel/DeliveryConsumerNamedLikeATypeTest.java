package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.AcquisitionType;

/** {@code from: {uri: "delivery:/data/drop/night-ocean"}} means what it says. */
class DeliveryConsumerNamedLikeATypeTest extends DeliveryConsumerTestSupport {

    @Override
    Path dropDirectory() {
        return temporary.resolve("night-ocean");
    }

    @Test
    void a_drop_directory_that_is_named_like_a_type_asserts_it() {
        drop.safe("P1.SAFE");
        poll();
        assertThat(only().asserted()).contains(AcquisitionType.NIGHT_OCEAN);
    }
}
