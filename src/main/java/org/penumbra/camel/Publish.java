package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.penumbra.analysis.Dossier;
import org.penumbra.delivery.Product;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.PixelTable;
import org.penumbra.report.Publication;
import org.penumbra.report.Report;
import org.penumbra.report.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code publish}: writes the report of a dossier, archives its measurements and ends the job. */
final class Publish implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Publish.class);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC);

    private final JobsInHand jobs;
    private final Rooms rooms;
    private final PixelTable pixels;
    private final MeasurementArchive archive;
    private final String software;
    private final Clock clock;

    Publish(JobsInHand jobs, Rooms rooms, PixelTable pixels, MeasurementArchive archive, String software, Clock clock) {
        this.jobs = jobs;
        this.rooms = rooms;
        this.pixels = pixels;
        this.archive = archive;
        this.software = software;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException, IOException {
        Job job = jobs.job(exchange.getMessage().getHeader(Job.ID, String.class));
        Dossier dossier = exchange.getMessage().getMandatoryBody(Dossier.class);
        Report report = Report.of(dossier, lines(dossier), software, new Run(job.id(), 1, job.started(), clock.instant()));
        Path directory = job.out().orElseGet(() -> place(dossier.product()));
        if (dossier.unusable()) {
            Publication.write(report, Map.of(), directory);
        } else {
            Path table = pixels.write(dossier, job.work().resolve("pixels.parquet"));
            Publication.write(report, Map.of("pixels.parquet", file -> Trees.link(table, file)), directory);
            archive.store(dossier, table, job.measure());
        }
        LOG.info("{} {} {}: {} -> {}", dossier.product().spacecraft().name(), dossier.product().type().label(), dossier.product().id(),
                report.verdict(), directory);
        Trees.delete(job.work());
        jobs.end(job.id(), new JobsInHand.Outcome(directory, report.verdict(), null));
    }

    private Path place(Product product) {
        return rooms.reports().resolve(MONTH.format(product.sensingStart())).resolve(product.id());
    }

    /** Length of the strip in shortest line periods. */
    private static OptionalLong lines(Dossier dossier) {
        return dossier.measurements().bandDetectors().stream().limit(1)
                .mapToLong(id -> (long) dossier.measurements().of(id).lines() * id.band().linePeriods()).findFirst();
    }
}
