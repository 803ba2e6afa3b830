package org.penumbra.analysis.sensitivity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Bar;
import org.penumbra.analysis.Figure.Bars;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.analysis.sensitivity.BandSensitivity.Effect;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of the sensitivity of the method. */
final class SensitivitySection {
    private static final List<String> METHOD = List.of(
            "Variants: the response is computed again with one choice changed, everything else as reported; "
                    + "the table gives what A and FPN change by.",
            "Budget: the first-order contributions of the inputs to A, k = 1, and their quadratic sum. \"cosine\" is the planarity of the diffuser, "
                    + "which is an error of the angle of the Sun; the angle of the variants is that and the ephemeris together. Angles are carried "
                    + "through the chain, the reflectance of the diffuser included, which the budget of the absolute gain leaves out.",
            "Monte Carlo: the same inputs, normal and independent, are drawn and carried through the chain from the column statistics on; the "
                    + "first-order index of an input is the share of the variance of A that it causes by itself. Budget and Monte Carlo agree when "
                    + "the ratio of their standard deviations differs from 1 by less than 3/sqrt(2 draws).");

    private final SensitivityResult result;

    SensitivitySection(SensitivityResult result) {
        this.result = result;
    }

    Section section() {
        boolean empty = result.bands().isEmpty();
        return new Section("sensitivity", "Sensitivity of the method", new MethodCard(METHOD, Settings.effective(result.settings())),
                empty ? List.of() : List.of(ranking(), indices(), distribution(), variants("Change of A by variant", Effect::gainChange),
                        variants("Change of FPN by variant", Effect::fpnChange)),
                empty ? List.of() : List.of(inputs(), choices()));
    }

    /** Bands down, ranks across. */
    private Table ranking() {
        List<Column> columns = new ArrayList<>(List.of(Column.text("band")));
        IntStream.rangeClosed(1, inputCount()).forEach(rank -> columns.add(Column.text(rank + ".")));
        List<List<Object>> rows = new ArrayList<>();
        for (BandSensitivity band : result.bands()) {
            List<Object> row = new ArrayList<>(List.of(band.band().name()));
            band.ranking().forEach(place -> row.add("%s %s".formatted(band.budget().contributions().get(place).name(),
                    Double.isNaN(band.gain()) ? "–" : String.format(Locale.ROOT, "%.4f", 100 * band.budget().contributions().get(place).size()))));
            rows.add(row);
        }
        return new Table("Inputs ranked by what they contribute to the uncertainty of A, in %", columns, rows);
    }

    private Table indices() {
        List<Column> columns = new ArrayList<>(List.of(Column.text("band")));
        result.bands().get(0).budget().contributions().forEach(input -> columns.add(new Column(input.name(), "1", 4)));
        columns.add(new Column("largest error", "1", 4));
        List<List<Object>> rows = new ArrayList<>();
        for (BandSensitivity band : result.bands()) {
            List<Object> row = new ArrayList<>(List.of(band.band().name()));
            DoubleStream.of(band.monteCarlo().indices()).forEach(row::add);
            row.add(DoubleStream.of(band.monteCarlo().indexErrors()).max().orElse(Double.NaN));
            rows.add(row);
        }
        return new Table("First-order indices of the inputs", columns, rows);
    }

    private Table distribution() {
        List<Column> columns = List.of(Column.text("band"), new Column("A", "LSB/(W.m-2.sr-1.µm-1)", 5), new Column("budget, total", "%", 4),
                new Column("Monte Carlo mean", "LSB/(W.m-2.sr-1.µm-1)", 5), new Column("standard deviation", "%", 4),
                new Column("2.5 %", "LSB/(W.m-2.sr-1.µm-1)", 5), new Column("97.5 %", "LSB/(W.m-2.sr-1.µm-1)", 5),
                new Column("ratio", "1", 4), Column.text("agree"));
        return new Table("Budget and Monte Carlo", columns, result.bands().stream().map(band -> List.<Object>of(band.band().name(), band.gain(),
                100 * band.budget().total(), band.monteCarlo().mean(), 100 * band.monteCarlo().std() / band.gain(), band.monteCarlo().lower(),
                band.monteCarlo().upper(), band.ratio(), Double.isNaN(band.ratio()) ? "–" : band.agrees() ? "yes" : "no")).toList());
    }

    private Table variants(String title, ToDoubleFunction<Effect> change) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("variant")));
        result.bands().forEach(band -> columns.add(new Column(band.band().name(), "%", 4)));
        List<List<Object>> rows = new ArrayList<>();
        for (int variant : ranked(change)) {
            List<Object> row = new ArrayList<>(List.of(result.bands().get(0).variants().get(variant).name()));
            result.bands().forEach(band -> row.add(100 * change.applyAsDouble(band.variants().get(variant))));
            rows.add(row);
        }
        return new Table(title, columns, rows);
    }

    /** Variants by their largest change in any band, the largest first. */
    private List<Integer> ranked(ToDoubleFunction<Effect> change) {
        return IntStream.range(0, result.bands().get(0).variants().size()).boxed()
                .sorted(Comparator.<Integer>comparingDouble(variant -> result.bands().stream()
                        .mapToDouble(band -> Math.abs(change.applyAsDouble(band.variants().get(variant)))).filter(Double::isFinite)
                        .max().orElse(0)).reversed()).toList();
    }

    private int inputCount() {
        return result.bands().get(0).budget().contributions().size();
    }

    private Figure inputs() {
        List<Bar> bars = IntStream.range(0, inputCount()).mapToObj(input -> {
            double largest = 100 * result.bands().stream().mapToDouble(band -> band.budget().contributions().get(input).size()).max().orElse(0);
            return new Bar(result.bands().get(0).budget().contributions().get(input).name(), -largest, largest);
        }).sorted(Comparator.comparingDouble(Bar::low)).toList();
        return new Bars("sensitivity-inputs", "What the inputs contribute to the uncertainty of A",
                "Each bar is plus and minus one standard uncertainty in the band where it is largest; the table has every band.",
                new Axis("change of A", "%"), bars);
    }

    private Figure choices() {
        List<Bar> bars = ranked(Effect::gainChange).stream().map(variant -> {
            double[] changes = result.bands().stream().mapToDouble(band -> 100 * band.variants().get(variant).gainChange())
                    .filter(Double::isFinite).toArray();
            return new Bar(result.bands().get(0).variants().get(variant).name(), Math.min(0, DoubleStream.of(changes).min().orElse(0)),
                    Math.max(0, DoubleStream.of(changes).max().orElse(0)));
        }).toList();
        return new Bars("sensitivity-variants", "What the choices of the method change",
                "Each bar runs from the lowest to the highest change of A over the bands. A long bar is a choice that must be right.",
                new Axis("change of A", "%"), bars);
    }
}
