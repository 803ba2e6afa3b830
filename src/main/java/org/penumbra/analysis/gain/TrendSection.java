package org.penumbra.analysis.gain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Event;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Series;
import org.penumbra.analysis.Figure.Style;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.analysis.gain.BandTrend.Part;
import org.penumbra.analysis.gain.GainOutliers.Outlier;
import org.penumbra.instrument.Band;
import org.penumbra.settings.Settings;
import org.penumbra.statistics.ChangePoint.Model;
import org.penumbra.statistics.ChangePoint.Segment;
import org.penumbra.statistics.ChangePoint.Verdict;
import org.penumbra.statistics.Median;

/** The part of the report, and of what the command line prints, that speaks of the series of absolute gains. */
public final class TrendSection {
    private static final double DAYS_PER_YEAR = 365.25;
    private static final List<String> METHOD = List.of(
            "The series is that of the reflectance responsivity R = A.ESUN, because conventions of the solar irradiance change while the "
                    + "instrument does not. A point of which many VNIR bands are off the median of its neighbours in time and nearer "
                    + "another unit's gains is left out; so is one that no instrument could show, or the value of one band.",
            "Between known events (events.yaml) and ends of epochs (NUC table, modes and equalisation on board, R2SWIR of the SWIR bands) each "
                    + "series is held against three models: constant, drift, and one step; from 20 points on also step and drift. The Bayesian "
                    + "information criterion decides, with residuals that allow for correlation; a step must beat the drift by 2, and "
                    + "what fits alike is undecided. The standard uncertainty of a step, its place taken as known, and of a drift is that of the "
                    + "same fit. On both sides of a step the search goes on; its size is that between the steps beside it. Theil-Sen slope, "
                    + "Pettitt's test and the cumulative sum are shown and never decide.",
            "The newest point is held against Student's interval of those since the last event or step, "
                    + "with a probability that holds for all bands together.",
            "The ratio of two units is taken from points near in time since the last event of either, "
                    + "that of the newest acquisition to the other unit; it is held against the median of the earlier ones.");

    private final TrendResult result;

    public TrendSection(TrendResult result) {
        this.result = result;
    }

    public Section section() {
        List<Figure> figures = result.bands().stream().anyMatch(trend -> trend.points().size() > 1) ? List.of(series()) : List.of();
        return new Section("gain-trend", "Series of the absolute gain",
                new MethodCard(METHOD, Settings.effective(result.settings())), tables(), figures);
    }

    /** Verdicts, tests, newest points and ratios; those that would be empty are left out. */
    public List<Table> tables() {
        return List.of(verdicts(), tooShort(), tests(), predictions(), ratios(), outliers()).stream()
                .filter(table -> !table.rows().isEmpty()).toList();
    }

    private Table verdicts() {
        List<Column> columns = List.of(Column.text("band"), Column.text("unit"), Column.text("from"), Column.text("to"), new Column("points", "", -1),
                Column.text("verdict"), new Column("change", "%", 3), new Column("u of the change", "%", 3), Column.text("how"),
                new Column("BIC constant", "", 1), new Column("BIC drift", "", 1), new Column("BIC step", "", 1), new Column("BIC both", "", 1));
        List<List<Object>> rows = new ArrayList<>();
        eachPart((trend, part) -> part.segments().stream().filter(segment -> segment.verdict() != Verdict.TOO_SHORT)
                .forEach(segment -> rows.add(verdict(trend, part, segment))));
        return new Table("Verdicts between events: " + result.quantity().label(), columns, rows);
    }

    private static List<Object> verdict(BandTrend trend, Part part, Segment segment) {
        Model called = segment.called();
        boolean step = called.index() >= 0;
        double slope = 100 * called.slope() / called.level();
        // the level is known so much better that it adds nothing
        double slopeUncertainty = 100 * called.slopeUncertainty() / called.level();
        double days = part.points().get(segment.to() - 1).day() - part.points().get(segment.from()).day();
        String how = (step ? "between %s and %s".formatted(day(part.points().get(called.index() - 1)), day(part.points().get(called.index()))) : "")
                + (slope == 0 ? "" : String.format(Locale.ROOT, "%s%+.3f ± %.3f %% per year", step ? ", then " : "",
                        slope * DAYS_PER_YEAR, slopeUncertainty * DAYS_PER_YEAR));
        return List.of(trend.band().name(), trend.unit(), day(part.points().get(segment.from())), day(part.points().get(segment.to() - 1)),
                segment.to() - segment.from(), segment.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                step ? 100 * called.step() : slope * days,
                Missing.unless(step ? 100 * called.stepUncertainty() : slopeUncertainty * days, "nothing is called"), how,
                bic(segment.constant()), bic(segment.drift()), bic(segment.step()), bic(segment.stepAndDrift()));
    }

    private static double bic(Model model) {
        return Double.isFinite(model.bic()) ? model.bic() : Double.NaN;
    }

    /** Stretches that are too short to be judged, bands of the same points together. */
    private Table tooShort() {
        Map<List<Object>, List<String>> bands = new LinkedHashMap<>();
        eachPart((trend, part) -> part.segments().stream().filter(segment -> segment.verdict() == Verdict.TOO_SHORT)
                .forEach(segment -> bands.computeIfAbsent(List.of(trend.unit(), day(part.points().get(segment.from())),
                        day(part.points().get(segment.to() - 1)), segment.to() - segment.from()), same -> new ArrayList<>())
                        .add(trend.band().name())));
        List<Column> columns = List.of(Column.text("unit"), Column.text("from"), Column.text("to"),
                new Column("points", "", -1), Column.text("bands"));
        return new Table("Stretches with too few points to be judged", columns, bands.entrySet().stream()
                .map(entry -> Stream.concat(entry.getKey().stream(), Stream.<Object>of(String.join(" ", entry.getValue()))).toList()).toList());
    }

    private Table tests() {
        List<Column> columns = List.of(Column.text("band"), Column.text("unit"), Column.text("after event"), new Column("points", "", -1),
                new Column("Theil-Sen", "% per year", 3), new Column("lower", "% per year", 3), new Column("upper", "% per year", 3),
                Column.text("Pettitt before"), new Column("p", "", 4), Column.text("CUSUM before"), new Column("statistic", "", 2));
        List<List<Object>> rows = new ArrayList<>();
        eachPart((trend, part) -> part.slope().ifPresent(slope -> rows.add(List.of(trend.band().name(), trend.unit(),
                part.after().map(GainEvent::type).orElse("first"), part.points().size(), 100 * slope.slope() / slope.intercept(),
                Missing.unless(100 * slope.lower() / slope.intercept(), "unbounded"),
                Missing.unless(100 * slope.upper() / slope.intercept(), "unbounded"),
                day(part.points().get(part.pettitt().orElseThrow().index())), part.pettitt().orElseThrow().p(),
                day(part.points().get(part.cusum().orElseThrow().index())), part.cusum().orElseThrow().statistic()))));
        return new Table("Tests that are shown and never decide", columns, rows);
    }

    private Table predictions() {
        List<Column> columns = List.of(Column.text("band"), Column.text("unit"), Column.text("newest"), new Column("earlier points", "", -1),
                new Column("predicted", result.quantity().unit(), 4), new Column("measured", result.quantity().unit(), 4),
                new Column("off by", "%", 3), new Column("interval, warning ±", "%", 3), new Column("interval, alarm ±", "%", 3));
        List<List<Object>> rows = new ArrayList<>();
        result.bands().forEach(trend -> trend.prediction().ifPresent(prediction -> rows.add(List.of(trend.band().name(), trend.unit(),
                day(trend.points().get(trend.points().size() - 1)), prediction.points(), prediction.expected(), prediction.measured(),
                100 * prediction.surprise(), 100 * prediction.warning() / prediction.expected(), 100 * prediction.alarm() / prediction.expected()))));
        return new Table("The newest point against those since the last event", columns, rows);
    }

    private Table ratios() {
        List<Column> columns = List.of(Column.text("band"), Column.text("units"), new Column("pairs", "", -1), new Column("newest ratio", "1", 5),
                new Column("change", "%", 3));
        List<List<Object>> rows = new ArrayList<>();
        result.ratios().stream().filter(ratio -> !ratio.ratios().isEmpty()).forEach(ratio -> rows.add(List.of(
                ratio.band().name(), ratio.unit() + "/" + ratio.other(), ratio.ratios().size(), ratio.newest(),
                Missing.unless(100 * ratio.change(), "too few earlier pairs, or none of the newest acquisition"))));
        return new Table("Ratios between units", columns, rows);
    }

    private Table outliers() {
        List<Column> columns = List.of(Column.text("unit"), Column.text("time"), Column.text("source"), Column.text("band"), Column.text("fits"),
                new Column("bands off", "", -1), new Column("distance", "%", 2), new Column("distance from the other", "%", 2));
        return new Table("Points left out", columns, result.outliers().stream().map(outlier -> List.<Object>of(outlier.unit(), day(outlier.point()),
                outlier.point().source(), outlier.band().map(Band::name).orElse("all"), outlier.fits().orElse("–"), outlier.bandsOff(),
                100 * outlier.distance(), 100 * outlier.distanceFits())).toList());
    }

    /** The series of each band, with references and events. */
    public Figure series() {
        List<Panel> panels = new ArrayList<>();
        Set<Band> bands = new LinkedHashSet<>();
        result.bands().forEach(trend -> bands.add(trend.band()));
        for (Band band : bands) {
            List<Line> lines = new ArrayList<>();
            result.bands().stream().filter(trend -> trend.band().equals(band)).forEach(trend -> lines.addAll(lines(trend)));
            panels.add(new Panel(band.name(), lines, List.of()));
        }
        List<Event> events = result.events().stream().map(event -> new Event(event.start(), event.unit() + " " + event.type())).toList();
        return new Series("gain-trend", "Absolute gain of each unit over time: " + result.quantity().label(),
                "Each unit against the median of its own points; the steps are the R2ABCA in force; points that were left out stand apart. "
                        + "A jump of all bands of a unit at a time is its illumination or its processing, one band alone is the instrument.",
                new Axis("change of " + result.quantity().label(), "%"), panels, events);
    }

    private List<Line> lines(BandTrend trend) {
        String band = trend.band().name();
        double level = Median.of(trend.points().stream().mapToDouble(point -> point.of(result.quantity(), band)).toArray());
        List<Line> lines = new ArrayList<>();
        lines.add(line(trend.unit(), trend.points(), point -> 100 * (point.of(result.quantity(), band) / level - 1), Style.POINTS_AND_LINE));
        if (trend.points().stream().anyMatch(point -> Double.isFinite(point.ofReference(result.quantity(), band)))) {
            lines.add(line(trend.unit() + " R2ABCA", trend.points(),
                    point -> 100 * (point.ofReference(result.quantity(), band) / level - 1), Style.STEPS));
        }
        List<GainPoint> left = result.outliers().stream().map(Outlier::point).distinct()
                .filter(point -> result.outliers().stream().anyMatch(outlier -> outlier.leavesOut(trend.unit(), point, trend.band())))
                .sorted(Comparator.comparing(GainPoint::time)).toList();
        if (!left.isEmpty()) {
            lines.add(line(trend.unit() + " left out", left, point -> 100 * (point.of(result.quantity(), band) / level - 1), Style.POINTS));
        }
        return lines;
    }

    private static Line line(String name, List<GainPoint> points, ToDoubleFunction<GainPoint> value, Style style) {
        return new Line(name, points.stream().mapToDouble(point -> point.time().getEpochSecond()).toArray(),
                points.stream().mapToDouble(value).toArray(), null, style);
    }

    private void eachPart(BiConsumer<BandTrend, Part> work) {
        result.bands().forEach(trend -> trend.parts().forEach(part -> work.accept(trend, part)));
    }

    private static String day(GainPoint point) {
        return point.time().toString().substring(0, 10);
    }
}
