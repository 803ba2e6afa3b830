package org.penumbra.report.drawing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Figure.Axis;
import org.penumbra.analysis.Figure.Line;
import org.penumbra.analysis.Figure.Panel;

/** Figures as a full product gives them: 13 bands, 12 detectors, up to 31 104 columns per line. */
public final class SampleFigures {
    public static final List<String> BANDS = List.of("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12");
    private static final int DETECTORS = 12;

    private SampleFigures() {
    }

    /** The eight figures of a night-ocean report. */
    public static List<Figure> dark() {
        return List.of(curves("dark-level", "Dark level minus COEFF_D, median over the lines of the cycle", 3, 0.15),
                curves("dark-noise", "Line-to-line noise", 1, 0.5), map("dark-change-map", -2, 2), map("dark-noise-map", 0, 1.5),
                histogram(), series("dark-series", 13, 60), series("dark-temperature", 13, 60), points());
    }

    /** Figures of the other kinds. */
    public static List<Figure> others() {
        return List.of(gains(), tornado(), snr());
    }

    public static int columns(int band) {
        return List.of(1, 2, 3, 7).contains(band) ? 2592 : 1296;
    }

    public static Figure.Curves curves(String id, String title, int lines, double noise) {
        List<Panel> panels = new ArrayList<>();
        String[] names = {"this acquisition", "reference in force", "median of the last six"};
        for (int band = 0; band < BANDS.size(); band++) {
            int of = band;
            Random random = new Random(band);
            int n = DETECTORS * columns(band);
            double[] x = new double[n];
            Arrays.setAll(x, i -> (double) i / columns(of));
            List<Line> drawn = new ArrayList<>();
            for (int k = 0; k < lines; k++) {
                double[] y = new double[n];
                double[] step = random.doubles(DETECTORS, -0.2, 0.2).toArray();
                for (int i = 0; i < n; i++) {
                    int detector = i / columns(band);
                    y[i] = step[detector] + 0.1 * Math.sin(i * 0.002 + k) + noise * random.nextGaussian();
                }
                int hot = band * 997 % n;
                y[hot] += band >= 10 ? 340 : 6;
                y[(hot + 1234) % n] -= band == 12 ? 55 : 0;
                Arrays.fill(y, n / 2, n / 2 + 60, Double.NaN);
                drawn.add(new Line(names[k], x, y, null, Figure.Style.LINE));
            }
            double limit = band >= 10 ? 1 : 0.5;
            panels.add(new Panel(BANDS.get(band), drawn, List.of(new Figure.Limit("warning", limit), new Figure.Limit("warning", -limit),
                    new Figure.Limit("alarm", 2 * limit), new Figure.Limit("alarm", -2 * limit))));
        }
        return new Figure.Curves(id, title,
                "Each panel is a band; columns run across the twelve detectors. "
                        + "A level that jumps at a detector border, or a trace outside the dashed limits, is unusual.",
                new Axis("detector", ""), new Axis("change", "LSB"), panels, DETECTORS);
    }

    private static Figure.Map map(String id, double low, double high) {
        List<Figure.MapPanel> maps = new ArrayList<>();
        for (int band = 0; band < BANDS.size(); band++) {
            Random random = new Random(100 + band);
            double[][] values = new double[DETECTORS][columns(band)];
            for (int d = 0; d < DETECTORS; d++) {
                double level = low < 0 ? 0.4 * random.nextGaussian() : 0.5 + 0.05 * random.nextGaussian();
                for (int c = 0; c < values[d].length; c++) {
                    values[d][c] = level + (low < 0 ? 0.25 : 0.08) * random.nextGaussian() + 0.3 * Math.sin(c * 0.004) * (low < 0 ? 1 : 0.2);
                }
                Arrays.fill(values[d], 0, 40, Double.NaN);
                values[d][(300 + 71 * d) % values[d].length] = high * 3;
            }
            if (band == 10) {
                Arrays.fill(values[2], Double.NaN);
            }
            maps.add(new Figure.MapPanel(BANDS.get(band), values));
        }
        return new Figure.Map(id, low < 0 ? "Change of the dark level since the reference in force" : "Noise of each column",
                "One row per detector. A single dark stripe is one column; a row of one colour is a whole detector.",
                new Axis("column", ""), new Axis("detector", ""),
                new Axis(low < 0 ? "change of dark level" : "noise", "LSB"), 1, low, high, low < 0, maps);
    }

    private static Figure.Histogram histogram() {
        double[] edges = IntStream.rangeClosed(0, 80).mapToDouble(i -> -2 + i * 0.05).toArray();
        List<Figure.HistogramPanel> panels = new ArrayList<>();
        for (int band = 0; band < BANDS.size(); band++) {
            List<Figure.Bins> bins = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                double[] counts = new double[80];
                Random random = new Random(200L + band * 2 + k);
                double shift = 0.15 * k;
                IntStream.range(0, 31_104).forEach(i -> counts[(int) Math.max(0, Math.min(79, (0.3 * random.nextGaussian() + shift + 2) / 0.05))]++);
                bins.add(new Figure.Bins(k == 0 ? "previous acquisition" : "this acquisition", edges, counts));
            }
            panels.add(new Figure.HistogramPanel(BANDS.get(band), bins));
        }
        return new Figure.Histogram("dark-histogram", "Distribution of the change of the dark level",
                "Old and new over each other; a shoulder or a second peak is unusual.",
                new Axis("change of dark level", "LSB"), panels);
    }

    private static Figure.Series series(String id, int panels, int points) {
        List<Panel> drawn = new ArrayList<>();
        for (int band = 0; band < panels; band++) {
            Random random = new Random(300 + band);
            double[] x = IntStream.range(0, points).mapToDouble(i -> 1.6e9 + i * 14 * 86_400.0).toArray();
            double[] y = IntStream.range(0, points).mapToDouble(i -> 60 + 0.002 * i + 0.04 * random.nextGaussian()).toArray();
            double[] u = new double[points];
            Arrays.fill(u, 0.03);
            drawn.add(new Panel(BANDS.get(band), List.of(new Line("mean dark level", x, y, u, Figure.Style.POINTS)), List.of()));
        }
        return new Figure.Series(id, "Mean dark level over time",
                "Bars are standard uncertainties. A step that no event explains is unusual.", new Axis("dark level", "LSB"), drawn, events());
    }

    private static List<Figure.Event> events() {
        return List.of(new Figure.Event(Instant.parse("2021-03-02T00:00:00Z"), "decontamination"),
                new Figure.Event(Instant.parse("2022-01-25T00:00:00Z"), "processing baseline 04.00"),
                new Figure.Event(Instant.parse("2022-02-03T00:00:00Z"), "R2EQOG reissued"));
    }

    /** Responsivity of each band, normalised, VNIR and SWIR apart. */
    private static Figure.Series gains() {
        List<Line> vnir = new ArrayList<>();
        List<Line> swir = new ArrayList<>();
        for (int band = 0; band < BANDS.size(); band++) {
            int of = band;
            Random random = new Random(400 + band);
            double[] x = IntStream.range(0, 40).mapToDouble(i -> 1.6e9 + i * 30 * 86_400.0).toArray();
            double[] y = IntStream.range(0, 40).mapToDouble(i -> 1 - 0.0001 * i * (of % 3)
                    + (of >= 10 ? 0.006 * (i % 12) / 12 : 0) + 0.0004 * random.nextGaussian()).toArray();
            (band >= 10 ? swir : vnir).add(new Line(BANDS.get(band), x, y, null, Figure.Style.POINTS_AND_LINE));
        }
        return new Figure.Series("responsivity", "Reflectance responsivity A·ESUN, normalised to its first value",
                "VNIR bands move together or not at all; the saw-tooth of SWIR is contamination.", new Axis("R / R(first)", "1"),
                List.of(new Panel("VNIR", vnir, List.of()), new Panel("SWIR", swir, List.of(new Figure.Limit("warning", 1.012)))), events());
    }

    private static Figure.Bars tornado() {
        return new Figure.Bars("budget", "What moves the gain of B04", "Contribution of each input to the gain, the largest first.",
                new Axis("change of gain", "%"), List.of(
                        new Figure.Bar("reflectance knowledge", -1.09, 1.09), new Figure.Bar("cosine of the Sun angle", -0.4, 0.4),
                        new Figure.Bar("non-linearity", -0.4, 0.4), new Figure.Bar("straylight residual", -0.3, 0.3),
                        new Figure.Bar("dark signal used: nearest instead of reference", -0.02, 0.05),
                        new Figure.Bar("clip level 3 instead of 5", 0, 0.004)));
    }

    private static Figure.Curves snr() {
        double[] x = IntStream.range(0, 13).asDoubleStream().toArray();
        double[] y = {1390, 209, 239, 222, 247, 216, 223, 216, 157, 215, 390, 159, 185};
        double[] required = {129, 154, 168, 142, 117, 89, 105, 174, 72, 114, 50, 100, 100};
        return new Figure.Curves("snr", "Signal-to-noise ratio at the reference radiance", "Every band must lie above its requirement.",
                new Axis("band id", ""), new Axis("SNR", "1"),
                List.of(new Panel("", List.of(new Line("measured", x, y, null, Figure.Style.POINTS),
                        new Line("required", x, required, null, Figure.Style.STEPS)), List.of())), 0);
    }

    /** Variance against level: a dense cloud. */
    private static Figure.Curves points() {
        List<Panel> panels = new ArrayList<>();
        for (int band = 0; band < 4; band++) {
            Random random = new Random(500 + band);
            double[] x = random.doubles(15_552, 0, 4000).toArray();
            double[] y = Arrays.stream(x).map(level -> 0.25 + 0.01 * level * (1 + 0.1 * random.nextGaussian())).toArray();
            panels.add(new Panel(BANDS.get(band), List.of(new Line("columns", x, y, null, Figure.Style.POINTS)), List.of()));
        }
        return new Figure.Curves("photon-transfer", "Variance against level", "Columns off the line are noisy.",
                new Axis("level", "LSB"), new Axis("variance", "LSB2"), panels, 0);
    }
}
