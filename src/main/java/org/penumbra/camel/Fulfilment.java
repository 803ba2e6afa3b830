package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.finding.Refusal;
import org.penumbra.history.History;
import org.penumbra.history.InstrumentEvent;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.ProductIdentity;
import org.penumbra.history.SqlJobs;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;

/** Does what operators ask for. Nothing of a request becomes a path: products and jobs are looked up, units and bands must be known. */
final class Fulfilment {
    private final Rooms rooms;
    private final SqlJobs jobs;
    private final JobsInHand inHand;
    private final History history;
    private final DeliveryArchive deliveries;
    private final MeasurementArchive measurements;
    private final Quarantine quarantine;
    private final Instruments instruments;
    private final Digests digests;

    Fulfilment(Rooms rooms, SqlJobs jobs, JobsInHand inHand, History history, DeliveryArchive deliveries, MeasurementArchive measurements,
            Quarantine quarantine, Digests digests) {
        this.rooms = rooms;
        this.jobs = jobs;
        this.inHand = inHand;
        this.history = history;
        this.deliveries = deliveries;
        this.measurements = measurements;
        this.quarantine = quarantine;
        this.instruments = Instruments.load(rooms.instruments());
        this.digests = digests;
    }

    /**
     * What a request brought.
     *
     * @param message one sentence
     * @param results one line each
     */
    record Result(String message, List<String> results) {
    }

    /**
     * Does what is asked for; the same id again changes nothing more.
     *
     * @param name who asks, as it is recorded with what is asked for
     * @throws Refusal when it cannot be done; nothing is changed then, unless it says so
     */
    Result of(String id, Request request, String name) throws IOException {
        if (request instanceof Request.Reprocess reprocess) {
            return reprocess(id, reprocess);
        }
        if (request instanceof Request.Replay replay) {
            return replay(replay);
        }
        if (request instanceof Request.Digest digest) {
            digest.unit().ifPresent(this::unit);
            return new Result("The list of %s is made.".formatted(digest.period()),
                    List.of(digests.monthly(digest.period(), digest.unit()).toString()));
        }
        return event((Request.Event) request, name);
    }

    /** Takes the job of a request in hand, if it has one that has not begun. @return its id */
    List<String> begun(String id) {
        return jobs.find(id).filter(row -> !row.state().isEnd() && !inHand.contains(id)).map(row -> {
            inHand.take(Job.of(row, rooms));
            return id;
        }).stream().toList();
    }

    /** What it is processed from stays where it is until the job is done. */
    private Result reprocess(String id, Request.Reprocess request) throws IOException {
        List<ProcessedProduct> revisions = history.revisions(request.product());
        if (revisions.isEmpty()) {
            throw new Refusal(RequestCode.NO_PRODUCT, request.product());
        }
        ProcessedProduct last = revisions.get(revisions.size() - 1);
        if (jobs.find(id).isEmpty()) {
            // before the place is looked for: a job that ends in between moves its delivery
            jobs.unfinished().stream().filter(row -> last.productId().equals(row.productId())).findFirst().ifPresent(row -> {
                throw new Refusal(RequestCode.IN_HAND, last.productId(), row.id());
            });
            Path place = request.images() ? delivery(last) : measured(last);
            String name = request.images() ? place.getFileName().toString() : last.productId();
            jobs.again(id, last.productId(), rooms.drop().resolve(name), place);
        }
        String from = request.images() ? "images" : "measurements";
        return new Result("%s is processed again from its %s.".formatted(last.productId(), from), List.of("job " + id));
    }

    /** What is archived may be of an earlier revision: one that is unusable leaves no measurements. */
    private Path measured(ProcessedProduct product) {
        return measurements.find(product.type(), product.productId())
                .filter(entry -> ProductIdentity.of(measurements.product(entry, instruments)).sha256().equals(product.identity()))
                .orElseThrow(() -> new Refusal(RequestCode.NO_MEASUREMENTS, product.productId()));
    }

    private Path delivery(ProcessedProduct product) throws IOException {
        for (String job : history.archived(product.productId(), product.identity())) {
            Optional<Path> found = deliveries.find(job);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new Refusal(RequestCode.NO_DELIVERY, product.productId());
    }

    private Result replay(Request.Replay request) throws IOException {
        boolean all = request.quarantine().equals(Request.Replay.ALL);
        List<Quarantine.Entry> entries = quarantine.list().stream().filter(entry -> (all || entry.job().equals(request.quarantine()))
                && request.code().map(entry.reason().code()::equals).orElse(true) && entry.delivery().isPresent()).toList();
        if (entries.isEmpty()) {
            throw new Refusal(RequestCode.NOTHING, "'" + request.quarantine() + "'", request.code().map(" with code "::concat).orElse(""));
        }
        List<String> results = new ArrayList<>();
        List<Refusal> stay = new ArrayList<>();
        for (Quarantine.Entry entry : entries) {
            try {
                results.add("%s: %s".formatted(entry.job(), quarantine.replay(entry.job())));
            } catch (Refusal refusal) {
                stay.add(refusal);
                results.add("%s: %s %s".formatted(entry.job(), refusal.code().code(), refusal.getMessage()));
            }
        }
        if (!stay.isEmpty()) {
            throw new Refusal(RequestCode.NOT_ALL, results, stay.get(0), stay.size(), entries.size(), stay.get(0).getMessage());
        }
        return new Result("%d %s through again.".formatted(entries.size(), entries.size() == 1 ? "delivery goes" : "deliveries go"), results);
    }

    private Result event(Request.Event request, String name) {
        Spacecraft unit = unit(request.unit());
        List<String> known = unit.instrument().bands().stream().map(Band::name).toList();
        request.bands().stream().filter(band -> !known.contains(band)).findFirst().ifPresent(band -> {
            throw new Refusal(RequestCode.MALFORMED, "%s has no band '%s'".formatted(unit.name(), band));
        });
        history.add(new InstrumentEvent(unit.name(), request.type(), request.start(), request.end(),
                String.join(" ", request.bands()), "request " + name));
        return new Result("The %s of %s is recorded.".formatted(request.type(), unit.name()), List.of());
    }

    private Spacecraft unit(String name) {
        return instruments.spacecraft(name).filter(unit -> unit.name().equals(name))
                .orElseThrow(() -> new Refusal(RequestCode.MALFORMED, "unit '%s' is not known, config/instrument has no such file".formatted(name)));
    }
}
