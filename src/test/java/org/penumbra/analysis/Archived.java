package org.penumbra.analysis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.PixelStatistics;

/** A past kept in memory: the dossiers that were added to it after their analyses. */
public final class Archived implements Past {
    private final Map<Acquisition, Dossier> dossiers = new LinkedHashMap<>();

    public void add(Dossier dossier) {
        add(dossier, Epoch.of(dossier.product(), dossier.calibration()));
    }

    /** Adds a dossier as if it had been acquired in another epoch. */
    public void add(Dossier dossier, Map<String, String> epoch) {
        Map<String, Double> values = new LinkedHashMap<>();
        dossier.outcomes().values().forEach(outcome -> values.putAll(outcome.result().values()));
        dossiers.put(new Acquisition(dossier.product().id(), dossier.product().spacecraft().name(), dossier.product().type(),
                dossier.product().sensingStart(), epoch, Temperatures.of(dossier.product(), -150, 100).means(), values), dossier);
    }

    @Override
    public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
        return dossiers.keySet().stream().filter(one -> one.spacecraft().equals(spacecraft) && one.type() == type && one.sensingStart().isBefore(before))
                .toList();
    }

    @Override
    public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
        Dossier dossier = dossiers.get(acquisition);
        PixelStatistics pixels = dossier.measurements().of(bandDetector).pixels(CutLevel.FIVE);
        return dossier.outcomes().values().stream().flatMap(outcome -> outcome.result().pixels(bandDetector).stream()).findFirst()
                .map(comparison -> new Pixels(pixels.mean(), comparison.u(), pixels.noise(), comparison.change())).orElseThrow();
    }
}
