package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.gain.EventSettings;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.PixelTable;
import org.penumbra.instrument.Instruments;
import org.penumbra.measure.MeasureSettings;

/** Camel with the routes of Penumbra and everything they name bound: every bean of {@code routes/} is listed here. */
public final class PenumbraCamel implements AutoCloseable {
    private final Rooms rooms;
    private final JobsInHand jobs = new JobsInHand();
    private final Main main = new Main();
    private final MeasurementFiles files;
    private final MeasureOne measureOne;

    /**
     * Sets up, without starting.
     *
     * @param software name and version for reports
     * @param clock time for reports and reasons
     * @throws org.penumbra.finding.Refusal SETTINGS-101 to 104 or INSTRUMENT-101 to 105 when a file of the configuration does not fit
     */
    public PenumbraCamel(Rooms rooms, String software, Clock clock) {
        this.rooms = rooms;
        Instruments instruments = Instruments.load(rooms.instruments());
        AnalysisSettings settings = new AnalysisSettings(rooms.configuration());
        List<Analysis<?>> analyses = analyses(rooms.plugins());
        // read at the start, not with the first product: a wrong value stops the program instead of products
        analyses.forEach(analysis -> analysis.settings().ifPresent(type -> settings.of(analysis.id(), type)));
        settings.of("events", EventSettings.class);
        files = new MeasurementFiles(rooms.work());
        MeasurementArchive archive = new MeasurementArchive(rooms.archive(), files);

        main.bind("open", new OpenProduct(new DeliveryOpener(instruments, settings.of("delivery", DeliverySettings.class)), jobs));
        main.bind("measure-tasks", new MeasureTasks(jobs));
        measureOne = new MeasureOne(jobs, files, settings.of("measure", MeasureSettings.class));
        main.bind("measure-task", measureOne);
        main.bind("measured", new Measured(jobs));
        main.bind("dossier", new OpenDossier(jobs, files, archive, settings));
        main.bind("other-analyses", new OtherAnalyses(analyses));
        main.bind("publish", new Publish(jobs, rooms, new PixelTable(files), archive, software, clock));
        main.bind("refuse", new Refuse(jobs, rooms, clock));
        analyses.forEach(analysis -> main.bind(analysis.id(), new AnalysisProcessor(analysis)));

        Properties properties = properties(rooms);
        if (properties.getProperty("penumbra.measure.workers").equals("0")) {
            properties.setProperty("penumbra.measure.workers", Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        main.setOverrideProperties(properties);
        main.configure().withRoutesIncludePattern(rooms.routes().stream().map(file -> "file:" + file.toAbsolutePath()).collect(Collectors.joining(",")));
        main.configure().withBasePackageScanEnabled(false);
    }

    /** Names who is told how far measuring is. */
    public PenumbraCamel onMeasured(MeasureListener listener) {
        measureOne.listener(listener);
        return this;
    }

    /** Starts Camel; routes are ready when this returns. Throws what Camel throws when a route or a property is wrong. */
    public PenumbraCamel start() throws Exception {
        main.start();
        return this;
    }

    /** Sends one job through the routes and waits for its end. */
    public JobsInHand.Outcome run(Job job) {
        var outcome = jobs.take(job);
        main.getCamelContext().createProducerTemplate().sendBodyAndHeader("direct:product", job, Job.ID, job.id());
        return outcome.join();
    }

    public Rooms rooms() {
        return rooms;
    }

    @Override
    public void close() {
        main.stop();
        files.close();
    }

    /** The analyses of this installation and of the jars in a directory, in the order of their ids. */
    private static List<Analysis<?>> analyses(Path plugins) {
        List<Analysis<?>> analyses = new ArrayList<>();
        ServiceLoader.load(Analysis.class, withJars(plugins)).forEach(analyses::add);
        analyses.sort((one, other) -> one.id().compareTo(other.id()));
        return analyses;
    }

    private static ClassLoader withJars(Path directory) {
        ClassLoader own = PenumbraCamel.class.getClassLoader();
        if (!Files.isDirectory(directory)) {
            return own;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            URL[] jars = entries.filter(file -> file.toString().endsWith(".jar")).sorted().map(PenumbraCamel::url).toArray(URL[]::new);
            return jars.length == 0 ? own : new URLClassLoader("plugins", jars, own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(Rooms rooms) {
        Properties properties = new Properties();
        for (Path directory : rooms.configuration()) {
            Path file = directory.resolve("application.properties");
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return properties;
    }
}
