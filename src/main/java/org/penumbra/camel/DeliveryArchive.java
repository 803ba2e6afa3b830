package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.delivery.Trees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries that have been processed: {@code archive/deliveries/<yyyy>/<mm>/<job>/}, duplicates in {@code archive/duplicates/<job>/}.
 * The id of a job begins with the time it was found, so that nothing but the path says how old a delivery is.
 */
final class DeliveryArchive {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryArchive.class);
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final int TIME = "yyyyMMddTHHmmssSSS".length();

    private final Path deliveries;
    private final Path duplicates;

    DeliveryArchive(Rooms rooms) {
        deliveries = rooms.archive().resolve("deliveries");
        duplicates = rooms.archive().resolve("duplicates");
    }

    /**
     * Moves a taken delivery into the archive; does nothing if it is there already.
     *
     * @param place the delivery in its claim folder
     */
    void keep(String job, boolean duplicate, Path place) throws IOException {
        Path folder = duplicate ? duplicates.resolve(job) : processed(job);
        Claim.release(place, folder.resolve(place.getFileName()));
    }

    /** The delivery of a job that was processed or was a duplicate, while it is kept. */
    Optional<Path> find(String job) throws IOException {
        for (Path folder : List.of(processed(job), duplicates.resolve(job))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    return entries.findFirst();
                }
            }
        }
        return Optional.empty();
    }

    private Path processed(String job) {
        return deliveries.resolve(job.substring(0, 4)).resolve(job.substring(4, 6)).resolve(job);
    }

    /**
     * Removes what was found longer ago than that.
     *
     * @param needed deliveries that jobs are working on: a product that is processed again has its delivery here until it is done
     */
    void tidy(Duration keep, Instant now, Collection<Path> needed) throws IOException {
        String oldest = ID.format(now.minus(keep));
        for (Path job : Stream.concat(folders(duplicates, 1), folders(deliveries, 3)).toList()) {
            String id = job.getFileName().toString();
            if (id.length() > TIME && id.substring(0, TIME).compareTo(oldest) < 0 && needed.stream().noneMatch(place -> place.startsWith(job))) {
                Trees.delete(job);
                LOG.info("{} has been kept long enough and is removed", job);
            }
        }
    }

    private static Stream<Path> folders(Path root, int depth) throws IOException {
        if (!Files.isDirectory(root)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.find(root, depth, (path, attributes) -> attributes.isDirectory()
                && path.getNameCount() == root.getNameCount() + depth)) {
            return entries.toList().stream();
        }
    }
}
