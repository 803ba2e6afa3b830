package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.Delivery;

/** Camel's file component emits files only: a {@code .SAFE} directory gave it none, its files hundreds of exchanges. */
class DeliveryConsumerOneExchangePerProductTest extends DeliveryConsumerTestSupport {

    @Test
    void a_directory_of_many_images_is_one_exchange() {
        drop.safe("S2A_P1.SAFE");
        drop.safe("S2A_P2.SAFE");
        poll();
        assertThat(names()).containsExactly("S2A_P1.SAFE", "S2A_P2.SAFE");
    }

    @Test
    void its_body_is_the_delivery_and_its_headers_name_job_and_product() {
        drop.safe("S2A_P1.SAFE");
        poll();
        Exchange exchange = emitted().get(0);
        assertThat(exchange.getIn().getBody()).isInstanceOf(Delivery.class);
        assertThat(exchange.getIn().getHeader("PenumbraJobId", String.class)).isEqualTo(only().path().getParent().getFileName().toString());
        assertThat(exchange.getIn().getHeader("PenumbraProductId")).isEqualTo("S2A_P1");
        assertThat(exchange.getIn().getHeaders()).doesNotContainKey("PenumbraAcquisitionType");
        assertThat(exchange.getProperty(ExchangePropertyKey.BATCH_SIZE)).isEqualTo(1);
    }

    @Test
    void the_product_of_an_archive_is_unknown_until_it_is_opened() {
        Drop.done(drop.archive("S2A_P1.zip"));
        poll();
        assertThat(emitted()).singleElement().satisfies(exchange ->
                assertThat(exchange.getIn().getHeaders()).doesNotContainKey("PenumbraProductId"));
    }
}
