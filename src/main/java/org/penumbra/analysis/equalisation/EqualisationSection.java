package org.penumbra.analysis.equalisation;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of the equalisation: its tables; the figures are in {@link EqualisationFigures}. */
final class EqualisationSection {
    private static final List<String> METHOD = List.of(
            "Raw counts X, on-board equalisation inverted, lose the archived dark of the epoch nearest in time (else COEFF_D), the offset of the blind "
                    + "columns line by line and the electronic cross-talk, and pass through the ground equalisation in force: Z. The radiance of the diffuser "
                    + "L_diff follows from attitude, Sun, Earth-Sun distance, solar irradiance and the diffuser's characterisation. q(p) is the ratio of the "
                    + "line means of Z and L_diff, r(p) = q(p) over the median of the detectors' mean q.",
            "u(r) holds the noise of the lit lines and the uncertainty of the dark. The fixed pattern noise (FPN) of a detector is the spread of r in windows "
                    + "of contiguous columns, half overlapping, a straight line and u removed; 0 where it lies below the noise. Low frequencies are diffuser, "
                    + "optics or equalisation and are shown apart. MEN is the largest distance of a column from the line of its window.",
            "With an archived dark FPN is the non-uniformity of the response alone (PRNU). DSNU is the same of DS - COEFF_D; both add up to what an image has "
                    + "at a radiance L: FPN^2 = PRNU^2 + (DSNU/(A.L))^2.",
            "A column has moved when it lies off its detector's median change by more than an absolute limit and 5 standard uncertainties, and is "
                    + "significant in the family of all columns of the band (Benjamini-Hochberg).",
            "A new R2EQOG (gains divided by r, and the archived dark) is proposed for a band when the r of the first half of the lines makes the second half "
                    + "more uniform than the equalisation in force does; what both halves share of the dark counts against it.");

    private final EqualisationResult result;

    EqualisationSection(EqualisationResult result) {
        this.result = result;
    }

    Section section() {
        List<Settings.Effective> settings = new ArrayList<>(Settings.effective(result.responseSettings()));
        settings.addAll(Settings.effective(result.settings()));
        List<Table> tables = result.bands().isEmpty() ? List.of() : List.of(perBand(), perDetector(), steps());
        return new Section("equalisation", "Equalisation: relative response and fixed pattern noise",
                new MethodCard(METHOD, settings), tables, new EqualisationFigures(result).all());
    }

    private Table perBand() {
        List<Column> columns = List.of(Column.text("band"), new Column("FPN", "%", 4), new Column("FPN, worst detector", "%", 4),
                new Column("FPN with candidate", "%", 4), new Column("MEN", "%", 4), new Column("PRNU", "%", 4), new Column("DSNU", "LSB", 3),
                new Column("FPN at Lref", "%", 4), new Column("spread of r", "%", 4), new Column("largest change", "%", 3), new Column("median u(r)", "%", 4),
                new Column("age", "days", 1), Column.text("dark"), new Column("reference, held-back rms", "%", 4),
                new Column("candidate, held-back rms", "%", 4), Column.text("decision"));
        List<List<Object>> rows = new ArrayList<>();
        for (BandEqualisation band : result.bands()) {
            rows.add(List.of(band.band().name(), 100 * band.fpn(), 100 * band.max(DetectorEqualisation::fpnValue),
                    100 * band.mean(DetectorEqualisation::candidateFpnValue), 100 * band.max(DetectorEqualisation::men), 100 * band.prnu(), band.dsnu(),
                    100 * band.fpnAt(band.band().referenceRadiance()), 100 * band.gainChangeStd(), 100 * band.max(DetectorEqualisation::maxAbsGainChange),
                    100 * band.response().medianUncertainty(), band.ageDays(), band.dark().orElse("COEFF_D"), 100 * band.errorOfReference(),
                    100 * band.errorOfCandidate(), band.decision().label()));
        }
        return new Table("Equalisation per band", columns, rows);
    }

    private Table perDetector() {
        List<Column> columns = List.of(Column.text("band"), new Column("detector", "", -1), new Column("gain change", "%", 4),
                new Column("spread of r", "%", 4), new Column("FPN", "%", 4), new Column("FPN with candidate", "%", 4), new Column("MEN", "%", 4),
                new Column("window shape", "%", 4), new Column("largest change", "%", 3), new Column("columns", "", -1));
        List<List<Object>> rows = new ArrayList<>();
        result.bands().forEach(band -> band.detectors().forEach(detector -> rows.add(List.of(band.band().name(), detector.id().detector(),
                100 * detector.gainChange(), 100 * DetectorEqualisation.root(detector.gainChangeVariance()), 100 * detector.fpnValue(),
                100 * detector.candidateFpnValue(), 100 * detector.men(), 100 * detector.shape(), 100 * detector.maxAbsGainChange(),
                (int) detector.response().goodColumns().count()))));
        return new Table("Equalisation per detector", columns, rows);
    }

    private Table steps() {
        List<Column> columns = List.of(Column.text("band"), new Column("from detector", "", -1), new Column("to detector", "", -1), new Column("step", "%", 4));
        List<List<Object>> rows = new ArrayList<>();
        result.bands().forEach(band -> band.steps().forEach(step ->
                rows.add(List.of(band.band().name(), step.fromDetector(), step.fromDetector() + 1, 100 * step.size()))));
        return new Table("Steps between detectors", columns, rows);
    }
}
