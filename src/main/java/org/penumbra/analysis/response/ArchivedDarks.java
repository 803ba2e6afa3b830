package org.penumbra.analysis.response;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/**
 * The archived darks around a diffuser acquisition: those of its unit and epoch within so many days, on either side of it
 * (METHODS 3). A dark that was taken after it is known when the product is reprocessed.
 */
public final class ArchivedDarks {
    private final Past past;
    private final Instant sensingStart;
    private final Map<String, String> epoch;
    private final List<Acquisition> near;
    /** Each is asked for several times, and may come from a file each time. */
    private final Map<String, Optional<DarkLevel>> levels = new ConcurrentHashMap<>();
    private final Map<String, Evidence> evidence = new ConcurrentHashMap<>();

    /** @param days largest distance in time */
    ArchivedDarks(Dossier dossier, double days) {
        past = dossier.past();
        sensingStart = dossier.product().sensingStart();
        epoch = Epoch.of(dossier.product(), dossier.calibration());
        Duration most = Duration.ofSeconds(Math.round(days * 86_400));
        near = past.acquisitions(dossier.product().spacecraft().unit(), AcquisitionType.NIGHT_OCEAN, sensingStart.plus(most)).stream()
                .filter(dark -> distance(dark).compareTo(most) <= 0).toList();
    }

    /** Those of a lit raster stack, within the days that the setting gives. */
    public static ArchivedDarks near(Dossier dossier) {
        return new ArchivedDarks(dossier, dossier.settings().of("response", ResponseSettings.class).darkDays());
    }

    /** The nearest one that knows any of some (band, detector) of one band; of two equally near, the earlier. */
    Optional<Acquisition> nearest(List<BandDetector> ids) {
        return ids.stream().findFirst().flatMap(first -> byDistance(first.band())
                .filter(dark -> ids.stream().anyMatch(id -> level(dark, id).isPresent())).findFirst());
    }

    /** The level of the nearest dark that knows the (band, detector): one that lacks it, or in which it did not answer, does not. */
    public Optional<DarkLevel> nearestLevel(BandDetector id) {
        return nearestLevel(byDistance(id.band()), id);
    }

    /** The mean of the nearest darks before and after; empty where {@link #nearestLevel} is. */
    Optional<DarkLevel> neighboursLevel(BandDetector id) {
        Optional<DarkLevel> before = nearestLevel(byDistance(id.band()).filter(dark -> dark.sensingStart().isBefore(sensingStart)), id);
        Optional<DarkLevel> after = nearestLevel(byDistance(id.band()).filter(dark -> !dark.sensingStart().isBefore(sensingStart)), id);
        return before.isPresent() && after.isPresent() ? Optional.of(DarkLevel.mean(before.get(), after.get())) : nearestLevel(id);
    }

    private Stream<Acquisition> byDistance(Band band) {
        return near.stream().filter(dark -> Epoch.same(epoch, dark.epoch(), band)).sorted(Comparator.comparing(this::distance));
    }

    private Optional<DarkLevel> nearestLevel(Stream<Acquisition> darks, BandDetector id) {
        return darks.map(dark -> level(dark, id)).flatMap(Optional::stream).findFirst();
    }

    private Optional<DarkLevel> level(Acquisition dark, BandDetector id) {
        return levels.computeIfAbsent(dark.id() + " " + id.label(), key -> read(dark, id));
    }

    private Optional<DarkLevel> read(Acquisition dark, BandDetector id) {
        Past.Pixels pixels = past.pixels(dark, id);
        boolean known = pixels.mean().length > 0 && !pixels.frozen() && DoubleStream.of(pixels.mean()).anyMatch(Double::isFinite);
        // what was too short to be judged then can be taken off, but not be proposed
        return known ? Optional.of(new DarkLevel(pixels.mean(), pixels.u(), pixels.noise(), true,
                evidence.computeIfAbsent(dark.id(), key -> past.evidence(dark)).places().contains(id.label()))) : Optional.empty();
    }

    private Duration distance(Acquisition dark) {
        return Duration.between(dark.sensingStart(), sensingStart).abs();
    }
}
