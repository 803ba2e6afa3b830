package org.penumbra.camel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.penumbra.delivery.Delivery;

/** What an integrator writes; loaded by {@link DeliveryComponentAloneTest} where little else is. */
public final class Alone implements Function<Path, List<String>> {

    @Override
    @SuppressWarnings("try")
    public List<String> apply(Path drop) {
        List<String> names = new ArrayList<>();
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("delivery:" + drop + "?startScheduler=false").routeId("watch")
                            .process(exchange -> names.add(exchange.getIn().getBody(Delivery.class).name()));
                }
            });
            camel.start();
            ((DeliveryConsumer) camel.getRoute("watch").getConsumer()).run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return names;
    }
}
