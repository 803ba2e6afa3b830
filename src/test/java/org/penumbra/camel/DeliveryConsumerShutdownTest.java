package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A graceful stop ends with the delivery in hand: what is not claimed yet stays in the drop directory. */
class DeliveryConsumerShutdownTest extends DeliveryConsumerTestSupport {
    private final CountDownLatch inHand = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("delivery:" + dropDirectory() + "?initialDelay=0&delay=1h").routeId(ROUTE).autoStartup(false)
                        .process(exchange -> {
                            inHand.countDown();
                            stopping.await();
                        }).to("mock:delivery");
            }
        };
    }

    @Test
    void the_rest_of_the_batch_is_left() throws Exception {
        drop.safe("P1.SAFE");
        drop.safe("P2.SAFE");
        drop.safe("P3.SAFE");
        context.getRouteController().startRoute(ROUTE);
        assertThat(inHand.await(20, TimeUnit.SECONDS)).isTrue();
        // as Camel's shutdown strategy says it when the route is stopped
        watcher().deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
        stopping.countDown();
        context.getRouteController().stopRoute(ROUTE);
        assertThat(names()).containsExactly("P1.SAFE");
        assertThat(drop.names()).containsExactly("P2.SAFE", "P3.SAFE");
    }
}
