package org.penumbra.camel;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.Delivery;
import org.penumbra.history.JobRepository;

/** A route that watches one drop directory. Tests poll by hand and step the clock, so that none waits or depends on the speed of the machine. */
abstract class DeliveryConsumerTestSupport extends CamelTestSupport {
    static final String ROUTE = "watch";
    final SteppedClock clock = new SteppedClock();
    @TempDir
    Path temporary;
    Drop drop;

    /** Options of the endpoint beyond those that keep its scheduler still. */
    String options() {
        return "";
    }

    /** Null for the default. */
    JobRepository jobs() {
        return null;
    }

    Path dropDirectory() {
        return temporary.resolve("drop");
    }

    String uri() {
        return "delivery:" + dropDirectory() + "?startScheduler=false" + options();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        drop = new Drop(dropDirectory());
        CamelContext camel = super.createCamelContext();
        DeliveryComponent component = new DeliveryComponent();
        component.setClock(clock);
        component.setJobs(jobs());
        camel.addComponent("delivery", component);
        return camel;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).routeId(ROUTE).to("mock:delivery");
            }
        };
    }

    /** What an operator sees of the consumer, through Camel's registry of health checks. */
    HealthCheck.Result health() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
        return HealthCheckHelper.invokeReadiness(context).stream().filter(result -> result.getCheck().getId().equals("consumer:" + ROUTE))
                .findFirst().orElseThrow();
    }

    /** One poll, on this thread; when it returns, its exchanges are done. */
    void poll() {
        watcher().run();
    }

    DeliveryConsumer watcher() {
        return (DeliveryConsumer) context.getRoute(ROUTE).getConsumer();
    }

    MockEndpoint deliveries() {
        return getMockEndpoint("mock:delivery");
    }

    List<Exchange> emitted() {
        return deliveries().getExchanges();
    }

    /** Names of the deliveries emitted so far, in their order. */
    List<String> names() {
        return emitted().stream().map(exchange -> exchange.getIn().getBody(Delivery.class).name()).toList();
    }

    Delivery only() {
        return emitted().get(0).getIn().getBody(Delivery.class);
    }
}
