package org.penumbra.analysis.equalisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Curves;
import org.penumbra.analysis.Figure.Limit;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.MapPanel;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Style;

/** The figures of the equalisation, one panel per band; relative quantities in per cent. */
final class EqualisationFigures {
    private static final Axis FPN = new Axis("FPN", "%");
    private final EqualisationResult result;

    EqualisationFigures(EqualisationResult result) {
        this.result = result;
    }

    List<Figure> all() {
        return result.bands().isEmpty() ? List.of() : List.of(response(), map(), pattern(), againstAge(), shape());
    }

    private static double[] change(DetectorEqualisation detector) {
        double[] change = detector.relative().clone();
        Arrays.setAll(change, column -> detector.response().imaging()[column] ? 100 * (change[column] - 1) : Double.NaN);
        return change;
    }

    /** Place on the axis of detectors: 0 to 1 over the columns of detector 1, and on. */
    private static double place(DetectorEqualisation detector, double column) {
        return detector.id().detector() - 1 + (column + 0.5) / detector.relative().length;
    }

    private Curves response() {
        return overDetectors("equalisation-response", "Relative response over all columns",
                "r - 1, what the equalisation in force leaves over, every imaging column. A flat line is an equalisation that still fits; "
                        + "steps between detectors and single spikes are unusual.", new Axis("r - 1", "%"),
                detector -> IntStream.range(0, detector.relative().length).mapToDouble(column -> place(detector, column)).toArray(),
                EqualisationFigures::change, Style.LINE,
                List.of(new Limit("pixel limit", 100 * result.settings().pixelChange()),
                        new Limit("pixel limit", -100 * result.settings().pixelChange())));
    }

    private Figure.Map map() {
        List<MapPanel> maps = new ArrayList<>();
        int most = mostDetectors();
        for (BandEqualisation band : result.bands()) {
            double[][] rows = new double[most][band.band().columns()];
            Arrays.stream(rows).forEach(row -> Arrays.fill(row, Double.NaN));
            band.detectors().forEach(detector -> rows[detector.id().detector() - 1] = change(detector));
            maps.add(new MapPanel(band.band().name(), rows));
        }
        double scale = 100 * result.settings().pixelChange();
        return new Figure.Map("equalisation-change-map", "Map of the gain change, detector by column",
                "Colour: r - 1; the strongest column of each picture element is shown. Blind and known defective columns are grey.",
                new Axis("column", ""), new Axis("detector", ""), new Axis("r - 1", "%"), 1, -scale, scale, true, maps);
    }

    private Curves pattern() {
        List<Panel> panels = new ArrayList<>();
        for (BandEqualisation band : result.bands()) {
            double[] detectors = band.detectors().stream().mapToDouble(detector -> detector.id().detector() - 0.5).toArray();
            panels.add(new Panel(band.band().name(), List.of(
                    new Line("in force", detectors, values(band, DetectorEqualisation::fpnValue), null, Style.POINTS_AND_LINE),
                    new Line("candidate", detectors, values(band, DetectorEqualisation::candidateFpnValue), null, Style.POINTS)), limits(band)));
        }
        return new Curves("equalisation-fpn", "Fixed pattern noise per detector",
                "At the level of the diffuser, with the equalisation in force and with the candidate of the other half of the lines. "
                        + "0 means below noise.",
                new Axis("detector", ""), FPN, panels, mostDetectors());
    }

    private Curves againstAge() {
        List<Panel> panels = new ArrayList<>();
        for (BandEqualisation band : result.bands()) {
            EqualisationHistory.BandSeries series = result.history().bands().get(band.band());
            int last = series.age().length - 1;
            List<Line> lines = new ArrayList<>();
            lines.add(new Line("this product", new double[] {series.age()[last]}, new double[] {100 * series.fpn()[last]}, null, Style.POINTS));
            if (last > 0) {
                lines.add(new Line("earlier", Arrays.copyOf(series.age(), last), percent(Arrays.copyOf(series.fpn(), last)), null, Style.POINTS));
            }
            panels.add(new Panel(band.band().name(), lines, limits(band)));
        }
        return new Curves("equalisation-fpn-age", "Fixed pattern noise against the age of the equalisation",
                "Mean over the detectors, this product and earlier ones of the epoch. It grows slowly with age; a jump is unusual.",
                new Axis("age of R2EQOG", "days"), FPN, panels, 0);
    }

    private Curves shape() {
        return overDetectors("equalisation-window-shape", "Low-frequency shape: means of the windows",
                "Mean of r - 1 in each window. A slope common to all detectors is the diffuser or the optics and not fixed pattern noise.",
                new Axis("r - 1", "%"), detector -> Arrays.stream(detector.fpn().centres()).map(column -> place(detector, column)).toArray(),
                detector -> Arrays.stream(detector.fpn().means()).map(mean -> 100 * (mean - 1)).toArray(), Style.POINTS_AND_LINE, List.of());
    }

    private Curves overDetectors(String id, String title, String caption, Axis y, Function<DetectorEqualisation, double[]> x,
                                 Function<DetectorEqualisation, double[]> of, Style style, List<Limit> limits) {
        List<Panel> panels = new ArrayList<>();
        for (BandEqualisation band : result.bands()) {
            double[] abscissae = band.detectors().stream().flatMapToDouble(detector -> DoubleStream.of(x.apply(detector))).toArray();
            double[] values = band.detectors().stream().flatMapToDouble(detector -> DoubleStream.of(of.apply(detector))).toArray();
            panels.add(new Panel(band.band().name(), List.of(new Line("", abscissae, values, null, style)), limits));
        }
        return new Curves(id, title, caption, new Axis("detector", ""), y, panels, mostDetectors());
    }

    private List<Limit> limits(BandEqualisation band) {
        return List.of(new Limit("warning", 100 * result.settings().fpnWarning(), true),
                new Limit("alarm", 100 * result.settings().fpnAlarm(band.band())));
    }

    private int mostDetectors() {
        return result.bands().stream().flatMap(band -> band.detectors().stream()).mapToInt(detector -> detector.id().detector()).max().orElse(1);
    }

    private static double[] values(BandEqualisation band, ToDoubleFunction<DetectorEqualisation> of) {
        return percent(band.detectors().stream().mapToDouble(of).toArray());
    }

    private static double[] percent(double[] fractions) {
        return Arrays.stream(fractions).map(value -> 100 * value).toArray();
    }
}
