package org.penumbra.analysis.dark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Severity;
import org.penumbra.geometry.GroundTrack;
import org.penumbra.geometry.LeapSeconds;
import org.penumbra.instrument.Band;
import org.penumbra.measure.LightEvent;
import org.penumbra.measure.PixelStatistics;
import org.penumbra.measure.Telegraph;
import org.penumbra.statistics.Median;

/** Holds the darks of a product against the thresholds of METHODS 2. */
final class DarkFindings {
    private final Product product;
    private final DarkResult result;
    private final DarkSettings settings;
    private final List<Finding> findings = new ArrayList<>();
    private final Optional<GroundTrack> groundTrack;

    DarkFindings(Product product, DarkResult result) {
        this(product, result, product.datastrip().map(Datastrip::groundTrack));
    }

    private DarkFindings(Product product, DarkResult result, Optional<GroundTrack> groundTrack) {
        this.product = product;
        this.result = result;
        this.settings = result.settings();
        this.groundTrack = groundTrack;
    }

    /** @param insufficientLines length of the shortest strip where it is too short to judge stability */
    List<Finding> all(Optional<Integer> insufficientLines) {
        insufficientLines.ifPresent(lines -> findings.add(Finding.measured(DarkCode.INSUFFICIENT, Severity.INFO, Place.INSTRUMENT, lines,
                product.spacecraft().instrument().sufficientLines(), "lines", lines, product.spacecraft().instrument().sufficientLines())));
        if (result.detectors().stream().allMatch(dark -> Double.isNaN(dark.means().change().value()))) {
            findings.add(Finding.of(DarkCode.NO_REFERENCE, Severity.INFO, Place.INSTRUMENT));
        }
        if (product.datastrip().map(datastrip -> datastrip.solarAngles().isEmpty()).orElse(false)) {
            findings.add(Finding.of(DarkCode.SUN_UNKNOWN, Severity.INFO, Place.INSTRUMENT));
        }
        missingDetectors();
        result.temperatures().implausible().forEach((sensor, value) -> findings.add(Finding.measured(DarkCode.IMPLAUSIBLE_TEMPERATURE,
                Severity.INFO, Place.INSTRUMENT, value, value > 0 ? settings.hottestTemperature() : settings.coldestTemperature(),
                "degree Celsius", sensor, value)));
        result.bands().entrySet().parallelStream()
                .map(each -> new DarkFindings(product, result, groundTrack).ofBand(each.getKey(), each.getValue(), insufficientLines.isEmpty()))
                .toList().forEach(findings::addAll);
        return findings;
    }

    /** Detectors that the product has in some bands and not in others. */
    private void missingDetectors() {
        List<Integer> delivered = result.detectors().stream().map(dark -> dark.id().detector()).distinct().sorted().toList();
        result.bands().forEach((band, darks) -> {
            List<Integer> ofBand = darks.stream().map(dark -> dark.id().detector()).toList();
            String missing = delivered.stream().filter(detector -> !ofBand.contains(detector)).map(String::valueOf).collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                findings.add(Finding.of(DarkCode.DETECTOR_MISSING, Severity.INFO, Place.band(band.name()), band.name(), missing));
            }
        });
    }

    private List<Finding> ofBand(Band band, List<DetectorDark> darks, boolean sufficient) {
        darks.forEach(this::absent);
        darks.forEach(this::events);
        darks.forEach(dark -> lines(dark, sufficient));
        darks.forEach(this::frozen);
        if (sufficient) {
            List<DetectorDark> judged = DarkResult.judged(darks);
            judged.forEach(dark -> levels(band, dark));
            judged.forEach(this::blindColumns);
            noise(band, judged);
            findings.addAll(MovedPixels.since(judged, result.history().persistences(), settings));
            findings.addAll(MovedPixels.sinceEarlier(judged, result.history(), settings));
            findings.addAll(MovedPixels.betweenHalves(judged, settings));
            drifts(judged);
        }
        return findings;
    }

    /** @param sufficient whether the lines of the other detectors are enough to judge them */
    private void lines(DetectorDark dark, boolean sufficient) {
        int minimum = inLinesOf(dark, product.spacecraft().instrument().minimumLines());
        int enough = inLinesOf(dark, (1 - settings.lostEvidence()) * product.spacecraft().instrument().sufficientLines());
        String label = dark.id().label();
        if (dark.usableLines() < minimum) {
            findings.add(Finding.measured(DarkCode.FAILED, Severity.ALARM, place(dark), dark.usableLines(), minimum, "lines",
                    dark.usableLines(), dark.lines(), label, minimum));
        } else if (sufficient && !dark.sufficient()) {
            findings.add(Finding.measured(DarkCode.FEW_LINES, Severity.INFO, place(dark), dark.usableLines(), enough, "lines",
                    dark.usableLines(), dark.lines(), label, enough));
        }
        if (dark.lostLines() > 0) {
            findings.add(Finding.of(DarkCode.LOST_LINES, Severity.INFO, place(dark), dark.lostLines(), dark.lines(), label));
        }
    }

    private void frozen(DetectorDark dark) {
        if (Double.isFinite(dark.frozen())) {
            findings.add(Finding.of(DarkCode.FROZEN, Severity.ALARM, place(dark),
                    dark.imagingColumns().length, dark.id().label(), dark.frozen(), dark.usableLines()));
        }
    }

    private static int inLinesOf(DetectorDark dark, double periods) {
        return (int) Math.ceil(periods / dark.id().band().linePeriods());
    }

    private void absent(DetectorDark dark) {
        double share = (double) dark.absent().length / dark.imagingColumns().length;
        if (share > settings.detectorWide()) {
            findings.add(Finding.measured(DarkCode.MANY_ABSENT, Severity.ALARM, place(dark), share, settings.detectorWide(), "1",
                    dark.absent().length, dark.imagingColumns().length, dark.id(), 100 * share));
            return;
        }
        for (int column : dark.absent()) {
            findings.add(Finding.of(DarkCode.ABSENT, Severity.INFO,
                    Place.column(dark.id().band().name(), dark.id().detector(), column), dark.id(), column));
        }
    }

    private void events(DetectorDark dark) {
        Place place = place(dark);
        for (List<LightEvent> lines : runs(dark.lightEvents())) {
            int first = lines.get(0).line();
            int last = lines.get(lines.size() - 1).line();
            findings.add(Finding.of(DarkCode.LIGHT_EVENT, Severity.INFO, place,
                    first == last ? "Line " + first : "Lines %d to %d".formatted(first, last),
                    dark.id(), 100 * lines.stream().mapToDouble(LightEvent::fraction).max().orElseThrow(),
                    lines.stream().mapToDouble(LightEvent::excess).max().orElseThrow(), time(first, dark)));
        }
        // a column is tested in each block of granules
        Map<Integer, Double> gaps = dark.telegraphs().stream().collect(Collectors.toMap(Telegraph::column, Telegraph::gap, Math::max, TreeMap::new));
        if (gaps.size() > settings.detectorWide() * dark.imagingColumns().length) {
            findings.add(Finding.of(DarkCode.ALL_TELEGRAPH, Severity.INFO, place, gaps.size(), dark.id()));
            return;
        }
        gaps.forEach((column, gap) -> findings.add(Finding.of(DarkCode.TELEGRAPH, Severity.INFO,
                Place.column(dark.id().band().name(), dark.id().detector(), column), dark.id(), column, gap)));
    }

    /** Lines that follow each other without a gap. */
    private static List<List<LightEvent>> runs(List<LightEvent> events) {
        List<List<LightEvent>> runs = new ArrayList<>();
        int expected = -1;
        for (LightEvent event : events) {
            if (event.line() != expected) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(event);
            expected = event.line() + 1;
        }
        return runs;
    }

    /**
     * Time of a line of the strip, UTC, in ms, and where the spacecraft stood then: as the metadata date the lines of its detector, else the
     * time counted from the start of the strip.
     */
    private String time(int line, DetectorDark dark) {
        double period = product.spacecraft().instrument().linePeriod() * dark.id().band().linePeriods();
        Optional<Instant> gps = product.lineTimes(dark.id()).map(times -> times.at(product.firstLine(dark.id()) + line));
        String time = gps.map(LeapSeconds::utc)
                .or(() -> Optional.of(period).filter(known -> known > 0)
                        .map(known -> product.sensingStart().plus(Duration.ofNanos(Math.round(line * known * 1e6)))))
                .map(utc -> utc.truncatedTo(ChronoUnit.MILLIS).toString()).orElse("an unknown time");
        return time + gps.flatMap(at -> groundTrack.flatMap(track -> track.at(at)))
                .map(", sub-satellite point %s"::formatted).orElse("");
    }

    private void levels(Band band, DetectorDark dark) {
        String label = dark.id().label();
        DarkHistory.Change earlier = result.history().changes().get(dark.id());
        if (dark.referenced()) {
            meanChange(band, dark, dark.means().change().value(), dark.blind().change(), DarkCode.MEAN_CHANGE, DarkCode.RAW_MEAN_CHANGE);
        } else if (earlier != null) {
            meanChange(band, dark, earlier.mean(), earlier.blind(), DarkCode.EARLIER_MEAN_CHANGE, DarkCode.EARLIER_RAW_MEAN_CHANGE);
        }
        double dsnu = dark.means().dsnu().value();
        Finding.graded(DarkCode.DSNU, place(dark), dsnu, settings.dsnuWarning(band.focalPlane()), settings.dsnuAlarm(band.focalPlane()), "LSB",
                limit -> new Object[] {dsnu, label, limit}).ifPresent(findings::add);
        double halves = settings.halves(band.focalPlane());
        if (Math.abs(dark.halves().change()) > halves) {
            findings.add(Finding.measured(DarkCode.HALVES, Severity.INFO, place(dark), dark.halves().change(), halves, "LSB",
                    label, dark.halves().change(), halves));
        }
    }

    /**
     * The change of a mean, judged without what the blind columns share, and as a whole where they tell these apart.
     *
     * @param raw as a whole, in LSB
     * @param ofBlind what the blind columns share, in LSB; NaN without any
     */
    private void meanChange(Band band, DetectorDark dark, double raw, double ofBlind, FindingCode code, FindingCode ofRaw) {
        double blind = Double.isFinite(ofBlind) ? ofBlind : 0;
        double warning = settings.meanChangeWarning(band.focalPlane());
        double change = raw - blind;
        Finding.graded(code, place(dark), change, warning, settings.meanChangeAlarm(band.focalPlane()), "LSB",
                limit -> new Object[] {dark.id().label(), change, blind, limit}).ifPresent(findings::add);
        double rawLimit = settings.rawChangeFactor() * warning;
        if (Double.isFinite(ofBlind) && Math.abs(raw) > rawLimit) {
            findings.add(Finding.measured(ofRaw, Severity.WARNING, place(dark), raw, rawLimit, "LSB", dark.id().label(), raw, rawLimit));
        }
    }

    /** A valid blind column that goes its own way takes its share of the blind part with it, and so the mean change of the detector. */
    private void blindColumns(DetectorDark dark) {
        int[] columns = dark.blind().columns();
        double[] change = PixelStatistics.columnMeans(dark.change(), dark.linesPerCycle());
        double usual = Median.of(Arrays.stream(columns).mapToDouble(column -> change[column]).filter(Double::isFinite).toArray());
        double[] uncertainty = PixelStatistics.columnMeans(dark.uncertainty().ofDark(), dark.linesPerCycle());
        for (int column : columns) {
            double stray = change[column] - usual;
            double limit = DetectorDark.limit(uncertainty[column], settings);
            if (Math.abs(stray) > limit) {
                findings.add(Finding.measured(DarkCode.STRAY_BLIND_COLUMN, Severity.WARNING,
                        Place.column(dark.id().band().name(), dark.id().detector(), column),
                        stray, limit, "LSB", dark.id(), column, stray, limit, stray / columns.length));
            }
        }
    }

    private void noise(Band band, List<DetectorDark> darks) {
        double noise = DarkResult.noise(darks).value();
        double relative = noise / result.history().medianNoise(band, settings) - 1;
        Finding.graded(DarkCode.NOISE, Place.band(band.name()), relative, settings.noiseWarning(), settings.noiseAlarm(), "1",
                limit -> new Object[] {band.name(), noise, 100 * relative, 100 * limit}).ifPresent(findings::add);
    }

    /**
     * Columns whose slope over the history leaves out zero: told where there are more than twice as many as chance gives,
     * and the share that matters.
     */
    private void drifts(List<DetectorDark> darks) {
        double limit = settings.detectorWide() + DarkHistory.BY_CHANCE;
        for (DetectorDark dark : darks) {
            DarkHistory.PixelStability stability = result.history().stabilities().get(dark.id());
            if (stability != null) {
                int drifting = (int) Arrays.stream(dark.imagingColumns()).filter(stability::drifts).count();
                double share = (double) drifting / dark.imagingColumns().length;
                if (share > limit) {
                    findings.add(Finding.measured(DarkCode.DRIFTING_PIXELS, Severity.INFO, place(dark), share, limit, "1",
                            drifting, dark.imagingColumns().length, dark.id(), stability.acquisitions(), 100 * share, 100 * limit));
                }
            }
        }
    }

    static Place place(DetectorDark dark) {
        return Place.detector(dark.id().band().name(), dark.id().detector());
    }
}
