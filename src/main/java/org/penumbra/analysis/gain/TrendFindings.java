package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.analysis.gain.BandTrend.Part;
import org.penumbra.analysis.gain.GainOutliers.Outlier;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.statistics.ChangePoint.Model;
import org.penumbra.statistics.ChangePoint.Segment;
import org.penumbra.statistics.ChangePoint.Verdict;

/** Holds the series of absolute gains against the thresholds of METHODS 5. */
public final class TrendFindings {
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double SECONDS_PER_DAY = 86_400;

    private final TrendResult result;
    private final TrendSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    private TrendFindings(TrendResult result) {
        this.result = result;
        this.settings = result.settings();
    }

    /** All findings: the units first, then band by band. */
    public static List<Finding> of(TrendResult result) {
        TrendFindings findings = new TrendFindings(result);
        findings.units();
        result.bands().forEach(findings::band);
        result.ratios().forEach(findings::ratio);
        return List.copyOf(findings.findings);
    }

    private void units() {
        for (GainSeries series : result.refused()) {
            GainTrends.withoutIrradiance(series).ifPresent(point ->
                    findings.add(Finding.of(TrendCode.NO_IRRADIANCE, Severity.WARNING, Place.INSTRUMENT, series.unit(), point.time())));
        }
        result.series().forEach(series -> series.conflicts().forEach(point -> findings.add(Finding.of(TrendCode.CONFLICT, Severity.WARNING,
                Place.INSTRUMENT, series.unit(), point.time(), point.source()))));
        result.outliers().forEach(outlier -> findings.add(leftOut(outlier)));
    }

    private Finding leftOut(Outlier outlier) {
        GainPoint point = outlier.point();
        if (outlier.band().isPresent()) {
            String band = outlier.band().get().name();
            return Finding.measured(TrendCode.IMPLAUSIBLE_VALUE, Severity.WARNING, Place.band(band), outlier.distance(), settings.implausible(), "1",
                    band, outlier.unit(), point.time(), point.source(), 100 * outlier.distance());
        }
        return outlier.fits()
                .map(other -> Finding.measured(TrendCode.OUTLIER, Severity.WARNING, Place.INSTRUMENT,
                        (double) outlier.bandsOff(), (double) settings.outlierBands(), "bands", outlier.unit(), point.time(),
                        point.source(), other, outlier.bandsOff(), 100 * outlier.distance(), 100 * outlier.distanceFits()))
                .orElseGet(() -> Finding.measured(TrendCode.IMPLAUSIBLE, Severity.WARNING, Place.INSTRUMENT,
                        outlier.distance(), settings.implausible(), "1", outlier.unit(), point.time(), point.source(),
                        100 * outlier.distance(), outlier.bandsOff()));
    }

    private void band(BandTrend trend) {
        for (Part part : trend.parts()) {
            if (part.search().verdict() == Verdict.TOO_SHORT) {
                changes(trend, part);
            }
            for (Segment segment : part.segments()) {
                switch (segment.verdict()) {
                    case STEP, STEP_AND_DRIFT -> step(trend, part, segment.called());
                    case DRIFT -> drift(trend, part, segment);
                    case UNDECIDED -> undecided(trend, part, segment);
                    case CONSTANT, TOO_SHORT -> { }
                }
            }
        }
        trend.prediction().ifPresent(prediction -> surprise(trend, prediction));
    }

    /** Changes from one point to the next of a series that is too short to be judged: they are said, not named. */
    private void changes(BandTrend trend, Part part) {
        double limit = settings.changeWarning(trend.band());
        for (int i = 1; i < part.points().size(); i++) {
            double change = part.points().get(i).of(trend.quantity(), trend.band().name())
                    / part.points().get(i - 1).of(trend.quantity(), trend.band().name()) - 1;
            if (Math.abs(change) >= limit) {
                findings.add(Finding.measured(TrendCode.SHORT_CHANGE, Severity.INFO, Place.band(trend.band().name()), change, limit, "1",
                        trend.quantity().label(), trend.unit(), trend.band().name(), 100 * change,
                        time(part, i - 1), time(part, i), part.points().size(), 100 * limit));
            }
        }
    }

    private void step(BandTrend trend, Part part, Model step) {
        Severity severity = severity(trend, step.step());
        double limit = limit(trend, severity);
        findings.add(Finding.measured(TrendCode.STEP, severity, Place.band(trend.band().name()), step.step(), limit, "1",
                trend.quantity().label(), trend.unit(), trend.band().name(), 100 * step.step(), 100 * step.stepUncertainty(),
                time(part, step.index() - 1), time(part, step.index()), 100 * limit));
    }

    private void drift(BandTrend trend, Part part, Segment segment) {
        double total = total(part, segment);
        Severity severity = severity(trend, total);
        double limit = limit(trend, severity);
        findings.add(Finding.measured(TrendCode.DRIFT, severity, Place.band(trend.band().name()), total, limit, "1",
                trend.quantity().label(), trend.unit(), trend.band().name(), 100 * total, time(part, segment.from()), time(part, segment.to() - 1),
                100 * segment.drift().slope() / segment.drift().level() * DAYS_PER_YEAR,
                100 * segment.drift().slopeUncertainty() / segment.drift().level() * DAYS_PER_YEAR, 100 * limit));
    }

    /** What is not known well enough to be named is no alarm. */
    private void undecided(BandTrend trend, Part part, Segment segment) {
        double step = segment.step().step();
        double total = total(part, segment);
        double limit = settings.changeWarning(trend.band());
        boolean large = Math.min(Math.abs(step), Math.abs(total)) > limit;
        findings.add(Finding.measured(TrendCode.UNDECIDED, large ? Severity.WARNING : Severity.INFO, Place.band(trend.band().name()),
                total, limit, "1", trend.quantity().label(), trend.unit(), trend.band().name(),
                time(part, segment.from()), time(part, segment.to() - 1), 100 * step, 100 * total));
    }

    private void surprise(BandTrend trend, Prediction prediction) {
        double size = Math.abs(prediction.surprise());
        boolean alarm = prediction.outside(prediction.alarm()) && size > settings.surpriseAlarm(trend.band());
        if (alarm || prediction.outside(prediction.warning()) && size > settings.surpriseWarning(trend.band())) {
            double limit = alarm ? settings.surpriseAlarm(trend.band()) : settings.surpriseWarning(trend.band());
            findings.add(Finding.measured(TrendCode.SURPRISE, alarm ? Severity.ALARM : Severity.WARNING, Place.band(trend.band().name()),
                    prediction.surprise(), limit, "1", trend.quantity().label(), trend.unit(), trend.band().name(),
                    100 * prediction.surprise(), prediction.points(),
                    100 * (alarm ? prediction.alarm() : prediction.warning()) / prediction.expected(), 100 * limit));
        }
    }

    private void ratio(UnitRatio ratio) {
        Finding.graded(TrendCode.RATIO, Place.band(ratio.band().name()), ratio.change(), settings.ratioWarning(), settings.ratioAlarm(), "1",
                limit -> new Object[] {ratio.unit(), ratio.other(), ratio.band().name(), 100 * ratio.change(), 100 * limit}).ifPresent(findings::add);
    }

    private Severity severity(BandTrend trend, double change) {
        double size = Math.abs(change);
        return size >= settings.changeAlarm(trend.band()) ? Severity.ALARM
                : size >= settings.changeWarning(trend.band()) ? Severity.WARNING : Severity.INFO;
    }

    /** The limit that was passed, or the next one. */
    private double limit(BandTrend trend, Severity severity) {
        return severity == Severity.ALARM ? settings.changeAlarm(trend.band()) : settings.changeWarning(trend.band());
    }

    /** Change over the whole segment of a drift, relative to its start. */
    private static double total(Part part, Segment segment) {
        double days = (time(part, segment.to() - 1).getEpochSecond() - time(part, segment.from()).getEpochSecond()) / SECONDS_PER_DAY;
        return segment.drift().slope() * days / segment.drift().level();
    }

    private static Instant time(Part part, int index) {
        return part.points().get(index).time();
    }
}
