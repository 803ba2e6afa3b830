package org.penumbra.analysis.equalisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.analysis.equalisation.BandEqualisation.Step;
import org.penumbra.instrument.BandDetector;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of the equalisation: its tables; the figures are in {@link EqualisationFigures}. */
final class EqualisationSection {
    private static final List<String> METHOD = List.of(
            "Raw counts X, on-board equalisation inverted, lose the archived dark of the epoch nearest in time (else COEFF_D), the offset of "
                    + "the blind columns line by line and the electronic cross-talk, and pass through the ground equalisation in force: Z. "
                    + "The radiance of the diffuser L_diff follows from attitude, Sun, Earth-Sun distance, solar irradiance and the diffuser's "
                    + "characterisation. q(p) is the ratio of the line means of Z and L_diff, "
                    + "r(p) = q(p) over the median of the detectors' mean q.",
            "u(r) holds the noise of the lit lines and the uncertainty of the dark. The fixed pattern noise (FPN) of a detector is the spread "
                    + "of r in windows of contiguous columns, half overlapping, a straight line and u removed; 0 where it lies below the noise. "
                    + "Low frequencies are diffuser, optics or equalisation and are shown apart. The u of FPN and DSNU is that of the noise of "
                    + "the columns. MEN is the largest distance of a column from the line of its window.",
            "With an archived dark FPN is the non-uniformity of the response alone (PRNU). DSNU is the same of DS - COEFF_D; both add up to "
                    + "what an image has at a radiance L: FPN^2 = PRNU^2 + (DSNU/(A.L))^2.",
            "A column has moved when it lies off its detector's median change by more than an absolute limit and a number of standard "
                    + "uncertainties, and is significant in the family of all columns of the band (Benjamini-Hochberg); it is confirmed when it "
                    + "was so, to the same side, in consecutive diffusers of the epoch that could show it.",
            "A new R2EQOG (gains divided by r, and the archived dark) is proposed for a band when the r of the first half of the lines makes "
                    + "the second half more uniform than the equalisation in force does; what both halves share of the dark counts against it.");

    private final EqualisationResult result;

    EqualisationSection(EqualisationResult result) {
        this.result = result;
    }

    Section section() {
        List<Settings.Effective> settings = new ArrayList<>(Settings.effective(result.responseSettings()));
        settings.addAll(Settings.effective(result.settings()));
        List<Table> tables = result.bands().isEmpty() ? List.of() : List.of(perBand(), decisions(),
                perDetector("Gain change of each detector", detector -> detector.gainChange().value()),
                perDetector("FPN of each detector", DetectorEqualisation::fpnValue), steps());
        return new Section("equalisation", "Equalisation: relative response and fixed pattern noise",
                new MethodCard(METHOD, settings), tables, new EqualisationFigures(result).all());
    }

    private Table perBand() {
        List<Column> columns = List.of(Column.text("band"), new Column("FPN", "%", 4), new Column("u(FPN)", "%", 4),
                new Column("FPN, worst detector", "%", 4), new Column("FPN with candidate", "%", 4), new Column("MEN", "%", 4),
                new Column("PRNU", "%", 4), new Column("DSNU", "LSB", 4), new Column("u(DSNU)", "LSB", 4), new Column("FPN at Lref", "%", 4),
                new Column("spread of r", "%", 4), new Column("largest change", "%", 3), new Column("median u(r)", "%", 4));
        List<List<Object>> rows = new ArrayList<>();
        for (BandEqualisation band : result.bands()) {
            rows.add(List.of(band.band().name(), 100 * band.fpn().value(), 100 * band.fpn().uncertainty(),
                    100 * band.max(DetectorEqualisation::fpnValue), 100 * band.candidateFpn().value(),
                    100 * band.max(DetectorEqualisation::men), 100 * band.prnu().value(), band.dsnu().value(), band.dsnu().uncertainty(),
                    100 * band.fpnAt(band.band().referenceRadiance()).value(), 100 * band.gainChangeSpread().value(),
                    100 * band.max(DetectorEqualisation::maxAbsGainChange), 100 * band.response().medianUncertainty()));
        }
        return new Table("Equalisation per band", columns, rows);
    }

    private Table decisions() {
        List<Column> columns = List.of(Column.text("band"), new Column("age of R2EQOG", "days", 1), Column.text("dark taken off"),
                new Column("R2EQOG in force, held-back rms", "%", 4), new Column("candidate, held-back rms", "%", 4), Column.text("decision"));
        return new Table("Equalisation in force and candidate on the lines held back", columns, result.bands().stream().map(band -> List.<Object>of(
                band.band().name(), band.ageDays(), band.dark().map(dark -> dark.sensingStart().toString().substring(0, 10)).orElse("COEFF_D"),
                100 * band.errorOfReference(), 100 * band.errorOfCandidate(), band.decision().label())).toList());
    }

    /** A value of every detector: bands down, detectors across. */
    private Table perDetector(String title, ToDoubleFunction<DetectorEqualisation> value) {
        List<Integer> detectors = result.bands().stream().flatMap(band -> band.detectors().stream())
                .map(detector -> detector.id().detector()).distinct().sorted().toList();
        return across(title, detectors, BandDetector::detectorLabel, (band, detector) -> band.detectors().stream()
                .filter(one -> one.id().detector() == detector).mapToDouble(value).findFirst().orElse(Double.NaN));
    }

    private Table steps() {
        List<Integer> seams = result.bands().stream().flatMap(band -> band.steps().stream()).map(Step::fromDetector).distinct().sorted().toList();
        return across("Steps between neighbouring detectors", seams, EqualisationSection::seam, (band, from) -> band.steps().stream()
                .filter(step -> step.fromDetector() == from).mapToDouble(Step::size).findFirst().orElse(Double.NaN));
    }

    /** With a hyphen that no narrow column breaks at. */
    private static String seam(int from) {
        return String.format(Locale.ROOT, "D%02d\u2011%02d", from, from + 1);
    }

    private Table across(String title, List<Integer> places, IntFunction<String> name, ToDoubleBiFunction<BandEqualisation, Integer> value) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("band")));
        places.forEach(place -> columns.add(new Column(name.apply(place), "%", 4)));
        List<List<Object>> rows = new ArrayList<>();
        for (BandEqualisation band : result.bands()) {
            List<Object> row = new ArrayList<>(List.of(band.band().name()));
            places.forEach(place -> row.add(100 * value.applyAsDouble(band, place)));
            rows.add(row);
        }
        return new Table(title, columns, rows);
    }
}
