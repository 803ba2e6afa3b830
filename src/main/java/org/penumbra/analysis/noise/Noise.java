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
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Imaging;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.dark.DarkResult;
import org.penumbra.analysis.noise.NoiseResult.BandNoise;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.GippHeader;
import org.penumbra.calibration.NoiseModel;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.StoredCounts;
import org.penumbra.statistics.Estimate;

/**
 * Noise model and signal-to-noise ratio of every band (METHODS 4): a dark gives alpha, beta is then that of the R2NOMO in force;
 * the Sun on the diffuser gives beta, with alpha of the archived dark.
 */
public final class Noise implements Analysis<NoiseResult> {

    @Override
    public String id() {
        return "noise";
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER);
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(NoiseSettings.class);
    }

    @Override
    public NoiseResult analyse(Dossier dossier) {
        NoiseSettings settings = dossier.settings().of(id(), NoiseSettings.class);
        boolean lit = dossier.product().type() == AcquisitionType.SUN_DIFFUSER;
        List<BandNoise> noises = !lit ? inTheDark(dossier, settings)
                : DiffuserStrip.of(dossier).map(strip -> new LitNoise(strip, DiffuserStrip.settings(dossier), settings)
                        .bands(band -> StoredCounts.tdi(dossier.product(), band))).orElse(List.of());
        return new NoiseResult(noises, lit, NoiseHistory.of(dossier, noises), settings);
    }

    private static List<BandNoise> inTheDark(Dossier dossier, NoiseSettings settings) {
        record Columns(Band band, double[] noise) {
        }
        Map<Band, List<Columns>> bands = dossier.measurements().bandDetectors().parallelStream()
                .map(detector -> new Columns(detector.band(), equalisedNoise(dossier, detector))).toList().stream()
                .collect(Collectors.groupingBy(Columns::band, () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
        List<BandNoise> noises = new ArrayList<>();
        bands.forEach((band, detectors) -> {
            Estimate alpha = alpha(detectors.stream().flatMapToDouble(columns -> DoubleStream.of(columns.noise())).toArray(), settings);
            noises.add(dossier.calibration().map(calibration -> calibrated(band, alpha.divided(Math.sqrt(band.binning())), calibration))
                    .orElse(BandNoise.ofDark(band, alpha, Double.NaN, "none", Double.NaN, Double.NaN, Double.NaN)));
        });
        return noises;
    }

    @Override
    public List<Finding> judge(Dossier dossier, NoiseResult result) {
        List<Finding> findings = new ArrayList<>();
        if (dossier.calibration().isEmpty()) {
            findings.add(Finding.of(result.lit() ? NoiseCode.NO_CALIBRATION : NoiseCode.STORED_COUNTS, Severity.INFO, Place.INSTRUMENT));
        }
        List<String> without = result.bands().stream().filter(noise -> result.lit() && !noise.alphaMeasured())
                .map(noise -> noise.band().name()).toList();
        if (!without.isEmpty()) {
            findings.add(Finding.of(NoiseCode.NO_DARK, Severity.INFO, Place.INSTRUMENT, String.join(", ", without)));
        }
        for (BandNoise noise : result.bands()) {
            if (noise.signedBeta() < 0) {
                findings.add(Finding.of(NoiseCode.BELOW_NOISE, Severity.INFO, Place.band(noise.band().name()),
                        noise.band().name(), noise.signedBeta()));
            }
            double required = noise.band().requiredSnr();
            if (noise.snrAtReference() < required) {
                findings.add(Finding.measured(NoiseCode.SNR_REQUIREMENT, Severity.WARNING, Place.band(noise.band().name()),
                        noise.snrAtReference(), required, "1", noise.band().name(), noise.snrAtReference(), required));
            }
        }
        return findings;
    }

    /** A new R2NOMO with the bands whose model of the first half of the lines fits the second half better than the one in force (METHODS 9). */
    @Override
    public List<Candidate> propose(Dossier dossier, NoiseResult result) {
        List<BandNoise> better = result.bands().stream().filter(noise -> noise.better(result.settings())).toList();
        if (better.isEmpty()) {
            return List.of();
        }
        NoiseModel updated = dossier.calibration().orElseThrow().noiseModel();
        for (BandNoise noise : better) {
            updated = updated.with(noise.band(), new NoiseModel.Noise(noise.alpha().value(), noise.beta().value()));
        }
        NoiseModel proposed = updated.issued(GippHeader.PENUMBRA, dossier.product().sensingStart());
        return List.of(new Candidate(proposed.type().name(), proposed.fileName(),
                "Noise model of " + better.stream().map(noise -> noise.band().name()).collect(Collectors.joining(", "))
                        + " as measured by " + dossier.product().id(), proposed::write));
    }

    @Override
    public Section present(NoiseResult result) {
        return NoiseSection.of(result);
    }

    private static BandNoise calibrated(Band band, Estimate alpha, CalibrationSet calibration) {
        return BandNoise.ofDark(band, alpha, calibration.noiseModel().beta(band), "R2NOMO", calibration.absoluteGains().gain(band),
                calibration.noiseModel().alpha(band), calibration.noiseModel().beta(band));
    }

    /** Noise of the columns that image and are not known to be defective, in equalised counts: noise · dZ/dY at the dark level. */
    private static double[] equalisedNoise(Dossier dossier, BandDetector id) {
        double[] noise = dossier.result("dark-signal", DarkResult.class).flatMap(dark -> dark.imagingNoise(id))
                .orElseGet(() -> imagingNoise(dossier, id));
        dossier.calibration().ifPresent(calibration -> {
            Gamma gamma = calibration.groundEqualisation(id.band()).gamma(StoredCounts.tdi(dossier.product(), id.band()), id.detector());
            Arrays.setAll(noise, column -> noise[column] * gamma.slope(column, 0));
        });
        return noise;
    }

    /** Noise of each column in LSB of raw counts, NaN where it does not image or is known to be defective; for a route without the dark signal. */
    private static double[] imagingNoise(Dossier dossier, BandDetector id) {
        DetectorMeasurement measurement = dossier.measurements().of(id);
        PixelStatistics pixels = measurement.pixels(CutLevel.FIVE);
        double[] noise = new double[measurement.columns()];
        boolean[] imaging = Imaging.of(dossier, measurement).sound();
        Arrays.setAll(noise, column -> imaging[column] ? pixels.columnNoise(column) : Double.NaN);
        return noise;
    }

    /**
     * alpha from the noise of many columns in LSB, those that have one: root of the median variance,
     * or of its trimmed mean where rounding shows (METHODS 4).
     */
    static Estimate alpha(double[] noise, NoiseSettings settings) {
        Estimate median = Estimate.median(noise);
        return median.value() < settings.quantisedBelow() ? Estimate.trimmed(noise, settings.trim()) : median;
    }
}
