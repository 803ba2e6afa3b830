package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.finding.Refusal;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobState;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.PixelTable;
import org.penumbra.history.RenameOnlyJobs;
import org.penumbra.history.StoredPast;
import org.penumbra.instrument.Instruments;
import org.penumbra.measure.MeasureSettings;

/** Camel with the routes of Penumbra and everything they name bound: every bean that the way of a product needs is listed here. */
public final class PenumbraCamel implements AutoCloseable {
    private final Rooms rooms;
    private final JobRepository repository;
    private final JobsInHand jobs = new JobsInHand();
    private final Main main = new Main();
    private final MeasurementFiles files;
    private final MeasurementArchive archive;
    private final MeasureOne measureOne;
    private final HistoryAccess history;
    private final AnalysisSettings settings;

    /**
     * Sets up for products that are named one by one, without starting: nothing is watched, and no store is needed; one that is there is read.
     *
     * @param software name and version for reports
     * @param clock time for reports and reasons
     * @throws Refusal SETTINGS-101 to 105 or INSTRUMENT-101 to 105 when a file of the configuration does not fit;
     *     ROUTE-204 to 206 when a plugin does not fit
     */
    public PenumbraCamel(Rooms rooms, String software, Clock clock) {
        this(rooms, software, clock, ApplicationProperties.read(rooms, System.getenv()),
                RenameOnlyJobs.byHand(clock), new HistoryAccess(rooms), Mails.NONE);
        main.addOverrideProperty("penumbra.watch", "false");
    }

    /** @param mails who is told of what becomes of jobs */
    PenumbraCamel(Rooms rooms, String software, Clock clock, Properties properties, JobRepository repository, HistoryAccess history,
                  Mails mails) {
        this.rooms = rooms;
        this.repository = repository;
        this.history = history;
        Instruments instruments = Instruments.load(rooms.instruments());
        settings = new AnalysisSettings(rooms.configuration());
        Analyses analyses = new Analyses(rooms.plugins(), settings, instruments);
        files = new MeasurementFiles(rooms.work());
        archive = new MeasurementArchive(rooms.archive(), files);
        DeliverySettings deliverySettings = settings.of("delivery", DeliverySettings.class);
        Processor take = new Take(repository, jobs, rooms);

        bind("take", take);
        bind("open", new OpenProduct(new DeliveryOpener(instruments, deliverySettings), archive, instruments, repository, jobs, files));
        bind("measure-tasks", new MeasureTasks(jobs));
        measureOne = new MeasureOne(jobs, settings.of("measure", MeasureSettings.class));
        bind("measure-task", measureOne);
        bind("measured", new Measured(repository, jobs));
        bind("dossier", new OpenDossier(jobs, new StoredPast(archive, history), settings));
        bind("publish", new Publish(repository, jobs, rooms, new PixelTable(files), archive, new Folders(rooms, properties), software, clock));
        bind("notify", new Notify(repository, jobs, mails));
        bind("archive", new ArchiveDelivery(repository, jobs, new DeliveryArchive(rooms)));
        bind("refuse", new Refuse(repository, jobs, new Quarantine(repository, rooms, clock, mails), take));
        bind("let-go", (Processor) this::awaitEnd);
        analyses.bind(this::bind);

        main.setOverrideProperties(properties);
        main.configure().withRoutesIncludePattern(rooms.routes().stream().map(file -> "file:" + file.toAbsolutePath())
                .collect(Collectors.joining(",")));
        main.configure().withBasePackageScanEnabled(false);
    }

    /** Bean {@code let-go}: waits until the job is no longer in hand, so that one product is measured at a time. */
    private void awaitEnd(Exchange exchange) {
        jobs.await(exchange.getMessage().getHeader(Job.ID, String.class));
    }

    /** Binds what routes name. */
    void bind(String name, Object bean) {
        main.bind(name, bean instanceof Processor step ? new Step(step) : bean);
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    MeasurementArchive archive() {
        return archive;
    }

    JobsInHand jobs() {
        return jobs;
    }

    /** Sends a body to an endpoint and waits until its route is done with it. */
    void send(String endpoint, Job job) {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            template.send(endpoint, exchange -> {
                exchange.getMessage().setBody(job);
                exchange.getMessage().setHeader(Job.ID, job.id());
                exchange.getMessage().setHeader(Job.STATE, job.state().name());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names who is told how far measuring is. */
    public PenumbraCamel onMeasured(MeasureListener listener) {
        measureOne.listener(listener);
        return this;
    }

    /** Starts Camel; routes are ready when this returns. Throws ROUTE-207 when a route is wrong, else what Camel throws. */
    public PenumbraCamel start() throws Exception {
        files.prepare();
        try {
            main.start();
        } catch (Exception e) {
            throw BrokenRoute.of(e).map(Exception.class::cast).orElse(e);
        }
        return this;
    }

    /**
     * Sends one product through the routes, where it lies, and waits for its end.
     *
     * @param delivery a delivery of any form; it is neither moved nor deleted
     * @param calibration directory of the calibration set
     * @param out directory of the report, or empty for its usual place
     */
    public JobsInHand.Outcome run(Path delivery, Path calibration, Optional<Path> out) {
        org.penumbra.history.Job row = repository.begin(delivery);
        repository.claimed(row.id(), delivery);
        Job job = new Job(row.id(), JobState.CLAIMED, delivery.getFileName().toString(), Job.Origin.NAMED, delivery, Optional.empty(),
                rooms.work().resolve(row.id()), calibration, out, row.created());
        var outcome = jobs.take(job);
        send("direct:product", job);
        return outcome.join();
    }

    /** Names of the files of settings that were read. */
    public Set<String> settingsFiles() {
        return settings.inForce().keySet().stream().map(id -> id + ".yaml").collect(Collectors.toSet());
    }

    public Rooms rooms() {
        return rooms;
    }

    @Override
    public void close() {
        jobs.stopAll();
        main.stop();
        files.close();
        history.close();
    }
}
