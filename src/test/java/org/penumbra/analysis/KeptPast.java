package org.penumbra.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.PixelStatistics;

/** A past of analysed acquisitions, as the archive would give it, in the order in which they were added. */
public final class KeptPast implements Past {
    private final Map<Acquisition, Dossier> all = new TreeMap<>(Comparator.comparing(Acquisition::sensingStart).thenComparing(Acquisition::id));

    public void add(Dossier analysed) {
        add(analysed, Epoch.of(analysed.product(), analysed.calibration()));
    }

    /** Adds a dossier as if it had been acquired in another epoch. */
    public void add(Dossier analysed, Map<String, String> epoch) {
        Map<String, Double> values = new TreeMap<>();
        analysed.outcomes().values().forEach(outcome -> values.putAll(outcome.result().values()));
        all.put(new Acquisition(analysed.product().id(), analysed.product().spacecraft().unit(), analysed.product().type(),
                analysed.product().sensingStart(), epoch, Temperatures.of(analysed.product(), -150, 100).means(), values), analysed);
    }

    @Override
    public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
        return new ArrayList<>(all.keySet()).stream()
                .filter(one -> one.spacecraft().equals(spacecraft) && one.type() == type && one.sensingStart().isBefore(before)).toList();
    }

    @Override
    public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
        Dossier dossier = all.get(acquisition);
        PixelStatistics pixels = dossier.measurements().of(bandDetector).pixels(CutLevel.FIVE);
        double[] none = new double[pixels.mean().length];
        Arrays.fill(none, Double.NaN);
        Result.PixelComparison comparison = dossier.outcomes().values().stream().flatMap(outcome -> outcome.result().pixels(bandDetector).stream())
                .findFirst().orElse(new Result.PixelComparison(none, none, none));
        return new Pixels(pixels.mean(), comparison.u(), pixels.noise(), comparison.change());
    }

    @Override
    public Evidence evidence(Acquisition acquisition) {
        return all.get(acquisition).outcomes().values().stream().map(outcome -> outcome.result().evidence()).reduce(Evidence.NONE, Evidence::and);
    }
}
