package org.penumbra.analysis.dark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Bins;
import org.penumbra.analysis.Figure.Curves;
import org.penumbra.analysis.Figure.Histogram;
import org.penumbra.analysis.Figure.HistogramPanel;
import org.penumbra.analysis.Figure.Limit;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.MapPanel;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Series;
import org.penumbra.analysis.Figure.Style;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.PixelStatistics;

/** The figures of the dark signal, one panel per band. */
final class DarkFigures {
    private static final int BINS = 80;
    /** With more bands than this a figure shows all of them in one map. */
    private static final int MOST_PANELS = 26;
    private static final Axis LSB = new Axis("dark signal", "LSB");

    private final DarkResult result;

    DarkFigures(DarkResult result) {
        this.result = result;
    }

    List<Figure> all() {
        if (result.bands().size() > MOST_PANELS) {
            return List.of(spectral("dark-level-map", "Dark level, band by column", "dark signal", this::level),
                    spectral("dark-noise-map", "Noise, band by column", "noise", dark -> imagingOnly(dark, dark.noise().clone())));
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(overColumns("dark-level", "Dark level over the columns",
                "Mean over the lines of cycle, every imaging column. Steps between detectors are usual; single spikes are not.",
                LSB, this::level, List.of()));
        if (referenced()) {
            figures.add(overColumns("dark-change", "Change of the dark against the reference in force",
                    "Measured minus COEFF_D, mean over the lines of cycle. A flat line at zero is a reference that still fits.",
                    new Axis("change", "LSB"), this::change,
                    List.of(new Limit("pixel limit", result.settings().pixelChange()), new Limit("pixel limit", -result.settings().pixelChange()))));
            figures.add(map());
            figures.add(histogram());
        }
        if (result.detectors().stream().anyMatch(dark -> dark.blind().drift().length > 0)) {
            figures.add(drift());
        }
        if (result.history().acquisitions().values().stream().allMatch(List::isEmpty)) {
            return figures;
        }
        figures.add(series("dark-history-level", "Mean dark over the epoch", new Axis("mean dark", "LSB"), DarkHistory.BandSeries::mean));
        figures.add(series("dark-history-noise", "Noise over the epoch", new Axis("noise", "LSB"), DarkHistory.BandSeries::noise));
        return figures;
    }

    private boolean referenced() {
        return result.detectors().stream().anyMatch(dark -> Double.isFinite(dark.means().change().value()));
    }

    private double[] level(DetectorDark dark) {
        return imagingOnly(dark, PixelStatistics.columnMeans(dark.mean(), dark.linesPerCycle()));
    }

    private double[] change(DetectorDark dark) {
        return imagingOnly(dark, PixelStatistics.columnMeans(dark.change(), dark.linesPerCycle()));
    }

    private static double[] imagingOnly(DetectorDark dark, double[] values) {
        Arrays.setAll(values, column -> dark.imaging()[column] ? values[column] : Double.NaN);
        return values;
    }

    private Curves overColumns(String id, String title, String caption, Axis y, Function<DetectorDark, double[]> of, List<Limit> limits) {
        List<Panel> panels = new ArrayList<>();
        result.bands().forEach((band, darks) -> {
            double[] x = darks.stream().flatMapToDouble(dark -> IntStream.range(0, dark.imaging().length)
                    .mapToDouble(column -> dark.id().detector() - 1 + (column + 0.5) / dark.imaging().length)).toArray();
            double[] values = darks.stream().flatMapToDouble(dark -> DoubleStream.of(of.apply(dark))).toArray();
            panels.add(new Panel(band.name(), List.of(new Line("", x, values, null, Style.LINE)), limits));
        });
        return new Curves(id, title, caption, new Axis("detector", ""), y, panels, mostDetectors());
    }

    private int mostDetectors() {
        return result.detectors().stream().mapToInt(dark -> dark.id().detector()).max().orElse(1);
    }

    private Figure.Map map() {
        List<MapPanel> maps = new ArrayList<>();
        int most = mostDetectors();
        result.bands().forEach((band, darks) -> {
            double[][] rows = new double[most][band.columns()];
            Arrays.stream(rows).forEach(row -> Arrays.fill(row, Double.NaN));
            darks.forEach(dark -> rows[dark.id().detector() - 1] = change(dark));
            maps.add(new MapPanel(band.name(), rows));
        });
        double scale = result.settings().pixelChange();
        return new Figure.Map("dark-change-map", "Map of the change, detector by column",
                "Colour: measured minus COEFF_D, mean over the lines of cycle; the strongest column of each picture element is shown. "
                        + "Blind and known defective columns are grey.",
                new Axis("column", ""), new Axis("detector", ""), new Axis("change", "LSB"), 1, -scale, scale, true, maps);
    }

    /** One map per detector whose rows are the bands: an imaging spectrometer has hundreds. */
    private Figure.Map spectral(String id, String title, String value, Function<DetectorDark, double[]> of) {
        Map<Integer, List<DetectorDark>> detectors = result.detectors().stream()
                .collect(Collectors.groupingBy(dark -> dark.id().detector(), TreeMap::new, Collectors.toList()));
        List<MapPanel> maps = detectors.entrySet().stream().map(entry -> new MapPanel("detector " + entry.getKey(),
                entry.getValue().stream().map(of).toArray(double[][]::new))).toList();
        double[] all = maps.stream().flatMapToDouble(map -> Arrays.stream(map.values()).flatMapToDouble(DoubleStream::of))
                .filter(Double::isFinite).sorted().toArray();
        double low = all.length == 0 ? 0 : all[all.length / 100];
        double high = all.length == 0 ? 1 : Math.max(all[all.length - 1 - all.length / 100], low + 1e-9);
        return new Figure.Map(id, title, "Rows are bands, in their order. The colours span all but the outermost hundredth at either end.",
                new Axis("column", ""), new Axis("band", ""), new Axis(value, "LSB"),
                result.detectors().get(0).id().band().id(), low, high, false, maps);
    }

    private Histogram histogram() {
        List<HistogramPanel> panels = new ArrayList<>();
        result.bands().forEach((band, darks) -> {
            double[] measured = values(darks, DetectorDark::mean);
            double[] reference = values(darks, DetectorDark::reference);
            double low = Math.floor(DoubleStream.concat(DoubleStream.of(measured), DoubleStream.of(reference)).min().orElse(0));
            double high = Math.ceil(DoubleStream.concat(DoubleStream.of(measured), DoubleStream.of(reference)).max().orElse(1)) + 1;
            double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> low + (high - low) * i / BINS).toArray();
            panels.add(new HistogramPanel(band.name(), List.of(bins("reference in force", reference, edges), bins("measured", measured, edges))));
        });
        return new Histogram("dark-histogram", "Distribution of the dark signal against the reference",
                "All imaging pixels and lines of cycle. The two distributions should lie over each other.", LSB, panels);
    }

    private static double[] values(List<DetectorDark> darks, Function<DetectorDark, double[]> of) {
        return darks.stream().flatMapToDouble(dark -> {
            double[] values = of.apply(dark);
            return IntStream.range(0, values.length).filter(i -> dark.imaging()[i / dark.linesPerCycle()]).mapToDouble(i -> values[i]);
        }).filter(Double::isFinite).toArray();
    }

    private static Bins bins(String name, double[] values, double[] edges) {
        double[] counts = new double[edges.length - 1];
        double width = edges[1] - edges[0];
        for (double value : values) {
            counts[Math.min(counts.length - 1, (int) ((value - edges[0]) / width))]++;
        }
        return new Bins(name, edges, counts);
    }

    private Curves drift() {
        List<Panel> panels = new ArrayList<>();
        result.bands().forEach((band, darks) -> {
            List<Line> lines = darks.stream().filter(dark -> dark.blind().drift().length > 0).map(dark -> new Line(
                    BandDetector.detectorLabel(dark.id().detector()),
                    IntStream.range(0, dark.blind().drift().length)
                            .mapToDouble(block -> dark.lines() * (block + 0.5) / dark.blind().drift().length).toArray(),
                    dark.blind().drift(), null, Style.LINE)).toList();
            panels.add(new Panel(band.name(), lines, List.of()));
        });
        return new Curves("dark-drift", "Drift over the strip, from the blind columns",
                "Offset of the blind columns PC in eight equal blocks of the strip, one line per detector. "
                        + "A slope common to all detectors is thermal.",
                new Axis("line of the band", ""), new Axis("PC", "LSB"), panels, 0);
    }

    private Series series(String id, String title, Axis y, Function<DarkHistory.BandSeries, double[]> of) {
        List<Panel> panels = result.history().series().entrySet().stream().sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Band::id)))
                .map(entry -> new Panel(entry.getKey().name(), List.of(new Line(entry.getKey().name(), entry.getValue().seconds(),
                        of.apply(entry.getValue()), null, Style.POINTS_AND_LINE)), List.of())).toList();
        return new Series(id, title, "Every archived dark of the same epoch and this one, last.", y, panels, List.of());
    }
}
