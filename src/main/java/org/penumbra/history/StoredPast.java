package org.penumbra.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Past;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;

/** Everything that is remembered: acquisitions of the archive, and what the store adds to them, imported series and events. */
public final class StoredPast implements Past {
    private final MeasurementArchive archive;
    private final Supplier<Optional<History>> history;

    /** @param history gives the history each time that it is needed; empty where there is no store */
    public StoredPast(MeasurementArchive archive, Supplier<Optional<History>> history) {
        this.archive = archive;
        this.history = history;
    }

    @Override
    public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
        return archive.acquisitions(spacecraft, type, before);
    }

    @Override
    public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
        return archive.pixels(acquisition, bandDetector);
    }

    @Override
    public Evidence evidence(Acquisition acquisition) {
        return archive.evidence(acquisition);
    }

    /** Those of imported files. What products gave is in the archive, which alone knows which of them is the latest issue of its acquisition. */
    @Override
    public List<Reading> readings(String spacecraft, String name) {
        return history.get().map(store -> store.imported(spacecraft, name)).orElse(List.of()).stream()
                .map(point -> new Reading(point.time(), point.source(), point.reading())).toList();
    }

    @Override
    public List<Event> events(String spacecraft) {
        return history.get().map(store -> store.events(spacecraft)).orElse(List.of()).stream()
                .map(event -> new Event(event.type(), event.started(), event.ended(), event.bandNames())).toList();
    }
}
