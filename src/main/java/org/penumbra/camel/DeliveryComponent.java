package org.penumbra.camel;

import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.history.JobRepository;
import org.penumbra.settings.Settings;

/** The Camel component {@code delivery:}, for example {@code from: {uri: "delivery:/data/drop"}}; see docs/delivery-component.adoc. */
@Component("delivery")
public final class DeliveryComponent extends HealthCheckComponent {
    @Metadata(label = "consumer,advanced", autowired = true,
            description = "Defaults of settle and incompleteAfter for all endpoints; the documented ones without it.")
    private DeliverySettings settings = Settings.defaults(DeliverySettings.class);
    @Metadata(label = "consumer,advanced", autowired = true,
            description = "Records who has taken which delivery, for all endpoints. Without it the rename alone claims, and no database is needed.")
    private JobRepository jobs;
    private Clock clock = Clock.systemUTC();

    @Override
    protected Endpoint createEndpoint(String uri, String directory, Map<String, Object> parameters) throws Exception {
        DeliveryEndpoint endpoint = new DeliveryEndpoint(uri, this);
        endpoint.setDirectory(directory);
        endpoint.setSettle(settings.settle() * 1_000L);
        endpoint.setIncompleteAfter(settings.incompleteTime().toMillis());
        endpoint.setJobs(jobs);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public DeliverySettings getSettings() {
        return settings;
    }

    public void setSettings(DeliverySettings settings) {
        this.settings = settings;
    }

    public JobRepository getJobs() {
        return jobs;
    }

    public void setJobs(JobRepository jobs) {
        this.jobs = jobs;
    }

    /** The clock that waiting deliveries are judged by. */
    Clock clock() {
        return clock;
    }

    void setClock(Clock clock) {
        this.clock = clock;
    }
}
