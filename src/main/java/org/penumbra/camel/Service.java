package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.history.History;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobSettings;
import org.penumbra.history.Outbox;
import org.penumbra.history.SqlJobs;
import org.penumbra.history.Store;

/** The unattended service: everything that the routes need to watch a drop directory, with jobs that outlive the process. */
public final class Service implements AutoCloseable {
    private final Rooms rooms;
    private final Node node;
    private final Store store;
    private final PenumbraCamel camel;
    private final Recovery recovery;
    private final Observation observation;
    private final CountDownLatch toStop = new CountDownLatch(1);

    /**
     * Opens the store and sets up the routes, without starting.
     *
     * @param software name and version for reports
     */
    public Service(Rooms rooms, String software, Clock clock) throws IOException {
        this(rooms, software, clock, UnaryOperator.identity());
    }

    /** @param around what the jobs of the store are used through */
    Service(Rooms rooms, String software, Clock clock, UnaryOperator<JobRepository> around) throws IOException {
        this.rooms = rooms;
        makeDirectories(rooms);
        Properties properties = ApplicationProperties.read(rooms, System.getenv());
        properties.setProperty("penumbra.watch", "true");
        Observation.configure(properties);
        SmtpServer server = new SmtpServer(properties);
        node = Node.take(rooms.database());
        store = openStore(rooms);
        AnalysisSettings settings = new AnalysisSettings(rooms.configuration());
        JobSettings jobSettings = settings.of("jobs", JobSettings.class);
        ServiceSettings serviceSettings = settings.of("service", ServiceSettings.class);
        SqlJobs rows = new SqlJobs(store, node.name(), jobSettings);
        JobRepository jobs = around.apply(rows);
        History history = new History(store);
        Outbox outbox = new Outbox(store, jobSettings);
        Mailing mailing = new Mailing(history, Subscriptions.read(rooms.configuration()), rooms.outbox(), serviceSettings.attachmentBytes(), clock);
        camel = new PenumbraCamel(rooms, software, clock, properties, jobs, new HistoryAccess(rooms, store), mailing);
        DeliveryArchive archive = new DeliveryArchive(rooms);
        Quarantine quarantine = new Quarantine(jobs, rooms, clock, mailing);
        recovery = new Recovery(jobs, node.name(), camel.jobs(), rooms, quarantine, archive, jobSettings);
        camel.bind("delivery", deliveries(settings.of("delivery", DeliverySettings.class), clock));
        ClaimGuard guard = new ClaimGuard(camel.jobs(), rooms.home(), serviceSettings);
        observation = new Observation(rooms, store, history, outbox, guard, camel.jobs(), clock);
        camel.bind("jobs", jobs);
        camel.bind("products", new WaitingProducts());
        camel.bind("claim-guard", guard);
        camel.bind("send-mail", new SendMail(outbox, server));
        camel.bind("tidy", (Processor) exchange -> archive.tidy(Duration.ofDays(serviceSettings.keepDeliveries()), clock.instant(),
                jobs.unfinished().stream().map(org.penumbra.history.Job::place).filter(Objects::nonNull).toList()));
        Map<String, PollFailures> failures = new ConcurrentHashMap<>();
        camel.bind("complain", (Processor) exchange -> failures.computeIfAbsent(exchange.getFromRouteId(), route -> new PollFailures(clock))
                .handleException(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
        camel.bind("recovery", new Resume(recovery, camel.jobs(), rooms));
        Digests digests = new Digests(history, mailing, rooms, clock);
        camel.bind("digest", digests);
        camel.bind("expected", new ExpectedAcquisitions(history, mailing, serviceSettings, clock));
        camel.bind("requests", new Requests(rooms, node.name(),
                new Fulfilment(rooms, rows, camel.jobs(), history, archive, camel.archive(), quarantine, digests), mailing, store, clock));
    }

    /** The limits of the service in force; refused as SETTINGS-1xx where a file that only the service reads does not fit. */
    public static ServiceSettings settings(Rooms rooms) {
        AnalysisSettings settings = new AnalysisSettings(rooms.configuration());
        settings.of("jobs", JobSettings.class);
        return settings.of("service", ServiceSettings.class);
    }

    /** Opens the store that the properties name; by default a file in the home directory. */
    public static Store openStore(Rooms rooms) throws IOException {
        Properties properties = ApplicationProperties.read(rooms, System.getenv());
        String url = properties.getProperty("penumbra.store.url");
        Files.createDirectories(rooms.database());
        return Store.open(url.isBlank() ? Store.h2(rooms.database()) : url, properties.getProperty("penumbra.store.user"),
                properties.getProperty("penumbra.store.password"));
    }

    /**
     * Tries where mails go and who gets them.
     *
     * @return where they go
     * @throws org.penumbra.finding.Refusal MAIL-101, 102 or 204 when the subscriptions or the properties do not fit,
     *     or the mail server does not let us in
     */
    public static String checkMail(Rooms rooms) {
        Subscriptions.read(rooms.configuration());
        SmtpServer server = new SmtpServer(ApplicationProperties.read(rooms, System.getenv()));
        if (!server.configured()) {
            return "no server is named, mails become files in " + rooms.outbox();
        }
        server.check();
        return server.address() + " lets us in";
    }

    private static DeliveryComponent deliveries(DeliverySettings settings, Clock clock) {
        DeliveryComponent component = new DeliveryComponent();
        component.setSettings(settings);
        component.setClock(clock);
        return component;
    }

    private static void makeDirectories(Rooms rooms) throws IOException {
        for (Path directory : List.of(rooms.drop(), rooms.requests(), rooms.work(), rooms.archive(), rooms.quarantine(), rooms.reports(),
                rooms.outbox(), rooms.calibration(), rooms.plugins(), rooms.database(), rooms.logs())) {
            Files.createDirectories(directory);
        }
        for (AcquisitionType type : AcquisitionType.values()) {
            Files.createDirectories(rooms.drop().resolve(type.label()));
        }
    }

    /** Finishes what an earlier life left, then watches. Deliveries are taken when this returns. */
    public Service start() throws Exception {
        List<Job> unfinished = recovery.atStart().stream().map(row -> Job.of(row, rooms)).toList();
        unfinished.forEach(camel.jobs()::take);
        camel.start();
        observation.begin(camel.context());
        unfinished.forEach(job -> camel.send(WaitingProducts.URI, job));
        return this;
    }

    PenumbraCamel camel() {
        return camel;
    }

    /** Waits until somebody says {@link #stop}. */
    public void join() throws InterruptedException {
        toStop.await();
    }

    /** Ends the waiting in {@link #join}. */
    public void stop() {
        toStop.countDown();
    }

    /** Finishes what is being done, not whole products; they go on at the next start. */
    @Override
    public void close() throws IOException {
        camel.close();
        store.close();
        node.close();
    }
}
