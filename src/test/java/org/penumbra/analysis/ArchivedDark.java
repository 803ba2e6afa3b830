package org.penumbra.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.dark.DarkResult;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;

/** A past of darks that were measured in memory, as the archive would give it. */
public final class ArchivedDark implements Past {
    private final List<Dossier> darks = new ArrayList<>();
    private final List<Acquisition> acquisitions = new ArrayList<>();

    /** Adds a dark to what is archived. */
    public ArchivedDark with(Dossier dark) {
        Dossier analysed = dark.after(new DarkSignal()).after(new DefectTracking());
        darks.add(analysed);
        acquisitions.add(new Acquisition(dark.product().id(), dark.product().spacecraft().name(), AcquisitionType.NIGHT_OCEAN,
                dark.product().sensingStart(), Epoch.of(dark.product(), dark.calibration()), Map.of(), Map.of()));
        return this;
    }

    @Override
    public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
        return type != AcquisitionType.NIGHT_OCEAN ? List.of()
                : acquisitions.stream().filter(one -> one.spacecraft().equals(spacecraft) && one.sensingStart().isBefore(before)).toList();
    }

    @Override
    public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
        Dossier dark = darks.get(acquisitions.indexOf(acquisition));
        var statistics = dark.measurements().of(bandDetector).pixels(CutLevel.FIVE);
        var comparison = dark.result("dark-signal", DarkResult.class).orElseThrow().pixels(bandDetector).orElseThrow();
        return new Pixels(statistics.mean(), comparison.u(), statistics.noise(), comparison.change());
    }

    @Override
    public Evidence evidence(Acquisition acquisition) {
        return darks.get(acquisitions.indexOf(acquisition)).outcomes().get("defective-pixels").result().evidence();
    }
}
