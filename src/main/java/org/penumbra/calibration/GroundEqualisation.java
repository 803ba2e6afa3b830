package org.penumbra.calibration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Tdi;

/**
 * R2EQOG: dark signal and equalisation law of one band (FORMATS 3).
 *
 * @param header header of the file
 * @param bandId 0 to 12
 * @param detectors by TDI configuration and detector number
 */
public record GroundEqualisation(GippHeader header, int bandId, SortedMap<Tdi, SortedMap<Integer, Detector>> detectors) implements Gipp {

    /**
     * What the ground knows of one detector of one band.
     *
     * @param gamma equalisation law
     * @param dark dark signal in LSB of raw counts: one entry per line of the chronogram cycle, 6, 3 or 1, each over columns
     */
    public record Detector(Gamma gamma, List<Columns> dark) {
        public Detector {
            dark = List.copyOf(dark);
        }
    }

    public GroundEqualisation {
        detectors = GippDocument.sortedTwice(detectors);
    }

    /** @throws Refusal CALIBRATION-103 to -107 */
    public static GroundEqualisation read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static GroundEqualisation parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.R2EQOG, GroundEqualisation::parse);
    }

    @Override
    public GippType type() {
        return GippType.R2EQOG;
    }

    @Override
    public String band() {
        return GippType.BANDS.get(bandId);
    }

    /**
     * Dark signal of one detector under one TDI configuration, LSB of raw counts: [line of cycle − 1][column].
     *
     * @throws Refusal CALIBRATION-105 if the file has none
     */
    public double[][] dark(Tdi tdi, int detector) {
        return detector(tdi, detector).dark().stream().map(Columns::toArray).toArray(double[][]::new);
    }

    /** Equalisation law of one detector under one TDI configuration; refused as CALIBRATION-105 if the file has none. */
    public Gamma gamma(Tdi tdi, int detector) {
        return detector(tdi, detector).gamma();
    }

    /**
     * The same with another dark signal of one detector.
     *
     * @param dark in LSB of raw counts, axis: column · n + (line of cycle − 1); where it is NaN the one of this file stays
     */
    public GroundEqualisation withDark(Tdi tdi, int detector, double[] dark) {
        double[][] lines = dark(tdi, detector);
        for (int pixel = 0; pixel < dark.length; pixel++) {
            if (!Double.isNaN(dark[pixel])) {
                lines[pixel % lines.length][pixel / lines.length] = dark[pixel];
            }
        }
        return with(tdi, detector, new Detector(gamma(tdi, detector), Arrays.stream(lines).map(Columns::of).toList()));
    }

    /** The same with another law of one detector. */
    public GroundEqualisation withGamma(Tdi tdi, int detector, Gamma gamma) {
        return with(tdi, detector, new Detector(gamma, detector(tdi, detector).dark()));
    }

    private Detector detector(Tdi tdi, int detector) {
        SortedMap<Integer, Detector> list = GippDocument.entry(detectors, tdi, header, "COEFFICIENTS_LIST of tdi_config");
        return GippDocument.entry(list, detector, header, "COEFFICIENTS of detector");
    }

    private GroundEqualisation with(Tdi tdi, int number, Detector detector) {
        SortedMap<Tdi, SortedMap<Integer, Detector>> all = new TreeMap<>(detectors);
        SortedMap<Integer, Detector> list = new TreeMap<>(detectors.get(tdi));
        list.put(number, detector);
        all.put(tdi, list);
        return new GroundEqualisation(header, bandId, all);
    }

    /**
     * The same over all columns of the detector at level 1A. Files may leave out the blind columns, 20 of 2592 or 10 of 1296 on either side
     * (DOMAIN C.5): these then have dark NaN and the identity for γ. A detector of which they were not given since is written without them again.
     *
     * @throws Refusal CALIBRATION-106 if the file has another number of columns or of lines of the cycle
     */
    GroundEqualisation alignedTo(Band band) {
        SortedMap<Tdi, SortedMap<Integer, Detector>> aligned = new TreeMap<>();
        detectors.forEach((tdi, list) -> list.forEach((number, detector) ->
                aligned.computeIfAbsent(tdi, key -> new TreeMap<>()).put(number, aligned(number, detector, band))));
        return new GroundEqualisation(header, bandId, aligned);
    }

    private Detector aligned(int number, Detector detector, Band band) {
        int columns = band.columns();
        int given = detector.gamma().columns();
        int withoutBlind = withoutBlind(columns);
        if (given != columns && given != withoutBlind) {
            throw new Refusal(CalibrationCode.OUT_OF_RANGE, header.label(), "NB_OF_PIXELS of detector " + number, given,
                    columns + ", or " + withoutBlind + " without blind columns");
        }
        if (detector.dark().size() != band.linesPerCycle()) {
            throw new Refusal(CalibrationCode.OUT_OF_RANGE, header.label(), "number of lines in COEFF_D of detector " + number,
                    detector.dark().size(), band.linesPerCycle());
        }
        return given == columns ? detector : new Detector(detector.gamma().centredIn(columns),
                detector.dark().stream().map(line -> line.centredIn(columns, Double.NaN)).toList());
    }

    /** The same, issued anew: the next version, by another provider, valid from a start on without end; see {@link GippHeader#of}. */
    public GroundEqualisation issued(String provider, Instant start) {
        return new GroundEqualisation(GippHeader.of(type(), header.satellite(), band(), provider, start, header.nextVersion()), bandId, detectors);
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> {
            out.leaf("BAND_ID", bandId);
            detectors.forEach((tdi, list) -> out.element("COEFFICIENTS_LIST",
                    () -> list.forEach((number, detector) -> write(out, number, asKnown(detector))), "tdi_config", tdi));
        });
    }

    private static int withoutBlind(int columns) {
        return columns - columns / 1296 * 20;
    }

    /** Without the blind columns where the dark of one is not known. */
    private static Detector asKnown(Detector detector) {
        int columns = detector.gamma().columns();
        int inner = withoutBlind(columns);
        int margin = (columns - inner) / 2;
        boolean known = detector.dark().stream().allMatch(line -> IntStream.range(0, margin)
                .allMatch(column -> Double.isFinite(line.get(column)) && Double.isFinite(line.get(columns - 1 - column))));
        return known ? detector : new Detector(detector.gamma().middle(inner), detector.dark().stream().map(line -> line.middle(inner)).toList());
    }

    private static void write(XmlPrinter out, int number, Detector detector) {
        out.element("COEFFICIENTS", () -> {
            out.leaf("NB_OF_PIXELS", detector.gamma().columns());
            out.element("GROUND_EQUALIZATION", () -> {
                if (detector.gamma() instanceof Gamma.Cubic cubic) {
                    out.element("CUBIC", () -> {
                        out.numbers("COEFF_A", cubic.a());
                        out.numbers("COEFF_B", cubic.b());
                        out.numbers("COEFF_C", cubic.c());
                        writeDark(out, detector.dark());
                    });
                } else if (detector.gamma() instanceof Gamma.Bilinear bilinear) {
                    out.element("BI-LINEAR", () -> {
                        out.numbers("COEFF_A1", bilinear.a1());
                        out.numbers("COEFF_A2", bilinear.a2());
                        out.numbers("COEFF_Zs", bilinear.zs());
                        writeDark(out, detector.dark());
                    });
                }
            });
        }, "detector_id", GippDocument.detectorId(number));
    }

    private static void writeDark(XmlPrinter out, List<Columns> dark) {
        String resolution = dark.size() == 6 ? "A_10M_BAND" : dark.size() == 3 ? "A_20M_BAND" : "A_60M_BAND";
        out.element("COEFF_D", () -> out.element(resolution, () -> {
            for (int line = 1; line <= dark.size(); line++) {
                out.numbers("LINE" + line, dark.get(line - 1));
            }
        }));
    }

    private static GroundEqualisation parse(GippHeader header, XmlCursor xml) {
        Integer bandId = null;
        SortedMap<Tdi, SortedMap<Integer, Detector>> detectors = new TreeMap<>();
        while (xml.child()) {
            switch (xml.name()) {
                case "BAND_ID" -> bandId = xml.integer();
                case "COEFFICIENTS_LIST" -> {
                    Tdi tdi = tdi(xml);
                    SortedMap<Integer, Detector> list = detectors.computeIfAbsent(tdi, key -> new TreeMap<>());
                    while (xml.child()) {
                        list.put(xml.intAttribute("detector_id"), detector(xml));
                    }
                }
                default -> xml.skip();
            }
        }
        if (bandId == null) {
            throw xml.lacks("BAND_ID");
        }
        if (bandId < 0 || bandId >= GippType.BANDS.size()) {
            throw xml.outOfRange("BAND_ID", bandId, "0 to 12");
        }
        return new GroundEqualisation(header, bandId, detectors);
    }

    private static Tdi tdi(XmlCursor xml) {
        String text = xml.attribute("tdi_config");
        try {
            return Tdi.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw xml.outOfRange("tdi_config", text, "APPLIED or NO_TDI");
        }
    }

    private static Detector detector(XmlCursor xml) {
        int columns = 0;
        Detector detector = null;
        while (xml.child()) {
            switch (xml.name()) {
                case "NB_OF_PIXELS" -> columns = xml.integer();
                case "GROUND_EQUALIZATION" -> {
                    while (xml.child()) {
                        detector = law(xml, xml.name(), columns);
                    }
                }
                default -> xml.skip();
            }
        }
        if (detector == null) {
            throw xml.lacks("GROUND_EQUALIZATION in each COEFFICIENTS");
        }
        return detector;
    }

    private static Detector law(XmlCursor xml, String law, int columns) {
        Map<String, Columns> coefficients = new HashMap<>();
        List<Columns> dark = new ArrayList<>();
        while (xml.child()) {
            String name = xml.name();
            if (name.equals("COEFF_D")) {
                while (xml.child()) {
                    dark.addAll(lines(xml, columns));
                }
            } else {
                coefficients.put(name, xml.columns(columns));
            }
        }
        if (dark.isEmpty()) {
            throw xml.lacks("COEFF_D in each " + law);
        }
        return new Detector(switch (law) {
            case "CUBIC" -> new Gamma.Cubic(xml.required(coefficients, "COEFF_A"), xml.required(coefficients, "COEFF_B"),
                    xml.required(coefficients, "COEFF_C"));
            case "BI-LINEAR" -> new Gamma.Bilinear(xml.required(coefficients, "COEFF_A1"), xml.required(coefficients, "COEFF_A2"),
                    xml.required(coefficients, "COEFF_Zs"));
            default -> throw xml.outOfRange("GROUND_EQUALIZATION", law, "CUBIC or BI-LINEAR");
        }, dark);
    }

    /** Dark of the lines of the cycle: LINE1 and on, or the single list that real 60 m files are said to have (DOMAIN C.5). */
    private static List<Columns> lines(XmlCursor xml, int columns) {
        SortedMap<String, Columns> lines = new TreeMap<>();
        while (xml.child()) {
            lines.put(xml.name(), xml.columns(columns));
        }
        return lines.isEmpty() ? List.of(xml.collectedColumns(columns)) : List.copyOf(lines.values());
    }
}
