package org.penumbra.analysis.equalisation;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Persistence;
import org.penumbra.calibration.GippType;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.PixelStatistics;

/**
 * Earlier diffuser acquisitions of the epoch: fixed pattern noise against the age of the equalisation, this one last, and since when columns
 * are off.
 *
 * @param bands by band, in the order of their id
 * @param persistences by column, of those of each (band, detector) that lie beyond their limit
 */
record EqualisationHistory(Map<Band, BandSeries> bands, Map<BandDetector, Map<Integer, Persistence>> persistences) {

    /** Age of the equalisation in days, and fpn of the band, relative; NaN where it was not computed. */
    record BandSeries(double[] age, double[] fpn) {
    }

    static EqualisationHistory of(Dossier dossier, List<BandEqualisation> equalisations, EqualisationSettings settings) {
        Map<Band, BandSeries> bands = new LinkedHashMap<>();
        for (BandEqualisation equalisation : equalisations) {
            List<Acquisition> past = Earlier.than(dossier).ofWhole(equalisation.band());
            double[] age = new double[past.size() + 1];
            double[] fpn = new double[past.size() + 1];
            for (int i = 0; i < past.size(); i++) {
                age[i] = past.get(i).values().getOrDefault(EqualisationResult.name(equalisation.band(), "age"), Double.NaN);
                fpn[i] = past.get(i).values().getOrDefault(EqualisationResult.name(equalisation.band(), "fpn"), Double.NaN);
            }
            age[past.size()] = equalisation.ageDays();
            fpn[past.size()] = equalisation.fpn().value();
            bands.put(equalisation.band(), new BandSeries(age, fpn));
        }
        EvidenceHistory evidence = EvidenceHistory.before(dossier);
        Map<BandDetector, Map<Integer, Persistence>> persistences = equalisations.parallelStream().flatMap(band -> band.detectors().stream())
                .collect(Collectors.toConcurrentMap(DetectorEqualisation::id, detector -> persistence(dossier,
                        evidence.judged(Earlier.than(dossier).of(detector.id().band()), detector.id()), detector, settings)));
        return new EqualisationHistory(bands, persistences);
    }

    /**
     * Over the diffusers since the R2EQOG in force began: what is archived of those before, and of the one it was made of,
     * is held against another.
     */
    private static Map<Integer, Persistence> persistence(Dossier dossier, List<Acquisition> judged, DetectorEqualisation detector,
                                                         EqualisationSettings settings) {
        Instant inForce = dossier.calibration().orElseThrow().inForce(GippType.R2EQOG, detector.id().band().name()).start();
        List<Acquisition> since = judged.stream().filter(acquisition -> acquisition.sensingStart().isAfter(inForce))
                .limit(settings.historyPixels() - 1).toList();
        double[] now = Arrays.stream(detector.relative()).map(r -> r - 1).toArray();
        return Persistence.of(dossier.product().sensingStart(), detector.inLimits(now, settings),
                since, acquisition -> detector.inLimits(PixelStatistics.columnMeans(
                        Earlier.than(dossier).pixels(acquisition, detector.id()).change(), detector.response().linesPerCycle()), settings));
    }
}
