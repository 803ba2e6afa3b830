package org.penumbra.analysis.dark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.measure.LightEvent;
import org.penumbra.measure.Telegraph;
import org.penumbra.statistics.FalseDiscoveryRate;
import org.penumbra.statistics.TwoSidedProbability;

/** Holds the darks of a product against the thresholds of METHODS 2. */
final class DarkFindings {
    /** Degrees of freedom from which Student's law is the normal one for our purpose (METHODS 0). */
    private static final int NORMAL_FROM = 50;

    private final Product product;
    private final DarkResult result;
    private final DarkSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    DarkFindings(Product product, DarkResult result) {
        this.product = product;
        this.result = result;
        this.settings = result.settings();
    }

    /** @param insufficientLines length of the shortest strip where it is too short to judge stability */
    List<Finding> all(Optional<Integer> insufficientLines) {
        insufficientLines.ifPresent(lines -> findings.add(Finding.measured(DarkCode.INSUFFICIENT, Severity.INFO, Place.INSTRUMENT, lines,
                product.spacecraft().instrument().sufficientLines(), "lines", lines, product.spacecraft().instrument().sufficientLines())));
        if (result.detectors().stream().allMatch(dark -> Double.isNaN(dark.meanChange()))) {
            findings.add(Finding.of(DarkCode.NO_REFERENCE, Severity.INFO, Place.INSTRUMENT));
        }
        result.temperatures().implausible().forEach((sensor, value) -> findings.add(Finding.measured(DarkCode.IMPLAUSIBLE_TEMPERATURE,
                Severity.INFO, Place.INSTRUMENT, value, value > 0 ? settings.hottestTemperature() : settings.coldestTemperature(),
                "degree Celsius", sensor, value)));
        result.bands().forEach((band, darks) -> {
            darks.forEach(this::events);
            if (insufficientLines.isEmpty()) {
                darks.forEach(dark -> levels(band, dark));
                noise(band, darks);
                pixels(band, darks);
                drifts(band, darks);
            }
        });
        return findings;
    }

    private void events(DetectorDark dark) {
        Place place = place(dark);
        for (LightEvent event : dark.lightEvents()) {
            findings.add(Finding.of(DarkCode.LIGHT_EVENT, Severity.INFO, place, event.line(), dark.id(), 100 * event.fraction(),
                    event.excess(), time(event.line(), dark)));
        }
        if (dark.telegraphs().size() > settings.detectorWide() * dark.imagingColumns().length) {
            findings.add(Finding.of(DarkCode.ALL_TELEGRAPH, Severity.INFO, place, dark.telegraphs().size(), dark.id()));
            return;
        }
        for (Telegraph telegraph : dark.telegraphs()) {
            findings.add(Finding.of(DarkCode.TELEGRAPH, Severity.INFO,
                    Place.column(dark.id().band().name(), dark.id().detector(), telegraph.column()), dark.id(), telegraph.column(), telegraph.gap()));
        }
    }

    /** Time of a line of the strip, UTC; lines of other instruments are given by their number alone. */
    private String time(long line, DetectorDark dark) {
        double period = product.datastrip().map(datastrip -> datastrip.linePeriod()).orElse(product.spacecraft().instrument().linePeriod());
        if (period == 0 || Double.isNaN(period)) {
            return "an unknown time";
        }
        return product.sensingStart().plus(Duration.ofNanos(Math.round(line * dark.id().band().linePeriods() * period * 1e6))).toString();
    }

    private void levels(Band band, DetectorDark dark) {
        String label = dark.id().label();
        double blind = Double.isFinite(dark.blindChange()) ? dark.blindChange() : 0;
        double warning = settings.meanChangeWarning(band.focalPlane());
        double alarm = settings.meanChangeAlarm(band.focalPlane());
        double change = dark.meanChange() - blind;
        graded(DarkCode.MEAN_CHANGE, place(dark), Math.abs(change), change, warning, alarm, "LSB",
                limit -> new Object[] {label, change, blind, limit});
        double rawLimit = settings.rawChangeFactor() * warning;
        if (Math.abs(dark.meanChange()) > rawLimit) {
            findings.add(Finding.measured(DarkCode.RAW_MEAN_CHANGE, Severity.WARNING, place(dark), dark.meanChange(), rawLimit, "LSB",
                    label, dark.meanChange(), rawLimit));
        }
        double dsnu = result.dsnu(List.of(dark));
        graded(DarkCode.DSNU, place(dark), dsnu, dsnu, settings.dsnuWarning(band.focalPlane()), settings.dsnuAlarm(band.focalPlane()), "LSB",
                limit -> new Object[] {dsnu, label, limit});
        double halves = settings.halves(band.focalPlane());
        if (Math.abs(dark.halvesChange()) > halves) {
            findings.add(Finding.measured(DarkCode.HALVES, Severity.INFO, place(dark), dark.halvesChange(), halves, "LSB",
                    label, dark.halvesChange(), halves));
        }
    }

    private void noise(Band band, List<DetectorDark> darks) {
        double noise = DarkResult.noise(darks);
        double relative = noise / result.history().medianNoise(band, settings) - 1;
        graded(DarkCode.NOISE, Place.band(band.name()), Math.abs(relative), relative, settings.noiseWarning(), settings.noiseAlarm(), "1",
                limit -> new Object[] {band.name(), noise, 100 * relative, 100 * limit});
    }

    /** Pixels of a band that moved: beyond an absolute limit and significant in the family of the band's pixels (METHODS 0). */
    private void pixels(Band band, List<DetectorDark> darks) {
        judge(darks, DarkCode.PIXEL_CHANGE, dark -> new Movement(dark.linesPerCycle(), IntStream.range(0, dark.change().length)
                .mapToDouble(dark::deviation).toArray(), dark.u(), settings.pixelChange()), true);
        judge(darks, DarkCode.PIXEL_HALVES, dark -> {
            double[] u = new double[dark.halves().length];
            Arrays.setAll(u, column -> 2 * dark.noise()[column] / Math.sqrt(dark.samples()[column]));
            return new Movement(1, dark.halves(), u, settings.halvesPixel());
        }, false);
    }

    /** Values that are zero when nothing moved, with their uncertainties; {@code perColumn} of them for each column. */
    private record Movement(int perColumn, double[] value, double[] u, double floor) {
    }

    private void judge(List<DetectorDark> darks, FindingCode code, java.util.function.Function<DetectorDark, Movement> of, boolean detectorWide) {
        List<Movement> movements = darks.stream().map(of).toList();
        boolean[] significant = significant(darks, movements);
        int offset = 0;
        for (int d = 0; d < darks.size(); d++) {
            DetectorDark dark = darks.get(d);
            Movement movement = movements.get(d);
            List<Finding> found = new ArrayList<>();
            int moved = 0;
            for (int column : dark.imagingColumns()) {
                List<Integer> beyond = new ArrayList<>();
                for (int i = column * movement.perColumn(); i < (column + 1) * movement.perColumn(); i++) {
                    double limit = Math.max(settings.pixelUncertainties() * movement.u()[i], movement.floor());
                    if (Math.abs(movement.value()[i]) > limit && significant[offset + i]) {
                        beyond.add(i);
                    }
                }
                moved += beyond.isEmpty() ? 0 : 1;
                found.addAll(pixel(code, dark, movement, column, beyond));
            }
            report(dark, found, moved, detectorWide);
            offset += movement.value().length;
        }
    }

    /** One finding for a column that moved in every line of cycle, else one for each line of cycle that did. */
    private List<Finding> pixel(FindingCode code, DetectorDark dark, Movement movement, int column, List<Integer> beyond) {
        boolean whole = beyond.size() == movement.perColumn();
        List<Integer> told = whole && !beyond.isEmpty()
                ? List.of(beyond.stream().max(java.util.Comparator.comparingDouble(i -> Math.abs(movement.value()[i]))).get()) : beyond;
        return told.stream().map(i -> {
            double limit = Math.max(settings.pixelUncertainties() * movement.u()[i], movement.floor());
            Integer lineOfCycle = whole ? null : i - column * movement.perColumn() + 1;
            return Finding.measured(code, Severity.INFO, new Place(dark.id().band().name(), dark.id().detector(), column, lineOfCycle),
                    movement.value()[i], limit, "LSB", dark.id(), column, movement.value()[i], limit);
        }).toList();
    }

    private void report(DetectorDark dark, List<Finding> found, int moved, boolean detectorWide) {
        int columns = dark.imagingColumns().length;
        double share = (double) moved / columns;
        if (detectorWide && share > settings.detectorWide()) {
            findings.add(Finding.measured(DarkCode.DETECTOR_WIDE, Severity.ALARM, place(dark), share, settings.detectorWide(), "1",
                    moved, columns, dark.id(), 100 * share));
        } else if (found.size() > settings.longestPixelList() || share > settings.detectorWide()) {
            findings.add(Finding.of(DarkCode.MANY_PIXELS, Severity.INFO, place(dark), moved, dark.id()));
        } else {
            findings.addAll(found);
        }
    }

    private boolean[] significant(List<DetectorDark> darks, List<Movement> movements) {
        double[] p = new double[movements.stream().mapToInt(movement -> movement.value().length).sum()];
        Arrays.fill(p, Double.NaN);
        // below it p exceeds the false discovery rate and can never be significant: its value does not matter, and erfc is slow
        double never = new NormalDistribution().inverseCumulativeProbability(1 - settings.falseDiscoveryRate() / 2);
        int offset = 0;
        for (int d = 0; d < darks.size(); d++) {
            DetectorDark dark = darks.get(d);
            Movement movement = movements.get(d);
            for (int i = 0; i < movement.value().length; i++) {
                int column = i / movement.perColumn();
                if (dark.imaging()[column] && movement.u()[i] > 0) {
                    double z = movement.value()[i] / movement.u()[i];
                    int freedom = dark.samples()[column] / movement.perColumn() - 1;
                    p[offset + i] = Math.abs(z) < never ? 1
                            : freedom < NORMAL_FROM && freedom > 0 ? TwoSidedProbability.student(z, freedom) : TwoSidedProbability.normal(z);
                }
            }
            offset += movement.value().length;
        }
        return FalseDiscoveryRate.significant(p, settings.falseDiscoveryRate());
    }

    /** Columns whose slope over the history is significant in the family of the band; one finding per detector. */
    private void drifts(Band band, List<DetectorDark> darks) {
        for (DetectorDark dark : darks) {
            DarkHistory.PixelStability stability = result.history().stabilities().get(dark.id());
            if (stability != null) {
                int drifting = (int) Arrays.stream(dark.imagingColumns()).filter(stability::drifts).count();
                double share = (double) drifting / dark.imagingColumns().length;
                if (share > settings.detectorWide() + 2 * (1 - 0.95)) {
                    findings.add(Finding.of(DarkCode.DRIFTING_PIXELS, Severity.INFO, place(dark), drifting, dark.id(), stability.acquisitions()));
                }
            }
        }
    }

    private void graded(FindingCode code, Place place, double size, double measured, double warning, double alarm, String unit,
                        java.util.function.DoubleFunction<Object[]> values) {
        if (size > warning) {
            double limit = size > alarm ? alarm : warning;
            findings.add(Finding.measured(code, size > alarm ? Severity.ALARM : Severity.WARNING, place, measured, limit, unit, values.apply(limit)));
        }
    }

    private static Place place(DetectorDark dark) {
        return Place.detector(dark.id().band().name(), dark.id().detector());
    }
}
