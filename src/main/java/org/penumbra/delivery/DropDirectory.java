package org.penumbra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory that deliveries are dropped into, with one folder for each acquisition type (FORMATS 1).
 *
 * <p>Hidden names (the claim folder among them), {@code requests}, markers and files of any other name are passed over: a transfer
 * that writes to {@code *.part} or {@code *.tmp} becomes a delivery when it is renamed.
 *
 * @param root the drop directory
 */
public record DropDirectory(Path root) {
    private static final String REQUESTS = "requests";
    private static final List<String> UNDER_WAY = List.of(".part", ".tmp");

    /**
     * What lies there now, by name; those of the typed folders after those of the directory itself.
     *
     * @throws UncheckedIOException when the directory is absent or not readable
     */
    public List<Delivery> deliveries() {
        List<Delivery> deliveries = new ArrayList<>(deliveries(root, Optional.empty()));
        for (AcquisitionType type : AcquisitionType.values()) {
            Path folder = root.resolve(type.label());
            if (Files.isDirectory(folder)) {
                deliveries.addAll(deliveries(folder, Optional.of(type)));
            }
        }
        return deliveries;
    }

    /**
     * What lies there or in the folder of a type, by name, and is neither a delivery nor on its way to become one: nobody will take it.
     *
     * @throws UncheckedIOException when the directory is absent or not readable
     */
    public List<Path> strangers() {
        List<Path> strangers = new ArrayList<>(strangers(root));
        Stream.of(AcquisitionType.values()).map(type -> root.resolve(type.label())).filter(Files::isDirectory)
                .forEach(folder -> strangers.addAll(strangers(folder)));
        return strangers.stream().filter(entry -> UNDER_WAY.stream().noneMatch(entry.toString()::endsWith)).sorted().toList();
    }

    private static List<Path> strangers(Path folder) {
        List<Path> strangers = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, entry -> isCandidate(entry) && Delivery.form(entry).isEmpty())) {
            entries.forEach(strangers::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return strangers;
    }

    private static List<Delivery> deliveries(Path folder, Optional<AcquisitionType> asserted) {
        List<Delivery> deliveries = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, DropDirectory::isCandidate)) {
            entries.forEach(entry -> Delivery.at(entry, asserted).ifPresent(deliveries::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deliveries.sort(Comparator.comparing(Delivery::name));
        return deliveries;
    }

    private static boolean isCandidate(Path entry) {
        String name = entry.getFileName().toString();
        return !name.startsWith(".") && !name.equals(REQUESTS) && !name.endsWith(Names.DONE) && AcquisitionType.ofLabel(name).isEmpty();
    }
}
