package org.penumbra.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.Trees;
import org.penumbra.finding.Refusal;
import org.penumbra.history.JobRepository;
import org.penumbra.report.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where jobs end whose product cannot be used: {@code quarantine/<job>/} with {@code reason.json} and the delivery. */
public final class Quarantine {
    private static final String REASON = "reason.json";
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final JobRepository repository;
    private final Rooms rooms;
    private final Clock clock;
    private final Mails mails;

    /** For who looks at it and sends deliveries through again. */
    public Quarantine(JobRepository repository, Rooms rooms, Clock clock) {
        this(repository, rooms, clock, Mails.NONE);
    }

    /** @param mails who is told of what is refused */
    Quarantine(JobRepository repository, Rooms rooms, Clock clock, Mails mails) {
        this.repository = repository;
        this.rooms = rooms;
        this.clock = clock;
        this.mails = mails;
    }

    /**
     * A quarantined job.
     *
     * @param delivery the delivery, if it is here
     */
    public record Entry(String job, Reason reason, Optional<Path> delivery) {
    }

    /**
     * Writes the reason, tells of it, ends the job and then moves its delivery. After a kill before its end the job is refused again, and told of
     * once; after one behind it recovery moves the delivery.
     */
    void put(Job job, Refusal refusal) throws IOException {
        try {
            // before the reason is written, which may need the space
            Trees.delete(job.work());
        } finally {
            leave(job, refusal);
        }
    }

    private void leave(Job job, Refusal refusal) throws IOException {
        Reason reason = Reason.of(refusal, job.name(), clock.instant());
        write(folder(job.id()), reason.json());
        if (job.out().isPresent()) {
            write(job.out().get(), reason.json());
        }
        mails.refused(job.id(), reason);
        repository.quarantined(job.id(), refusal.code().code(), refusal.getMessage());
        if (job.origin() == Job.Origin.DROPPED) {
            move(job.id(), job.place());
        }
        LOG.info("{} refused: {}", job.name(), Failure.line(refusal));
    }

    /** Moves the delivery of a quarantined job to its reason. @param place the delivery in its claim folder */
    void move(String job, Path place) throws IOException {
        Claim.release(place, folder(job).resolve(place.getFileName()));
    }

    /** Every quarantined job, earliest first. */
    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(rooms.quarantine())) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(rooms.quarantine(), folder -> Files.exists(folder.resolve(REASON)))) {
                for (Path folder : folders) {
                    entries.add(show(folder.getFileName().toString()));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::job));
        return entries;
    }

    /** One quarantined job. @throws Refusal QUARANTINE-101 or 104 when there is none of that id, or its reason cannot be read */
    public Entry show(String job) throws IOException {
        Path folder = folder(job);
        Path reason = folder.resolve(REASON);
        if (!folder.startsWith(rooms.quarantine()) || !Files.exists(reason)) {
            throw new Refusal(QuarantineCode.UNKNOWN, job, rooms.quarantine());
        }
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder,
                entry -> !entry.equals(reason) && !entry.getFileName().toString().startsWith("."))) {
            var first = others.iterator();
            return new Entry(job, Reason.read(reason), first.hasNext() ? Optional.of(first.next()) : Optional.empty());
        } catch (JsonProcessingException e) {
            throw new Refusal(QuarantineCode.UNREADABLE, List.of(), e, reason, e.getOriginalMessage());
        }
    }

    /**
     * Sends a quarantined delivery through again: moves it to where it was dropped, as one that is complete.
     *
     * @return where it lies now
     * @throws Refusal QUARANTINE-101 to 104 when that is not possible
     */
    public Path replay(String job) throws IOException {
        Path delivery = show(job).delivery().orElseThrow(() -> new Refusal(QuarantineCode.NO_DELIVERY, job));
        Path target = repository.find(job).map(org.penumbra.history.Job::source).orElse(rooms.drop().resolve(delivery.getFileName()));
        if (Files.exists(target)) {
            throw new Refusal(QuarantineCode.IN_THE_WAY, target, job);
        }
        Path marker = Delivery.marker(target);
        if (!Files.exists(marker)) {
            Files.createFile(marker);
        }
        Trees.move(delivery, target);
        Trees.delete(folder(job));
        return target;
    }

    private Path folder(String job) {
        return rooms.quarantine().resolve(job).normalize();
    }

    private static void write(Path directory, byte[] reason) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve(REASON), reason);
    }
}
