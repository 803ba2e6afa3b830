package org.penumbra.analysis.defect;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.MapPanel;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Series;
import org.penumbra.analysis.Figure.Style;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.analysis.defect.Life.Status;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of defective pixels. */
final class DefectSection {
    private static final int MOST_ROWS = 200;
    /** With more bands than this the map shows all of them as its rows. */
    private static final int MOST_PANELS = 26;
    private static final List<String> METHOD = List.of(
            "A dark shows pixels that are hot (dark signal far above the local median, or dynamic range used up), saturated, stuck at one "
                    + "count, noisy against the local median, or at two levels within the strip or from dark to dark. The Sun on the diffuser shows "
                    + "pixels whose response is off the local median, whose noise is beyond the noise model, whose response wanders over the last "
                    + "diffusers, or depends on the level of light: that is seen once enough diffusers of a year differ enough in light, up and "
                    + "down, by season or by the angle of the Sun.",
            "Where the local median of noise or response is itself far off that of the detector, because a block of columns failed, the detector's "
                    + "is taken. Where the cut of outliers takes more than a few percent of a column, its noise is that of all samples. A dark of a "
                    + "quiet detector cannot show stuck pixels, and a pixel that is saturated or stuck shows nothing else: neither counts as an "
                    + "acquisition that did not see a defect.",
            "Each acquisition gives evidence; the life of a pixel follows from the evidence of all acquisitions. A defect is a candidate when it is "
                    + "seen, confirmed when it was in enough consecutive acquisitions that could have seen it (confirmed), released after enough "
                    + "that could have and did not (released). In the SWIR bands another configuration of a column is another pixel, and what "
                    + "counts is the one that was found to be active. Pixels of R2DEPI are known. Blind columns are never defective. When more "
                    + "than a small share of a detector's columns (detectorWide) newly show the same defect, the detector is the finding and "
                    + "none of its pixels is followed.",
            "A lit stack without calibration gives the response against the local median alone, the nearest archived dark of the epoch taken off, "
                    + "freed from what a column has in common over neighbouring bands of a spectrometer, and columns that are saturated or "
                    + "stuck as in any acquisition. Where it carries no noise, as a flat field of one line, the limit is stackResponse or "
                    + "stackScales robust scales of its row, the larger. A flat field cannot show pixels that are hot, noisy or at two levels "
                    + "while their response is right, nor single pixels within a blemish that runs through all "
                    + "bands: that is told as one column-shaped finding.");

    private final DefectResult result;

    DefectSection(DefectResult result) {
        this.result = result;
    }

    Section section() {
        List<Figure> figures = new ArrayList<>(List.of(map()));
        figures.addAll(evidence());
        if (!result.counts().acquisitions().isEmpty()) {
            figures.add(trend());
        }
        return new Section("defective-pixels", "Defective pixels", new MethodCard(METHOD, Settings.effective(result.settings())),
                List.of(counts(), changes(), pixels()), figures);
    }

    private Table counts() {
        List<Column> columns = List.of(Column.text("band"), new Column("known", "", -1), new Column("confirmed", "", -1),
                new Column("candidates", "", -1), new Column("released", "", -1), Column.text("signs in this acquisition"));
        List<List<Object>> rows = new ArrayList<>();
        result.perBand().forEach((band, counts) -> {
            Map<String, Long> signs = new LinkedHashMap<>();
            result.signs().stream().filter(one -> one.id().band().name().equals(band))
                    .forEach(one -> one.counts().forEach((kind, n) -> signs.merge(kind, n, Long::sum)));
            rows.add(List.of(band, counts.getOrDefault(Status.KNOWN, 0L), counts.getOrDefault(Status.CONFIRMED, 0L),
                    counts.getOrDefault(Status.CANDIDATE, 0L), counts.getOrDefault(Status.RELEASED, 0L),
                    signs.isEmpty() ? "none" : signs.toString().replaceAll("[{}]", "")));
        });
        return new Table("Pixels per band", columns, rows);
    }

    private Table changes() {
        List<Column> columns = List.of(Column.text("change"), Column.text("detector"), new Column("column", "", -1), Column.text("class"));
        List<List<Object>> rows = new ArrayList<>();
        result.catalogue().confirmed().forEach(life -> rows.add(List.of("new", life.place(), life.column(), life.kind())));
        result.catalogue().forced().forEach((place, reason) -> rows.add(List.of("forced", place.id().label(), place.column(), reason)));
        result.catalogue().gone().forEach(place -> rows.add(List.of("gone", place.id().label(), place.column(), "")));
        result.catalogue().forbidden().forEach(place -> rows.add(List.of("forbidden", place.id().label(), place.column(), "")));
        return new Table("Changes against R2DEPI", columns, rows);
    }

    private Table pixels() {
        List<Column> columns = List.of(Column.text("detector"), new Column("column", "", -1), Column.text("line of cycle"), Column.text("class"),
                Column.text("status"), Column.text("since"), Column.text("last seen"), Column.text("seen of possible"), Column.text("evidence"));
        List<List<Object>> rows = result.lives().stream()
                .sorted(Comparator.comparing(Life::status).thenComparing(Life::place).thenComparingInt(Life::column))
                .limit(MOST_ROWS).map(life -> List.<Object>of(life.place(), life.column(),
                        life.last().lineOfCycle() == 0 ? "all" : String.valueOf(life.last().lineOfCycle()), life.kind(), life.status().name(),
                        life.since().truncatedTo(ChronoUnit.SECONDS).toString(), life.lastSeen().truncatedTo(ChronoUnit.SECONDS).toString(),
                        life.seen() + " of " + life.possible(), evidence(life))).toList();
        return new Table("Lives of pixels (the first %d)".formatted(MOST_ROWS), columns, rows);
    }

    private static String evidence(Life life) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(life.last().values()).forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ").append(name)
                .append(String.format(Locale.ROOT, value == Math.rint(value) ? " %.0f" : " %.4g", value)));
        return text.toString();
    }

    private Figure map() {
        Map<String, List<DetectorSigns>> bands = new LinkedHashMap<>();
        boolean rowsAreBands = result.signs().size() > MOST_PANELS && result.signs().stream().allMatch(one -> one.id().detector() == 1);
        result.signs().forEach(one -> bands.computeIfAbsent(rowsAreBands ? "all bands" : one.id().band().name(), key -> new ArrayList<>()).add(one));
        Map<String, double[]> rows = new LinkedHashMap<>();
        result.signs().forEach(one -> rows.put(one.id().label(), new double[one.id().band().columns()]));
        result.catalogue().known().forEach(type -> mark(rows.get(type.place()), type.column(), 1));
        result.catalogue().forcedAlone().keySet().forEach(place -> mark(rows.get(place.id().label()), place.column(), 3));
        result.lives().forEach(life -> mark(rows.get(life.place()), life.column(), switch (life.status()) {
            case RELEASED -> 0;
            case KNOWN -> 1;
            case CANDIDATE -> 2;
            case CONFIRMED -> 3;
        }));
        int first = result.signs().stream().mapToInt(one -> row(one, rowsAreBands)).min().orElse(1);
        int last = result.signs().stream().mapToInt(one -> row(one, rowsAreBands)).max().orElse(1);
        List<MapPanel> panels = new ArrayList<>();
        bands.forEach((band, detectors) -> {
            double[][] values = new double[last - first + 1][detectors.get(0).id().band().columns()];
            Arrays.stream(values).forEach(row -> Arrays.fill(row, Double.NaN));
            detectors.forEach(one -> values[row(one, rowsAreBands) - first] = rows.get(one.id().label()));
            panels.add(new MapPanel(band, values));
        });
        return new Figure.Map("defective-pixels-map", "Defective pixels", "One row for each " + (rowsAreBands ? "band" : "detector")
                + "; the worst column of each picture element is shown. A cluster or a line points to something on the focal plane.",
                new Axis("column", ""), new Axis(rowsAreBands ? "band" : "detector", ""), new Axis("", ""), first, 0, 3, false,
                List.of("good", "known", "candidate", "confirmed"), panels);
    }

    private static int row(DetectorSigns one, boolean rowsAreBands) {
        return rowsAreBands ? one.id().band().id() : one.id().detector();
    }

    private static void mark(double[] row, int column, double value) {
        row[column] = Math.max(row[column], value);
    }

    /** One figure for each quantity that a new pixel is at fault in; a single acquisition is no series. */
    private List<Figure> evidence() {
        Map<PixelSeries.Quantity, List<Panel>> panels = new TreeMap<>();
        result.series().stream().filter(one -> one.seconds().length > 1)
                .forEach(one -> panels.computeIfAbsent(one.quantity(), key -> new ArrayList<>()).add(new Panel(
                        one.life().place() + " column " + one.life().column() + " " + one.life().kind(),
                        List.of(new Line("pixel", one.seconds(), one.pixel(), null, Style.POINTS_AND_LINE),
                                new Line("neighbours", one.seconds(), one.neighbours(), null, Style.POINTS_AND_LINE)), List.of())));
        return panels.entrySet().stream().<Figure>map(entry -> new Series("defective-pixels-" + entry.getKey().id(),
                "New pixels: " + entry.getKey().axis().label(),
                "Each new pixel and the median of the five columns on either side, over the acquisitions of the epoch.",
                entry.getKey().axis(), entry.getValue(), List.of())).toList();
    }

    private Figure trend() {
        List<Panel> panels = new ArrayList<>();
        result.perBand().entrySet().stream().limit(MOST_PANELS).forEach(entry -> {
            List<Line> lines = new ArrayList<>();
            for (Status status : List.of(Status.CONFIRMED, Status.CANDIDATE, Status.KNOWN)) {
                String name = DefectResult.count(entry.getKey(), status);
                var with = result.counts().acquisitions().stream().filter(one -> one.values().containsKey(name)).toList();
                lines.add(new Line(status.name().toLowerCase(Locale.ROOT),
                        DoubleStream.concat(with.stream().mapToDouble(one -> one.sensingStart().getEpochSecond()),
                                DoubleStream.of(result.product().sensingStart().getEpochSecond())).toArray(),
                        DoubleStream.concat(with.stream().mapToDouble(one -> one.values().get(name)),
                                DoubleStream.of(entry.getValue().getOrDefault(status, 0L))).toArray(), null, Style.STEPS));
            }
            panels.add(new Panel(entry.getKey(), lines, List.of()));
        });
        return new Series("defective-pixels-trend", "Number of defective pixels",
                "Pixels listed by the acquisitions of this type, this one last; a rise is damage, or a threshold too near the noise.",
                new Axis("pixels", ""), panels, List.of());
    }
}
