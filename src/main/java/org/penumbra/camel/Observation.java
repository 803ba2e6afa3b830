package org.penumbra.camel;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.penumbra.delivery.DropDirectory;
import org.penumbra.finding.Refusal;
import org.penumbra.history.History;
import org.penumbra.history.Outbox;
import org.penumbra.history.Store;
import org.penumbra.report.Verdict;

/** What an operator's monitoring sees: {@code /observe/health} and {@code /observe/metrics}. Counts come from the store and so survive a restart. */
final class Observation {
    private static final int LAST_PORT = 65535;
    private static final String LAST = "last.product.consumed";
    /** A mail that waits longer has failed more than once. */
    private static final Duration MAIL = Duration.ofMinutes(15);

    private final Rooms rooms;
    private final Store store;
    private final History history;
    private final Outbox outbox;
    private final ClaimGuard guard;
    private final JobsInHand jobs;
    private final Clock clock;

    Observation(Rooms rooms, Store store, History history, Outbox outbox, ClaimGuard guard, JobsInHand jobs, Clock clock) {
        this.rooms = rooms;
        this.store = store;
        this.history = history;
        this.outbox = outbox;
        this.guard = guard;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Sets what Camel's HTTP server needs from {@code penumbra.observe}.
     *
     * @throws Refusal ROUTE-203 when its port cannot be had, ROUTE-208 when it is none
     */
    static void configure(Properties properties) {
        String host = properties.getProperty("penumbra.observe.host");
        String port = properties.getProperty("penumbra.observe.port");
        if (!port.isBlank()) {
            requireFree(host, ApplicationProperties.number(port, 1, LAST_PORT)
                    .orElseThrow(() -> new Refusal(RouteCode.PROPERTY, "penumbra.observe.port", port.strip(),
                            "empty, or a whole number from 1 to " + LAST_PORT)));
            Map.of("camel.management.enabled", "true", "camel.management.host", host,
                    "camel.management.port", port, "camel.management.health-check-enabled", "true", "camel.management.health-path", "/observe/health",
                    "camel.management.metrics-enabled", "true", "camel.metrics.enabled", "true", "camel.metrics.path", "/observe/metrics",
                    "camel.health.exposureLevel", "full").forEach(properties::setProperty);
        }
    }

    /** Camel's server only says in the log that it could not start, and a service that nobody can watch would go on. */
    private static void requireFree(String host, int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(host)).close();
        } catch (IOException e) {
            throw new Refusal(RouteCode.PORT_TAKEN, List.of(), e, host, port, e.getMessage());
        }
    }

    /** Registers checks and meters with a Camel that has started. */
    void begin(CamelContext camel) {
        HealthCheckRegistry health = HealthCheckRegistry.get(camel);
        health.register(health.resolveById("consumers"));
        health.register(check("disk", result -> guard.diskLow().ifPresent(finding -> down(result, finding))));
        health.register(check("store", result -> store.now()));
        health.register(check("outbox", this::mails));
        health.register(check("last-product", result -> history.last().forEach(product -> result.detail("%s.%s.%s".formatted(LAST, product.unit(),
                product.type().label()), product.published().toString()))));
        MeterRegistry meters = camel.getRegistry().findSingleByType(MeterRegistry.class);
        if (meters != null) {
            meters(meters);
        }
    }

    private void mails(HealthCheckResultBuilder result) {
        List<Outbox.Entry> waiting = outbox.waiting();
        result.detail("waiting", waiting.size());
        Optional<Outbox.Entry> failed = waiting.stream().filter(entry -> entry.attempts() > 1).findFirst();
        failed.filter(entry -> entry.created().plus(MAIL).isBefore(clock.instant()))
                .ifPresent(entry -> down(result, new Refusal(MailCode.WAITING, waiting.size(), entry.created(), entry.message())));
    }

    private static void down(HealthCheckResultBuilder result, Refusal finding) {
        result.detail(DeliveryConsumer.FINDING, finding.code().code());
        result.detail(DeliveryConsumer.FINDING_MESSAGE, finding.getMessage() + " " + finding.code().action());
        result.message(finding.getMessage());
        result.down();
    }

    private static AbstractHealthCheck check(String name, Consumer<HealthCheckResultBuilder> check) {
        return new AbstractHealthCheck("penumbra", name) {
            @Override
            protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
                result.up();
                try {
                    check.accept(result);
                } catch (RuntimeException e) {
                    result.message(e.getMessage()).error(e).down();
                }
            }
        };
    }

    private void meters(MeterRegistry meters) {
        for (Verdict verdict : Verdict.values()) {
            FunctionCounter.builder("penumbra.products", history, all -> all.published(verdict.name()))
                    .tag("verdict", verdict.name()).description("Published products").register(meters);
        }
        FunctionCounter.builder("penumbra.refused", history, History::refused)
                .description("Refused deliveries").register(meters);
        FunctionTimer.builder("penumbra.processing", history, all -> all.throughput().jobs(), all -> all.throughput().seconds(), TimeUnit.SECONDS)
                .description("From the finding of a delivery to the end of its job").register(meters);
        Gauge.builder("penumbra.jobs.in.hand", jobs, JobsInHand::size).description("Claimed and not done").register(meters);
        Gauge.builder("penumbra.deliveries.waiting", this::waiting)
                .description("Deliveries in the drop directory, the incomplete ones too").register(meters);
        Gauge.builder("penumbra.mails.waiting", outbox, box -> box.waiting().size()).description("Mails not sent yet").register(meters);
    }

    /** NaN while the drop directory cannot be read, which its health check says. */
    private double waiting() {
        try {
            return new DropDirectory(rooms.drop()).deliveries().size();
        } catch (UncheckedIOException e) {
            return Double.NaN;
        }
    }
}
