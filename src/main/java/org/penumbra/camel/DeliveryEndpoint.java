package org.penumbra.camel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobSettings;
import org.penumbra.history.RenameOnlyJobs;
import org.penumbra.settings.Settings;

/**
 * Watch a drop directory and take each delivery of an acquisition once it has arrived completely.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "delivery", title = "Delivery", syntax = "delivery:directory", consumerOnly = true,
        category = {Category.FILE}, headersClass = DeliveryConstants.class)
public final class DeliveryEndpoint extends ScheduledPollEndpoint {
    /** Between two polls, in ms: a product takes minutes to measure, and a scan touches every file of those that are still arriving. */
    static final long DEFAULT_DELAY = 5_000;

    @UriPath(description = "The drop directory. It is never created: an absent one counts as not mounted.")
    @Metadata(required = true)
    private String directory;
    @UriParam(label = "consumer", defaultValue = "0",
            description = "How many deliveries one poll claims at most; 0 for all that are ready. The others stay in the drop directory.")
    private int maxMessagesPerPoll;
    @UriParam(label = "consumer", defaultValue = "30s", javaType = "java.time.Duration",
            description = "How long the size of an archive or raster stack must stay unchanged before it counts as complete, in whole seconds. "
                    + "A .SAFE directory with a manifest, and anything with a .done file beside it, does not wait.")
    private long settle;
    @UriParam(label = "consumer", defaultValue = "6h", javaType = "java.time.Duration",
            description = "How long an incomplete delivery may stay unchanged before it is handed on as refused, naming what is missing.")
    private long incompleteAfter;
    @UriParam(label = "consumer",
            description = "Acquisition types that are taken, separated by comma: night-ocean, sun-diffuser, nominal. "
                    + "Only deliveries in the folders of these types are taken then; without it all are, those of no asserted type too.")
    private String accept;
    @UriParam(label = "consumer,advanced",
            description = "Records who has taken which delivery. Without it the rename alone claims, and no database is needed.")
    private JobRepository jobs;
    @UriParam(label = "consumer,scheduler", defaultValue = "" + DEFAULT_DELAY, javaType = "java.time.Duration",
            description = "Milliseconds before the next poll.")
    private long delay = DEFAULT_DELAY;

    private final DeliveryComponent component;
    private final Set<AcquisitionType> accepted = EnumSet.noneOf(AcquisitionType.class);

    DeliveryEndpoint(String uri, DeliveryComponent component) {
        super(uri, component);
        this.component = component;
        setDelay(DEFAULT_DELAY);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("delivery: only consumes; deliveries are dropped by whoever sends them");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Path drop = Path.of(directory);
        JobRepository repository = jobs != null ? jobs : new RenameOnlyJobs(drop, Settings.defaults(JobSettings.class), component.clock());
        DeliveryConsumer consumer = new DeliveryConsumer(this, processor, new DeliveryProcessStrategy(drop, repository), component.clock());
        consumer.setMaxMessagesPerPoll(maxMessagesPerPoll);
        configureConsumer(consumer);
        return consumer;
    }

    /** The settings of the component with the times of this endpoint. */
    DeliverySettings deliverySettings() {
        DeliverySettings base = component.getSettings();
        return new DeliverySettings((int) Math.ceil(settle / 1e3), incompleteAfter / 3.6e6,
                base.maxUnpackedGiB(), base.maxEntries(), base.maxGrowth());
    }

    /** The delivery with the type that the drop directory itself asserts, where it is named like one. */
    Delivery asserted(Delivery delivery) {
        return delivery.asserted().isPresent() ? delivery : AcquisitionType.ofLabel(Path.of(directory).toAbsolutePath().getFileName().toString())
                .map(type -> new Delivery(delivery.path(), delivery.form(), Optional.of(type), delivery.done())).orElse(delivery);
    }

    /** Whether a delivery is for this endpoint; one that is not stays where it is. */
    boolean accepts(Delivery delivery) {
        return accepted.isEmpty() || delivery.asserted().filter(accepted::contains).isPresent();
    }

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public long getSettle() {
        return settle;
    }

    public void setSettle(long settle) {
        this.settle = settle;
    }

    public long getIncompleteAfter() {
        return incompleteAfter;
    }

    public void setIncompleteAfter(long incompleteAfter) {
        this.incompleteAfter = incompleteAfter;
    }

    public String getAccept() {
        return accept;
    }

    /** @throws IllegalArgumentException when a type is not known */
    public void setAccept(String accept) {
        this.accept = accept;
        accepted.clear();
        for (String label : accept.split(",")) {
            accepted.add(AcquisitionType.ofLabel(label.strip())
                    .orElseThrow(() -> new IllegalArgumentException("accept: '" + label + "' is not an acquisition type; "
                            + Arrays.stream(AcquisitionType.values()).map(AcquisitionType::label).collect(Collectors.joining(", ")) + " are")));
        }
    }

    public JobRepository getJobs() {
        return jobs;
    }

    public void setJobs(JobRepository jobs) {
        this.jobs = jobs;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }
}
