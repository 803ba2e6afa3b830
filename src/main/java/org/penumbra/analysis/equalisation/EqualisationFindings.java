package org.penumbra.analysis.equalisation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Persistence;
import org.penumbra.analysis.equalisation.BandEqualisation.Step;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.statistics.FalseDiscoveryRate;
import org.penumbra.statistics.TwoSidedProbability;

/** Holds the response of a product against the thresholds of METHODS 3. */
final class EqualisationFindings {
    private final Product product;
    private final EqualisationResult result;
    private final EqualisationSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    EqualisationFindings(Product product, EqualisationResult result) {
        this.product = product;
        this.result = result;
        this.settings = result.settings();
    }

    List<Finding> all() {
        if (result.bands().isEmpty()) {
            findings.add(Finding.of(EqualisationCode.NO_CALIBRATION, Severity.INFO, Place.INSTRUMENT));
            return findings;
        }
        references();
        inputs();
        for (BandEqualisation band : result.bands()) {
            quality(band);
            double u = band.response().medianUncertainty();
            if (band.decision() == Decision.NOT_JUDGED && !Double.isNaN(u)) {
                double sufficient = result.responseSettings().sufficientUncertainty();
                findings.add(Finding.measured(EqualisationCode.INSUFFICIENT, Severity.INFO, Place.band(band.band().name()),
                        u, sufficient, "1", 100 * u, band.band().name(), 100 * sufficient));
            } else if (band.decision() != Decision.NOT_JUDGED) {
                pattern(band);
                gains(band);
                pixels(band);
            }
        }
        return findings;
    }

    /** Age of the R2EQOG in force, and whether it fits R2SWIR; bands with the same R2EQOG together. */
    private void references() {
        Map<Instant, List<BandEqualisation>> issues = result.bands().stream()
                .collect(Collectors.groupingBy(BandEqualisation::inForceSince, TreeMap::new, Collectors.toList()));
        issues.forEach((since, bands) -> {
            double age = bands.get(0).ageDays();
            Finding.graded(EqualisationCode.AGE, bands.size() == 1 ? Place.band(names(bands)) : Place.INSTRUMENT, age,
                    settings.ageWarning(), settings.ageAlarm(), "days", limit -> new Object[] {names(bands), age, limit})
                    .ifPresent(findings::add);
            List<BandEqualisation> swir = bands.stream().filter(band -> band.band().focalPlane() == FocalPlane.SWIR).toList();
            if (!swir.isEmpty()) {
                Instant swirSince = result.swirSince().orElseThrow();
                if (swirSince.isAfter(since)) {
                    findings.add(Finding.of(EqualisationCode.SWIR_NEWER, Severity.ALARM, Place.INSTRUMENT, swirSince, names(swir), since));
                } else if (swirSince.isBefore(since)) {
                    findings.add(Finding.of(EqualisationCode.SWIR_OLDER, Severity.INFO, Place.INSTRUMENT, names(swir), since, swirSince));
                }
            }
        });
    }

    /** What the response had to do without. */
    private void inputs() {
        List<BandEqualisation> withoutDark = result.bands().stream().filter(band -> !band.response().archivedDark()).toList();
        if (!withoutDark.isEmpty()) {
            findings.add(Finding.of(EqualisationCode.NO_DARK, Severity.INFO, Place.INSTRUMENT, names(withoutDark)));
        }
        Set<String> crosstalk = result.bands().stream().flatMap(band -> band.response().missingCrosstalk().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!crosstalk.isEmpty()) {
            findings.add(Finding.of(EqualisationCode.CROSSTALK_SOURCE, Severity.INFO, Place.INSTRUMENT, String.join(", ", crosstalk)));
        }
        if (!result.withoutBlindReference().isEmpty()) {
            findings.add(Finding.of(EqualisationCode.BLIND_UNREFERENCED, Severity.INFO, Place.INSTRUMENT,
                    String.join(", ", result.withoutBlindReference())));
        }
        Map<String, List<String>> missing = new TreeMap<>();
        for (BandEqualisation band : result.bands()) {
            List<Integer> delivered = band.detectors().stream().map(detector -> detector.id().detector()).toList();
            String absent = IntStream.rangeClosed(1, product.spacecraft().instrument().detectors()).filter(detector -> !delivered.contains(detector))
                    .mapToObj(String::valueOf).collect(Collectors.joining(", "));
            if (!absent.isEmpty()) {
                missing.computeIfAbsent(absent, key -> new ArrayList<>()).add(band.band().name());
            }
        }
        missing.forEach((detectors, bands) -> findings.add(Finding.of(EqualisationCode.DETECTOR_MISSING, Severity.INFO, Place.INSTRUMENT,
                String.join(", ", bands), detectors)));
    }

    /** Columns and lines that could not be used. */
    private void quality(BandEqualisation band) {
        for (DetectorEqualisation detector : band.detectors()) {
            String label = detector.id().label();
            int columns = (int) detector.response().imagingColumns().count();
            int saturated = detector.response().saturatedColumns();
            if (detector.response().goodColumns().findAny().isEmpty()) {
                findings.add(Finding.of(EqualisationCode.NOTHING_LEFT, Severity.ALARM, place(detector), label));
            }
            if (saturated > 0) {
                double share = (double) saturated / columns;
                findings.add(Finding.measured(EqualisationCode.SATURATION, share > settings.detectorWide() ? Severity.ALARM : Severity.INFO,
                        place(detector), share, settings.detectorWide(), "1",
                        saturated, label, 100 * result.responseSettings().saturatedShare()));
            }
            if (detector.deviant() > 0 && detector.deviant() < columns) {
                double share = (double) detector.deviant() / columns;
                findings.add(Finding.measured(EqualisationCode.DEVIANT, share > settings.detectorWide() ? Severity.ALARM : Severity.INFO,
                        place(detector), share, settings.detectorWide(), "1", detector.deviant(), label));
            }
            if (detector.response().lostLines() > 0) {
                findings.add(Finding.of(EqualisationCode.LOST_LINES, Severity.INFO, place(detector), detector.response().lostLines(), label));
            }
            if (detector.linesLeftOut() > 0) {
                findings.add(Finding.of(EqualisationCode.LINES_LEFT_OUT, Severity.INFO, place(detector), detector.linesLeftOut(), label));
            }
        }
    }

    private void pattern(BandEqualisation band) {
        double alarm = settings.fpnAlarm(band.band());
        Finding.graded(EqualisationCode.FPN_BAND, Place.band(band.band().name()), band.fpn().value(), settings.fpnWarning(), alarm, "1",
                limit -> new Object[] {band.band().name(), 100 * band.fpn().value(), 100 * limit}).ifPresent(findings::add);
        for (DetectorEqualisation detector : band.detectors()) {
            double fpn = detector.fpnValue();
            Finding.graded(EqualisationCode.FPN_DETECTOR, place(detector), fpn, settings.fpnWarning(), alarm, "1",
                    limit -> new Object[] {detector.id().label(), 100 * fpn, 100 * limit}).ifPresent(findings::add);
        }
    }

    private void gains(BandEqualisation band) {
        for (DetectorEqualisation detector : band.detectors()) {
            double change = detector.gainChange().value();
            Finding.graded(EqualisationCode.DETECTOR_GAIN, place(detector), change, settings.detectorWarning(), settings.detectorAlarm(), "1",
                    limit -> new Object[] {detector.id().label(), 100 * change, 100 * limit}).ifPresent(findings::add);
        }
        for (Step step : band.steps()) {
            Finding.graded(EqualisationCode.STEP, Place.detector(band.band().name(), step.fromDetector()), step.size(),
                    settings.stepWarning(), settings.stepAlarm(), "1",
                    limit -> new Object[] {step.fromDetector(), step.fromDetector() + 1, band.band().name(), 100 * step.size(), 100 * limit})
                    .ifPresent(findings::add);
        }
    }

    /** Columns that moved against their detector: beyond an absolute limit and significant in the family of the band's columns (METHODS 0). */
    private void pixels(BandEqualisation band) {
        double[] p = band.detectors().stream().flatMapToDouble(detector -> {
            double median = detector.medianChange();
            return IntStream.range(0, detector.relative().length).mapToDouble(column -> !detector.response().imaging()[column] ? Double.NaN
                    : TwoSidedProbability.of((detector.relative()[column] - 1 - median) / detector.uncertainty(column),
                            detector.response().samples()[column] - 1));
        }).toArray();
        boolean[] significant = FalseDiscoveryRate.significant(p, settings.falseDiscoveryRate());
        int offset = 0;
        for (DetectorEqualisation detector : band.detectors()) {
            double median = detector.medianChange();
            int from = offset;
            int[] moved = detector.response().imagingColumns().filter(column -> significant[from + column]
                    && Math.abs(detector.relative()[column] - 1 - median) > detector.limit(column, settings)).toArray();
            report(detector, moved, median);
            offset += detector.relative().length;
        }
    }

    private void report(DetectorEqualisation detector, int[] moved, double median) {
        String label = detector.id().label();
        int columns = (int) detector.response().imagingColumns().count();
        double share = (double) moved.length / columns;
        List<Finding> found = Arrays.stream(moved).mapToObj(column -> pixel(detector, column, median)).toList();
        if (share > settings.detectorWide()) {
            findings.add(Finding.measured(EqualisationCode.DETECTOR_WIDE, Severity.ALARM, place(detector), share, settings.detectorWide(), "1",
                    moved.length, columns, label, 100 * share));
        } else if (moved.length > settings.longestPixelList()) {
            findings.add(Finding.of(EqualisationCode.MANY_PIXELS, Severity.worst(found), place(detector), moved.length, label));
        } else {
            findings.addAll(found);
        }
    }

    private Finding pixel(DetectorEqualisation detector, int column, double median) {
        Place place = Place.column(detector.id().band().name(), detector.id().detector(), column);
        double change = detector.relative()[column] - 1 - median;
        double limit = detector.limit(column, settings);
        Persistence persistence = result.history().persistences().getOrDefault(detector.id(), Map.of()).get(column);
        return persistence != null && persistence.acquisitions() >= settings.confirmed()
                ? Finding.measured(EqualisationCode.PIXEL_CONFIRMED, Severity.WARNING, place, change, limit, "1",
                        detector.id(), column, 100 * change, 100 * limit, persistence.acquisitions(), persistence.day())
                : Finding.measured(EqualisationCode.PIXEL_GAIN, Severity.INFO, place, change, limit, "1",
                        detector.id(), column, 100 * change, 100 * limit);
    }

    private static String names(List<BandEqualisation> bands) {
        return bands.stream().map(band -> band.band().name()).collect(Collectors.joining(", "));
    }

    private static Place place(DetectorEqualisation detector) {
        return Place.detector(detector.id().band().name(), detector.id().detector());
    }
}
