package org.penumbra.analysis.dark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.instrument.Band;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of the dark signal: its tables; the figures are in {@link DarkFigures}. */
final class DarkSection {
    private static final List<String> METHOD = List.of(
            "The dark signal DS of a pixel in one line of the chronogram cycle is the mean of its raw counts over the strip, on-board "
                    + "equalisation inverted. Outliers in time (ships, flares, cosmic hits) are cut at 5 robust scales from the median; a line in "
                    + "which many more columns are cut than usual is left out whole.",
            "The noise is that of line-to-line differences in the same line of cycle, insensitive to slow drift. The standard uncertainty of DS "
                    + "holds the noise of the mean and what rounding to integers can bias in the quietest bands.",
            "The change is DS minus COEFF_D of the R2EQOG in force. The mean change of a detector is judged after its blind columns' part is "
                    + "taken off, as the ground processing does. A pixel has moved when it lies off its detector's median change by more than an "
                    + "absolute limit and a number of standard uncertainties (pixelChange, pixelUncertainties), and is significant in the family of "
                    + "all pixels of the band (Benjamini-Hochberg); it is confirmed when it was so, to the same side, in consecutive darks of the "
                    + "epoch that could show it (confirmed). Where there is no reference, the median of the last darks of the epoch "
                    + "(historyMedian) takes its place in this. DSNU is the spread of the changes with the noise removed; 0 where it lies below "
                    + "the noise. Its u is that of the noise of the pixels.",
            "Over the history of an epoch the slope is Theil and Sen's, with a 95 % interval; the dependence on the focal plane's temperature is "
                    + "that of a linear regression on time and temperature.",
            "A new R2EQOG is proposed for a band when the darks of the first half of the lines fit the second half better than those in force: "
                    + "the errors are rms over pixels on that held-back half, the part that the blind columns share taken off "
                    + "as the ground processing does.");

    private final DarkResult result;

    DarkSection(DarkResult result) {
        this.result = result;
    }

    Section section() {
        List<Table> tables = new ArrayList<>();
        tables.add(perBand());
        tables.add(perDetector());
        if (!result.history().stabilities().isEmpty()) {
            tables.add(stability());
        }
        return new Section("dark-signal", "Dark signal", new MethodCard(METHOD, Settings.effective(result.settings())), tables,
                new DarkFigures(result).all());
    }

    private Table perBand() {
        List<Column> columns = List.of(Column.text("band"), new Column("mean", "LSB", 3), new Column("noise", "LSB", 3),
                new Column("mean change", "LSB", 4), new Column("DSNU left", "LSB", 4), new Column("u(DSNU)", "LSB", 4),
                new Column("largest change", "LSB", 3), new Column("columns beyond", "", -1), new Column("error of reference", "LSB", 4),
                new Column("error of candidate", "LSB", 4), Column.text("decision"));
        List<List<Object>> rows = new ArrayList<>();
        result.bands().forEach((band, darks) -> rows.add(List.of(band.name(),
                DarkResult.mean(darks, DetectorMeans::level).value(), DarkResult.noise(darks).value(),
                DarkResult.mean(darks, DetectorMeans::change).value(), DarkResult.dsnu(darks).value(), DarkResult.dsnu(darks).uncertainty(),
                darks.stream().mapToDouble(dark -> dark.means().maxAbsChange()).filter(Double::isFinite).max().orElse(Double.NaN),
                darks.stream().mapToInt(dark -> dark.means().beyond()).sum(), DarkResult.errorOfReference(darks),
                DarkResult.errorOfCandidate(darks), result.decision(darks).label())));
        return new Table("Dark signal per band", columns, rows);
    }

    private Table perDetector() {
        List<Column> columns = List.of(Column.text("band"), new Column("detector", "", -1), new Column("mean", "LSB", 3),
                new Column("noise", "LSB", 3), new Column("mean change", "LSB", 4), new Column("blind change", "LSB", 4),
                new Column("DSNU left", "LSB", 4), new Column("largest change", "LSB", 3), new Column("columns beyond", "", -1),
                new Column("blind drift", "LSB", 4), new Column("halves change", "LSB", 4), new Column("change against earlier darks", "LSB", 4));
        List<List<Object>> rows = result.detectors().stream().map(dark -> List.<Object>of(dark.id().band().name(), dark.id().detector(),
                dark.means().level().value(), dark.means().noise().value(), dark.means().change().value(), dark.blind().change(),
                dark.means().dsnu().value(), dark.means().maxAbsChange(),
                dark.means().beyond(), dark.blind().range(), dark.halves().change(), result.history().meanChange(dark.id()))).toList();
        return new Table("Dark signal per detector", columns, rows);
    }

    private Table stability() {
        List<Column> columns = List.of(Column.text("band"), new Column("earlier acquisitions", "", -1),
                new Column("slope of the band", "LSB/year", 4), new Column("from", "LSB/year", 4), new Column("to", "LSB/year", 4),
                new Column("median pixel spread", "LSB", 4), new Column("median pixel slope", "LSB/year", 4),
                new Column("median dependence on temperature", "LSB/K", 4));
        List<List<Object>> rows = new ArrayList<>();
        for (Band band : result.bands().keySet()) {
            Map<String, Object> summary = result.history().summary(band);
            rows.add(List.of(band.name(), number(summary, "acquisitions"), number(summary, "slopePerYear"), number(summary, "slopeLower"),
                    number(summary, "slopeUpper"), number(summary, "pixelSpreadMedian"), number(summary, "pixelSlopeMedian"),
                    number(summary, "pixelPerKelvinMedian")));
        }
        return new Table("Stability over the epoch", columns, rows);
    }

    private static Object number(Map<String, Object> summary, String name) {
        return summary.get(name) instanceof Number number ? number : Double.NaN;
    }
}
