package org.penumbra.analysis.striping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Curves;
import org.penumbra.analysis.Figure.Limit;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;
import org.penumbra.analysis.Figure.Style;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of stripes and steps in nominal images. */
final class StripingSection {
    private final StripingResult result;

    StripingSection(StripingResult result) {
        this.result = result;
    }

    Section section() {
        return new Section("striping", "Stripes and steps in nominal images", new MethodCard(method(), Settings.effective(result.settings())),
                List.of(perBand(), leftOut(), stripes(), steps()), List.of(profiles(), seams()));
    }

    private List<String> method() {
        return List.of(
                ("The mean of each column over all lines with data is compared with the running median of its neighbours; towards the ends of a "
                        + "detector the window narrows to what lies on both sides. The deviation is the median over blocks of lines, its "
                        + "significance that of Student's t over the blocks. A stripe is off by more than an absolute limit and by %s robust scales "
                        + "of its own detector, and significant in the family of the band (Benjamini-Hochberg). Stripes that depend on the scene, "
                        + "from spectral differences of the columns near detector edges (up to 2 %% in B03 and B05), are a feature of the instrument "
                        + "and look the same in one product.")
                        .formatted(result.settings().scatter()),
                "Neighbouring detectors see 1.5 km of the same ground, one later than the other. The lag is that of the largest correlation of their "
                        + "line profiles. The step is the log of the ratio of the two levels there, median over blocks of lines, against the median "
                        + "of earlier acquisitions. Clouds, parallax and adjacency leave steps in all bands alike: the scene noise is the robust "
                        + "scale over all seams and bands. One band off where the others are not is the instrument, and an alarm on the first "
                        + "product and on each that shows it again; anything else must recur. A step that stays, and is no alarm, is its own "
                        + "reference once it fills half of the earlier acquisitions: that it is silent then does not mean that it was mended.",
                "Saturated samples, samples without data and lines lost are counted and left out. At level 1B a stored count of 0 is no data, "
                        + "because the radiometric offset keeps true counts above it; at level 1A, or without that offset, 0 may be a count, and a "
                        + "line has no data where it is 0 throughout or over neighbours that count in other lines. A block of lines in which more "
                        + "than a small share of a column has no data does not speak of that column.",
                "At level 1B the radiometric offset of the metadata is added back before any ratio; "
                        + "at level 1A dark and equalisation in force are applied first.");
    }

    private Table perBand() {
        List<Column> columns = List.of(Column.text("band"), new Column("level", "LSB", 1), new Column("scatter of columns", "%", 3),
                new Column("stripes", "", -1), new Column("largest step", "%", 2), new Column("saturated samples", "", -1),
                new Column("samples without data", "", -1), new Column("lines without data", "", -1));
        List<List<Object>> rows = new ArrayList<>();
        result.bands().forEach((band, detectors) -> rows.add(List.of(band.name(),
                detectors.stream().mapToDouble(DetectorStripes::level).average().orElse(Double.NaN),
                100 * detectors.stream().mapToDouble(DetectorStripes::scatter).filter(Double::isFinite).average().orElse(Double.NaN),
                (int) result.stripes().stream().filter(stripe -> stripe.id().band().equals(band)).count(),
                100 * result.steps().seams().stream().filter(seam -> seam.band().equals(band)).mapToDouble(result.steps()::deviation)
                        .filter(Double::isFinite).reduce(Double.NaN, (a, b) -> Math.abs(a) > Math.abs(b) ? a : b),
                result.counts().stream().filter(one -> one.id().band().equals(band)).mapToLong(SceneCounts::saturated).sum(),
                result.counts().stream().filter(one -> one.id().band().equals(band)).mapToLong(SceneCounts::samplesMissing).sum(),
                result.counts().stream().filter(one -> one.id().band().equals(band)).mapToInt(SceneCounts::lost).sum())));
        return new Table("Nominal image per band", columns, rows);
    }

    private Table leftOut() {
        List<Column> columns = List.of(Column.text("band"), new Column("detector", "", -1), new Column("saturated samples", "", -1),
                new Column("samples without data", "", -1), new Column("in columns", "", -1), new Column("lines without data", "", -1));
        List<List<Object>> rows = result.counts().stream().filter(one -> one.saturated() > 0 || one.samplesMissing() > 0 || one.lost() > 0)
                .map(one -> List.<Object>of(one.id().band().name(), one.id().detector(), one.saturated(), one.samplesMissing(),
                        (int) Arrays.stream(one.missing()).filter(samples -> samples > 0).count(), one.lost())).toList();
        return new Table("Samples left out, by detector", columns, rows);
    }

    private Table stripes() {
        List<Column> columns = List.of(Column.text("band"), new Column("detector", "", -1), new Column("column", "", -1),
                new Column("deviation", "%", 2), new Column("limit", "%", 2), new Column("Student's t", "", 1),
                Column.text("in R2DEPI"), new Column("acquisitions", "", -1));
        List<List<Object>> rows = result.stripes().stream().limit(200).map(stripe -> List.<Object>of(
                stripe.id().band().name(), stripe.id().detector(), stripe.column(), 100 * stripe.deviation(), 100 * stripe.limit(),
                stripe.significance(), stripe.known() ? "yes" : "no", stripe.seen())).toList();
        return new Table("Stripes (the first 200)", columns, rows);
    }

    private Table steps() {
        List<Column> columns = List.of(Column.text("band"), Column.text("detectors"), new Column("lag", "lines", -1),
                new Column("correlation", "", 2), new Column("step", "%", 2), new Column("reference", "%", 2),
                new Column("off the band", "%", 2), new Column("limit", "%", 2), new Column("other bands", "%", 2));
        List<List<Object>> rows = result.steps().seams().stream().map(seam -> List.<Object>of(
                seam.band().name(), seam.detector() + " and " + (seam.detector() + 1),
                seam.lag().lines(), seam.lag().correlation(), 100 * seam.step(), 100 * seam.reference().value(), 100 * result.steps().deviation(seam),
                100 * result.steps().limit(seam, result.settings()), 100 * result.steps().otherBands(seam))).toList();
        return new Table("Steps between detectors on the same ground", columns, rows);
    }

    private Figure profiles() {
        List<Panel> panels = new ArrayList<>();
        result.bands().forEach((band, detectors) -> panels.add(new Panel(band.name(), List.of(new Line("deviation",
                detectors.stream().flatMapToDouble(one -> IntStream.range(0, one.deviation().length)
                        .mapToDouble(column -> one.id().detector() - 1 + (column + 0.5) / one.deviation().length)).toArray(),
                detectors.stream().flatMapToDouble(one -> Arrays.stream(one.deviation()).map(value -> 100 * value)).toArray(),
                null, Style.LINE)), limits("stripe", result.settings().stripe()))));
        return new Curves("striping-profile", "Columns against their neighbours",
                "Mean of each column against the running median around it. A single spike is a stripe; a ragged line is the texture of the scene.",
                new Axis("detector", ""), new Axis("deviation", "%"), panels, result.detectorsOfInstrument());
    }

    private Figure seams() {
        List<Panel> panels = new ArrayList<>();
        result.bands().keySet().forEach(band -> {
            List<Seam> seams = result.steps().seams().stream().filter(seam -> seam.band().equals(band)).toList();
            if (!seams.isEmpty()) {
                panels.add(new Panel(band.name(), List.of(new Line("step", seams.stream().mapToDouble(seam -> seam.detector() + 0.5).toArray(),
                        seams.stream().mapToDouble(seam -> 100 * result.steps().deviation(seam)).toArray(),
                        seams.stream().mapToDouble(seam -> 100 * seam.u()).toArray(), Style.POINTS_AND_LINE)),
                        limits("alarm", result.settings().stepAlarm())));
            }
        });
        return new Curves("striping-steps", "Steps between neighbouring detectors",
                "Level of the next detector against this one on the same ground. "
                        + "What all bands show alike is the scene; one band alone is the instrument.",
                new Axis("between two detectors", ""), new Axis("step", "%"), panels, 0);
    }

    /** Either side of 0, in %. @param limit fraction of 1 */
    private static List<Limit> limits(String name, double limit) {
        return List.of(new Limit(name, 100 * limit), new Limit(name, -100 * limit));
    }
}
