package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.Trees;
import org.penumbra.history.Job;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobSettings;
import org.penumbra.history.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a killed process, a failure or another node left, and brings row and files of each job together again (DESIGN 4). What it
 * returns is to be taken in hand and goes on from its state.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final JobRepository repository;
    private final String owner;
    private final JobsInHand inHand;
    private final Rooms rooms;
    private final Quarantine quarantine;
    private final DeliveryArchive archive;
    private final Duration lease;

    /** @param owner name of this node */
    Recovery(JobRepository repository, String owner, JobsInHand inHand, Rooms rooms, Quarantine quarantine, DeliveryArchive archive,
            JobSettings settings) {
        this.repository = repository;
        this.owner = owner;
        this.inHand = inHand;
        this.rooms = rooms;
        this.quarantine = quarantine;
        this.archive = archive;
        this.lease = Duration.ofSeconds(settings.lease());
    }

    /** Before anything is claimed: own jobs of an earlier life of this node and those whose owner is gone, earliest first. */
    List<Job> atStart() throws IOException {
        List<Job> unfinished = settled(repository.recover());
        tidyClaims();
        tidyWork();
        return unfinished.stream().filter(job -> job.nextAttempt() == null).toList();
    }

    /**
     * Again and again while the service runs: prolongs the leases, and finds jobs whose next attempt is due, those of nodes that are gone, and own
     * ones that nothing works on because the store could not be told of their failure.
     */
    List<Job> beat() throws IOException {
        repository.renew();
        letGo();
        List<Job> jobs = new ArrayList<>(repository.due());
        // one that waits for its next attempt is due later
        repository.takeOver().stream().filter(job -> job.nextAttempt() == null).forEach(jobs::add);
        // before the rows are read: a job that ends in between is unfinished in them, and in hand no more
        Set<String> held = Set.copyOf(inHand.ids());
        repository.unfinished().stream().filter(job -> job.owner().equals(owner) && job.nextAttempt() == null && old(job)
                && !held.contains(job.id())).forEach(jobs::add);
        return settled(jobs.stream().distinct().toList());
    }

    /** A process that was paused for longer than its lease must not wait for the end of a job that another node has taken meanwhile. */
    private void letGo() throws IOException {
        for (String id : inHand.ids()) {
            Optional<Job> lost = repository.find(id).filter(job -> !job.owner().equals(owner));
            if (lost.isPresent() && inHand.stop(id)) {
                LOG.warn("let go of {}, which belongs to {}", lost.get().source().getFileName(), lost.get().owner());
                if (lost.get().state().isEnd()) {
                    Trees.delete(rooms.work().resolve(id));
                }
                inHand.end(id, JobsInHand.Outcome.NONE);
            }
        }
    }

    private List<Job> settled(List<Job> jobs) throws IOException {
        List<Job> settled = new ArrayList<>();
        for (Job job : jobs) {
            settle(job).ifPresent(settled::add);
        }
        return settled;
    }

    /** A job is claimed when its delivery lies in its claim folder, and never was when it does not; one that was asked for lies in the archive. */
    private Optional<Job> settle(Job job) throws IOException {
        Path place = job.source().resolveSibling(Claim.FOLDER).resolve(job.id()).resolve(job.source().getFileName());
        if (job.state().compareTo(JobState.CLAIMED) > 0 || job.place() != null && !job.place().equals(place)) {
            return Optional.of(job);
        }
        if (!Files.exists(place)) {
            LOG.info("{} was not claimed", job.source());
            repository.abandoned(job.id());
            return Optional.empty();
        }
        Path marker = Delivery.marker(job.source());
        if (!Files.exists(job.source()) && Files.exists(marker)) {
            Files.move(marker, Delivery.marker(place));
        }
        repository.claimed(job.id(), place);
        return repository.find(job.id());
    }

    private void tidyClaims() throws IOException {
        for (Path drop : Stream.concat(Stream.of(rooms.drop()), Stream.of(AcquisitionType.values()).map(type -> rooms.drop().resolve(type.label())))
                .toList()) {
            for (Path folder : Trees.entries(drop.resolve(Claim.FOLDER))) {
                tidyClaim(folder, drop);
            }
        }
    }

    /** The delivery of an ended job goes where it belongs; one that no job is known for goes back to where it came from. */
    private void tidyClaim(Path folder, Path drop) throws IOException {
        String id = folder.getFileName().toString();
        Optional<Job> job = repository.find(id);
        if (job.isPresent() && job.get().state().isEnd() && (job.get().owner().equals(owner) || old(job.get()))) {
            Path place = folder.resolve(job.get().source().getFileName());
            if (job.get().state() == JobState.QUARANTINED) {
                quarantine.move(id, place);
            } else {
                archive.keep(id, job.get().state() == JobState.DUPLICATE, place);
            }
        } else if (job.isEmpty()) {
            for (Path entry : Trees.entries(folder)) {
                LOG.warn("{} was claimed and no job is known for it: it goes back to {}", entry, drop);
                Files.move(entry, drop.resolve(entry.getFileName()));
            }
            Files.deleteIfExists(folder);
        }
    }

    /** What was made on the way of jobs that have ended. */
    private void tidyWork() throws IOException {
        for (Path directory : Trees.entries(rooms.work())) {
            if (repository.find(directory.getFileName().toString()).filter(job -> job.state().isEnd()).isPresent()) {
                Trees.delete(directory);
            }
        }
    }

    private boolean old(Job job) {
        // either way: the clock may have been set back
        return Duration.between(job.changed(), repository.now()).abs().compareTo(lease) > 0;
    }
}
