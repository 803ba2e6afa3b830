package org.penumbra.analysis.defect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.Imaging;
import org.penumbra.analysis.defect.DiffuserSeries.Dependence;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.calibration.NoiseModel;
import org.penumbra.calibration.NoiseModel.Noise;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;

/** What the Sun on the diffuser shows of the pixels of one (band, detector): response, noise in the light, saturation (METHODS 6). */
final class LitSigns {
    private final BandDetector id;
    private final List<Sign> signs = new ArrayList<>();

    private LitSigns(BandDetector id) {
        this.id = id;
    }

    static DetectorSigns of(Dossier dossier, BandResponse band, DetectorResponse response, DefectSettings settings) {
        LitSigns found = new LitSigns(response.id());
        DetectorMeasurement measurement = dossier.measurements().of(response.id());
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        Imaging seen = Imaging.of(dossier, measurement);
        boolean[] imaging = seen.columns();
        double[] local = Columns.local(response.response(), imaging, settings.localColumns(), settings.response());
        Noise model = noise(dossier.calibration().orElseThrow().noiseModel(), response.id().band());
        DiffuserSeries series = DiffuserSeries.of(dossier, band, response, imaging, settings);
        CountSigns counts = new CountSigns(response.id(), pixels, imaging, Columns.noise(measurement, pixels, settings), settings);
        for (int column : Columns.imagingColumns(imaging)) {
            Optional<Sign> ofCounts = counts.of(column);
            if (ofCounts.isPresent()) {
                found.signs.add(ofCounts.get());
                continue;
            }
            double ratio = response.response()[column] / local[column];
            if (ratio < settings.dead()) {
                found.add(column, DefectClass.DEAD, Map.of("response", ratio, "limit", settings.dead()));
            } else if (Math.abs(ratio - 1) > settings.response()) {
                found.add(column, ratio < 1 ? DefectClass.LOW_RESPONSE : DefectClass.HIGH_RESPONSE,
                        Map.of("response", ratio, "limit", settings.response()));
            }
            found.noise(column, response, model, settings);
            found.overDiffusers(column, series, response.uncertainty(column), settings);
        }
        List<String> unseen = Stream.concat(counts.unseen().stream(), Stream.of(DefectClass.UNSTABLE, DefectClass.NON_LINEAR)
                .filter(kind -> !(kind == DefectClass.UNSTABLE ? series.showsUnstable() : series.showsNonLinear())).map(DefectClass::name)).toList();
        return new DetectorSigns(response.id(), Columns.imagingColumns(imaging).size(), seen.known(), found.signs, unseen, true, List.of());
    }

    private static Noise noise(NoiseModel model, Band band) {
        return new Noise(model.alpha(band), model.beta(band));
    }

    /** The model speaks of level 1B sampling: where columns are binned there, alpha · √binning and beta · binning hold here. */
    private void noise(int column, DetectorResponse response, Noise model, DefectSettings settings) {
        int binning = id.band().binning();
        double expected = Math.sqrt(binning * (model.alpha() * model.alpha() + model.beta() * Math.max(0, response.equalised()[column])));
        double noise = Math.sqrt(Math.max(0, response.litVariance()[column]));
        if (noise > settings.noisyLit() * expected) {
            add(column, DefectClass.NOISY_LIT, Map.of("noise", noise, "expected", expected, "limit", settings.noisyLit() * expected));
        }
    }

    private void overDiffusers(int column, DiffuserSeries series, double u, DefectSettings settings) {
        Optional<Dependence> dependence = series.showsNonLinear() ? series.nonLinear(column, u) : Optional.empty();
        dependence.ifPresent(found -> add(column, DefectClass.NON_LINEAR, Map.of("difference", found.difference(), "u", found.u(),
                "limit", settings.nonLinear(), "lowest", found.lowest(), "highest", found.highest())));
        // what follows the light does not wander
        double spread = dependence.isEmpty() && series.showsUnstable() ? series.spread(column) : 0;
        if (spread > settings.unstable()) {
            add(column, DefectClass.UNSTABLE,
                    Map.of("spread", spread, "limit", settings.unstable(), "diffusers", (double) settings.unstableDiffusers()));
        }
    }

    private void add(int column, DefectClass kind, Map<String, Double> values) {
        if (values.values().stream().allMatch(Double::isFinite)) {
            signs.add(new Sign(id.label(), column, 0, kind.name(), values));
        }
    }
}
