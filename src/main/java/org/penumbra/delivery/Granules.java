package org.penumbra.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penumbra.delivery.Product.Image;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;

/**
 * Finds the images of a {@code .SAFE} directory: granules as the datastrip names them, in order along track, without gaps.
 *
 * <p>A granule lies where the datastrip says ({@code POSITION}), else where its own metadata say, else after the one before it in
 * sensing time, as many lines as that one has.
 */
final class Granules {
    private static final int FINEST_RESOLUTION = 10;

    private final Path root;
    private final Set<String> files;
    private final Datastrip datastrip;
    private final Instrument instrument;
    private final List<Finding> notes = new ArrayList<>();

    /** One granule with its metadata and, once placed, its first line, 1-based, in 10 m lines. */
    private record Placed(GranuleName name, Optional<GranuleMetadata> metadata, Optional<Integer> line) {

        Optional<Integer> rows() {
            return metadata.map(values -> values.rows().get(FINEST_RESOLUTION));
        }
    }

    /**
     * @param root the {@code .SAFE} directory
     * @param files names of the files that belong to the product
     */
    Granules(Path root, Set<String> files, Datastrip datastrip, Instrument instrument) {
        this.root = root;
        this.files = files;
        this.datastrip = datastrip;
        this.instrument = instrument;
    }

    /** What is worth knowing about the granules; complete after {@link #images()}. */
    List<Finding> notes() {
        return List.copyOf(notes);
    }

    /**
     * The images of every (band, detector) that is active and delivered, bands in the order of their id, then detectors.
     *
     * @throws Refusal DELIVERY-136 to 141 when a granule or image is absent or not in its place
     */
    Map<BandDetector, List<Image>> images() {
        Map<Integer, List<Placed>> detectors = new TreeMap<>();
        for (Placed granule : granules()) {
            detectors.computeIfAbsent(granule.name().detector(), detector -> new ArrayList<>()).add(granule);
        }
        detectors.keySet().retainAll(datastrip.activeDetectors());
        detectors.replaceAll(this::inPlace);
        Map<BandDetector, List<Image>> images = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Band band : instrument.measuredBands()) {
            detectors.forEach((detector, granules) -> {
                Map<Boolean, List<Placed>> there = granules.stream()
                        .collect(Collectors.partitioningBy(granule -> Files.isRegularFile(file(granule, band))));
                if (!there.get(true).isEmpty()) {
                    there.get(false).forEach(granule -> missing.add(granule.name().image(band.name())));
                    images.put(new BandDetector(band, detector), there.get(true).stream().map(granule ->
                            new Image(file(granule, band), 1, -1, granule.line().orElseThrow() - 1L)).toList());
                }
            });
        }
        if (!missing.isEmpty()) {
            throw new Refusal(DeliveryCode.IMAGE_MISSING, missing, null, missing.size(), root.getFileName(), missing.get(0));
        }
        if (images.isEmpty()) {
            throw new Refusal(DeliveryCode.NO_IMAGES, root.getFileName());
        }
        return images;
    }

    private Path file(Placed granule, Band band) {
        return root.resolve(granule.name().image(band.name()));
    }

    private List<Placed> granules() {
        List<Placed> granules = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Datastrip.Granule named : datastrip.granules()) {
            GranuleName name = GranuleName.of(named.id())
                    .filter(parts -> parts.detector() == named.detector() && parts.detector() >= 1 && parts.detector() <= instrument.detectors())
                    .orElseThrow(() -> new Refusal(DeliveryCode.VALUE_MALFORMED, root.getFileName(), "Granule/@granuleId", named.id(),
                            "the identifier of a granule of detector " + named.detector()));
            if (Files.isDirectory(root.resolve(name.directory()))) {
                Optional<GranuleMetadata> metadata = Optional.of(name.metadata()).filter(files::contains)
                        .map(file -> GranuleMetadata.read(root.resolve(file)));
                metadata.flatMap(GranuleMetadata::degradedPercentage).filter(degraded -> degraded > 0).ifPresent(degraded ->
                        notes.add(Finding.of(DeliveryCode.GRANULE_DEGRADED, Severity.INFO,
                                new Finding.Place(null, name.detector(), null, null), name.id(), degraded)));
                granules.add(new Placed(name, metadata,
                        Optional.ofNullable(named.position()).or(() -> metadata.flatMap(GranuleMetadata::position))));
            } else {
                missing.add(name.directory());
            }
        }
        if (!missing.isEmpty()) {
            throw new Refusal(DeliveryCode.GRANULE_MISSING, missing, null, missing.size(), root.getFileName(), missing.get(0));
        }
        return granules;
    }

    /** The granules of one detector in order along track, each with its first line. */
    private List<Placed> inPlace(int detector, List<Placed> granules) {
        boolean positioned = granules.stream().allMatch(granule -> granule.line().isPresent());
        Comparator<Placed> order = positioned ? Comparator.comparing(granule -> granule.line().orElseThrow())
                : Comparator.comparing(granule -> granule.name().sensing());
        List<Placed> ordered = new ArrayList<>();
        for (Placed granule : granules.stream().sorted(order).toList()) {
            Placed before = ordered.isEmpty() ? null : ordered.get(ordered.size() - 1);
            Optional<Integer> next = before == null ? Optional.of(1) : before.rows().map(rows -> before.line().orElseThrow() + rows);
            int line = granule.line().or(() -> next)
                    .orElseThrow(() -> new Refusal(DeliveryCode.GRANULE_UNPLACED, granule.name().id()));
            if (before != null && (next.isPresent() ? line != next.get() : line <= before.line().orElseThrow())) {
                throw new Refusal(DeliveryCode.GRANULE_GAP, detector, granule.name().id(), line,
                        next.map(String::valueOf).orElse("one beyond " + before.line().orElseThrow()));
            }
            checkStep(granule.name(), line);
            ordered.add(new Placed(granule.name(), granule.metadata(), Optional.of(line)));
        }
        return ordered;
    }

    /** A granule begins with the first line of a cycle in every band, or its lines could not be told apart. */
    private void checkStep(GranuleName name, int line) {
        int cycle = instrument.bands().stream().mapToInt(band -> band.linesPerCycle() * band.linePeriods()).max().orElse(1);
        if (line < 1 || (line - 1) % cycle != 0) {
            throw new Refusal(DeliveryCode.GRANULE_OUT_OF_STEP, name.id(), line, cycle);
        }
    }
}
