package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.defect.DefectResult;
import org.penumbra.analysis.defect.Lives;
import org.penumbra.delivery.Product;
import org.penumbra.history.JobRepository;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.PixelLife;
import org.penumbra.history.PixelTable;
import org.penumbra.history.SeriesPoint;
import org.penumbra.report.Publication;
import org.penumbra.report.Report;
import org.penumbra.report.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code publish}: writes the report of a dossier, copies it to further folders, archives its measurements, and records it in one history row.
 */
final class Publish implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Publish.class);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC);

    private static final String PIXELS = "pixels.parquet";

    private final JobRepository repository;
    private final JobsInHand jobs;
    private final Rooms rooms;
    private final PixelTable pixels;
    private final MeasurementArchive archive;
    private final Folders folders;
    private final String software;
    private final Clock clock;

    Publish(JobRepository repository, JobsInHand jobs, Rooms rooms, PixelTable pixels, MeasurementArchive archive, Folders folders,
            String software, Clock clock) {
        this.repository = repository;
        this.jobs = jobs;
        this.rooms = rooms;
        this.pixels = pixels;
        this.archive = archive;
        this.folders = folders;
        this.software = software;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException, IOException {
        Job job = jobs.job(exchange.getMessage().getHeader(Job.ID, String.class));
        Dossier dossier = exchange.getMessage().getMandatoryBody(Dossier.class);
        int revision = repository.find(job.id()).map(org.penumbra.history.Job::revision).orElse(1);
        Report report = Report.of(dossier, lines(dossier), software, new Run(job.id(), revision, job.started(), clock.instant()));
        Path directory = job.out().orElseGet(() -> place(rooms.reports(), dossier.product(), revision));
        if (dossier.unusable()) {
            Publication.write(report, Map.of(), directory);
        } else {
            Publication.write(report, Map.of(PIXELS, file -> pixels.write(dossier, file)), directory);
            archive.store(dossier, directory.resolve(PIXELS), job.measure());
        }
        // before the state: after a kill in between they are copied again
        folders.copy(directory);
        repository.published(job.id(), new org.penumbra.history.Publication(report.verdict().name(), directory, series(dossier), lives(dossier)));
        LOG.info("{} {} {}: {} -> {}", dossier.product().spacecraft().name(), dossier.product().type().label(), dossier.product().id(),
                report.verdict(), directory);
        exchange.getMessage().setHeader(Job.REPORT, directory);
        exchange.getMessage().setHeader(Job.VERDICT, report.verdict());
    }

    /** The scalar results that make series, one point each. */
    private static List<SeriesPoint> series(Dossier dossier) {
        Product product = dossier.product();
        List<SeriesPoint> points = new ArrayList<>();
        dossier.outcomes().values().forEach(outcome -> outcome.result().values().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                points.add(new SeriesPoint(product.spacecraft().unit(), name, product.sensingStart(), product.id(), value));
            }
        }));
        return points;
    }

    /** Of all acquisitions, not up to this one: it may be late, or be processed again. */
    private Optional<List<PixelLife>> lives(Dossier dossier) {
        String unit = dossier.product().spacecraft().unit();
        return dossier.result("defective-pixels", DefectResult.class)
                .map(result -> Lives.of(archive, unit, Instant.MAX, result.settings()).stream().map(life -> PixelLife.of(unit, life)).toList());
    }

    private static Path place(Path reports, Product product, int revision) {
        return reports.resolve(MONTH.format(product.sensingStart())).resolve(product.id() + (revision == 1 ? "" : ".r" + revision));
    }

    /** Length of the strip in shortest line periods. */
    private static OptionalLong lines(Dossier dossier) {
        return dossier.measurements().bandDetectors().stream().limit(1)
                .mapToLong(id -> (long) dossier.measurements().of(id).lines() * id.band().linePeriods()).findFirst();
    }
}
