package org.penumbra.analysis.gain;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Bar;
import org.penumbra.analysis.Figure.Bars;
import org.penumbra.analysis.Figure.Curves;
import org.penumbra.analysis.Figure.Limit;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Style;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.instrument.BandDetector;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of the absolute gain. */
final class GainSection {
    private static final String UNIT = "LSB/(W.m-2.sr-1.µm-1)";
    private static final Axis CHANGE = new Axis("change against R2ABCA", "%");
    private static final List<String> METHOD = List.of(
            "The absolute coefficient A of a band is the mean of q(p) = Z/L_diff over the imaging columns of all detectors, defective ones left out; "
                    + "of a detector likewise. It is held against the R2ABCA in force. R = A.ESUN is the reflectance responsivity, which a change of "
                    + "the solar spectrum does not touch.",
            "The uncertainty is the quadratic sum of the budget: reflectance of the diffuser, cosine (its planarity), straylight, "
                    + "non-linearity, dark (common to all columns), noise, ephemeris. What is common to all acquisitions does not enter a "
                    + "change between them; noise and dark do.",
            "A new R2ABCA is proposed for a band when A of the first half of the lines fits the second half better than the one in force and the "
                    + "change exceeds 3 times its statistical uncertainty, and always with a candidate R2EQOG: there it takes the median of the "
                    + "detectors, so that the pair is consistent. Nothing is proposed for a band that lacks a detector that was active, or whose "
                    + "u(r) is too large, and it makes no point of its series.");

    private final GainResult result;

    GainSection(GainResult result) {
        this.result = result;
    }

    Section section() {
        boolean empty = result.bands().isEmpty();
        return new Section("absolute-gain", "Absolute gain", new MethodCard(METHOD, Settings.effective(result.settings())),
                empty ? List.of() : List.of(perBand(), decisions(), perDetector(), budget()), empty ? List.of() : List.of(bands(), detectors()));
    }

    private Table perBand() {
        List<Column> columns = List.of(Column.text("band"), new Column("A", UNIT, 5), new Column("A of R2ABCA", UNIT, 5),
                new Column("change", "%", 4), new Column("uncertainty", "%", 4),
                new Column("statistical part", "%", 4), new Column("R = A.ESUN", "LSB.sr", 2));
        return new Table("Absolute coefficient per band", columns, result.bands().stream().map(band -> List.<Object>of(
                band.band().name(), band.gain(), band.reference(), 100 * band.change(), 100 * band.budget().total(),
                100 * band.budget().statistical(), band.reflectanceResponsivity())).toList());
    }

    private Table decisions() {
        List<Column> columns = List.of(Column.text("band"), new Column("error of the R2ABCA in force", "%", 4),
                new Column("error of the candidate", "%", 4), Column.text("decision"));
        return new Table("R2ABCA in force and candidate on the lines held back", columns, result.bands().stream()
                .map(band -> List.<Object>of(band.band().name(), 100 * band.errorOfReference(), 100 * band.errorOfCandidate(),
                        band.decision().label())).toList());
    }

    private Table perDetector() {
        List<Integer> detectors = result.bands().stream().flatMap(band -> band.response().detectors().stream())
                .map(one -> one.id().detector()).distinct().sorted().toList();
        List<Column> columns = new ArrayList<>(List.of(Column.text("band")));
        detectors.forEach(detector -> columns.add(new Column(BandDetector.detectorLabel(detector), "%", 4)));
        List<List<Object>> rows = new ArrayList<>();
        for (BandGain band : result.bands()) {
            List<Object> row = new ArrayList<>(List.of(band.band().name()));
            detectors.forEach(detector -> row.add(band.response().detectors().stream().filter(one -> one.id().detector() == detector)
                    .mapToDouble(one -> 100 * (one.gain() / band.reference() - 1)).findFirst().orElse(Double.NaN)));
            rows.add(row);
        }
        return new Table("Change of each detector against the A of R2ABCA", columns, rows);
    }

    private Table budget() {
        List<Column> columns = new ArrayList<>(List.of(Column.text("band")));
        result.bands().get(0).budget().contributions().forEach(one -> columns.add(new Column(one.name(), "%", 4)));
        columns.add(new Column("total", "%", 4));
        List<List<Object>> rows = new ArrayList<>();
        for (BandGain band : result.bands()) {
            List<Object> row = new ArrayList<>(List.of(band.band().name()));
            band.budget().contributions().forEach(one -> row.add(100 * one.size()));
            row.add(100 * band.budget().total());
            rows.add(row);
        }
        return new Table("Budget of the absolute coefficient, k = 1", columns, rows);
    }

    private Figure bands() {
        List<Bar> bars = result.bands().stream().map(band -> {
            double change = 100 * band.change();
            return new Bar(band.band().name(), Math.min(0, change), Math.max(0, change));
        }).toList();
        return new Bars("gain-change", "Absolute gain against the R2ABCA in force",
                "Each bar runs from no change to the change measured.", CHANGE, bars);
    }

    private Figure detectors() {
        List<Panel> panels = new ArrayList<>();
        int most = result.bands().stream().flatMap(band -> band.response().detectors().stream())
                .mapToInt(detector -> detector.id().detector()).max().orElse(1);
        for (BandGain band : result.bands()) {
            List<DetectorResponse> detectors = band.response().detectors();
            double limit = 100 * result.settings().changeWarning(band.band());
            panels.add(new Panel(band.band().name(), List.of(new Line("",
                    detectors.stream().mapToDouble(detector -> detector.id().detector() - 0.5).toArray(),
                    detectors.stream().mapToDouble(detector -> 100 * (detector.gain() / band.reference() - 1)).toArray(),
                    null, Style.POINTS_AND_LINE)), List.of(new Limit("warning", limit), new Limit("warning", -limit))));
        }
        return new Curves("gain-detectors", "Absolute gain of each detector against the R2ABCA in force",
                "A detector that stands out has moved alone; all detectors together are the band or the illumination.",
                new Axis("detector", ""), CHANGE, panels, most);
    }
}
