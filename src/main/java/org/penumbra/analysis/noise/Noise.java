package org.penumbra.analysis.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Section;
import org.penumbra.measure.StoredCounts;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.Gamma;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.statistics.Median;

/** Noise model and signal-to-noise ratio of every band; a dark gives alpha, beta is that of the R2NOMO in force (METHODS 4). */
public final class Noise implements Analysis<NoiseResult> {

    @Override
    public String id() {
        return "noise";
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.NIGHT_OCEAN);
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(NoiseSettings.class);
    }

    @Override
    public NoiseResult analyse(Dossier dossier) {
        NoiseSettings settings = dossier.settings().of(id(), NoiseSettings.class);
        record Columns(Band band, double[] noise) {
        }
        Map<Band, List<Columns>> bands = dossier.measurements().bandDetectors().parallelStream()
                .map(detector -> new Columns(detector.band(), equalisedNoise(dossier, detector))).toList().stream()
                .collect(Collectors.groupingBy(Columns::band, () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
        List<BandNoise> noises = new ArrayList<>();
        bands.forEach((band, detectors) -> {
            double alpha = alpha(detectors.stream().flatMapToDouble(columns -> DoubleStream.of(columns.noise())).toArray(), settings);
            noises.add(dossier.calibration().map(calibration -> calibrated(band, alpha / Math.sqrt(band.binning()), calibration))
                    .orElse(new BandNoise(band, alpha, Double.NaN, "none", Double.NaN, Double.NaN)));
        });
        return new NoiseResult(noises, settings);
    }

    @Override
    public List<Finding> judge(Dossier dossier, NoiseResult result) {
        List<Finding> findings = new ArrayList<>();
        if (dossier.calibration().isEmpty()) {
            findings.add(Finding.of(NoiseCode.STORED_COUNTS, Severity.INFO, Place.INSTRUMENT));
        }
        for (BandNoise noise : result.bands()) {
            double required = noise.band().requiredSnr();
            if (noise.snrAtReference() < required) {
                findings.add(Finding.measured(NoiseCode.SNR_REQUIREMENT, Severity.WARNING, Place.band(noise.band().name()),
                        noise.snrAtReference(), required, "1", noise.band().name(), noise.snrAtReference(), required));
            }
        }
        return findings;
    }

    @Override
    public Section present(NoiseResult result) {
        return NoiseSection.of(result);
    }

    private static BandNoise calibrated(Band band, double alpha, CalibrationSet calibration) {
        return new BandNoise(band, alpha, calibration.noiseModel().beta(band), "R2NOMO", calibration.absoluteGains().gain(band),
                calibration.noiseModel().alpha(band));
    }

    /** Noise of the columns that image and are not known to be defective, in equalised counts: noise · dZ/dY at the dark level. */
    private static double[] equalisedNoise(Dossier dossier, BandDetector id) {
        DetectorMeasurement measurement = dossier.measurements().of(id);
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        double[] noise = new double[measurement.columns()];
        Arrays.setAll(noise, pixels::columnNoise);
        boolean[] unused = new boolean[noise.length];
        dossier.product().spacecraft().instrument().excludedColumns().forEach(column -> unused[column] = true);
        dossier.calibration().ifPresent(calibration -> {
            calibration.defectivePixels().columns(id).forEach(column -> unused[column] = true);
            Gamma gamma = calibration.groundEqualisation(id.band()).gamma(StoredCounts.tdi(dossier.product(), id.band()), id.detector());
            Arrays.setAll(noise, column -> noise[column] * gamma.slope(column, 0));
        });
        return java.util.stream.IntStream.range(0, noise.length)
                .filter(column -> !measurement.blind(column) && !unused[column])
                .mapToDouble(column -> noise[column]).filter(Double::isFinite).toArray();
    }

    /** alpha from the noise of many columns in LSB: root of the median variance, or of its trimmed mean where rounding shows (METHODS 4). */
    static double alpha(double[] noise, NoiseSettings settings) {
        if (noise.length == 0) {
            return Double.NaN;
        }
        double median = Median.of(noise);
        if (median >= settings.quantisedBelow()) {
            return median;
        }
        double[] sorted = noise.clone();
        Arrays.sort(sorted);
        int trimmed = (int) (settings.trim() * sorted.length);
        return Math.sqrt(Arrays.stream(sorted, trimmed, sorted.length - trimmed).map(value -> value * value).average().orElse(Double.NaN));
    }
}
