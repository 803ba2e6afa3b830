package org.penumbra.analysis.swir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Curves;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.MapPanel;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Style;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.analysis.swir.DetectorSelection.Proposal;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of the SWIR re-selection. */
final class SwirSection {
    private final SwirResult result;

    SwirSection(SwirResult result) {
        this.result = result;
    }

    Section section() {
        List<Figure> figures = new ArrayList<>();
        if (!result.detectors().isEmpty()) {
            figures.add(strip("before", false));
            if (result.detectors().stream().flatMap(detector -> detector.proposals().stream()).anyMatch(proposal -> proposal.to() != null)) {
                figures.add(strip("after", true));
            }
            if (result.detectors().stream().anyMatch(detector -> Arrays.stream(detector.noise()).anyMatch(Double::isFinite))) {
                figures.add(noise());
            }
        }
        return new Section("swir-selection", "SWIR re-selection", new MethodCard(method(), Settings.effective(result.settings())),
                List.of(proposals(), moves()), figures);
    }

    private List<String> method() {
        SwirSettings settings = result.settings();
        return List.of(
                ("B10 has three physical lines, of which each column uses one; B11 and B12 have four, of which it uses two adjacent ones. R2SWIR "
                        + "says which, as a shift of -1, 0 or +1. A column needs another configuration when its pixel is confirmed as defective, or "
                        + "noisier than %s times its neighbours in %d darks.")
                        .formatted(settings.noisy(), settings.noisyDarks()),
                ("Every dark that was acquired under another R2SWIR is evidence for its configurations. Of those with evidence the healthy ones "
                        + "come first, then the quietest, and of two alike the one whose response on the diffuser is nearest its neighbours'; an "
                        + "isolated shift must be better by %.1f %% more. A change is proposed for a gain of more than %.1f %% in noise or a defect "
                        + "removed. Without evidence a survey acquisition is asked for, never a blind change. R2SWIR, the table on board, R2EQOG, "
                        + "R2EOB2 and R2DEPI must change at the same instant. The candidate R2SWIR starts with the year 2100 and so holds for no "
                        + "product, until that instant is put in.")
                        .formatted(100 * settings.isolated(), 100 * settings.gain()),
                ("After an activation the dark level of each moved column is compared with that of the old and of the new configuration, or with "
                        + "COEFF_D of the new R2EQOG where the new one was never seen: S above %1$s confirms; below -%1$s, against any configuration "
                        + "that was seen, it is a mismatch; in between the noise decides, or the response on the next diffuser, or nothing does. "
                        + "What is measured of a column with a mismatch counts for the configuration that it really uses, not for the commanded one, "
                        + "and it is looked at again in every dark until it does.")
                        .formatted(settings.decided()));
    }

    private Table proposals() {
        List<Column> columns = List.of(Column.text("detector"), new Column("column", "", -1), new Column("from", "", -1), new Column("to", "", -1),
                new Column("noise", "LSB", 2), new Column("expected noise", "LSB", 2), Column.text("removes a defect"), Column.text("reason"));
        List<List<Object>> rows = new ArrayList<>();
        result.detectors().forEach(detector -> detector.proposals().forEach(proposal -> rows.add(List.of(
                detector.id().label(), proposal.column(), proposal.from(),
                proposal.to() == null ? new Missing("survey needed") : (Object) proposal.to(), proposal.noise(), proposal.expectedNoise(),
                proposal.removesDefect() ? "yes" : "no", proposal.reason()))));
        return new Table("Proposed changes (together with R2EQOG, R2EOB2, R2DEPI and the table on board, at one instant)", columns, rows);
    }

    private Table moves() {
        List<Column> columns = List.of(Column.text("detector"), new Column("column", "", -1), new Column("from", "", -1), new Column("to", "", -1),
                new Column("active", "", -1), new Column("S", "", 1), Column.text("outcome"), Column.text("by"), Column.text("defect"));
        List<List<Object>> rows = new ArrayList<>();
        result.detectors().forEach(detector -> detector.moved().forEach(move -> rows.add(List.of(detector.id().label(), move.column(),
                SwirResult.known(move.from()), move.to(),
                move.outcome() == Outcome.UNDECIDED ? new Missing("undecided") : SwirResult.known(move.active()), move.score(),
                move.outcome().name().toLowerCase(java.util.Locale.ROOT), move.by(), move.defectGone() ? "gone or none" : "still there"))));
        return new Table("Columns that were moved", columns, rows);
    }

    private Figure strip(String name, boolean proposed) {
        List<MapPanel> panels = new ArrayList<>();
        int first = result.detectors().stream().mapToInt(detector -> detector.id().detector()).min().orElse(1);
        int last = result.detectors().stream().mapToInt(detector -> detector.id().detector()).max().orElse(1);
        result.bands().forEach((band, detectors) -> {
            double[][] rows = new double[last - first + 1][band.columns()];
            Arrays.stream(rows).forEach(row -> Arrays.fill(row, Double.NaN));
            for (DetectorSelection detector : detectors) {
                double[] row = rows[detector.id().detector() - first];
                Arrays.setAll(row, column -> detector.shifts()[column]);
                if (proposed) {
                    detector.proposals().stream().filter(proposal -> proposal.to() != null)
                            .forEach(proposal -> row[proposal.column()] = proposal.to());
                }
            }
            panels.add(new MapPanel(band.name(), rows));
        });
        return new Figure.Map("swir-configuration-" + name, proposed ? "SWIR configuration as proposed" : "SWIR configuration in force",
                "Shift of each column. Isolated shifts against both neighbours are avoided.",
                new Axis("column", ""), new Axis("detector", ""), new Axis("shift", ""), first, -1, 1, true, List.of("−1", "0", "+1"), panels);
    }

    private Figure noise() {
        List<Panel> panels = new ArrayList<>();
        result.bands().forEach((band, detectors) -> panels.add(new Panel(band.name(), List.of(
                new Line("noise",
                        detectors.stream().flatMapToDouble(detector -> IntStream.range(0, detector.shifts().length)
                                .mapToDouble(column -> place(detector, column))).toArray(),
                        detectors.stream().flatMapToDouble(detector -> Arrays.stream(detector.noise())).toArray(), null, Style.LINE),
                proposed("column that needs another configuration", detectors, Proposal::noise),
                proposed("noise expected there", detectors, Proposal::expectedNoise)), List.of())));
        return new Curves("swir-noise", "Noise of the SWIR columns",
                "Noise in the latest dark; where another configuration is needed, the median over its darks and what is expected of the proposed "
                        + "one. A column that needs one and has no expected noise needs a survey.",
                new Axis("detector", ""), new Axis("noise", "LSB"), panels, result.detectorsOfInstrument());
    }

    private static Line proposed(String name, List<DetectorSelection> detectors, ToDoubleFunction<Proposal> value) {
        return new Line(name,
                detectors.stream().flatMapToDouble(detector -> detector.proposals().stream()
                        .mapToDouble(proposal -> place(detector, proposal.column()))).toArray(),
                detectors.stream().flatMapToDouble(detector -> detector.proposals().stream().mapToDouble(value)).toArray(), null, Style.POINTS);
    }

    private static double place(DetectorSelection detector, int column) {
        return detector.id().detector() - 1 + (column + 0.5) / detector.shifts().length;
    }
}
