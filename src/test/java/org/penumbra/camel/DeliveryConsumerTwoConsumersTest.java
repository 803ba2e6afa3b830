package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.Delivery;

/** {@code .camelLock} files are swept by every node that starts; here the rename decides, between threads as between machines. */
class DeliveryConsumerTwoConsumersTest {
    private static final int DELIVERIES = 200;
    private final Queue<String> emitted = new ConcurrentLinkedQueue<>();
    @TempDir
    Path temporary;

    private CamelContext node(Path directory) throws Exception {
        CamelContext camel = new DefaultCamelContext();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("delivery:" + directory + "?startScheduler=false").routeId(DeliveryConsumerTestSupport.ROUTE)
                        .process(exchange -> emitted.add(exchange.getIn().getBody(Delivery.class).name()));
            }
        });
        camel.start();
        return camel;
    }

    @Test
    @SuppressWarnings("try")
    void each_delivery_is_emitted_once_whoever_takes_it_and_being_slower_is_no_failure() throws Exception {
        Drop drop = new Drop(temporary.resolve("drop"));
        for (int i = 0; i < DELIVERIES; i++) {
            drop.safe("P%03d.SAFE".formatted(i));
        }
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (CamelContext one = node(drop.root()); CamelContext other = node(drop.root())) {
            List<Future<?>> polls = new ArrayList<>();
            for (CamelContext node : List.of(one, other)) {
                DeliveryConsumer consumer = (DeliveryConsumer) node.getRoute(DeliveryConsumerTestSupport.ROUTE).getConsumer();
                polls.add(threads.submit(() -> {
                    together.await();
                    consumer.run();
                    return null;
                }));
            }
            for (Future<?> poll : polls) {
                poll.get();
            }
            assertThat(emitted).hasSize(DELIVERIES).doesNotHaveDuplicates();
            assertThat(Drop.names(drop.root().resolve(".penumbra"))).as("folders of lost races are removed").hasSize(DELIVERIES);
            for (CamelContext node : List.of(one, other)) {
                HealthCheck check = ((DeliveryConsumer) node.getRoute(DeliveryConsumerTestSupport.ROUTE).getConsumer()).getHealthCheck();
                assertThat(check.call(Map.of()).getState()).isEqualTo(HealthCheck.State.UP);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
