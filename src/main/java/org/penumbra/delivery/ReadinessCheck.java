package org.penumbra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penumbra.finding.Refusal;

/**
 * Decides from content, never from the age of a file, whether a delivery has arrived (FORMATS 1); never waits.
 *
 * <p>A {@code .done} marker ends the waiting, whatever is there: opening then says what is wrong. So does content that can only
 * be refused, such as a manifest that names files outside the product.
 */
public final class ReadinessCheck {
    private final DeliverySettings settings;

    public ReadinessCheck(DeliverySettings settings) {
        this.settings = settings;
    }

    /** What is there, what is missing, and whether sizes must settle before it counts as whole. */
    private record Content(long files, long bytes, List<String> missing, String reason, boolean mustSettle) {
    }

    /**
     * Looks at a delivery once.
     *
     * @param earlier the observation that the last check of it gave, empty for the first
     * @param now the time of this check
     * @throws UncheckedIOException when the file system fails
     */
    public Readiness check(Delivery delivery, Optional<Observation> earlier, Instant now) {
        Content content;
        try {
            content = switch (delivery.form()) {
                case SAFE -> safe(delivery.path());
                case ARCHIVE -> archive(delivery.path());
                case STACK -> stack(delivery.path());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Observation observation = earlier
                // where the clock was set back the waiting begins again, instead of lasting until the clock is there again
                .filter(before -> before.files() == content.files() && before.bytes() == content.bytes() && !before.since().isAfter(now))
                .orElseGet(() -> new Observation(content.files(), content.bytes(), now));
        return delivery.done() ? new Readiness(Readiness.State.READY, "", List.of(), observation)
                : judge(delivery, content, observation, Duration.between(observation.since(), now));
    }

    private Readiness judge(Delivery delivery, Content content, Observation observation, Duration unchanged) {
        String reason = content.reason();
        if (reason.isEmpty() && content.mustSettle() && unchanged.compareTo(settings.settleTime()) < 0) {
            reason = "its size is unchanged for less than " + settings.settle() + " s";
        } else if (reason.isEmpty() && delivery.form() == Delivery.Form.ARCHIVE && !tailIsIntact(delivery.path())) {
            reason = "the end of the archive is missing";
        }
        if (reason.isEmpty()) {
            return new Readiness(Readiness.State.READY, "", List.of(), observation);
        }
        boolean abandoned = unchanged.compareTo(settings.incompleteTime()) >= 0;
        return new Readiness(abandoned ? Readiness.State.INCOMPLETE : Readiness.State.WAITING, reason, content.missing(), observation);
    }

    private static Content safe(Path root) throws IOException {
        if (!Files.exists(root.resolve(Manifest.NAME))) {
            return everything(root, Manifest.NAME + " is missing, and there is no " + Names.DONE + " file");
        }
        try {
            return listed(root, Manifest.read(root));
        } catch (Refusal e) {
            return e.code() == DeliveryCode.XML_MALFORMED
                    ? everything(root, Manifest.NAME + " is not whole")
                    : new Content(1, 0, List.of(), "", false);
        }
    }

    private static Content listed(Path root, Manifest manifest) throws IOException {
        long files = 0;
        long bytes = 0;
        List<String> missing = new ArrayList<>();
        for (var entry : manifest.entries().entrySet()) {
            Optional<Long> size = size(root.resolve(entry.getKey()));
            files += size.isPresent() ? 1 : 0;
            bytes += size.orElse(0L);
            if (size.isEmpty() || entry.getValue().size().isPresent() && !entry.getValue().size().equals(size)) {
                missing.add(entry.getKey());
            }
        }
        return new Content(files, bytes, missing, missing.isEmpty() ? "" : missing.size() + " of " + manifest.entries().size()
                + " files are missing or not of the listed size, the first is " + missing.get(0), false);
    }

    /** A product without a usable manifest: only its growth can be seen. */
    private static Content everything(Path root, String reason) throws IOException {
        long files = 0;
        long bytes = 0;
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                Optional<Long> size = size(path);
                files += size.isPresent() ? 1 : 0;
                bytes += size.orElse(0L);
            }
        }
        return new Content(files, bytes, List.of(Manifest.NAME), reason, false);
    }

    private static Content archive(Path archive) throws IOException {
        return new Content(1, size(archive).orElse(0L), List.of(), "", true);
    }

    private static Content stack(Path root) throws IOException {
        long bytes = size(root.resolve(RasterStack.NAME)).orElse(0L);
        RasterStack stack;
        try {
            stack = RasterStack.read(root);
        } catch (Refusal e) {
            // either still being written, which shows in its size, or wrong, which opening explains
            return new Content(1, bytes, List.of(), "", true);
        }
        long files = 1;
        List<String> missing = new ArrayList<>();
        for (RasterStack.Value file : stack.files()) {
            Optional<String> name = Names.inside(root, file.text());
            Optional<Long> size = name.isEmpty() ? Optional.empty() : size(root.resolve(name.get()));
            files += size.isPresent() ? 1 : 0;
            bytes += size.orElse(0L);
            if (name.isPresent() && size.isEmpty()) {
                missing.add(name.get());
            }
            // nothing says that a raster has one; but while it grows the delivery does
            for (String header : name.map(RasterStack::headers).orElse(Set.of())) {
                bytes += size(root.resolve(header)).orElse(0L);
            }
        }
        return new Content(files, bytes, missing, missing.isEmpty() ? "" : missing.size() + " of the files that " + RasterStack.NAME
                + " names are missing, the first is " + missing.get(0), true);
    }

    private static boolean tailIsIntact(Path archive) {
        try {
            return ArchiveTail.isIntact(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Size of a regular file; empty where there is none, also when it went away a moment ago. */
    private static Optional<Long> size(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(attributes.size()) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
