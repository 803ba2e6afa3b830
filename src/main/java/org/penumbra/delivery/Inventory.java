package org.penumbra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;

/**
 * The files of a {@code .SAFE} directory, verified against its manifest; every file is read once.
 *
 * <p>Without a manifest there is nothing to verify: every file belongs to the product, and a note says so.
 *
 * @param files files of the product in the order of their names, the manifest included, unlisted files left out
 * @param notes what is worth knowing about the verification
 */
record Inventory(List<InputFile> files, List<Finding> notes) {

    /**
     * Verifies presence, size and checksum of every listed file.
     *
     * @throws Refusal DELIVERY-110 to 114, naming the files; DELIVERY-120 to 124 when the manifest is not readable
     */
    static Inventory of(Path root) {
        Set<String> present = present(root);
        return present.contains(Manifest.NAME) ? verified(root, present, Manifest.read(root)) : unverified(root, present);
    }

    /** The files below a directory, digested in parallel in the order given. */
    static List<InputFile> digest(Path root, List<String> names) {
        return names.parallelStream().map(name -> FileDigest.read(root, name, Optional.empty()).file()).toList();
    }

    private static Inventory unverified(Path root, Set<String> present) {
        Finding note = Finding.of(DeliveryCode.NO_MANIFEST, Severity.INFO, Finding.Place.INSTRUMENT, root.getFileName());
        return new Inventory(digest(root, List.copyOf(present)), List.of(note));
    }

    private static Inventory verified(Path root, Set<String> present, Manifest manifest) {
        checkPresence(root, present, manifest);
        checkSizes(root, manifest);
        checkAlgorithms(root, manifest);
        Set<String> names = new TreeSet<>(manifest.entries().keySet());
        names.add(Manifest.NAME);
        List<FileDigest> digests = List.copyOf(names).parallelStream().map(name -> FileDigest.read(root, name,
                Optional.ofNullable(manifest.entries().get(name)).flatMap(Manifest.Entry::checksum))).toList();
        List<FileDigest> differing = digests.stream().filter(digest -> !digest.agrees()).toList();
        if (!differing.isEmpty()) {
            FileDigest first = differing.get(0);
            throw new Refusal(DeliveryCode.CHECKSUM_DIFFERS, differing.stream().map(digest -> digest.file().name()).toList(), null,
                    differing.size(), root.getFileName(), first.file().name(), first.listed().orElseThrow().name(),
                    first.computed().orElseThrow(), first.listed().orElseThrow().value());
        }
        return new Inventory(digests.stream().map(FileDigest::file).toList(), notes(root, present, manifest));
    }

    private static void checkPresence(Path root, Set<String> present, Manifest manifest) {
        List<String> missing = manifest.entries().keySet().stream().filter(name -> !present.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new Refusal(DeliveryCode.FILES_MISSING, missing, null, missing.size(), root.getFileName(), missing.get(0));
        }
    }

    private static void checkSizes(Path root, Manifest manifest) {
        List<String> differing = manifest.entries().entrySet().stream()
                .filter(entry -> entry.getValue().size().isPresent() && size(root, entry.getKey()) != entry.getValue().size().get())
                .map(Map.Entry::getKey).toList();
        if (!differing.isEmpty()) {
            String first = differing.get(0);
            throw new Refusal(DeliveryCode.SIZE_DIFFERS, differing, null, differing.size(), root.getFileName(), first,
                    size(root, first), manifest.entries().get(first).size().orElseThrow());
        }
    }

    private static void checkAlgorithms(Path root, Manifest manifest) {
        manifest.entries().forEach((name, entry) -> entry.checksum()
                .filter(checksum -> FileDigest.algorithm(checksum.name()).isEmpty())
                .ifPresent(checksum -> {
                    throw new Refusal(DeliveryCode.UNKNOWN_CHECKSUM, root.getFileName(), checksum.name(), name);
                }));
    }

    private static List<Finding> notes(Path root, Set<String> present, Manifest manifest) {
        List<Finding> notes = new ArrayList<>();
        List<String> unlisted = present.stream()
                .filter(name -> !manifest.entries().containsKey(name) && !name.equals(Manifest.NAME)).toList();
        if (!unlisted.isEmpty()) {
            notes.add(Finding.of(DeliveryCode.FILES_NOT_LISTED, Severity.INFO, Finding.Place.INSTRUMENT,
                    unlisted.size(), root.getFileName(), unlisted.get(0)));
        }
        long unchecked = manifest.entries().values().stream().filter(entry -> entry.checksum().isEmpty()).count();
        if (unchecked > 0) {
            notes.add(Finding.of(DeliveryCode.NO_CHECKSUM, Severity.INFO, Finding.Place.INSTRUMENT,
                    root.getFileName(), unchecked, manifest.entries().size()));
        }
        return notes;
    }

    /** Regular files below the root, by relative name; a link is none, because it may lead outside the product. */
    private static Set<String> present(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> names.add(Names.relative(root, path)));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path root, String name) {
        try {
            return Files.size(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
