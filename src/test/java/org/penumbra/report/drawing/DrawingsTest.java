package org.penumbra.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;

class DrawingsTest {
    private static final Axis COLUMN = new Axis("column", "");
    private static final Axis CHANGE = new Axis("change", "LSB");

    @Test
    void equal_descriptions_give_equal_bytes() {
        List<Figure> figures = new ArrayList<>(SampleFigures.dark());
        figures.addAll(SampleFigures.others());
        List<Drawing> together = Drawings.of(figures);
        for (int i = 0; i < figures.size(); i++) {
            Drawing alone = Drawings.of(figures.get(i));
            assertThat(together.get(i).svg()).as(alone.id()).isEqualTo(alone.svg());
            assertThat(together.get(i).png()).as(alone.id()).isEqualTo(alone.png());
        }
    }

    @Test
    void lines_of_a_full_product_stay_below_300_kB_of_SVG() {
        assertThat(Drawings.of(SampleFigures.curves("three-lines", "Three lines of 31 104 columns in 13 panels", 3, 0.15)).svg().length)
                .isLessThan(300_000);
    }

    @Test
    void SVG_is_well_formed_and_refers_to_nothing_outside_itself() throws Exception {
        for (Drawing drawing : Drawings.of(SampleFigures.others())) {
            String svg = new String(drawing.svg(), StandardCharsets.UTF_8);
            var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(drawing.svg())).getDocumentElement();
            assertThat(root.getTagName()).isEqualTo("svg");
            assertThat(svg).doesNotContain("<!DOCTYPE", "href=\"http");
        }
    }

    @Test
    void PNG_has_twice_the_nominal_size() throws IOException {
        Drawing drawing = Drawings.of(SampleFigures.others().get(1));
        BufferedImage image = image(drawing);
        assertThat(image.getWidth()).isEqualTo(2 * drawing.width());
        assertThat(image.getHeight()).isEqualTo(2 * drawing.height());
    }

    @Test
    void one_bad_column_of_2592_is_seen_in_a_map() throws IOException {
        double[][] values = new double[12][2592];
        BufferedImage without = image(Drawings.of(map(values)));
        values[7][1234] = -1;
        BufferedImage with = image(Drawings.of(map(values)));
        Color darkest = ColourScale.DIVERGING.colour(0);
        assertThat(count(without, darkest)).isLessThan(count(with, darkest));
        // one CSS pixel wide and a twelfth of the panel high, twice as sharp
        assertThat(count(with, darkest) - count(without, darkest)).isGreaterThanOrEqualTo(2 * 2 * 260 / 12 - 4);
    }

    @Test
    void cells_without_a_value_are_grey() throws IOException {
        double[][] values = new double[12][100];
        BufferedImage without = image(Drawings.of(map(values)));
        Arrays.fill(values[3], Double.NaN);
        assertThat(count(image(Drawings.of(map(values))), ColourScale.NONE)).isGreaterThan(count(without, ColourScale.NONE) + 10_000);
    }

    @Test
    void one_extreme_of_31104_samples_is_seen_in_a_line() throws IOException {
        double[] y = new double[31_104];
        BufferedImage without = image(Drawings.of(line(y)));
        y[20_000] = 1;
        y[20_001] = 0.7;
        BufferedImage with = image(Drawings.of(line(y)));
        assertThat(different(without, with)).isGreaterThan(100);
    }

    @Test
    void a_far_outlier_is_marked_at_the_edge_and_named() throws Exception {
        double[] y = IntStream.range(0, 5000).mapToDouble(i -> Math.sin(i)).toArray();
        y[77] = 3012;
        assertThat(text(Drawings.of(line(y)))).contains("▲ 1 off scale, to 3012");
    }

    @Test
    void a_single_value_between_gaps_is_seen() throws IOException {
        double[] y = new double[11];
        Arrays.fill(y, Double.NaN);
        y[0] = 0;
        y[1] = 0;
        y[10] = 1;
        BufferedImage without = image(Drawings.of(line(y)));
        y[5] = 0.5;
        assertThat(different(without, image(Drawings.of(line(y))))).isGreaterThan(4);
    }

    @Test
    void a_limit_off_the_scale_is_still_named_with_its_value() throws Exception {
        Panel panel = new Panel("B01", List.of(new Line("a", new double[] {0, 1, 2}, new double[] {0, 0.001, 0}, null, Figure.Style.LINE)),
                List.of(new Figure.Limit("warning", -0.5), new Figure.Limit("warning", 0.5)));
        assertThat(text(Drawings.of(new Figure.Curves("limits", "Limits", "", COLUMN, CHANGE, List.of(panel), 0)))).contains("warning ±0.5 LSB");
    }

    @Test
    void zeros_below_a_limit_that_is_no_whole_number_have_an_axis_of_fractions() throws Exception {
        Panel panel = new Panel("B01", List.of(new Line("a", new double[] {0.5, 1.5}, new double[] {0, 0}, null, Figure.Style.POINTS)),
                List.of(new Figure.Limit("warning", 0.1, true)));
        assertThat(text(Drawings.of(new Figure.Curves("zeros", "Zeros", "", COLUMN, CHANGE, List.of(panel), 0)))).contains("0.06");
    }

    @Test
    void the_names_of_twelve_lines_that_end_together_all_lie_within_their_panel() {
        List<Line> lines = IntStream.rangeClosed(1, 12).mapToObj(detector ->
                new Line("D%02d".formatted(detector), new double[] {0, 1}, new double[] {detector, 6}, null, Figure.Style.LINE)).toList();
        List<Panel> panels = IntStream.rangeClosed(1, 13).mapToObj(band -> new Panel("B%02d".formatted(band), lines, List.of())).toList();
        String svg = new String(Drawings.of(new Figure.Curves("names", "Names", "", COLUMN, CHANGE, panels, 0)).svg(), StandardCharsets.UTF_8);
        Matcher panel = Pattern.compile("<path d=\"M\\S+ (\\S+) L\\S+ \\S+ L\\S+ (\\S+) L\\S+ \\S+ L\\S+ \\S+ Z\"\\s*/></clipPath").matcher(svg);
        assertThat(panel.find()).isTrue();
        double top = Double.parseDouble(panel.group(1));
        double bottom = Double.parseDouble(panel.group(2));

        // the first panel's, from the baseline of one to the next
        List<Double> baselines = Pattern.compile("y=\"([0-9.]+)\"\\s*> *D\\d\\d<")
                .matcher(svg).results().limit(12).map(found -> Double.valueOf(found.group(1))).toList();
        assertThat(baselines).hasSize(12).allSatisfy(y -> assertThat(y).isBetween(top + 6, bottom));
        assertThat(new HashSet<>(baselines)).hasSize(12);
    }

    @Test
    void an_axis_across_detectors_numbers_what_lies_between_their_borders_whatever_its_label() throws Exception {
        Panel panel = new Panel("B01",
                List.of(new Line("a", new double[] {0.25, 2.75}, new double[] {0, 0.001}, null, Figure.Style.LINE)), List.of());
        assertThat(text(Drawings.of(new Figure.Curves("across", "", "", COLUMN, CHANGE, List.of(panel), 3))))
                .contains("1", "2", "3").doesNotContain("0.5", "1.5", "2.5");
        assertThat(text(Drawings.of(new Figure.Curves("plain", "", "", new Axis("detector", ""), CHANGE, List.of(panel), 0))))
                .contains("0.5", "1.5", "2.5");
    }

    @Test
    void a_range_of_amounts_that_happens_to_be_symmetrical_has_no_colours_of_changes() throws IOException {
        Figure amounts = new Figure.Map("map", "Map", "", COLUMN, CHANGE, CHANGE, 1, -1, 1, false,
                List.of(new Figure.MapPanel("B02", new double[][] {{-1, 1}})));
        BufferedImage image = image(Drawings.of(amounts));
        assertThat(count(image, ColourScale.DIVERGING.colour(0)) + count(image, ColourScale.DIVERGING.colour(1))).isZero();
        assertThat(count(image, ColourScale.SEQUENTIAL.colour(0))).isPositive();
    }

    @Test
    void figures_without_any_value_can_be_drawn() {
        double[] none = {Double.NaN, Double.NaN};
        Panel gaps = new Panel("B01", List.of(new Line("a", new double[] {0, 1}, none, none, Figure.Style.POINTS_AND_LINE)),
                List.of(new Figure.Limit("alarm", 1)));
        Panel empty = new Panel("B02", List.of(new Line("a", new double[0], new double[0], null, Figure.Style.STEPS)), List.of());
        List<Figure> figures = List.of(new Figure.Curves("a", "A", "", COLUMN, CHANGE, List.of(gaps, empty), 1),
                new Figure.Curves("b", "B", "", COLUMN, CHANGE, List.of(), 0),
                new Figure.Series("c", "C", "", CHANGE, List.of(gaps, empty), List.of(new Figure.Event(Instant.EPOCH, "launch"))),
                new Figure.Map("d", "D", "", COLUMN, CHANGE, CHANGE, 1, 0, 0, false,
                        List.of(new Figure.MapPanel("B01", new double[][] {none}), new Figure.MapPanel("B02", new double[0][0]))),
                new Figure.Histogram("e", "E", "", CHANGE, List.of(
                        new Figure.HistogramPanel("B01", List.of(new Figure.Bins("a", new double[] {0, 1}, new double[] {0}))),
                        new Figure.HistogramPanel("B02", List.of()))), new Figure.Bars("f", "F", "", CHANGE, List.of()));
        assertThat(Drawings.of(figures)).allSatisfy(drawing -> assertThat(drawing.png()).isNotEmpty());
    }

    private static Figure map(double[][] values) {
        return new Figure.Map("map", "Map", "", COLUMN, new Axis("detector", ""), CHANGE, 1, -1, 1, true,
                List.of(new Figure.MapPanel("B02", values)));
    }

    private static Figure line(double[] y) {
        double[] x = IntStream.range(0, y.length).asDoubleStream().toArray();
        return new Figure.Curves("line", "Line", "", COLUMN, CHANGE,
                List.of(new Panel("B02", List.of(new Line("a", x, y, null, Figure.Style.LINE)), List.of())), 0);
    }

    private static String text(Drawing drawing) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(drawing.svg()))
                .getDocumentElement().getTextContent();
    }

    private static BufferedImage image(Drawing drawing) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(drawing.png()));
    }

    private static long count(BufferedImage image, Color colour) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel -> pixel == colour.getRGB()).count();
    }

    private static long different(BufferedImage a, BufferedImage b) {
        int[] of = a.getRGB(0, 0, a.getWidth(), a.getHeight(), null, 0, a.getWidth());
        int[] with = b.getRGB(0, 0, b.getWidth(), b.getHeight(), null, 0, b.getWidth());
        return IntStream.range(0, of.length).filter(i -> of[i] != with[i]).count();
    }
}
